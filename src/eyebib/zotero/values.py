"""The values of an item that can differ between the list and the library, each as text.

The names are `itemType`, `citationKey`, `creators`, the fields by the base names that all item
types share, and `Extra: LABEL` for the lines of the field Extra that start with `LABEL:`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from eyebib.exporters.zotero_item import Creator, ZoteroItem
from eyebib.exporters.zotero_model import own_names
from eyebib.importers.date import date
from eyebib.model import csl
from eyebib.text.clean import clean_lines
from eyebib.zotero.library import Remote, objects, text

CITATION_KEY = "Citation Key"
"""The label of the line of Extra that holds the citation key if the field is not used."""

EXTRA = "Extra: "
"""The prefix of names of lines of Extra."""

_LINE = re.compile(r"([^\s:][^:\n]*): *(.*)")

_DATE = 10
"""The length of an ISO date: Zotero adds the time to `accessDate`."""


def of_item(item: ZoteroItem, citekey: str) -> dict[str, str]:
    """The values that a work states."""
    shared = {own: base for base, own in own_names(item.kind).items()}
    lines = _by_label(item.extra)
    lines.pop(EXTRA + CITATION_KEY, "")
    return {
        "itemType": item.kind,
        "citationKey": citekey,
        **{shared[name]: value for name, value in item.fields.items()},
        "creators": _people(item.creators),
        **lines,
    }


def of_remote(remote: Remote) -> dict[str, str]:
    """The values that an item of the library has."""
    shared = {own: base for base, own in own_names(remote.kind).items()}
    lines = _by_label(text(remote.data, "extra").split("\n"))
    key = lines.pop(EXTRA + CITATION_KEY, "")
    fields = {
        shared.get(name, name): value
        for name, value in remote.data.items()
        if isinstance(value, str) and name not in {"extra", "itemType", "citationKey"}
    }
    values = {
        "itemType": remote.kind,
        "citationKey": text(remote.data, "citationKey") or key,
        **fields,
        "creators": _people(people(remote)),
        **lines,
    }
    values["accessDate"] = values.get("accessDate", "")[:_DATE]
    values["date"] = _date(values.get("date", ""))
    values["abstractNote"] = clean_lines(values.get("abstractNote", ""))
    return {name: value for name, value in values.items() if value}


def _date(text: str) -> str:
    """A date as the list writes it (`2023-06`); as it is if it is of no known form."""
    try:
        return csl.iso_date(date(text))
    except ValueError:
        return text


def _by_label(lines: Iterable[str]) -> dict[str, str]:
    """The lines with a label, those of one label joined."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if match := _LINE.fullmatch(line.strip()):
            found.setdefault(EXTRA + match[1], []).append(match[2].strip())
    return {name: "\n".join(values) for name, values in found.items()}


def merged_extra(old: str, changed: Mapping[str, str]) -> str:
    """The text of Extra with the changed values that are lines of it; all else stays where it is.

    If the citation key is changed, its line is removed: it has a field of its own, and
    Zotero would prefer the line.
    """
    names = sorted(name for name in changed if name.startswith(EXTRA))
    labels = {name.removeprefix(EXTRA) for name in names}
    labels |= {CITATION_KEY} if "citationKey" in changed else set()
    kept = []
    for line in old.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match is None or match[1] not in labels:
            kept.append(line)
    new = [
        f"{name.removeprefix(EXTRA)}: {value}"
        for name in names
        for value in filter(None, changed[name].split("\n"))
    ]
    return "\n".join([*kept, *new]).strip("\n")


def is_writable(name: str, kind: str, own_kind: str) -> bool:
    """Whether an item of type `kind` can have a value; `own_kind` is the type that the list states.

    Creators have roles of the type that the list states.
    """
    if name == "creators":
        return kind == own_kind
    return name in {"itemType", "citationKey"} or name.startswith(EXTRA) or name in own_names(kind)


def _people(creators: Iterable[Creator]) -> str:
    """One line for each person: `author: Zhou, Yukun`."""
    return "\n".join(
        f"{creator.role}: {', '.join(filter(None, (creator.last, creator.first)))}"
        for creator in creators
    )


def people(remote: Remote) -> list[Creator]:
    """The creators of an item of the library."""
    return [*map(_creator, objects(remote.data.get("creators")))]


def _creator(data: Mapping[str, Any]) -> Creator:
    last = text(data, "name") or text(data, "lastName")
    return Creator(role=text(data, "creatorType"), last=last, first=text(data, "firstName"))
