"""What is read of a list: entries, and every link to a paper that is in none, with its line."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.block import Kind
from eyebib.importers.awesome_list.draft import Draft, Unread, drafts
from eyebib.importers.awesome_list.entry import entry_of, merged, versions
from eyebib.importers.awesome_list.link import Link
from eyebib.importers.awesome_list.run import Run, runs
from eyebib.importers.awesome_list.segment import Segment
from eyebib.matching import title as matching
from eyebib.matching.role import with_versions
from eyebib.model import citekey as citekeys
from eyebib.model.bibliography import Entry
from eyebib.model.facet import SECTION
from eyebib.model.identifier import Identifier
from eyebib.model.problem import Location, Problem, warning
from eyebib.text.link import is_web_link

AGAIN = "its item has another link to a paper"
_SHORT = 3
"""Words; a shorter title is a name."""

_RANKS = {Kind.ITEM: 0, Kind.ROW: 0, Kind.PARAGRAPH: 1, Kind.HEADING: 2}
"""Where a title is looked for first, if a paper is listed twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The entries of a list, its problems, and its links: all, and those to papers not read."""

    entries: list[Entry]
    problems: list[Problem]
    links: Sequence[Link]
    unread: list[Unread]


@dataclass(slots=True, kw_only=True)
class _Found:
    """An entry with the draft that its title is from, and the number of drafts."""

    entry: Entry
    draft: Draft
    others: list[Draft] = field(default_factory=list)


def reading(segments: Sequence[Segment], path: Path) -> Reading:
    """The result of reading the segments of a page."""
    found: list[_Found] = []
    index: dict[Identifier, _Found] = {}
    unread: list[Unread] = []
    lists = list(runs(segments))
    links = [link for segment in segments for link in segment.links]
    for draft in drafts(lists):
        if isinstance(draft, Unread):
            unread.append(draft)
            continue
        unread += [Unread(link=link, reason=AGAIN) for link in versions(draft)[3]]
        _collect(draft, found, index)
    unread = [each for each in unread if each.link.identifier not in index]
    entries = _with_citekeys(_with_own_sections([_located(each, path) for each in found]))
    problems = [
        *(_unread(each, path) for each in unread),
        *_broken(links, path),
        *_without_paper(lists, path),
        *(problem for each in found for problem in _other_titles(each, path)),
        *(problem for each in found for problem in _bad_code(each, path)),
    ]
    if not entries:
        message = "no entries found: no link here leads to a paper that has a title beside it"
        problems.append(Problem(location=Location(path=path), message=message, rule="no-entry"))
    return Reading(entries=entries, problems=problems, links=links, unread=unread)


def _collect(draft: Draft, found: list[_Found], index: dict[Identifier, _Found]) -> None:
    entry = entry_of(draft)
    known = next((index[each] for each in entry.identifiers if each in index), None)
    if known is None:
        known = _Found(entry=entry, draft=draft)
        found.append(known)
    else:
        first, second = known.entry, entry
        if _is_better(draft, known.draft):
            first = replace(first, title=entry.title, name=entry.name or first.name)
            known.others.append(known.draft)
            known.draft = draft
        else:
            known.others.append(draft)
        known.entry = merged(with_versions(first, second), second)
    for identifier in known.entry.identifiers:
        index.setdefault(identifier, known)


def _is_better(draft: Draft, known: Draft) -> bool:
    """Whether the title of a draft is better: in a list, and more than a name."""
    return _standing(draft) < _standing(known)


def _standing(draft: Draft) -> tuple[bool, int]:
    return len(draft.title.split()) < _SHORT, _RANKS[draft.kind]


def _with_own_sections(entries: list[Entry]) -> list[Entry]:
    """The entries without the sections that all are in, which say nothing of any of them."""
    if len(entries) < 2:
        return entries
    common = set.intersection(*(set(entry.facets.get(SECTION, ())) for entry in entries))
    return [replace(entry, facets=_without(entry.facets, common)) for entry in entries]


def _without(
    facets: Mapping[str, tuple[str, ...]], sections: Collection[str]
) -> dict[str, tuple[str, ...]]:
    own = tuple(section for section in facets.get(SECTION, ()) if section not in sections)
    others = {name: words for name, words in facets.items() if name != SECTION}
    return others | ({SECTION: own} if own else {})


def _located(found: _Found, path: Path) -> Entry:
    return replace(found.entry, path=path, marks={("title",): (found.draft.line, 1)})


def _with_citekeys(entries: list[Entry]) -> list[Entry]:
    taken: set[str] = set()
    result = []
    for entry in entries:
        citekey = citekeys.unused(citekeys.make(entry.name, entry.title), taken)
        taken.add(citekey)
        result.append(replace(entry, citekey=citekey))
    return result


def _unread(unread: Unread, path: Path) -> Problem:
    link = unread.link
    message = f"link to a paper was not read, because {unread.reason}: {link.url[:100]}"
    return warning(Location(path=path, line=link.line), message, "paper")


def _broken(links: Iterable[Link], path: Path) -> Iterator[Problem]:
    """Links whose label says that they lead to papers, but that are no web links."""
    for link in links:
        is_paper = link.label and labels.says_paper(link.label) and link.identifier is None
        if is_paper and not link.url.startswith("#"):
            hint = "is neither an identifier nor an http(s) link"
            message = f"link to a paper was not read: `{link.url[:80]}` {hint}"
            yield warning(Location(path=path, line=link.line), message, "paper")


def _without_paper(runs: Iterable[Run], path: Path) -> Iterator[Problem]:
    """Bold titles right under a year that no link to a paper follows."""
    for run in runs:
        head = run.head
        is_item = head and head.block.kind is Kind.PARAGRAPH and run.outer[-1:]
        is_listed = is_item and run.outer[-1].year and not any(s.papers for s in run.body)
        if (
            head
            and is_listed
            and not any(link.label for s in (head, *run.body) for link in s.links)
        ):
            message = (
                "missing paper link; expected `[Paper](https://...)`; the entry was not imported"
            )
            yield warning(Location(path=path, line=head.block.line), message, "paper")


def _other_titles(found: _Found, path: Path) -> Iterator[Problem]:
    for other in found.others:
        if differs(found.entry.title, other.title):
            message = (
                f"`{other.title[:60]}` has the link of `{found.entry.title[:60]}` (line "
                f"{found.draft.line}); they are one entry with the title of the latter"
            )
            yield warning(Location(path=path, line=other.line), message, "other-title")


def differs(title: str, other: str) -> bool:
    """Whether two titles are of different papers; a name says too little to tell."""
    one, two = (set(labels.words(text)) for text in (title, other))
    shorter = min(len(one), len(two))
    if shorter < _SHORT:
        return False
    return not matching.same(title, other) and 2 * len(one & two) < shorter


def _bad_code(found: _Found, path: Path) -> Iterator[Problem]:
    """Labels of code without a web link, if that leaves the entry without code."""
    if found.entry.code is not None:
        return
    for link in found.draft.links:
        if labels.says_code(link.label) and not is_web_link(link.url):
            message = f"`{link.url}` is not a valid code link; expected an http(s) address"
            yield warning(Location(path=path, line=link.line), message, "code")
