"""Dates as people write them in bibliographies: `June 1977`, `2018 Nov-Dec`, `Spring 2001`."""

import re

from eyebib.model import csl

_MONTHS = [month.casefold() for month in csl.MONTHS]
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_FILLERS = frozenset("of the on st nd rd th and to".split())

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?[/.-]*")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.](\d{4})")
_SHORT_RANGE = re.compile(r"(\d\d)(\d\d)\s*(?:-{1,2}|[–/])\s*(\d\d)")
_UNCERTAIN = re.compile(
    r"(?i)^(?:©|\(c\)|c\.|ca\.?|circa|about|approx\.?|before|after)\s*(?=\d)|[\[\]]"
    r"|(?<![\s?~%])[\s?~%]*+(?<=[?~%])$"
    r"|^\.\./|/(?:\.\.)?$|(?<=^\d{4})[a-z]$"
)
"""What qualifies a date, and has no place in a CSL date that other programs read."""

STATUS = re.compile(
    r"(?i)\b(?:in[ -]?press|to appear(?: in)?|forthcoming|submitted|in preparation|accepted"
    r"|under review|online first|early access|in print)\b"
)
"""What stands in the place of the date of a work that is not published yet."""


def date(text: str) -> csl.Date:
    """The date in a text.

    Raises:
        ValueError: the text is not a date of a known form.
    """
    text = text.strip()
    if numeric := _NUMERIC.fullmatch(text):
        text = "-".join(filter(None, numeric.groups()))
    elif first := _MONTH_FIRST.fullmatch(text):
        text = f"{first[2]}-{first[1]}"
    try:
        return csl.date(text)
    except ValueError:
        short = _SHORT_RANGE.fullmatch(text)
        is_short = short is not None and short[2] < short[3]
        ends = f"{short[1]}{short[2]}/{short[1]}{short[3]}" if short and is_short else _ends(text)
        if not ends:
            raise
    return csl.date(ends)


def certain(text: str) -> tuple[str, str]:
    """The text without what qualifies the date (`c. 1977`, `2013a`, `2004?`), and that part."""
    return _UNCERTAIN.sub("", text).strip(), " ".join(_UNCERTAIN.findall(text)).strip()


def _ends(text: str) -> str:
    """The date or range in ISO form; empty if the text has another word or number."""
    numbers = {"year": list[str](), "month": list[str](), "day": list[str](), "season": list[str]()}
    for token in _TOKEN.findall(text):
        kind, number = _kind(token.casefold())
        if kind in numbers:
            numbers[kind].append(number)
        elif kind != "filler":
            return ""
    years, months, days, seasons = numbers.values()
    if seasons:
        is_plain = len(years) == len(seasons) == 1 and not months and not days
        return f"{years[0]}-{seasons[0]}" if is_plain else ""
    count = max(map(len, (years, months, days)))
    is_range = count == 2 and all(len(parts) in (0, 1, 2) for parts in (years, months, days))
    if not years or (days and not months) or (count > 1 and not is_range):
        return ""
    ends = [
        "-".join(parts[min(index, len(parts) - 1)] for parts in (years, months, days) if parts)
        for index in range(count)
    ]
    return "/".join(ends)


def _kind(token: str) -> tuple[str, str]:
    """What a word or number of a date is, and its number in an ISO date."""
    if token.isdecimal():
        kinds = {4: "year", 2: "day", 1: "day"}
        return kinds.get(len(token), ""), token
    if token in _FILLERS:
        return "filler", ""
    if token in _SEASONS:
        return "season", str(20 + _SEASONS[token])
    for number, name in enumerate(_MONTHS, 1):
        if len(token) > 2 and name.startswith(token):
            return "month", str(number)
    return "", ""
