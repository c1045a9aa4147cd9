"""Converts the attributes of a DOI at DataCite to a CSL item, offline.

The attributes are those of the DataCite Metadata Schema, in the JSON of DataCite's REST API. Any of
them may be missing, empty or of another type; missing values are not invented.
"""

import re
from collections.abc import Iterator

from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.csl import Date, Item
from eyebib.model.identifier import identify
from eyebib.sources.agency.name import creators
from eyebib.sources.agency.type import datacite_genre, datacite_type
from eyebib.sources.agency.value import date, doi, web_url
from eyebib.sources.field import Message, fact, mapping, mappings, raw_text, text, verbatim
from eyebib.text.markup import abstract

ROLES = {"Editor": "editor", "Translator": "translator"}
"""The types of contributors that are CSL variables; most others are helpers with the data."""

RELATIONS = {
    "HasTranslation": "has-translation",
    "HasVersion": "has-version",
    "IsIdenticalTo": "is-identical-to",
    "IsObsoletedBy": "is-replaced-by",
    "IsOriginalFormOf": "is-original-form-of",
    "IsTranslationOf": "is-translation-of",
    "IsVariantFormOf": "is-variant-form-of",
    "IsVersionOf": "is-version-of",
    "Obsoletes": "replaces",
}
"""The relations between versions of one work, in the words of Crossref."""

_ENDINGS = (".", "?", "!", ":", ";", "–", "—")
_OTHER_TITLES = frozenset(("AlternativeTitle", "TranslatedTitle", "Other"))


def item(attributes: Message) -> Item:
    """The attributes as a CSL item without `id`; `custom` has `license` (a URL) and `titles`."""
    types = mapping(attributes.get("types"))
    general, own = text(types.get("resourceTypeGeneral")), text(types.get("resourceType"))
    container = mapping(attributes.get("container"))
    is_in_journal = text(container.get("type")) == "Journal" and bool(fact(container.get("title")))
    kind = datacite_type(general, own, is_in_journal=is_in_journal)
    custom = {"license": _license(attributes), "titles": list(_titles(attributes, _OTHER_TITLES))}
    variables: Item = {
        "type": kind,
        "genre": datacite_genre(general, own),
        "title": _title(attributes),
        "author": creators(attributes.get("creators")),
        **dict(_contributors(attributes)),
        **_container(container, kind),
        **_dates(attributes),
        "publisher": _publisher(attributes.get("publisher")),
        "version": fact(attributes.get("version")),
        "abstract": _abstract(attributes),
        "language": text(attributes.get("language")),
        "DOI": doi(verbatim(attributes.get("doi"))),
        "URL": web_url(attributes.get("url"), verbatim(attributes.get("doi"))),
        "custom": {name: value for name, value in custom.items() if value},
    }
    return {variable: value for variable, value in variables.items() if value}


def _titles(attributes: Message, kinds: frozenset[str]) -> Iterator[str]:
    for title in mappings(attributes.get("titles")):
        if text(title.get("titleType")) in kinds and (words := fact(title.get("title"))):
            yield words


def _title(attributes: Message) -> str:
    """The main title with its subtitles, unless it holds them already."""
    title = next(_titles(attributes, frozenset(("",))), "")
    for subtitle in _titles(attributes, frozenset(("Subtitle",))):
        if title and normal(subtitle) not in normal(title):
            title += f" {subtitle}" if title.endswith(_ENDINGS) else f": {subtitle}"
    return title


def _contributors(attributes: Message) -> Iterator[tuple[str, list[csl.Name]]]:
    people = mappings(attributes.get("contributors"))
    for kind, role in ROLES.items():
        yield role, creators([one for one in people if text(one.get("contributorType")) == kind])


def _container(container: Message, kind: str) -> Item:
    """The journal, book or series, with volume, issue and pages; not a repository."""
    if text(container.get("type")) == "DataRepository":
        return {}
    title, scheme = fact(container.get("title")), text(container.get("identifierType"))
    pages = (fact(container.get("firstPage")), fact(container.get("lastPage")))
    return {
        "collection-title" if kind == "book" else "container-title": title,
        "volume": fact(container.get("volume")),
        "issue": fact(container.get("issue")),
        "page": "-".join(dict.fromkeys(filter(None, pages))),
        **({scheme: fact(container.get("identifier"))} if scheme in {"ISSN", "ISBN"} else {}),
    }


def _dates(attributes: Message) -> Item:
    """`issued` is the day of issue if it is in the year of publication, else that year alone."""
    year = date(attributes.get("publicationYear"))
    issued = _day(attributes, "Issued")
    if issued is None or (year and csl.date_parts(issued)[0] != csl.date_parts(year)[0]):
        issued = year or issued
    available = _day(attributes, "Available")
    return {"issued": issued, "available-date": available if available != issued else None}


def _day(attributes: Message, kind: str) -> Date | None:
    days = mappings(attributes.get("dates"))
    return next((date(day.get("date")) for day in days if text(day.get("dateType")) == kind), None)


def _publisher(value: object) -> str:
    """The name of the publisher, which is a text or an object."""
    return fact(value) or fact(mapping(value).get("name"))


def _abstract(attributes: Message) -> str:
    descriptions = mappings(attributes.get("descriptions"))
    abstracts = (each for each in descriptions if text(each.get("descriptionType")) == "Abstract")
    words = abstract(raw_text(next(abstracts, {}).get("description")))
    return "" if not fact(words) else words


def _license(attributes: Message) -> str:
    rights = mappings(attributes.get("rightsList"))
    return next((url for each in rights if (url := web_url(each.get("rightsUri")))), "")


def relations(attributes: Message) -> dict[str, list[str]]:
    """The identifiers (`doi:`, `arxiv:`) of other versions of the work, sorted, by relation."""
    versions: dict[str, set[str]] = {}
    for related in mappings(attributes.get("relatedIdentifiers")):
        relation = RELATIONS.get(text(related.get("relationType")), "")
        key = _key(text(related.get("relatedIdentifierType")), related.get("relatedIdentifier"))
        if relation and key and key != _key("DOI", attributes.get("doi")):
            versions.setdefault(relation, set()).add(key)
    return {relation: sorted(keys) for relation, keys in sorted(versions.items())}


def _key(scheme: str, value: object) -> str:
    if scheme not in {"DOI", "arXiv"}:
        return ""
    name = re.sub(r"(?i)^(?:arxiv:|https?://(?:dx\.)?doi\.org/)", "", verbatim(value))
    try:
        identifier = identify(f"{scheme.lower()}:{name}")
    except ValueError:
        return ""
    return identifier.key if identifier.scheme in {"doi", "arxiv"} else ""


def updates(attributes: Message) -> tuple[dict[str, str], ...]:
    """The withdrawal of the work, if there is one, in the shape of the updates at Crossref."""
    days = mappings(attributes.get("dates"))
    withdrawn = [day for day in days if text(day.get("dateType")) == "Withdrawn"][:1]
    return tuple(
        {
            "type": "withdrawal",
            "doi": "",
            "direction": "by",
            "source": "datacite",
            "date": csl.iso_date(date(day.get("date"))),
            "note": text(day.get("dateInformation")) or "withdrawn, says DataCite",
        }
        for day in withdrawn
    )
