"""Converts a Crossref work message to a CSL item, offline.

Any field may be missing or empty. Authors, titles, containers, numbers and dates of the message are
all kept, and missing values are not invented.
"""

from urllib.parse import urlsplit

from eyebib.model.csl import Item, date_parts
from eyebib.model.identifier import identify
from eyebib.sources.crossref.container import containers
from eyebib.sources.crossref.grant import with_project
from eyebib.sources.crossref.name import consortium_members, contributors, handling_editors
from eyebib.sources.crossref.number import numbers
from eyebib.sources.crossref.publisher import other_institutions, place, publisher
from eyebib.sources.crossref.relation import relations, updates
from eyebib.sources.crossref.title import titles
from eyebib.sources.crossref.type import csl_type, genre
from eyebib.sources.field import (
    Message,
    date,
    mapping,
    mappings,
    raw_text,
    text,
    verbatim,
)
from eyebib.text.markup import abstract

__all__ = ["consortium_members", "item", "relations", "updates"]

_DATES = ("published-print", "issued", "published-online", "published", "published-other")
_OTHER_DATES = ("posted", "approved", "content-created")
"""For posted content; for theses, standards and reports; for data."""
_LICENSES = ("vor", "am", "unspecified", "tdm")
"""The versions that a license applies to, the version of record first."""
_COMMONS = "creativecommons.org/"


def item(message: Message) -> Item:
    """The message as a CSL item without `id`; every value is text, a date or a list of names.

    `custom` has the facts without a CSL variable: `license` (a URL), `titles`, `subtitles` and
    `container-titles` that are not part of the title or container, `group-title`, `institutions`
    other than the publisher, `handling-editors`, and `consortium-members`, a number as text.
    """
    message, kind = with_project(message), csl_type(message)
    title, container = titles(message), containers(message, kind)
    custom = title.pop("custom", {}) | container.pop("custom", {}) | _custom(message, kind)
    variables: Item = {
        "type": kind,
        **title,
        **container,
        **contributors(message, kind),
        **numbers(message),
        **_dates(message),
        **_event(message),
        **_publication(message),
        "custom": {name: value for name, value in custom.items() if value},
    }
    return {variable: value for variable, value in variables.items() if value}


def _dates(message: Message) -> Item:
    """`issued` is the print date, so that its year is that of the volume; it may be after online.

    `issued` of Crossref is the earliest date. It is used if it only completes the print date
    (2024, 2024-10-23). `created`, the day of the deposit, is not used, because for older works it
    is years off.
    """
    print_date, *others = (date(message.get(field)) for field in (*_DATES, *_OTHER_DATES))
    issue_date = date(mapping(message.get("journal-issue")).get("published-print"))
    issued = next(filter(None, [*others, issue_date]), None)
    if print_date and date_parts(issued)[: len(date_parts(print_date))] != date_parts(print_date):
        issued = print_date
    if not print_date and date_parts(issue_date)[:1] > date_parts(issued)[:1]:
        issued = issue_date
    online = date(message.get("published-online"))
    return {"issued": issued, "available-date": online if online != issued else None}


def _event(message: Message) -> Item:
    event = mapping(message.get("event"))
    days = [day for end in ("start", "end") if (day := date(event.get(end)))]
    return {
        "event-title": text(event.get("name")),
        "event-place": text(event.get("location")),
        "event-date": {"date-parts": [day["date-parts"][0] for day in days]} if days else None,
    }


def _publication(message: Message) -> Item:
    return {
        "publisher": publisher(message),
        "publisher-place": place(message),
        "authority": text(mapping(message.get("standards-body")).get("name")),
        "genre": genre(message),
        "abstract": abstract(raw_text(message.get("abstract") or message.get("description"))),
        "language": text(message.get("language")),
        "DOI": verbatim(message.get("DOI")),
        "URL": _url(message),
    }


def _url(message: Message) -> str:
    """The page of the publisher, else the DOI as a link."""
    page = verbatim(mapping(mapping(message.get("resource")).get("primary")).get("URL"))
    if _is_web(page):
        return page
    try:
        return identify(f"doi:{verbatim(message.get('DOI'))}").url
    except ValueError:
        return ""


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in address


def _custom(message: Message, kind: str) -> Item:
    return {
        "handling-editors": handling_editors(message, kind),
        "license": _license(message),
        "group-title": text(message.get("group-title")),
        "institutions": other_institutions(message),
        "consortium-members": str(consortium_members(message) or ""),
    }


def _license(message: Message) -> str:
    """The URL of the license, for the version closest to the version of record.

    A text-mining license is used only if it is a Creative Commons license.
    """
    licenses = mappings(message.get("license"))
    ranked = ((version, license_) for version in _LICENSES for license_ in licenses)
    urls = (
        (version, verbatim(each.get("URL")))
        for version, each in ranked
        if each.get("content-version") == version
    )
    usable = (url for version, url in urls if version != "tdm" or _COMMONS in url.lower())
    return next(filter(_is_web, usable), "")
