"""The dates of a .bib entry: BibLaTeX's `date`, and BibTeX's `year`, `month` and `day`."""

from eyebib.importers.bibtex_file import Block, Field
from eyebib.importers.bibtex_text import raw_of
from eyebib.importers.date import STATUS, certain, date
from eyebib.model import csl

_DATES = {
    "date": "issued",
    "urldate": "accessed",
    "lastaccessed": "accessed",
    "lastchecked": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
    "origyear": "original-date",
}


def dates(block: Block) -> csl.Item:
    """Remove the fields with dates; their CSL variables, and `status` if the work is in press."""
    item: csl.Item = {}
    for name, variable in _DATES.items():
        if (field := block.fields.pop(name, None)) and (value := _date(block, field, item)):
            item.setdefault(variable, value)
    if "year" not in block.fields:
        return item
    year, month, day = (block.fields.pop(name, None) for name in ("year", "month", "day"))
    if year and "issued" not in item and (value := _date(block, year, item)):
        exact = _in_month(block, csl.iso_date(value), month, day) if month else None
        item["issued"] = exact or value
    return item


def _date(block: Block, field: Field, item: csl.Item) -> csl.Date | None:
    """The date in a field; adds `status` to the item; reports text that has no place in a date."""
    text = raw_of(field)
    if status := STATUS.search(text):
        item.setdefault("status", status[0])
        text = text.replace(status[0], "").strip(" ,;.()")
    text, doubt = certain(text)
    if not text and status:
        return None
    try:
        value = date(text)
    except ValueError as error:
        block.warn(field.where, f"`{field.name}`: {error}", "date")
        return None
    if doubt:
        message = f"`{field.name}`: `{raw_of(field)[:60]}` was read as {csl.iso_date(value)}"
        block.warn(field.where, message, "date")
    return value


def _in_month(block: Block, year: str, month: Field, day: Field | None) -> csl.Date | None:
    """The date of a year with a month like `sep`, `Sept.`, `9`, `13~sep`, `Jul/Aug` or `Summer`."""
    words = [raw_of(month), *([raw_of(day)] if day else [])]
    text = "-".join([year, *words]) if words[0].isdecimal() else " ".join([year, *words])
    try:
        return date(text)
    except ValueError:
        block.warn(month.where, f"`month`: not a valid date: `{' '.join(words)[:60]}`", "date")
        return None
