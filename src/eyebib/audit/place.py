"""Where in a .bib file a reference states what is compared, and the problems located there."""

from collections.abc import Mapping

from eyebib.audit.finding import Difference, Field, Verdict
from eyebib.importers.bibtex_reference import Reference
from eyebib.importers.bibtex_text import raw_of
from eyebib.model.identifier import Identifier
from eyebib.model.problem import Problem

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "author": ("author",),
    "year": ("year", "date"),
    "venue": ("journal", "journaltitle", "booktitle", "series", "eventtitle", "howpublished"),
    "doi": ("doi",),
    "eprint": ("eprint",),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages", "page", "eid", "articleno", "art_number"),
}
"""The BibTeX fields that state each fact, in order of preference."""

_LINKS = ("doi", "eprint", "url", "ee", "howpublished", "note", "journal", "number", "volume")


def name_of(reference: Reference, field: str) -> str:
    """The BibTeX field of the reference that states a fact; empty if there is none."""
    return next((name for name in _NAMES[field] if name in reference.fields), "")


def name_with(reference: Reference, identifier: Identifier) -> str:
    """The BibTeX field of the reference that has an identifier."""
    value = identifier.value.lower()
    names = (name for name in _LINKS if name in reference.fields)
    return next((n for n in names if value in raw_of(reference.fields[n]).lower()), "")


def wrong(reference: Reference, field: Field, message: str, value: str) -> Difference:
    """A field that differs; its problem is at the place of the field."""
    name = name_of(reference, field)
    problem = Problem(location=reference.place(name), message=message, rule="differs")
    return Difference(field=field, name=name, value=value, problem=problem)


def wrong_identifier(
    reference: Reference, identifier: Identifier, message: str, value: str, rule: Verdict
) -> Difference:
    """An identifier that is not that of the reference; all but an eprint stand for the DOI."""
    name = name_with(reference, identifier)
    field: Field = "eprint" if name == "eprint" else "doi"
    problem = Problem(location=reference.place(name), message=message, rule=rule)
    return Difference(field=field, name=name, value=value, problem=problem)
