"""What each field of a preprint's entry says once the entry is that of the version of record."""

from collections.abc import Mapping
from dataclasses import dataclass

from eyebib.audit import completion
from eyebib.audit.edit import Spelling, value
from eyebib.audit.mend_value import mended
from eyebib.exporters import bib_file, bibtex
from eyebib.importers.bibtex_reference import Reference
from eyebib.matching import byline, likeness
from eyebib.matching.compare import author_list, years_of
from eyebib.matching.same_venue import claims
from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.text.fold import folded

CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
"""The entry types that a version of record can have, and the field of the venue in each."""

_OF_BIBLATEX = frozenset(("date", "journaltitle"))
_OF_PREPRINT = frozenset(
    "journal journaltitle booktitle volume number issue pages eid version type month".split()
)
"""Fields that say something about the preprint, if the version of record has no value for them."""
_OF_SERVER = frozenset("howpublished note publisher institution organization series".split())
"""Fields that do if they name the preprint server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The version of record of a reference to a preprint.

    `preprint` is the record of the preprint. `facts` are the fields that only the version of record
    has, as LaTeX without delimiters, and those of the eprint.
    """

    reference: Reference
    preprint: Record
    record: Record
    spelling: Spelling

    @property
    def kind(self) -> str:
        """The entry type in BibTeX."""
        return bibtex.entry_type(self.record.item)

    @property
    def facts(self) -> Mapping[str, str]:
        """Fields of the version of record, and of the eprint, as LaTeX without delimiters."""
        is_biblatex = bool(self.reference.fields.keys() & _OF_BIBLATEX)
        container = CONTAINERS[self.kind]
        if is_biblatex and container == "journal":
            container = "journaltitle"
        venue = self.spelling.latex(bib_file.container(self.record.item))
        numbers = completion.numbers(self.record.item, self.kind, self.spelling)
        return {container: venue} | numbers | self._eprint(is_biblatex=is_biblatex)

    def _eprint(self, *, is_biblatex: bool) -> dict[str, str]:
        own = self.reference.entry.identifiers
        number = next((i.value + i.version for i in own if i.scheme == "arxiv"), "")
        if not number or "eprint" in self.reference.fields:
            return {}
        kind = {"eprinttype": "arxiv"} if is_biblatex else {"archiveprefix": "arXiv"}
        return {"eprint": number} | kind

    def written(self, name: str, raw: str) -> str | None:
        """The value of a field, with delimiters, in place of another; None if there is none."""
        if name == "month":
            return self._month(raw)
        if name in self.facts:
            return self._fact(name, raw)
        if self._is_of_preprint(name, value(raw).core):
            return None
        return self._corrected(name, raw)

    def _fact(self, name: str, raw: str) -> str:
        """A field of the version of record in the form that it had for the preprint."""
        new = {"doi": str(self.record.item.get("DOI", "")), "pages": csl.pages(self.record.item)}
        if name in new:
            written = mended(name, raw, new[name], self.record.item, self.spelling)
            return written or f"{{{self.facts[name]}}}"
        return value(raw).with_core(self.facts[name])

    def _corrected(self, name: str, raw: str) -> str:
        """The title, authors and year of the version of record, where they are others."""
        item, new = self.record.item, ""
        year = csl.year(self.reference.entry.csl)
        if name == "title" and likeness.title(self.reference.entry, item) != "same":
            new = str(item["title"])
        elif name == "author" and self._has_other_authors():
            new = author_list(item)
        elif name == "year" and year not in years_of(self.record):
            new = str(csl.year(item) or "")
        elif name == "date" and (date := _date(item)):
            return value(raw).with_core(date)
        return (new and mended(name, raw, new, item, self.spelling)) or raw

    def _has_other_authors(self) -> bool:
        own, theirs = dict(self.reference.entry.csl), self.record.item
        return bool(byline.difference(byline.byline(own), byline.byline(theirs), ""))

    def _month(self, raw: str) -> str | None:
        """The month in the form that it had: a macro or a number."""
        parts = csl.date_parts(self.record.item.get("issued"))
        if len(parts) < 2 or not 1 <= parts[1] <= 12:
            return None
        if value(raw).core.isdigit():
            return value(raw).with_core(str(parts[1]))
        return bibtex.MONTHS[parts[1] - 1]

    def _is_of_preprint(self, name: str, core: str) -> bool:
        servers = (self.preprint.item.get(v) for v in ("publisher", "container-title"))
        is_server = not claims(core) or folded(core) in {folded(str(s)) for s in servers if s}
        return name in _OF_PREPRINT or (name in _OF_SERVER and is_server)


def _date(item: csl.Item) -> str:
    return "-".join(f"{part:02}" for part in csl.date_parts(item.get("issued")))
