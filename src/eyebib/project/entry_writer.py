"""Write entries as YAML, as a curator would write them by hand."""

from typing import Any

import yaml

from eyebib.model import csl
from eyebib.model.bibliography import CellValue, Entry
from eyebib.model.facet import MODALITIES

HEADER = "# yaml-language-server: $schema=entry.schema.json\n"
"""Tells editors where the schema is; a copy of it is next to the entries."""

WIDTH = 88
ONE_LINE = 100_000
"""Line widths in columns: where prose is wrapped, and one that no other value reaches."""


class _Folded(str):
    """Text that is written as a wrapped block (`>-`)."""

    __slots__ = ()


class _OneLine(list[str]):
    """A list that is written as `[first, second]`."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes block style, and quotes text that YAML readers would take for a number or a date."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


_Dumper.add_representer(
    _Folded, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">")
)
_Dumper.add_representer(
    _OneLine,
    lambda dumper, words: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", words, flow_style=True
    ),
)


def dump(entry: Entry) -> str:
    """The text of an entry's file: keys in the order of the documentation, without empty ones."""
    facets = {name: _OneLine(words) for name, words in entry.facets.items()}
    fields: dict[str, Any] = {
        "key": entry.citekey if entry.file_stem else "",
        "aliases": _OneLine(entry.aliases),
        "name": entry.name,
        "title": entry.title,
        "paper": entry.link or (str(entry.paper) if entry.paper else ""),
        "identifier": str(entry.identifier) if entry.identifier else "",
        "published": str(entry.published) if entry.published else "",
        "preprint": str(entry.preprint) if entry.preprint else "",
        "code": entry.code,
        "listed": entry.listed,
        MODALITIES: _OneLine(facets.pop(MODALITIES, ())),
        "facets": facets,
        "tags": _OneLine(entry.tags),
        "abstract": _Folded(entry.abstract),
        "csl": {variable: _value(variable, value) for variable, value in entry.csl.items()},
        "table": {column: _cell(value) for column, value in entry.table.items()},
        "accept": dict(entry.accept),
    }
    return HEADER + "".join(line(key, value) for key, value in fields.items() if value)


def line(key: str, value: Any) -> str:  # noqa: ANN401 - a value of any shape
    """A key with its value; prose is wrapped, other values stay on one line."""
    is_prose = key in {"abstract", "csl"}
    return yaml.dump(
        {key: value},
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False if isinstance(value, str | int) else None,
        sort_keys=False,
        width=WIDTH if is_prose else ONE_LINE,
    )


def _cell(value: CellValue) -> str | _OneLine:
    return value if isinstance(value, str) else _OneLine(value)


def _value(variable: str, value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    if variable in csl.DATE_VARIABLES:
        return csl.iso_date(value)
    return _Folded(value) if variable == "abstract" else value
