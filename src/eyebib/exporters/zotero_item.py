"""A work as a Zotero item: type, fields, creators, notes, and Extra for what has no field.

The names are those of `zotero_model`. Zotero's importers silently drop a field that a type does not
have. Such a variable becomes a line of Extra, which Zotero reads when
it cites (`event-date: 2024-10-06`; `chair: Dou || Qi`). Extra never has a line `Code:`, because
Zotero exports that as a container title.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from eyebib.exporters import csl_item
from eyebib.exporters.zotero_model import FIELDS, NEAREST, PRIMARY, ROLES, TYPES, own_names
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.text.clean import clean, clean_lines

_NOTES = ("note", "annote")

_APART = frozenset(("type", "id", "citation-key", "abstract", "keyword", *_NOTES))
"""Variables that are neither in `FIELDS` nor a line of Extra."""

LOSSES = {
    "categories": "no field; facets and keywords are tags",
    "citation-label": "set by the citation style",
    "citation-number": "set by the citation style",
    "custom": "facts of a record, not of the work",
    "first-reference-note-number": "set by the citation style",
    "locator": "belongs to the citation, not to the work",
}
"""CSL variables that a Zotero item does not hold, and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """A person; a group or a person with one name has only `last`. `role` is Zotero's name."""

    role: str
    last: str
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroItem:
    """An item as Zotero shows it: `fields` by Zotero's names, `extra` as lines, `notes` as HTML."""

    kind: str
    fields: dict[str, str]
    extra: tuple[str, ...]
    creators: tuple[Creator, ...]
    notes: tuple[str, ...]


def convert(work: Work) -> ZoteroItem:
    """The Zotero item of a work; its tags and the link to the code come from `csl_item`."""
    item = work.item
    kind = TYPES[item["type"]]
    if pages := csl.pages(item):
        item["page"] = pages
    fields, extra = _fields(item, kind)
    creators, more = _creators(item, kind)
    notes = (clean(str(item[variable])) for variable in _NOTES if variable in item)
    return ZoteroItem(
        kind=kind,
        fields=fields,
        extra=(*_extra_lines(work), *sorted(extra), *more),
        creators=tuple(creators),
        notes=tuple(f"<p>{escape(note, quote=False)}</p>" for note in notes),
    )


def _fields(item: csl.Item, kind: str) -> tuple[dict[str, str], list[str]]:
    """The fields of an item, and lines of Extra for the variables without a field."""
    own = own_names(kind)
    fields, extra = {"abstractNote": clean_lines(item.get("abstract", ""))}, []
    for variable, value in item.items():
        if variable in csl.NAME_VARIABLES or variable in _APART or variable in LOSSES:
            continue
        text = clean(csl.value_text(value))
        name = own.get(FIELDS.get(variable, ""), "")
        if name and fields.setdefault(name, text) == text:
            continue
        if not (variable == "number" and csl.is_article_number(item)):
            extra.append(f"{variable}: {text}")
    return {name: text for name, text in fields.items() if text}, extra


def _creators(item: csl.Item, kind: str) -> tuple[list[Creator], list[str]]:
    """The creators of an item, its authors first, and lines of Extra for the other names."""
    creators, extra = [], []
    for variable in sorted(
        csl.NAME_VARIABLES & item.keys(), key=lambda role: (role != "author", role)
    ):
        role, kinds = ROLES.get(variable, ("", ""))
        if variable == "author":
            role, kinds = PRIMARY.get(kind, "author"), kind
        for name in item[variable]:
            last, first = parts(name)
            if kind in kinds.split():
                creators.append(Creator(role=role, last=last, first=first))
            else:
                extra.append(f"{variable}: {' || '.join(filter(None, (last, first)))}")
    return creators, extra


def parts(name: csl.Name) -> tuple[str, str]:
    """Family and given name; a suffix follows the given name, which is Zotero's convention."""
    last, first, suffix = map(
        clean, (csl.family(name), name.get("given", ""), name.get("suffix", ""))
    )
    if suffix and not first:
        return f"{last}, {suffix}", ""
    return last, ", ".join(filter(None, (first, suffix)))


def _extra_lines(work: Work) -> Iterator[str]:
    """Lines of Extra for facts without a CSL variable."""
    yield f"Citation Key: {work.citekey}"
    if work.eprint:
        primary = f" [{work.eprint_class.value}]" if work.eprint_class else ""
        yield f"arXiv: {work.eprint.value}{primary}"
    if work.item["type"] in NEAREST:
        yield f"Type: {work.item['type']}"
    if work.entry.code and not csl_item.code_link(work):
        yield f"Source code: {clean(work.entry.code)}"
