"""What a list shows of a work, in whatever layout."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eyebib.exporters import csl_item, venue
from eyebib.importers.awesome_list.marked import year_in
from eyebib.matching.role import is_preprint
from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, CellValue, Entry, Work
from eyebib.model.facet import MODALITIES, SECTION
from eyebib.model.settings import EMPTY, Settings
from eyebib.text import markdown
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The facts of a work that a list shows.

    `paper`, `code` and the `versions`, by their labels, are addresses that Markdown can hold, or
    empty; `code` may be `NO_CODE`. `year` is the listed one, else that of publication. `facts` are
    the other facets and the list's own columns. `citation` is the BibTeX entry, if the list shows
    it.
    """

    citekey: str
    title: str
    name: str = ""
    paper: str = ""
    versions: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    code: str = ""
    year: int | None = None
    venue: str = ""
    modalities: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    abstract: str = ""
    citation: str = ""


def item_of(work: Work, settings: Settings, *, abstract: str = "", citation: str = "") -> Item:
    """The item of a work, with the abstract and the citation that the list shows."""
    entry = work.entry
    title, name = _title_and_name(work)
    return Item(
        citekey=work.citekey,
        title=title,
        name=name,
        paper=_paper(work),
        versions={label: markdown.destination(url) for label, url in _versions(entry)},
        code=markdown.destination(csl_item.code_link(work)) or _no_code(entry),
        year=year(work),
        venue=_venue(work, settings),
        modalities=tuple(dict.fromkeys(entry.facets.get(MODALITIES, ()))),
        facts={clean(key): clean(text) for key, text in _facts(entry, settings)},
        abstract=abstract,
        citation=citation,
    )


def year(work: Work) -> int | None:
    """The listed year, else that of publication; None if no reader takes the number for a year."""
    return readable(work.entry.listed or csl.year(work.item))


def readable(year: int | None) -> int | None:
    """The year if readers take the number for one."""
    return year if year and 1000 <= year <= 2999 else None


def _title_and_name(work: Work) -> tuple[str, str]:
    """The entry's title and name; the title of the record if the entry's is only its link."""
    entry, title = work.entry, work.entry.title
    if entry.is_untitled:
        title = str(work.item["title"])
        if title == entry.title:  # there is no record
            return entry.label, ""
    return title, entry.name


def _paper(work: Work) -> str:
    """The curator's link to the paper; if it is not a web link, that of the identifier."""
    entry = work.entry
    identifiers = [entry.paper, *entry.identifiers]
    addresses = [identifier.url for identifier in identifiers if identifier]
    links = [entry.link, *addresses, str(work.item.get("URL", ""))]
    return markdown.destination(next(filter(is_web_link, links), ""))


def _versions(entry: Entry) -> Iterator[tuple[str, str]]:
    """The preprint of a publication, or the publication of a preprint: what else is read again."""
    if entry.paper is None:
        return
    if is_preprint(entry.paper):
        published = entry.published
        if published and published.scheme != "url" and not is_preprint(published):
            yield "Published", published.url
    elif entry.preprint and is_preprint(entry.preprint):
        yield "Preprint", entry.preprint.url


def _no_code(entry: Entry) -> str:
    return NO_CODE if entry.code == NO_CODE else ""


def _venue(work: Work, settings: Settings) -> str:
    """The venue; if the year is unknown, none that has one, which would be read as the year."""
    text = clean(venue.short(work, settings))
    return "" if year(work) is None and year_in(text) else text


def _facts(entry: Entry, settings: Settings) -> Iterator[tuple[str, str]]:
    for name, words in entry.facets.items():
        if name not in (MODALITIES, SECTION):
            facet = settings.facet(name)
            yield facet.heading, ", ".join(facet.terms(words))
    yield from ((column, ", ".join(texts(cell))) for column, cell in entry.table.items())


def texts(cell: CellValue) -> tuple[str, ...]:
    """The texts of a cell; none if it is empty."""
    return tuple(filter(None, [cell] if isinstance(cell, str) else cell))
