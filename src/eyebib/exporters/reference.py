"""A work as a formatted reference in plain text, in one of pybtex's styles.

The styles read every value as LaTeX. Special characters are therefore replaced by private-use
characters, which a backend of this module replaces again (pybtex's HTML backend does not escape
tags). If a style requires a field that the work lacks, the field is empty and the rest is printed.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from pybtex.database import Entry, Person
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

from eyebib.exporters import bib_file, bibtex
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.text.tex_reader import plain_text

STYLES = ("plain", "unsrt", "alpha")

_RAW = frozenset("doi url eprint month".split())
"""Fields without LaTeX except `\\%`."""

_Table = Mapping[int, str]

_SIGNS = "\\{}$%&#_~^-`'\"<>|"
_HIDDEN = {ord(sign): chr(0x10F000 + ord(sign)) for sign in _SIGNS}
_SHOWN = {ord(hidden): sign for sign, hidden in zip(_SIGNS, _HIDDEN.values(), strict=True)}

_PLAIN = SimpleNamespace(
    RenderType=str,
    symbols={"ndash": "–", "newblock": " ", "nbsp": " "},
    format_str=lambda text: text.translate(_SHOWN),
    format_tag=lambda _, text: text,
    format_href=lambda _link, text, _external: text,
    format_protected=str,
    render_sequence="".join,
)
"""The interface of a pybtex backend, for text without markup."""


def reference(work: Work, style: str = "plain") -> str:
    """The reference on one line; in the style `alpha` it starts with the label."""
    formatter = find_plugin("pybtex.style.formatting", style)()
    text = _rich_text(formatter, _entry(work, _HIDDEN)).render(_PLAIN)
    [label] = formatter.format_labels([_entry(work, {})])
    line = " ".join(text.split())
    return f"[{label}] {line}" if style == "alpha" else line


def _rich_text(style: Any, entry: Entry) -> Any:  # noqa: ANN401 - pybtex has no types
    """The rich text of an entry; sets the fields that the style misses to empty text."""
    while True:
        try:
            return style.format_entry("", entry).text
        except FieldIsMissing as error:
            name = error.field_name
            if name in entry.fields or name in entry.persons:
                raise
            if name in ("author", "editor"):
                entry.persons[name] = []
            else:
                entry.fields[name] = ""


def _entry(work: Work, hidden: _Table) -> Entry:
    """A work as an entry for pybtex's styles, with the title in braces to keep its capitals."""
    source = bibtex.entry(work)
    fields = {
        name: value.replace("\\", "") if name in _RAW else plain_text(value)[0].translate(hidden)
        for name, value in source.fields.items()
        if name not in source.names
    }
    if "month" in fields:
        months = dict(zip(bibtex.MONTHS, csl.MONTHS, strict=True))
        fields["month"] = months.get(fields["month"], fields["month"])
    if "journal" in fields and "volume" in fields and "pages" not in fields:
        issue = f"({fields['number']})" if "number" in fields else ""
        fields["journal"] += f", {fields['volume']}{issue}"  # styles omit it if pages are missing
    fields["title"] = f"{{{fields.get('title', '')}}}"
    persons = {role: [_person(name, hidden) for name in work.item[role]] for role in source.names}
    for role in work.incomplete & persons.keys():
        persons[role].append(Person(bib_file.OTHERS))  # printed as it is
    entry = Entry(source.kind, fields=fields, persons=persons)
    entry.key = work.citekey
    return entry


def _person(name: csl.Name, hidden: _Table) -> Person:
    person = Person()
    person.first_names = name.get("given", "").translate(hidden).split()
    person.last_names = csl.family(name).translate(hidden).split()
    person.lineage_names = name.get("suffix", "").translate(hidden).split()
    return person
