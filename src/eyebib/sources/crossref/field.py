"""Fields of a Crossref message read with care: what has another shape counts as missing."""

import re
from collections.abc import Mapping
from typing import Any

from eyebib.model.csl import Date
from eyebib.text.clean import clean
from eyebib.text.markup import plain

Message = Mapping[str, Any]

_UNKNOWN = re.compile(r"(?i)&na;|null|none|-|n/?a(?:[-–]n/?a)?|not available")
"""What stands where nothing is known."""
_DATE_PART = re.compile(r"\d{1,4}")
_HIGHEST = (9999, 12, 31)


def stated(value: object) -> str:
    """A text or number as text, as it came."""
    return str(value) if isinstance(value, str | int | float) else ""


def verbatim(value: object) -> str:
    """A text cleaned, but its markup left alone: an identifier or address may look like it."""
    return clean(stated(value))


def texts(value: object) -> list[str]:
    """The texts of a value that may be a list, one text, or nothing, without markup."""
    values = value if isinstance(value, list) else [value]
    found = (plain(stated(each)) for each in values)
    return [text for text in found if text]


def text(value: object) -> str:
    """The first of `texts`, or the empty text."""
    return next(iter(texts(value)), "")


def known(value: object) -> str:
    """A text unless it only says that nothing is known: `n/a-n/a`, `null`, `&NA;`."""
    found = text(value)
    return "" if _UNKNOWN.fullmatch(found) else found


def mapping(value: object) -> Message:
    """A mapping, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Message]:
    """The mappings of a value that may be a list, one mapping, or nothing."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, Mapping)]


def date(value: object) -> Date | None:
    """A date as far as it is one: `[[null]]` is none, a month 13 ends it."""
    parts = mapping(value).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers: list[int] = []
    for part, highest in zip(first if isinstance(first, list) else [], _HIGHEST, strict=False):
        if not _DATE_PART.fullmatch(str(part)) or not 1 <= int(part) <= highest:
            break
        numbers.append(int(part))
    return {"date-parts": [numbers]} if numbers else None
