"""The facts of a work that every format and every reader should keep, and how they are counted.

An adapter for each reader makes `Facts` of its output. Only this module decides which spellings of
a fact are equal, each with its reason; every other difference is a loss.
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
    """A person; `family` includes particles. A group or a person with one name has only `family`."""

    family: str
    given: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one work; an unknown fact is empty, names are in order.

    `type` is a CSL type, `date` an ISO date or range, possibly without day or month, `pages` the
    pages or else the article number, `arxiv` an id without prefix.
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
"""The facts that are counted: each field, whether groups are kept as one name, and the year."""

VARIABLES = {
    "type": "type", "authors": "author", "groups": "author", "editors": "editor", "title": "title",
    "container": "container-title", "volume": "volume", "issue": "issue", "pages": "page",
    "date": "issued", "year": "issued", "doi": "DOI", "arxiv": "number",
}  # fmt: skip
"""The CSL variable of each fact, which is its key in an exporter's LOSSES."""


def expected(work: Work) -> Facts:
    """The facts of a work that every reader should find."""
    return of_item(work.item, arxiv=work.eprint.value if work.eprint else "")


def of_item(item: Mapping[str, Any], *, arxiv: str = "") -> Facts:
    """The facts of a CSL item; `arxiv` is an argument because its variable depends on the writer."""
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
    """CSL names; if only one part of a name is known, it counts as the family name."""
    parts = [(csl.family(n), str(n.get("given", "")), str(n.get("suffix", ""))) for n in people]
    return tuple(
        Name(family=family or given, given=given if family else "", suffix=suffix)
        for family, given, suffix in parts
    )


def count(source: Mapping[str, Facts], result: Mapping[str, Facts]) -> dict[str, tuple[int, int]]:
    """For each fact, the number of works that keep it and the number of works that have it."""
    counts = dict.fromkeys(FACTS, (0, 0))
    for citekey, facts in source.items():
        losses = set(lost(facts, result.get(citekey, Facts(type=""))))
        for fact in filter(comparable(facts).get, FACTS):
            kept, total = counts[fact]
            counts[fact] = (kept + (fact not in losses), total + 1)
    return counts


def lost(source: Facts, result: Facts) -> Iterator[str]:
    """The facts that differ between source and result: lost, changed or added."""
    one, other = comparable(source), comparable(result)
    return (fact for fact in FACTS if one[fact] != other[fact])


def comparable(facts: Facts) -> dict[str, object]:
    """Each fact in the form in which it is compared; a missing fact is false."""
    people = {role: tuple(map(_name, getattr(facts, role))) for role in NAMES}
    return {
        "type": facts.type,
        **people,
        "groups": tuple(family for family, given, _ in people["authors"] if not given),
        "title": _title(facts.title),
        "container": _title(facts.container),  # pandoc converts book titles to sentence case too
        "volume": _text(facts.volume),
        "issue": _pages(facts.issue),
        "pages": _pages(facts.pages),
        "date": facts.date,
        "year": facts.date[:4],
        "doi": unquote(
            facts.doi
        ).casefold(),  # case-insensitive; .bib files encode `%{}\` and spaces
        "arxiv": facts.arxiv.casefold(),
    }


def _text(text: str) -> str:
    """Text without typographic differences: kinds of spaces, quotation marks and minus signs."""
    text = text.translate(_TYPOGRAPHY).replace("…", "...")
    text = text.replace("---", "—").replace("--", "–")  # as TeX and pandoc print them
    text = text.replace("ı\u0301", "i\u0301")  # TeX sets an accent on a dotless i
    return unicodedata.normalize("NFC", " ".join(text.split()))


_TYPOGRAPHY = str.maketrans('“”„"‘’‚−', "'''''''-")
"""Styles print their own quotation marks, outer and inner; a minus in math becomes a hyphen."""


def _title(title: str) -> str:
    """A title without the capitals of ordinary words, which readers of .bib files change.

    Capitals with a meaning are kept (OCT, mRNA, X).
    """
    return re.sub(r"\b[A-ZÀ-ÖØ-Þ](?=[a-zß-öø-ÿ'-]+\b)|\bA\b", lambda m: m[0].lower(), _text(title))


def _pages(pages: str) -> str:
    """Pages or issues, with a hyphen for any dash in a range."""
    return re.sub(r" *[-‐‑‒–—]+ *", "-", _text(pages))


def _name(name: Name) -> tuple[str, str, str]:
    """A name; `E.A.` equals `E. A.`, and dropping particles may follow the given name."""
    family, given, suffix = (_text(part) for part in (name.family, name.given, name.suffix))
    given = re.sub(r"\.(?=\w)", ". ", given)
    if particles := _PARTICLES.search(given):
        family, given = f"{particles[0].strip()} {family}", given[: particles.start()]
    return family, given, suffix


_PARTICLES = re.compile("(?: (?:d[aeo]|dos|des|del|della|ter|ten|van|von|der|den|la|le))+$")
