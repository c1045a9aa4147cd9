"""Whether a mapping has the shape of a CSL item, as `csl` describes it."""

from collections.abc import Iterator, Mapping
from typing import Any

from eyebib.model import csl


def shape_problems(item: Mapping[str, Any]) -> Iterator[str]:
    """Reasons why the mapping is not a CSL item, as `variable: reason`; `id` may be missing."""
    for variable, value in item.items():
        if variable in csl.NAME_VARIABLES:
            yield from _name_problems(variable, value)
        elif reason := _shape_problem(variable, value):
            yield f"{variable}: {reason}"


def _shape_problem(variable: str, value: object) -> str:
    if variable not in csl.VARIABLES:
        return "unknown CSL variable"
    if variable in csl.DATE_VARIABLES:
        return "" if _is_date(value) else "not a valid date"
    if variable == "custom":
        return "" if isinstance(value, dict) else "not a dict"
    if variable == "categories":
        return "" if csl.is_texts(value) else "not a list of texts"
    if not isinstance(value, str):
        return "not text"
    return f"unknown CSL type `{value}`" if variable == "type" and value not in csl.TYPES else ""


def _is_date(value: object) -> bool:
    try:
        return bool(csl.date(csl.iso_date(value)))
    except (TypeError, ValueError, OverflowError):
        return False


def _name_problems(variable: str, names: object) -> Iterator[str]:
    if not isinstance(names, list):
        yield f"{variable}: not a list of names"
        return
    for index, name in enumerate(names):
        if not isinstance(name, dict) or not (name.get("family") or name.get("literal")):
            yield f"{variable}[{index}]: not a name"
        elif not name.keys() <= csl.NAME_PARTS or {*map(type, name.values())} != {str}:
            yield f"{variable}[{index}]: not a valid name"
