"""A new entry from a link: choose a citekey, search for duplicates, write the files."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from eyebib.matching.author import families
from eyebib.matching.duplicate import may_be_one
from eyebib.matching.title import normal
from eyebib.model import citekey, csl
from eyebib.model.bibliography import Bibliography, Entry, Record, Work
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Settings
from eyebib.project import entry_file, entry_writer, lock_file, text_file
from eyebib.project.added import add
from eyebib.project.folder import Project, lock_path, refuse_inside
from eyebib.rules import facets

_LONGEST_PART = 40
"""Characters of an identifier in a citekey."""

_LONGEST_FAMILY = 20
"""Letters of a family name or a group in a citekey."""

_SMALL_WORDS = frozenset("a an and at for from in of on the to towards toward with via".split())


def faults(entry: Entry, settings: Settings) -> list[str]:
    """What `eyebib check` would refuse of the entry's own values, before the entry is written."""
    work = merge(entry, ())
    rules = (*facets.unknown_value(work, settings), *facets.several_values(work, settings))
    try:
        entry_file.parse(entry_writer.dump(entry), entry.path)
    except EyebibError as error:
        return [problem.message for problem in (*error.problems, *rules)]
    return [problem.message for problem in rules]


def completed(draft: Entry, records: Sequence[Record], *, taken: Collection[str]) -> Entry:
    """The entry for a draft, which has a link, with what the records add and a citekey.

    Without a record and a title, the title is the identifier until the entry is resolved.

    Args:
        draft: What the user stated about the paper.
        records: The records of the paper: that of a source, and what a BibTeX entry said.
        taken: The citekeys of the list in lower case.
    """
    title = draft.title or next((r.item["title"] for r in records if r.item.get("title")), "")
    item = merge(draft, records).item if records or draft.csl else {}
    return replace(
        draft,
        citekey=_citekey(draft, item, taken),
        title=title or str(draft.paper),
        listed=csl.year(item),
    )


def _citekey(draft: Entry, item: csl.Item, taken: Collection[str]) -> str:
    """The short name as a slug, else family name, year and first significant word.

    If nothing is known of the paper, the first words of the title, else the last part of the
    identifier. If the citekey is taken, a number is added, because the citekeys of other entries
    never change.
    """
    words = [word for word in normal(item.get("title", "")).split() if word not in _SMALL_WORDS]
    family = "".join(re.findall(r"[a-z]+", (families(item) or [""])[0]))[:_LONGEST_FAMILY]
    slug = f"{family}{csl.year(item) or ''}{words[0] if words else ''}" if item else ""
    last = draft.paper.value.rpartition("/")[2][:_LONGEST_PART] if draft.paper else ""
    key = citekey.make(draft.name or slug, draft.title) if draft.name or slug or draft.title else ""
    return citekey.unused(key or citekey.make(last), taken)


def twins(bibliography: Bibliography, entry: Entry, records: Sequence[Record]) -> list[Work]:
    """Existing works that may be the same paper, or another version of it.

    They share an identifier, the title, or the short name and authors, or a record names one as a
    version of the other.
    """
    new = merge(entry, records)
    return [work for work in bibliography.works if may_be_one(new, work)]


def write(project: Project, entry: Entry, records: Sequence[Record]) -> None:
    """Write the lock of an entry if there are records, and the file of the entry.

    The entry comes last: if the process is killed between the two, there is no entry yet, and it
    can be added again. If the entry cannot be written, the lock is removed.

    Raises:
        UsageError: The folder is part of another list.
        EyebibError: A record cannot be locked, or a file cannot be written.
    """
    refuse_inside(project.entries)
    path = lock_path(project, entry)
    if records:
        text_file.write(path, lock_file.dump(records), root=project.root)
    try:
        for _ in add(project, [merge(entry, ())]):
            pass
    except BaseException:  # also if the user interrupts it
        if records:
            path.unlink(missing_ok=True)
        raise
