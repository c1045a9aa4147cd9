"""The papers of a list under headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eyebib.exporters.awesome_list import section
from eyebib.exporters.awesome_list.criterion import LISTED, criterion
from eyebib.exporters.awesome_list.item import Item, year
from eyebib.importers.awesome_list.run import Section
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import terms_of
from eyebib.model.facet import SECTION

_TOP = 3
"""The level of the first headings; those above are of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under the last heading of a path, which is empty above all headings."""

    path: section.Path
    items: tuple[Item, ...]

    @property
    def heading(self) -> str:
        """The heading; empty above all headings."""
        return self.path[-1] if self.path else ""

    @property
    def level(self) -> int:
        """The level of the heading."""
        return _TOP - 1 + len(self.path)

    @property
    def year(self) -> int | None:
        """The year that the headings say."""
        years = (Section(level=0, text=heading).year for heading in reversed(self.path))
        return next(filter(None, years), None)


def groups(bibliography: Bibliography, by: str, items: Mapping[str, Item]) -> list[Group]:
    """The items, by citekey, in groups; a paper with several values is in several groups.

    An empty `by` means the sections, if the list has any, else the listed year. Within a group, the
    newest papers are first.

    Raises:
        UsageError: There is nothing of this name to group by.
    """
    works = sorted(bibliography.works, key=_order)
    name = by.strip().casefold() or _default(works)
    paths, order = (_by_section if name == SECTION else _by)(bibliography, name)
    members: dict[section.Path, list[Item]] = {}
    for work in works:
        for path in paths[work.citekey]:
            members.setdefault(path, []).append(items[work.citekey])
    return [Group(path=path, items=tuple(members.get(path, ()))) for path in order]


def _order(work: Work) -> tuple[int, str, str]:
    return -(year(work) or 0), work.entry.label.casefold(), work.citekey


def _default(works: Sequence[Work]) -> str:
    return SECTION if any(SECTION in work.entry.facets for work in works) else LISTED


_Paths = tuple[Mapping[str, Sequence[section.Path]], Sequence[section.Path]]
"""The paths of each paper, by citekey, and all paths in order."""


def _by_section(bibliography: Bibliography, name: str) -> _Paths:
    settings = bibliography.settings
    sections = {w.citekey: terms_of(w.entry, settings).get(name, ()) for w in bibliography.works}
    paths = section.paths(sections)
    vocabulary = [value.term for value in settings.facet(name).values]
    return paths, section.ordered(paths.values(), vocabulary)


def _by(bibliography: Bibliography, name: str) -> _Paths:
    by = criterion(bibliography, name)
    missing = (by.missing,)
    paths = {
        work.citekey: [(value,) for value in by.values(work)] or [missing]
        for work in bibliography.works
    }
    used = {path for each in paths.values() for path in each}
    order = sorted(used - {missing}, key=lambda path: by.rank(path[0]))
    return paths, [*order, *(used & {missing})]
