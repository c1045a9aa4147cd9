"""One list from several files.

The keys of `.bib` files and their like come first, since documents cite them. An item of a Markdown
list has no key: it joins the entry that has one of its identifiers, and adds what only lists know
(short name, code, sections, the columns of a table). Otherwise it becomes an entry with the key
that the project has for the paper, or with a new key.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Self

from eyebib.importers import awesome_list, opened
from eyebib.importers.awesome_list.entry import merged
from eyebib.importers.awesome_list.reading import differs
from eyebib.matching.duplicate import shares_title
from eyebib.matching.role import with_versions
from eyebib.model import citekey as citekeys
from eyebib.model.bibliography import Entry, Work
from eyebib.model.identity import identity
from eyebib.model.merge import merge
from eyebib.model.problem import Location, Problem, locate, warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The works of several files, the problems of the files, and where the items went.

    `files` are the names of the files in messages. `joined` counts the items of each file that are
    part of the entry of another item. The path of an entry is the file that it was read from.
    """

    files: tuple[Path, ...]
    works: tuple[Work, ...]
    problems: tuple[Problem, ...]
    joined: Counter[Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    path: Path
    entries: Sequence[Entry]
    is_list: bool


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """The works so far by citekey, and the citekey of the first work with each identity key."""

    make: Callable[[Entry], Work]
    works: dict[str, Work] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    taken: citekeys.Taken = field(default_factory=citekeys.Taken)
    problems: list[Problem] = field(default_factory=list)

    def put(self, entry: Entry, choice: citekeys.Choice) -> None:
        """Add the work of an entry under the citekey of the choice."""
        aliases = tuple(dict.fromkeys([*choice.aliases, *entry.aliases]))
        key, stem = choice.citekey, choice.file_stem
        filed = replace(entry, citekey=key, file_stem=stem, aliases=aliases)
        self.replace(self.make(filed))

    def replace(self, work: Work) -> None:
        """Add a work, or put it in the place of the one with its citekey."""
        self.works[work.citekey] = work
        for key in sorted(identity(work)):
            self.owners.setdefault(key, work.citekey)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The entries of the project by their identifiers, and all their keys and stems."""

    owners: Mapping[str, Entry]
    taken: frozenset[str]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Self:
        """What is known of these entries; of several with one identifier, the first counts.

        An entry without a title is in a file that cannot be read: it may be the same paper.
        """
        entries = [entry for entry in entries if entry.title]
        owners = {each.key: entry for entry in reversed(entries) for each in entry.identifiers}
        keys = (key for entry in entries for key in (entry.citekey, *entry.aliases, entry.stem))
        return cls(owners=owners, taken=frozenset(keys))

    def key_of(self, item: Entry, shelf: _Shelf) -> str:
        """The key of the paper in the project, else one that no entry has."""
        for identifier in item.identifiers:
            owner = self.owners.get(identifier.key)
            is_page = identifier.scheme == "url"
            if (
                owner
                and owner.citekey not in shelf.works
                and not (is_page and differs(owner.title, item.title))
            ):
                return owner.citekey
        return citekeys.unused(item.citekey, shelf.taken.citekeys | shelf.taken.stems | self.taken)


def join(
    paths: Iterable[Path], make: Callable[[Entry], Work], existing: Sequence[Entry] = ()
) -> Joined:
    """The works of several files.

    Args:
        paths: The files.
        make: Makes the work of an entry.
        existing: The entries of the project, whose keys the items of lists have, too.

    Raises:
        UsageError: No importer reads files with an extension.
        EyebibError: A file cannot be read or is too large.
    """
    shelf = _Shelf(make=make)
    joined = Counter[Path]()
    files = [_read(path, shelf.problems) for path in paths]
    known = _Known.of(existing)
    firsts: dict[str, Entry] = {}
    for entry in (entry for file in files if not file.is_list for entry in file.entries):
        _add(entry, firsts, shelf)
    for entry in (entry for file in files if file.is_list for entry in file.entries):
        if owner := _owner(entry, shelf):
            _report_title(entry, owner.entry, shelf.problems)
            shelf.replace(_with_item(owner, entry, shelf))
            joined[entry.path] += 1
        else:
            key = known.key_of(entry, shelf)
            shelf.put(entry, citekeys.choose(key, entry.title, shelf.taken))
    return Joined(
        files=tuple(file.path for file in files),
        works=tuple(_with_own_aliases(shelf)),
        problems=tuple(shelf.problems),
        joined=joined,
    )


def _read(path: Path, problems: list[Problem]) -> _File:
    importer, text, name, others = opened(path)
    entries, more = importer.read(text, name)
    problems += [*others, *more]
    if not entries and not others and not more:
        message = "no entries found"
        problems.append(Problem(location=Location(path=name), message=message, rule="no-entry"))
    return _File(path=name, entries=entries, is_list=importer is awesome_list)


def _add(entry: Entry, firsts: dict[str, Entry], shelf: _Shelf) -> None:
    """Add an entry that has a key; of several with one key, the first is used."""
    first = firsts.setdefault(entry.citekey, entry)
    if first is not entry:
        shelf.problems.append(_repeated(entry, first))
        return
    choice = citekeys.choose(entry.citekey, entry.title, shelf.taken)
    if choice.message:
        where = locate(entry.path, entry.marks, ("title",))
        shelf.problems.append(warning(where, choice.message, "citekey"))
    shelf.put(entry, choice)


def _with_own_aliases(shelf: _Shelf) -> Iterator[Work]:
    """The works without aliases that are keys of others."""
    taken = set(shelf.works)
    for work in shelf.works.values():
        entry = work.entry
        aliases = tuple(alias for alias in entry.aliases if alias not in taken)
        for alias in sorted({*entry.aliases} - {*aliases}):
            message = f"`{alias}` is a key of another entry, so it is no longer one of this entry"
            where = locate(entry.path, entry.marks, ("title",))
            shelf.problems.append(warning(where, message, "citekey"))
        taken.update(aliases)
        yield replace(work, entry=replace(entry, aliases=aliases))


def _repeated(entry: Entry, first: Entry) -> Problem:
    names = (field.name for field in fields(entry) if field.compare)
    differing = [name for name in names if getattr(entry, name) != getattr(first, name)]
    differences = f"differs in `{'`, `'.join(differing)}`" if differing else "is the same"
    message = (
        f"duplicate key `{entry.citekey}`; the entry of {first.path} is used, this one "
        f"{differences} and was not imported"
    )
    return warning(locate(entry.path, entry.marks, ("title",)), message, "repeated-entry")


def _owner(entry: Entry, shelf: _Shelf) -> Work | None:
    """The work with an identifier of the entry; a page of another title may be of many papers."""
    for identifier in entry.identifiers:
        owner = shelf.works.get(shelf.owners.get(identifier.key, ""))
        if owner and (identifier.scheme != "url" or shares_title(owner, merge(entry, ()))):
            return owner
    return None


def _report_title(entry: Entry, owner: Entry, problems: list[Problem]) -> None:
    if differs(owner.title, entry.title):
        message = (
            f"`{entry.title[:60]}` has the identifier of `{owner.title[:60]}` ({_place(owner)}); "
            "they are one entry with the title of the latter"
        )
        where = locate(entry.path, entry.marks, ("title",))
        problems.append(warning(where, message, "other-title"))


def _place(entry: Entry) -> str:
    where = locate(entry.path, entry.marks, ("title",))
    return f"{where.path.as_posix()}:{where.line}"


def _with_item(work: Work, item: Entry, shelf: _Shelf) -> Work:
    """The work with what an item of a list says of it."""
    entry = with_versions(work.entry, item, shelf.owners)
    entry = merged(entry, item)
    return merge(entry, work.records) if work.records else shelf.make(entry)
