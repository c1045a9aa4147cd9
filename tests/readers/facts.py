"""The facts of a work that every format and every reader must keep, and how they are counted.

An adapter makes `Facts` of what a reader says. Two spellings of one fact are brought to one form
here and nowhere else, each for a reason that stands beside it; whatever else differs is a loss.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import unquote

from eyebib.model import csl
from eyebib.model.bibliography import Work

NAMES = ("authors", "editors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person; `family` has its particles. A group, or who has one name only, is `family` alone."""

    family: str
    given: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is said of one work; empty is what is not said. Names stand in their order.

    `type` is a CSL type, `date` an ISO date or range as far as it is known, `pages` the pages or the
    article number that takes their place, `arxiv` an id without a prefix.
    """

    type: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    date: str = ""
    doi: str = ""
    arxiv: str = ""


FACTS = (*(field.name for field in fields(Facts)), "groups", "year")
"""What is counted: each field; besides, that a group is one name, and the year of the date."""

VARIABLES = {
    "type": "type", "authors": "author", "groups": "author", "editors": "editor", "title": "title",
    "container": "container-title", "volume": "volume", "issue": "issue", "pages": "page",
    "date": "issued", "year": "issued", "doi": "DOI", "arxiv": "number",
}  # fmt: skip
"""The CSL variable of a fact, by which an exporter's LOSSES name it."""


def expected(work: Work) -> Facts:
    """What every reader should say of a work."""
    return of_item(work.item, arxiv=work.eprint.value if work.eprint else "")


def of_item(item: Mapping[str, Any], *, arxiv: str = "") -> Facts:
    """The facts of a CSL item; those who write CSL differ in where they put the arXiv id."""
    text = {variable: str(value) for variable, value in item.items()}
    return Facts(
        type=text.get("type", ""),
        authors=names(item.get("author", ())),
        editors=names(item.get("editor", ())),
        title=text.get("title", ""),
        container=text.get("container-title", ""),
        volume=text.get("volume", ""),
        issue=text.get("issue", ""),
        pages=csl.pages(item),
        date=csl.iso_date(item.get("issued")),
        doi=text.get("DOI", ""),
        arxiv=arxiv,
    )


def names(people: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
    """CSL names; of a person of whom only one part is known it does not matter which."""
    found = [(csl.family(n), str(n.get("given", "")), str(n.get("suffix", ""))) for n in people]
    return tuple(
        Name(family=family or given, given=given if family else "", suffix=suffix)
        for family, given, suffix in found
    )


def count(meant: Mapping[str, Facts], found: Mapping[str, Facts]) -> dict[str, tuple[int, int]]:
    """Fact to how many works keep it of those that state it, by citekey."""
    counts = dict.fromkeys(FACTS, (0, 0))
    for citekey, facts in meant.items():
        wrong = set(lost(facts, found.get(citekey, Facts(type=""))))
        for fact in filter(stated(facts).get, FACTS):
            kept, all_ = counts[fact]
            counts[fact] = (kept + (fact not in wrong), all_ + 1)
    return counts


def lost(meant: Facts, found: Facts) -> Iterator[str]:
    """The facts that are not as they were meant: lost, changed or invented."""
    one, other = stated(meant), stated(found)
    return (fact for fact in FACTS if one[fact] != other[fact])


def stated(facts: Facts) -> dict[str, object]:
    """Each fact in the form in which it is compared; a false one is not stated."""
    people = {role: tuple(map(_name, getattr(facts, role))) for role in NAMES}
    return {
        "type": facts.type,
        **people,
        "groups": tuple(family for family, given, _ in people["authors"] if not given),
        "title": _title(facts.title),
        "container": _title(facts.container),  # pandoc makes sentence case of a book's title too
        "volume": _text(facts.volume),
        "issue": _pages(facts.issue),
        "pages": _pages(facts.pages),
        "date": facts.date,
        "year": facts.date[:4],
        "doi": unquote(facts.doi).casefold(),  # it knows no case; a .bib encodes `%{}\` and blanks
        "arxiv": facts.arxiv.casefold(),
    }


def _text(text: str) -> str:
    """Text without what is typography: kinds of space and quotation mark, the minus of a formula."""
    text = text.translate(_TYPOGRAPHY).replace("…", "...")
    text = text.replace("---", "—").replace("--", "–")  # as TeX and pandoc print them
    text = text.replace("ı\u0301", "i\u0301")  # TeX sets an accent on a dotless i
    return unicodedata.normalize("NFC", " ".join(text.split()))


_TYPOGRAPHY = str.maketrans('“”„"‘’‚−', "'''''''-")
"""A style sets quotes in its own kind, outer and inner; a minus in math is written as a hyphen."""


def _title(title: str) -> str:
    """A title whose plain words have no capital: readers of .bib make sentence case of what may be.

    A capital that means something (OCT, mRNA, X) counts; that of an ordinary word does not.
    """
    return re.sub(r"\b[A-ZÀ-ÖØ-Þ](?=[a-zß-öø-ÿ'-]+\b)|\bA\b", lambda m: m[0].lower(), _text(title))


def _pages(pages: str) -> str:
    """Pages or issues; a range is one with any dash."""
    return re.sub(r" *[-‐‑‒–—]+ *", "-", _text(pages))


def _name(name: Name) -> tuple[str, str, str]:
    """A name; `E.A.` is `E. A.`, and particles behind a given name are CSL's dropping particles."""
    family, given, suffix = (_text(part) for part in (name.family, name.given, name.suffix))
    given = re.sub(r"\.(?=\w)", ". ", given)
    if behind := _BEHIND.search(given):
        family, given = f"{behind[0].strip()} {family}", given[: behind.start()]
    return family, given, suffix


_BEHIND = re.compile("(?: (?:d[aeo]|dos|des|del|della|ter|ten|van|von|der|den|la|le))+$")
