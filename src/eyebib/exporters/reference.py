"""A work as a formatted reference in plain text, in one of pybtex's styles.

The styles read every value as LaTeX, so what LaTeX would take for a sign goes through them as a
character for private use, and comes back in a backend of our own (pybtex's HTML lets tags through).
A field that a style must have and the work has not is empty there, and the rest is printed.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from pybtex.database import Entry, Person
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

from eyebib.exporters import bibtex
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.text.tex_reader import plain_text

STYLES = ("plain", "unsrt", "alpha")

_RAW = frozenset("doi url eprint month".split())
"""Fields that hold no LaTeX but `\\%`; the styles know that of all but `month`."""

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
"""What pybtex asks of a backend; it adds nothing to a text."""


def reference(work: Work, style: str = "plain") -> str:
    """The reference on one line; in `alpha` its label stands before it."""
    chosen = find_plugin("pybtex.style.formatting", style)()
    text = _formatted(chosen, _entry(work, _HIDDEN)).render(_PLAIN)
    [label] = chosen.format_labels([_entry(work, {})])
    line = " ".join(text.split())
    return f"[{label}] {line}" if style == "alpha" else line


def _formatted(style: Any, entry: Entry) -> Any:  # noqa: ANN401 - pybtex has no types
    """The rich text of an entry; a field that is missed becomes empty, one after the other."""
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
    """A work as pybtex's styles want it; the title as it is, for names keep their capitals."""
    written = bibtex.entry(work)
    fields = {
        name: value.replace("\\", "") if name in _RAW else plain_text(value)[0].translate(hidden)
        for name, value in written.fields.items()
        if name not in written.names
    }
    if "month" in fields:
        fields["month"] = csl.MONTHS[bibtex.MONTHS.index(fields["month"])]
    if "journal" in fields and "volume" in fields and "pages" not in fields:
        issue = f"({fields['number']})" if "number" in fields else ""
        fields["journal"] += f", {fields['volume']}{issue}"  # else the volume is not printed
    fields["title"] = f"{{{fields.get('title', '')}}}"
    persons = {role: [_person(name, hidden) for name in work.item[role]] for role in written.names}
    entry = Entry(written.kind, fields=fields, persons=persons)
    entry.key = work.citekey
    return entry


def _person(name: csl.Name, hidden: _Table) -> Person:
    person = Person()
    person.first_names = name.get("given", "").translate(hidden).split()
    person.last_names = csl.family(name).translate(hidden).split()
    person.lineage_names = name.get("suffix", "").translate(hidden).split()
    return person
