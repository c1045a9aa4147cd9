"""Readers for the fields of an answer in JSON; a value of an unexpected type is missing."""

import re
from collections.abc import Mapping
from typing import Any

from eyebib.model.csl import Date
from eyebib.text.clean import clean
from eyebib.text.encoding import repaired
from eyebib.text.markup import plain

Message = Mapping[str, Any]

_PLACEHOLDER = re.compile(
    r"(?i)&na;|null|none|-|n/?a(?:[-–]n/?a)?|not available"
    r"|[(:]{1,2}(?:una[clpsv]|unkn|none|null|tba|etal)\)?"
)
"""A text that publishers deposit for an unknown value. DataCite has codes, such as `(:unav)`, which
its services also write as `:(unav)` and `:unav` (DataCite Metadata Schema 4.6, appendix 3)."""
_DATE_PART = re.compile(r"\d{1,4}")
_HIGHEST = (9999, 12, 31)


def raw_text(value: object) -> str:
    """A text or number as text with its markup, without mojibake; empty for any other value."""
    return repaired(_as_text(value))


def verbatim(value: object) -> str:
    """A clean text as it is, because an identifier or address may look like markup or mojibake."""
    return clean(_as_text(value))


def _as_text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def texts(value: object) -> list[str]:
    """The texts of a value (a list, one text, or nothing), without markup."""
    values = value if isinstance(value, list) else [value]
    lines = (plain(raw_text(each)) for each in values)
    return [line for line in lines if line]


def text(value: object) -> str:
    """The first of `texts`, or the empty string."""
    return next(iter(texts(value)), "")


def fact(value: object) -> str:
    """The text of a value; empty for a placeholder such as `n/a-n/a`, `null` or `&NA;`."""
    line = text(value)
    return "" if _PLACEHOLDER.fullmatch(line) else line


def mapping(value: object) -> Message:
    """The value if it is a mapping, else an empty mapping."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Message]:
    """The mappings of a value (a list, one mapping, or nothing)."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, Mapping)]


def date(value: object) -> Date | None:
    """The valid leading parts of a date: `[[null]]` has none, and a month 13 is dropped."""
    parts = mapping(value).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers: list[int] = []
    for part, highest in zip(first if isinstance(first, list) else [], _HIGHEST, strict=False):
        if not _DATE_PART.fullmatch(str(part)) or not 1 <= int(part) <= highest:
            break
        numbers.append(int(part))
    return {"date-parts": [numbers]} if numbers else None
