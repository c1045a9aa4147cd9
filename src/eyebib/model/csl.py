"""The CSL vocabulary: item types, variables and their shapes, names and dates.

CSL-JSON is the internal data model of eyebib. The tables equal the input schema of CSL 1.0.2
(citation-style-language/schema, `csl-data.json`); a test compares them.
"""

import re
from collections.abc import Mapping
from typing import Any, TypedDict

Item = dict[str, Any]
"""A CSL item. Name variables are lists of `Name`, dates are `Date`, all others are text."""


class Name(TypedDict, total=False):
    """A person (`family`, `given`, particles, `suffix`) or a group (`literal` alone)."""

    family: str
    given: str
    suffix: str
    literal: str


Date = dict[str, Any]
"""`{"date-parts": [[2024, 10, 23]]}`: year, month and day if known; two lists for a range.

A year may have a `season`: 1 to 4 for spring to winter.
"""

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """.split()
)

NAME_VARIABLES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
    """.split()
)

DATE_VARIABLES = frozenset(
    "accessed available-date event-date issued original-date submitted".split()
)

NUMBER_VARIABLES = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part printing supplement volume
    """.split()
)
"""Variables that may be numbers in CSL; eyebib writes text, so that `007` stays `007`."""

TEXT_VARIABLES = frozenset(
    """
    abstract annote archive archive-place archive_collection archive_location authority call-number
    citation-label collection-title container-title container-title-short dimensions division DOI
    event event-place event-title genre ISBN ISSN journalAbbreviation jurisdiction keyword language
    medium note original-publisher original-publisher-place original-title part-title PMCID PMID
    publisher publisher-place references reviewed-genre reviewed-title scale section shortTitle
    source status title title-short URL version volume-title volume-title-short year-suffix
    """.split()
)

VARIABLES = (
    NAME_VARIABLES
    | DATE_VARIABLES
    | NUMBER_VARIABLES
    | TEXT_VARIABLES
    | {"type", "id", "citation-key", "categories", "custom"}
)

NAME_PARTS = frozenset(
    """
    family given dropping-particle non-dropping-particle suffix comma-suffix static-ordering literal
    parse-names
    """.split()
)

INCOMPLETE = "incomplete"
"""The fact in `custom` that lists the name variables from which names were left out ("et al.")."""

FORMULAS = "formulas"
"""The fact in `custom` with the LaTeX of the formulas in the title of which text has less."""

OTHERS: Name = {"literal": "others"}
"""The last name of an incomplete list in CSL-JSON files; pandoc prints it as "et al."."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SEASONS = ("Spring", "Summer", "Autumn", "Winter")

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_SEASON = re.compile(r"(\d{4})-2([1-4])")
"""A year and a season in EDTF: `2024-22` is the summer of 2024."""


_PAGES = frozenset(("document", "post", "post-weblog", "webpage"))
"""Types of works that often have no date; the day on which they were read is cited instead."""


def is_undated(item: Mapping[str, Any]) -> bool:
    """Whether an item is a web page with a date of access, which needs no other date."""
    return bool(item.get("accessed")) and item.get("type") in _PAGES


def date(text: str) -> Date:
    """`2024-10-23`, `2024-10`, `2024` or a range `2024-10-06/2024-10-10` as a CSL date.

    `2024-21` to `2024-24` are the seasons of a year (EDTF).

    Raises:
        ValueError: the text is not such a date.
    """
    if season := _SEASON.fullmatch(text.strip()):
        return {"date-parts": [[int(season[1])]], "season": int(season[2])}
    ends = [_parts(end.strip()) for end in text.split("/")]
    if len(ends) > 2 or not all(ends):
        raise ValueError(f"not a valid date: `{text}`")
    return {"date-parts": ends}


def _parts(text: str) -> list[int]:
    match = _ISO_DATE.fullmatch(text)
    parts = [int(part) for part in match.groups() if part] if match else []
    in_range = (low <= part <= high for part, (low, high) in zip(parts, _RANGES, strict=False))
    return parts if all(in_range) else []


_RANGES = ((1, 9999), (1, 12), (1, 31))


def date_parts(value: object) -> list[int]:
    """Year, month and day of a CSL date, as far as it has them; empty if it has none."""
    if not isinstance(value, Mapping):
        return []
    parts = value.get("date-parts") or [[]]
    try:
        return [int(part) for part in parts[0] if part not in (None, "")]
    except (LookupError, TypeError, ValueError, OverflowError):  # JSON may contain Infinity
        return []


def iso_date(value: object) -> str:
    """A CSL date as text that `date` reads: `2024-10-23`, `2024`, a range; empty if undated."""
    if not date_parts(value) or not isinstance(value, Mapping):
        return ""
    if name := season(value):
        return f"{date_parts(value)[0]:04d}-{21 + SEASONS.index(name)}"
    return "/".join(
        "-".join([f"{int(year):04d}", *(f"{int(part):02d}" for part in rest)])
        for year, *rest in value["date-parts"]
    )


def season(value: object) -> str:
    """The season of a CSL date (`Spring`); empty if it has none."""
    number = str(value.get("season")) if isinstance(value, Mapping) else ""
    return SEASONS[int(number) - 1] if number in {"1", "2", "3", "4"} else ""


def year(item: Mapping[str, Any]) -> int | None:
    """The year in which the item was issued; None if unknown."""
    parts = date_parts(item.get("issued"))
    return parts[0] if parts else None


_NUMBERED = frozenset({"article-journal", "article-magazine", "paper-conference", "review"})
"""Types whose `number` is an article number, which takes the place of pages."""


def pages(item: Mapping[str, Any]) -> str:
    """The pages of the item, or its article number; empty if it has neither."""
    number = item.get("number") if item.get("type") in _NUMBERED else None
    return str(item.get("page") or number or "")


def is_article_number(item: Mapping[str, Any]) -> bool:
    """Whether the `number` of the item is what stands for its pages."""
    number = item.get("number")
    return bool(number) and number == pages(item) and item.get("type") in _NUMBERED


def fact(item: Mapping[str, Any], name: str) -> str:
    """A fact under `custom`, for which CSL has no variable; empty if it is not a single text."""
    value = item.get("custom", {}).get(name)
    return value if isinstance(value, str) else ""


def facts(item: Mapping[str, Any], name: str) -> list[str]:
    """A fact under `custom` that is a list of texts; empty if it is not."""
    custom = item.get("custom")
    value: Any = custom.get(name) if isinstance(custom, Mapping) else None
    return value if is_texts(value) else []


def incomplete(item: Mapping[str, Any]) -> frozenset[str]:
    """The name variables of the item from which names were left out."""
    custom = item.get("custom")
    names = custom.get(INCOMPLETE) if isinstance(custom, Mapping) else None
    return NAME_VARIABLES.intersection(names or ()) if is_texts(names) else frozenset()


def is_texts(value: object) -> bool:
    """Whether the value is a list of texts."""
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def is_group(name: Mapping[str, Any]) -> bool:
    """Whether the name is that of a group: a single string without family and given name."""
    return bool(name.get("literal"))


def family(name: Mapping[str, Any]) -> str:
    """The family name with its particles (`van Wijngaarden`), or the whole name of a group."""
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    words = [*particles, name.get("family") or name.get("literal")]
    return " ".join(word for word in words if word)


def display_name(name: Mapping[str, Any]) -> str:
    """A name as a byline prints it: `Ismail Ben Ayed`, `Ann Smith Jr.`, `PINNACLE consortium`."""
    words = (name.get("given"), family(name), name.get("suffix"))
    return " ".join(word for word in words if word)


def texts(value: object) -> list[str]:
    """The texts in a CSL value: each name as a byline prints it; none in a date."""
    if isinstance(value, list):
        return [display_name(v) if isinstance(v, Mapping) else str(v) for v in value]
    return [value] if isinstance(value, str) else []


def value_text(value: Any) -> str:  # noqa: ANN401 - a CSL value of any shape
    """A CSL value on one line: names as a byline, dates as ISO, text as it is."""
    if isinstance(value, list):
        return "; ".join(texts(value))
    return iso_date(value) if isinstance(value, dict) else str(value).replace("\n", " ")
