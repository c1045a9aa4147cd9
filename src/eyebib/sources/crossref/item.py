"""A Crossref work message as a CSL item; nothing is asked.

Any field may be missing or empty. What the message states of authors, titles, containers, numbers
and dates is kept; what it does not state is not made up.
"""

from urllib.parse import urlsplit

from eyebib.model.csl import Item, date_parts
from eyebib.model.identifier import identify
from eyebib.sources.crossref.field import (
    Message,
    date,
    known,
    mapping,
    mappings,
    stated,
    text,
    texts,
    verbatim,
)
from eyebib.sources.crossref.grant import spelled_out
from eyebib.sources.crossref.name import ROLES, consortium_members, names
from eyebib.sources.crossref.relation import relations, updates
from eyebib.sources.crossref.title import containers, titles
from eyebib.sources.crossref.type import csl_type, genre
from eyebib.text.markup import abstract

__all__ = ["consortium_members", "item", "relations", "updates"]

_DATES = ("published-print", "issued", "published-online", "published", "published-other")
_OTHER_DATES = ("posted", "approved", "content-created")
"""Of posted content, of theses, standards and reports, of data."""
_LICENSES = ("vor", "am", "unspecified", "tdm")
"""Versions that a license is for, the version of record first."""
_COMMONS = "creativecommons.org/"
_SERVERS = ("rxiv", "ssrn", "open science framework")


def item(message: Message) -> Item:
    """The message as a CSL item without `id`; every value is text, a date or a list of names.

    `custom` holds what CSL has no variable for: `license` (a URL), `titles`, `subtitles` and
    `container-titles` that are no part of the title or container, `group-title`, `institutions`
    that are not the publisher, and `consortium-members`, a number as text.
    """
    message, kind = spelled_out(message), csl_type(message)
    title, container = titles(message), containers(message, kind)
    custom = title.pop("custom", {}) | container.pop("custom", {}) | _custom(message)
    variables: Item = {
        "type": kind,
        **title,
        **container,
        **{role: names(message, role) for role in ROLES},
        **_numbers(message),
        **_dates(message),
        **_event(message),
        **_publication(message),
        "custom": {fact: value for fact, value in custom.items() if value},
    }
    return {variable: value for variable, value in variables.items() if value}


def _numbers(message: Message) -> Item:
    """Volume, issue, pages, edition; an article number is `number`, and `page` if there is none."""
    article = known(message.get("article-number"))
    issue = mapping(message.get("journal-issue")).get("issue")
    return {
        "volume": known(message.get("volume")),
        "issue": known(message.get("issue")) or known(issue),
        "page": known(message.get("page")) or article,
        "number": article or known(message.get("award")),
        "part": known(message.get("part-number")),
        "edition": known(message.get("edition-number")),
        "ISBN": _codes(message.get("ISBN")),
        "ISSN": _codes(message.get("ISSN")),
    }


def _codes(values: object) -> str:
    """ISBN or ISSN, each once; older messages write them as links."""
    return ", ".join(dict.fromkeys(value.rpartition("/")[2] for value in texts(values)))


def _dates(message: Message) -> Item:
    """`issued` in the year of the volume: that of print, which may be later than online.

    Crossref's own `issued` is the earliest date; it is taken where it only completes that of print
    (2024, 2024-10-23). `created` is the day of the deposit, for older works years off: without
    another date there is none.
    """
    printed, *others = (date(message.get(field)) for field in (*_DATES, *_OTHER_DATES))
    of_issue = date(mapping(message.get("journal-issue")).get("published-print"))
    issued = next(filter(None, [*others, of_issue]), None)
    if printed and date_parts(issued)[: len(date_parts(printed))] != date_parts(printed):
        issued = printed
    if not printed and date_parts(of_issue)[:1] > date_parts(issued)[:1]:
        issued = of_issue
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
        "publisher": _publisher(message),
        "publisher-place": known(message.get("publisher-location")) or _place(message),
        "authority": text(mapping(message.get("standards-body")).get("name")),
        "genre": genre(message),
        "abstract": abstract(stated(message.get("abstract") or message.get("description"))),
        "language": text(message.get("language")),
        "DOI": verbatim(message.get("DOI")),
        "URL": _url(message),
    }


def _publisher(message: Message) -> str:
    """The server of posted content, the university of a thesis, else the publisher."""
    institution = next(iter(_institutions(message)), "")
    publisher, group = text(message.get("publisher")), text(message.get("group-title"))
    if message.get("type") == "dissertation":
        return institution or publisher
    if message.get("type") == "posted-content":  # a group may as well be the subject
        is_server = group.casefold().endswith(_SERVERS)
        return institution or (group if is_server else publisher)
    return publisher


def _institutions(message: Message) -> list[str]:
    """The names of servers, universities, laboratories, agencies."""
    institutions = mappings(message.get("institution"))
    return [name for each in institutions if (name := known(each.get("name")))]


def _place(message: Message) -> str:
    """Where the institution is that publishes."""
    places = (known(each.get("place")) for each in mappings(message.get("institution")))
    return next(places, "") if _publisher(message) in _institutions(message)[:1] else ""


def _url(message: Message) -> str:
    """The publisher's page, else the DOI's."""
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


def _custom(message: Message) -> Item:
    return {
        "license": _license(message),
        "group-title": text(message.get("group-title")),
        "institutions": [name for name in _institutions(message) if name != _publisher(message)],
        "consortium-members": str(consortium_members(message) or ""),
    }


def _license(message: Message) -> str:
    """Where the license of the work stands, of the version nearest to that of record.

    One for text mining is none for reading, unless it is one of Creative Commons.
    """
    licenses = mappings(message.get("license"))
    ranked = ((version, license_) for version in _LICENSES for license_ in licenses)
    urls = (
        (version, verbatim(each.get("URL")))
        for version, each in ranked
        if each.get("content-version") == version
    )
    read = (url for version, url in urls if version != "tdm" or _COMMONS in url.lower())
    return next(filter(_is_web, read), "")
