"""Readers in Python: bibtexparser, pybtex and eyebib itself."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bibtexparser import middlewares, model
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import NameParts
from pybtex.database import Person
from pybtex.database import parse_string as pybtex_parse
from pybtex.richtext import Text

from eyebib.importers import importer_for
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from readers.bib_fields import of_fields
from readers.facts import Facts, Name, expected


def bibtexparser(text: str) -> dict[str, Facts]:
    """The facts that bibtexparser reads in a .bib text with its middleware for names and LaTeX."""
    stack = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(),
    ]
    library = parse_string(text, append_middleware=stack)
    if library.failed_blocks:
        raise ValueError(str(library.failed_blocks[0].raw))
    return {entry.key: _of_entry(entry) for entry in library.entries}


def _of_entry(entry: model.Entry) -> Facts:
    fields: dict[str, Any] = {field.key: field.value for field in entry.fields}
    people = {role: tuple(map(_parts, fields.pop(role, ()))) for role in ("author", "editor")}
    texts = {name: _unbraced(str(value)) for name, value in fields.items()}
    return of_fields(entry.entry_type, texts, authors=people["author"], editors=people["editor"])


def _parts(name: NameParts) -> Name:
    words = ([*name.von, *name.last], name.first, name.jr)
    family, given, suffix = (_unbraced(" ".join(part)) for part in words)
    return Name(family=family or given, given=given if family else "", suffix=suffix)


def _unbraced(text: str) -> str:
    """Text without protecting braces, which bibtexparser does not remove."""
    return re.sub(r"[{}]", "", text)


def pybtex(text: str) -> dict[str, Facts]:
    """The facts that pybtex reads in a .bib text."""
    facts = {}
    for citekey, entry in pybtex_parse(text, "bibtex").entries.items():
        fields = {name.lower(): _latex(value) for name, value in entry.fields.items()}
        people = {role: _people(entry.persons, role) for role in ("author", "editor")}
        facts[citekey] = of_fields(
            entry.type, fields, authors=people["author"], editors=people["editor"]
        )
    return facts


def _latex(text: str) -> str:
    return str(Text.from_latex(text))


def _people(persons: Mapping[str, Sequence[Person]], role: str) -> tuple[Name, ...]:
    return tuple(map(_person, persons.get(role, ())))


def _person(person: Person) -> Name:
    family = _latex(" ".join([*person.prelast_names, *person.last_names]))
    given = _latex(" ".join(person.bibtex_first_names))
    suffix = _latex(" ".join(person.lineage_names))
    return Name(family=family or given, given=given if family else "", suffix=suffix)


def eyebib(suffix: str, text: str) -> dict[str, Facts]:
    """The facts that eyebib imports from a text in a file with this suffix."""
    return {citekey: expected(work) for citekey, work in imported(suffix, text).items()}


def imported(suffix: str, text: str) -> dict[str, Work]:
    """The works that eyebib imports from a text, without other records."""
    path = Path(f"references{suffix}")
    entries, _ = importer_for(path).read(text, path)
    return {entry.citekey: merge(entry, []) for entry in entries}
