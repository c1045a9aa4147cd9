"""What people changed in Zotero, as changes of an entry's keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eyebib.exporters import zotero_item
from eyebib.exporters.zotero_item import Creator
from eyebib.exporters.zotero_model import FIELDS, NEAREST, PRIMARY, ROLES, TYPES
from eyebib.importers.date import date
from eyebib.model import csl
from eyebib.model.bibliography import Entry, Work
from eyebib.model.facet import MODALITIES, Facet
from eyebib.model.problem import Keys
from eyebib.text.clean import clean, clean_lines
from eyebib.zotero.below import plain
from eyebib.zotero.difference import Difference, differences
from eyebib.zotero.library import Remote
from eyebib.zotero.memory import Pushed
from eyebib.zotero.values import EXTRA, of_remote, people
from eyebib.zotero.wanted import Wanted

_TYPES = {kind: name for name, kind in TYPES.items() if name not in NEAREST}
"""The CSL type of each item type."""

_ROLES = {role: variable for variable, (role, _) in ROLES.items()}

_VARIABLES = {
    field: variable
    for variable, field in sorted(FIELDS.items(), key=lambda pair: pair[0] == "title-short")
    if variable in csl.VARIABLES and variable != "container-title-short"
}
"""The CSL variable of each field by its base name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of the value at `keys` of an entry, from `before` to `after` as text.

    `value` is what is written. It is None if an entry cannot hold the change; then `after` says
    what to do.
    """

    keys: Keys
    before: str
    after: str
    value: Any = None


def proposals(
    work: Work, stated: Wanted, remote: Remote, pushed: Pushed | None, facets: Sequence[Facet]
) -> Iterator[Proposal]:
    """The changes of an item since the last push; everything that differs if there was none."""
    last = pushed.values if pushed else None
    for each in differences(stated.values, of_remote(remote), last):
        if each.change != "here" and each.there:
            yield from _of_value(work, each, remote)
    yield from _of_tags(work, stated, remote, pushed, facets)
    yield from _of_link(stated, remote, pushed)
    yield from _of_notes(work, stated, remote, pushed)


def _of_value(work: Work, each: Difference, remote: Remote) -> Iterator[Proposal]:
    match each.name:
        case "citationKey":
            advice = f"to take it over: eyebib rename {work.citekey} {each.there}"
            yield Proposal(keys=("key",), before=each.here, after=advice)
        case "creators":
            yield from _of_creators(work, remote)
        case "abstractNote":
            text = clean_lines(each.there)
            yield Proposal(keys=("abstract",), before=each.here, after=text, value=text)
        case "itemType":
            if kind := _TYPES.get(each.there):
                before = work.item["type"]
                yield Proposal(keys=("csl", "type"), before=before, after=kind, value=kind)
        case name:
            variable = _VARIABLES.get(name, name.removeprefix(EXTRA))
            if variable in csl.TEXT_VARIABLES | csl.NUMBER_VARIABLES | csl.DATE_VARIABLES:
                yield _of_text(variable, each)


def _of_text(variable: str, each: Difference) -> Proposal:
    keys, text = ("csl", variable), clean(each.there)
    if variable not in csl.DATE_VARIABLES:
        return Proposal(keys=keys, before=each.here, after=text, value=text)
    try:
        iso = csl.iso_date(date(text))
    except ValueError:
        advice = f"`{text}` is not a date that an entry can hold"
        return Proposal(keys=keys, before=each.here, after=advice)
    return Proposal(keys=keys, before=each.here, after=iso, value=iso)


def _of_creators(work: Work, remote: Remote) -> Iterator[Proposal]:
    primary = PRIMARY.get(remote.kind, "author")
    known = {zotero_item.parts(n): n for v in csl.NAME_VARIABLES for n in work.item.get(v, ())}
    lists: dict[str, list[csl.Name]] = {}
    for creator in people(remote):
        variable = "author" if creator.role == primary else _ROLES.get(creator.role, "")
        if variable and creator.last:
            name = known.get((creator.last, creator.first)) or _name(creator)
            lists.setdefault(variable, []).append(name)
    for variable, names in lists.items():
        before = work.item.get(variable, [])
        if before != names:
            yield Proposal(
                keys=("csl", variable),
                before="\n".join(csl.texts(before)),
                after="\n".join(csl.texts(names)),
                value=[dict(name) for name in names],
            )


def _name(creator: Creator) -> csl.Name:
    if not creator.first:
        return {"literal": clean(creator.last)}
    given, _, suffix = map(str.strip, creator.first.partition(","))
    name: csl.Name = {"family": clean(creator.last), "given": clean(given)}
    return {**name, "suffix": clean(suffix)} if suffix else name


def _of_tags(
    work: Work, stated: Wanted, remote: Remote, pushed: Pushed | None, facets: Sequence[Facet]
) -> Iterator[Proposal]:
    """The tags that a person added or removed, those of a facet as its values."""
    last = pushed.tags if pushed else ()
    added = [tag for tag in map(clean, remote.tags) if tag and tag not in (*stated.tags, *last)]
    dropped = {tag for tag in stated.tags if tag in last and tag not in remote.tags}
    for facet in facets:
        prefix = f"{facet.tag}:"
        words = work.entry.facets.get(facet.name, ())
        kept = [w for w in words if f"{prefix}{facet.terms([w])[0]}" not in dropped]
        new = [tag.removeprefix(prefix) for tag in added if tag.startswith(prefix)]
        added = [tag for tag in added if not tag.startswith(prefix)]
        yield from _of_words(_facet_keys(work.entry, facet.name), words, [*kept, *new])
    tags = [tag for tag in work.entry.tags if tag not in dropped]
    yield from _of_words(("tags",), work.entry.tags, [*tags, *added])


def _of_words(keys: Keys, before: Sequence[str], after: Sequence[str]) -> Iterator[Proposal]:
    if [*before] != [*after]:
        old, new = ", ".join(before), ", ".join(after)
        yield Proposal(keys=keys, before=old, after=new, value=[*after])


def _facet_keys(entry: Entry, name: str) -> Keys:
    is_short = name == MODALITIES and ("facets", name) not in entry.marks
    return (name,) if is_short else ("facets", name)


def _of_link(stated: Wanted, remote: Remote, pushed: Pushed | None) -> Iterator[Proposal]:
    """A link to the code that was replaced by the only other link of the item."""
    urls = [child.url for child in remote.children if child.url]
    is_known = pushed is not None and stated.code and stated.code == pushed.code
    if is_known and len(urls) == 1 and urls[0] != stated.code:
        yield Proposal(keys=("code",), before=stated.code, after=urls[0], value=urls[0])


def _of_notes(
    work: Work, stated: Wanted, remote: Remote, pushed: Pushed | None
) -> Iterator[Proposal]:
    """Notes of people; the first is proposed as an annotation, which no style prints."""
    known = {plain(note) for note in (*stated.notes, *(pushed.notes if pushed else ()))}
    notes = [plain(child.note) for child in remote.children if child.note]
    free = "annote" not in work.item
    for note in dict.fromkeys(clean(n) for n in notes if n not in known):
        keys = ("csl", "annote")
        value = note if free else None
        advice = note if free else f"not taken over, because there is an annotation: {note}"
        yield Proposal(keys=keys, before="", after=advice, value=value)
        free = False


def changes(proposed: Iterable[Proposal]) -> Mapping[Keys, Any]:
    """What to write into the entry."""
    return {each.keys: each.value for each in proposed if each.value is not None}
