"""The venue of a work, as short as people know it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from eyebib.matching import venue
from eyebib.matching.title import normal
from eyebib.matching.venue_words import without_count, words
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.model.csl import Item
from eyebib.model.settings import Settings

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_EVENT = ("paper-conference", "chapter")
"""Types of works that may be in the proceedings of an event."""


def short(work: Work, settings: Settings) -> str:
    """The short name in the settings, else the one that people know, else the one in the record.

    A conference has the year of the event (`MICCAI 2024`). A work without any short name has the
    full name of what contains it, of its event or of its publisher, without `Proceedings of the`.
    """
    return _short(work.item, settings.venues)


def pending(work: Work, settings: Settings) -> str:
    """The venue of the published version, if the preprint is cited because that is incomplete."""
    published = work.entry.published
    if published is None or work.cited == published:
        return ""
    items = (record.item for record in work.records if record.identifier == published)
    return next(filter(None, (_short(item, settings.venues) for item in items)), "")


def _short(item: Item, venues: Mapping[str, str]) -> str:
    names = _names(item)
    abbreviation = str(item.get("container-title-short", ""))
    if own := _first(_own(name, venues) for name in (*names, abbreviation)):
        is_event = item.get("type") == "paper-conference" or _conference(names, item)
        return _dated(own, names, item) if is_event else own
    if conference := _conference(names, item):
        return _dated(conference, names, item)
    full = str(item.get("container-title") or item.get("event-title") or "")
    shown = without_count(full) if item.get("type") == "paper-conference" else full
    series = venue.known(str(item.get("container-title", "")))
    return _first((abbreviation, series, shown, str(item.get("publisher", ""))))


def _names(item: Item) -> list[str]:
    """The names of the proceedings and of the event, if it has them."""
    event = ("event-title",) if item.get("type") in _BY_EVENT else ()
    return [str(item[name]) for name in ("container-title", *event) if item.get(name)]


def _first(names: Iterable[str | None]) -> str:
    return next(filter(None, names), "")


def _conference(names: list[str], item: Item) -> str:
    """The conference: a known one, else an acronym in the names of an event and its proceedings."""
    known = map(venue.known, names)
    find = venue.acronym if item.get("type") == "paper-conference" else venue.short
    stated = map(find, reversed(names)) if item.get("type") in _BY_EVENT else ()
    return _first(name for name in (*known, *stated) if name and not venue.is_serial(name))


def _dated(short: str, names: list[str], item: Item) -> str:
    """The short name with the year in the names, else that of the event or of the paper."""
    if _YEAR.search(short):
        return short
    years = [year for name in names for year in _YEAR.findall(name)]
    day = csl.date_parts(item.get("event-date"))
    year = years[-1] if years else day[0] if day else csl.year(item)
    return f"{short} {year or ''}".strip()


def _own(name: str, venues: Mapping[str, str]) -> str | None:
    """The short name that the list gives to a venue, in this year or in any."""
    exact, any_year = _tables(tuple(venues.items()))
    return exact.get(normal(name)) or any_year.get(words(name)) if name else None


@lru_cache(maxsize=8)
def _tables(
    venues: tuple[tuple[str, str], ...],
) -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    exact = {normal(full): own for full, own in venues}
    return exact, {words(full): own for full, own in venues if not _YEAR.search(full)}
