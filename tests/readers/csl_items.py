"""What a reader that answers in CSL says of each work."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from eyebib.text.markup import plain
from readers.facts import Facts, of_item

_ARXIV = re.compile(r"(?i)(?:arxiv:\s*|arxiv\.org/abs/)([\w.-]+(?:/\d+)?)")
_FORMULA = re.compile(r"\$([^$]*[\\^_][^$]*)\$")
"""How pandoc says Greek in a .bib: it is a formula when it prints."""

_TYPES = {"": "document", "unpublished": "manuscript"}
"""What pandoc calls a type that CSL has no word for, or another."""

_PLACES = ("number", "publisher", "archive_location", "note", "URL")
"""Where an arXiv id stands, so that a style prints it: readers differ."""


def by_key(items: Iterable[Mapping[str, Any]]) -> dict[str, Facts]:
    """The facts of each item by its `id`."""
    return {str(item["id"]): _facts(item) for item in items}


def _facts(item: Mapping[str, Any]) -> Facts:
    """Text in CSL is rich: its tags for raised and lowered letters are our Unicode's."""
    said = {variable: _plain(value) for variable, value in item.items()}
    said["type"] = _TYPES.get(item["type"], item["type"])
    custom = item.get("custom", {})
    own = custom.get("arxiv", "") if isinstance(custom, dict) else ""
    where = "\n".join(str(said.get(place, "")) for place in _PLACES)
    found = _ARXIV.search(where)
    return of_item(said, arxiv=own or (found[1] if found else ""))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    match value:
        case str():
            return plain(_FORMULA.sub(r"$$\1$$", value))
        case list():
            return [_plain(part) for part in value]
        case dict():
            return {key: _plain(part) for key, part in value.items()}
    return value
