"""The facts in the CSL items that a reader returns."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from eyebib.text.markup import plain
from readers.facts import Facts, of_item

_ARXIV = re.compile(r"(?i)(?:arxiv:\s*|arxiv\.org/abs/)([\w.-]+(?:/\d+)?)")
_FORMULA = re.compile(r"\$([^$]*[\\^_][^$]*)\$")
"""A formula, as which pandoc returns a Greek letter of a .bib file."""

_TYPES = {"": "document", "misc": "document", "unpublished": "manuscript"}
"""The CSL types for type names of pandoc that are not CSL's; citation-js may return none."""

_PLACES = ("number", "publisher", "archive_location", "note", "URL")
"""Variables that may hold the arXiv id; readers differ."""


def by_key(items: Iterable[Mapping[str, Any]]) -> dict[str, Facts]:
    """The facts of each item by its `id`."""
    return {str(item["id"]): _facts(item) for item in items}


def _facts(item: Mapping[str, Any]) -> Facts:
    """The facts of an item; tags for superscript and subscript in its text become Unicode."""
    variables = {variable: _plain(value) for variable, value in item.items()}
    variables["type"] = _TYPES.get(kind := item.get("type", ""), kind)
    custom = item.get("custom", {})
    own = custom.get("arxiv", "") if isinstance(custom, dict) else ""
    match = _ARXIV.search("\n".join(str(variables.get(place, "")) for place in _PLACES))
    return of_item(variables, arxiv=own or (match[1] if match else ""))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    match value:
        case str():
            return plain(_FORMULA.sub(r"$$\1$$", value))
        case list():
            return [_plain(part) for part in value]
        case dict():
            return {key: _plain(part) for key, part in value.items()}
    return value
