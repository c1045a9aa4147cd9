"""The works of a figure by kind of venue, or by the values of a facet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import in_order, terms_of
from eyebib.model.facet import Facet

Kind = Literal["journal", "conference", "preprint", "other"]
KINDS: tuple[Kind, ...] = ("journal", "conference", "preprint", "other")
"""Kinds of venue, in the order of the timeline from top to bottom."""

NOT_REPORTED = "not reported"

MOST = 12
"""The most values of a facet that are groups of their own; if there are more, rare ones are one."""

_JOURNALS = frozenset("article-journal article-magazine article-newspaper review".split())
_CONFERENCES = frozenset("paper-conference speech event".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The names of the groups in order, the groups of each work by citekey, and a legend.

    A name in the legend is spelled out. `rare` is the name of the group of rare values, or empty.
    """

    names: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    legend: tuple[tuple[str, str], ...] = ()
    rare: str = ""


def by_kind(bibliography: Bibliography) -> Grouping:
    """The works by kind of venue of the version that is cited."""
    groups = {work.citekey: (kind(work),) for work in bibliography.works}
    used = {name for names in groups.values() for name in names}
    return Grouping(names=tuple(name for name in KINDS if name in used), groups=groups)


def by_facet(bibliography: Bibliography, facet: Facet, most: int = MOST) -> Grouping:
    """The works by the values of a facet, each in every group that it has a value of."""
    stated = {
        work.citekey: terms_of(work.entry, bibliography.settings).get(facet.name, ())
        for work in bibliography.works
    }
    counts = Counter(term for terms in stated.values() for term in terms)
    terms = in_order(facet, counts)
    number = most if len(terms) <= most else most - 1
    common = set(sorted(terms, key=lambda term: -counts[term])[:number])
    rare = f"{len(terms) - number} others" if len(terms) > most else ""
    groups = {
        citekey: tuple(dict.fromkeys(term if term in common else rare for term in terms))
        or (NOT_REPORTED,)
        for citekey, terms in stated.items()
    }
    shown = [term for term in terms if term in common]
    is_silent = any(names == (NOT_REPORTED,) for names in groups.values())
    return Grouping(
        names=(*shown, *filter(None, [rare]), *([NOT_REPORTED] if is_silent else [])),
        groups=groups,
        legend=tuple(
            (value.term, value.name)
            for value in facet.values
            if value.term in common and value.is_abbreviation
        ),
        rare=rare,
    )


def kind(work: Work) -> Kind:
    """The kind of venue of the version of a work that is cited."""
    csl_type = work.item["type"]
    if work.is_preprint:
        return "preprint"
    if csl_type in _CONFERENCES or (csl_type == "chapter" and work.item.get("event-title")):
        return "conference"
    return "journal" if csl_type in _JOURNALS else "other"
