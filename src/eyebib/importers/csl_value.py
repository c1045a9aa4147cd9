"""The variables of a foreign CSL item in the shapes of `csl`; what is not kept is reported."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eyebib.model import csl
from eyebib.model.problem import Location, Problem, Severity, suggestion
from eyebib.text.clean import clean
from eyebib.text.markup import plain

_RAW = frozenset("DOI URL ISBN ISSN PMID PMCID".split())  # no rich text
_NAME_HINTS = frozenset("comma-suffix static-ordering parse-names".split())  # how to print it


@dataclass(frozen=True, slots=True, kw_only=True)
class CslItem:
    """An item, where it stands, and the problems of the file. `prefix` names it if no line does."""

    data: dict[str, Any]
    where: Location
    prefix: str
    problems: list[Problem]

    def report(self, message: str, rule: str, severity: Severity = Severity.WARNING) -> None:
        """Add a problem of the item."""
        text = f"{self.prefix}{message}"
        problem = Problem(location=self.where, message=text, rule=rule, severity=severity)
        self.problems.append(problem)


def string(value: object) -> str:
    """The value if it is text, else nothing."""
    return value if isinstance(value, str) else ""


def _text(item: CslItem, variable: str, value: object) -> str:
    text = string(value)
    if not text:
        item.report(f"{variable}: not text; kept nowhere", "value")
    elif variable == "type" and text not in csl.TYPES:
        item.report(f"type: `{text}` is no CSL type{suggestion(text, csl.TYPES)}", "type")
        return ""
    return clean(text) if variable in _RAW else plain(text)


def _date(item: CslItem, variable: str, value: object) -> csl.Date | None:
    stated = value if isinstance(value, dict) else {"raw": value}
    if lost := [part for part in ("circa", "season") if stated.get(part)]:
        item.report(f"{variable}: `{'`, `'.join(lost)}` is kept nowhere", "date")
    try:
        raw = string(stated.get("raw")) or string(stated.get("literal"))
        return csl.date(csl.iso_date(stated) or re.sub(r"T[\d:.]+Z?$", "", raw.strip()))
    except (TypeError, ValueError):
        item.report(f"{variable}: no date: {json.dumps(value, ensure_ascii=False)}", "date")
        return None


def _names(item: CslItem, variable: str, value: object) -> list[dict[str, str]]:
    people = value if isinstance(value, list) else [value]
    names = [_name(item, f"{variable}[{index}]", name) for index, name in enumerate(people)]
    return [name for name in names if name]


def _name(item: CslItem, where: str, value: object) -> dict[str, str]:
    """A name of text parts, with a family or a literal; a given name alone is a literal."""
    stated = {part: said for part, said in value.items() if said} if isinstance(value, dict) else {}
    parts = {part: plain(string(stated[part])) for part in csl.NAME_PARTS & stated.keys()}
    name = {part: said for part, said in sorted(parts.items()) if said and part not in _NAME_HINTS}
    whole = next((part for part in ("family", "literal", "given") if part in name), "")
    kept = name.keys() - {"literal"} if whole == "family" else {whole}
    if lost := sorted(stated.keys() - kept - _NAME_HINTS):
        item.report(f"{where}: `{'`, `'.join(lost)}` is kept nowhere", "name")
    if not whole:
        item.report(f"{where}: no name", "name")
        return {}
    return {part: name[part] for part in kept} if whole == "family" else {"literal": name[whole]}


READERS: dict[str, Callable[[CslItem, str, object], object]] = {
    **dict.fromkeys(csl.NAME_VARIABLES, _names),
    **dict.fromkeys(csl.DATE_VARIABLES, _date),
    **dict.fromkeys(csl.TEXT_VARIABLES | csl.NUMBER_VARIABLES | {"type"}, _text),
}
"""How the value of a variable is read; None or nothing where there is none."""
