"""Convert the variables of an imported CSL item to the shapes of `csl`; report losses."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eyebib.importers.date import certain, date
from eyebib.model import csl
from eyebib.model.problem import Location, Problem, Severity
from eyebib.text.clean import clean
from eyebib.text.markup import plain
from eyebib.text.suggestion import suggestion

_RAW = frozenset("DOI URL ISBN ISSN PMID PMCID".split())  # never rich text
_NAME_HINTS = frozenset("comma-suffix static-ordering parse-names".split())  # formatting only


@dataclass(frozen=True, slots=True, kw_only=True)
class CslItem:
    """An item, its location, and the problems of the file.

    `prefix` identifies the item in messages if its line is unknown.
    """

    data: dict[str, Any]
    where: Location
    prefix: str
    problems: list[Problem]

    def report(self, message: str, rule: str, severity: Severity = Severity.WARNING) -> None:
        """Add a problem with the item."""
        text = f"{self.prefix}{message}"
        problem = Problem(location=self.where, message=text, rule=rule, severity=severity)
        self.problems.append(problem)


def string(value: object) -> str:
    """The value if it is text, else the empty string."""
    return value if isinstance(value, str) else ""


def _text(item: CslItem, variable: str, value: object) -> str:
    text = string(value)
    if not text:
        item.report(f"{variable}: expected text; the value was ignored", "value")
    elif variable == "type" and text not in csl.TYPES:
        item.report(f"type: unknown CSL type `{text}`{suggestion(text, csl.TYPES)}", "type")
        return ""
    return clean(text) if variable in _RAW else plain(text)


def _date(item: CslItem, variable: str, value: object) -> csl.Date | None:
    data = value if isinstance(value, dict) else {"raw": value}
    if data.get("circa"):
        item.report(f"{variable}: `circa` was ignored", "date")
    try:
        raw = string(data.get("raw")) or string(data.get("literal"))
        text, doubt = certain(re.sub(r"T[\d:.]+Z?$", "", raw))
        result = csl.date(iso) if (iso := csl.iso_date(_seasonal(data))) else date(text)
    except (TypeError, ValueError):
        item.report(f"{variable}: invalid date: {json.dumps(value, ensure_ascii=False)}", "date")
        return None
    if doubt and not iso:
        item.report(f"{variable}: `{raw[:60]}` was read as {csl.iso_date(result)}", "date")
    return result


def _seasonal(data: dict[str, Any]) -> dict[str, Any]:
    """The date with a season of 1 to 4, which some programs count from 21, as EDTF does."""
    seasons = {name.casefold(): str(number) for number, name in enumerate(csl.SEASONS, 1)}
    season = string(data.get("season")).casefold()
    number = season[1:] if len(season) == 2 and season[0] == "2" else seasons.get(season, season)
    return {**data, "season": number}


def _names(item: CslItem, variable: str, value: object) -> list[dict[str, str]]:
    people = value if isinstance(value, list) else [value]
    names = [_name(item, f"{variable}[{index}]", name) for index, name in enumerate(people)]
    return [name for name in names if name]


def _name(item: CslItem, where: str, value: object) -> dict[str, str]:
    """A name with a family or literal part; a given name alone becomes a literal."""
    data = {part: text for part, text in value.items() if text} if isinstance(value, dict) else {}
    parts = {part: plain(string(data[part])) for part in csl.NAME_PARTS & data.keys()}
    name = {part: text for part, text in sorted(parts.items()) if text and part not in _NAME_HINTS}
    whole = next((part for part in ("family", "literal", "given") if part in name), "")
    labels = name.keys() - {"literal"} if whole == "family" else {whole}
    if extra := sorted(data.keys() - labels - _NAME_HINTS):
        item.report(f"{where}: `{'`, `'.join(extra)}` was ignored", "name")
    if not whole:
        item.report(f"{where}: missing name", "name")
        return {}
    if whole != "family":
        return {"literal": name[whole]}
    return {part: text for part, text in name.items() if part in labels}  # in order


READERS: dict[str, Callable[[CslItem, str, object], object]] = {
    **dict.fromkeys(csl.NAME_VARIABLES, _names),
    **dict.fromkeys(csl.DATE_VARIABLES, _date),
    **dict.fromkeys(csl.TEXT_VARIABLES | csl.NUMBER_VARIABLES | {"type"}, _text),
}
"""The function that reads each variable; its result is empty if the value is unusable."""
