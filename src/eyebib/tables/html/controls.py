"""The form of the HTML page with search and filters, which the script makes visible."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eyebib.model import csl
from eyebib.model.facet import Facet, Term
from eyebib.tables.html.row import abbreviation
from eyebib.tables.html.tag import Markup, lines, tag
from eyebib.tables.table import Table

_MOST_CHIPS = 40
"""The most terms of a facet that each have a chip; of more, one is chosen in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """A term that can be chosen, its index in the page, and the number of rows with it."""

    term: Term
    place: int
    count: int


def controls(table: Table, places: Mapping[tuple[str, str], int]) -> Markup:
    """The form; `places` has the index of each term of a facet, as in the rows."""
    search = tag("input", type="search", id="search", autocomplete="off", spellcheck="false")
    facets = list(_choices(table, places))
    return lines(
        "form",
        tag("p", tag("label", "Search", for_="search"), search, class_="search"),
        tag("p", tag("label", "Year", for_="year"), _years(table), class_="year"),
        *(_list(facet, terms) for facet, terms in facets if len(terms) > _MOST_CHIPS),
        tag("p", tag("button", "Reset", type="reset")),
        *(_chips(facet, terms) for facet, terms in facets if len(terms) <= _MOST_CHIPS),
        id="controls",
        role="search",
        aria_label="Papers",
        hidden=True,
    )


def _years(table: Table) -> Markup:
    counts = Counter(csl.year(row.work.item) for row in table.rows)
    years = sorted(filter(None, counts), reverse=True)
    options = [tag("option", f"{year} ({counts[year]})", value=str(year)) for year in years]
    return tag("select", tag("option", "all", value=""), *options, id="year")


def _choices(
    table: Table, places: Mapping[tuple[str, str], int]
) -> Iterator[tuple[Facet, list[_Choice]]]:
    for used in table.facets:
        name = used.facet.name
        counts = Counter(term.term for row in table.rows for term in row.facets[name])
        yield (
            used.facet,
            [
                _Choice(term=term, place=places[name, term.term], count=counts[term.term])
                for term in used.terms
            ],
        )


def _list(facet: Facet, choices: Sequence[_Choice]) -> Markup:
    options = (
        tag(
            "option",
            f"{choice.term.term} ({choice.count})",
            value=str(choice.place),
            data_name=choice.term.name,
        )
        for choice in choices
    )
    name = f"facet-{facet.name}"
    box = tag("select", tag("option", "all", value=""), *options, id=name, class_="facet")
    return tag("p", tag("label", facet.heading, for_=name), box)


def _chips(facet: Facet, choices: Sequence[_Choice]) -> Markup:
    """A chip for each term; rows have all chosen terms, or any if they have only one."""
    return lines(
        "fieldset",
        tag("legend", _with(facet.heading)),
        *(_chip(choice) for choice in choices),
        data_any=not facet.many,
    )


def _with(heading: str) -> str:
    """`With modalities` for that heading; abbreviations keep their case."""
    is_word = heading[1:2].islower()
    return f"With {heading[:1].lower() if is_word else heading[:1]}{heading[1:]}"


def _chip(choice: _Choice) -> Markup:
    box = tag("input", type="checkbox", name="term", value=str(choice.place))
    count = tag("small", str(choice.count))
    shown = tag("span", abbreviation(choice.term), Markup(" "), count)
    return tag("label", box, shown, class_="chip")
