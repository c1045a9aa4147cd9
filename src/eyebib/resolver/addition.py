"""A new entry from a link: look it up, choose a citekey, search for duplicates."""

import re
from collections.abc import Collection
from dataclasses import replace

from eyebib import sources
from eyebib.matching.author import families
from eyebib.matching.duplicate import may_be_one
from eyebib.matching.title import normal
from eyebib.model import citekey, csl
from eyebib.model.bibliography import Bibliography, Entry, Record, Work
from eyebib.model.identifier import Identifier
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Settings
from eyebib.project import entry_file, entry_writer, lock_file, text_file
from eyebib.project.added import add
from eyebib.project.folder import Project, lock_path, refuse_inside
from eyebib.rules import facets
from eyebib.sources.http import Answer, NotFound

_LONGEST_PART = 40
"""Characters of an identifier in a citekey."""

_SMALL_WORDS = frozenset("a an and at for from in of on the to towards toward with via".split())


def look_up(identifier: Identifier, *, today: str, mailto: str) -> Answer | None:
    """The answer of a source for an identifier; None if no source resolves its scheme.

    Raises:
        EyebibError: The identifier is unknown to the source.
    """
    answer = next(sources.fetch([identifier], today=today, mailto=mailto), None)
    if isinstance(answer, NotFound):
        raise EyebibError(f"{identifier}: {answer.reason}; nothing was written")
    return answer


def faults(entry: Entry, settings: Settings) -> list[str]:
    """What `eyebib check` would refuse of the entry's own values, before the entry is written."""
    work = merge(entry, ())
    rules = (*facets.unknown_value(work, settings), *facets.several_values(work, settings))
    try:
        entry_file.parse(entry_writer.dump(entry), entry.path)
    except EyebibError as error:
        return [problem.message for problem in (*error.problems, *rules)]
    return [problem.message for problem in rules]


def completed(
    draft: Entry, record: Record | None, *, identifier: Identifier | None, taken: Collection[str]
) -> Entry:
    """The entry for a draft, which has a link, with what the record adds and a citekey.

    Without a record and a title, the title is the identifier until the entry is resolved.

    Args:
        draft: What the user stated about the paper.
        record: The record of the paper, if a source has one.
        identifier: The identifier of the record if the link of the draft holds none.
        taken: The citekeys of the list in lower case.
    """
    item = record.item if record else {}
    return replace(
        draft,
        citekey=_citekey(draft, item, taken),
        title=draft.title or item.get("title") or str(draft.paper),
        identifier=identifier,
        listed=csl.year(item),
    )


def _citekey(draft: Entry, item: csl.Item, taken: Collection[str]) -> str:
    """The short name as a slug, else family name, year and first significant word.

    Without a record, the first words of the title, else the last part of the identifier. If the
    citekey is taken, a number is added, because the citekeys of other entries never change.
    """
    words = [word for word in normal(item.get("title", "")).split() if word not in _SMALL_WORDS]
    family = "".join(re.findall(r"[a-z]+", (families(item) or [""])[0]))
    slug = f"{family}{csl.year(item) or ''}{words[0] if words else ''}" if item else ""
    last = draft.paper.value.rpartition("/")[2][:_LONGEST_PART] if draft.paper else ""
    key = citekey.make(draft.name or slug, draft.title) if draft.name or slug or draft.title else ""
    return citekey.unused(key or citekey.make(last), taken)


def twins(bibliography: Bibliography, entry: Entry, record: Record | None) -> list[Work]:
    """Existing works that may be the same paper, or another version of it.

    They share an identifier, the title, or the short name and authors, or a record names one as a
    version of the other.
    """
    new = merge(entry, [record] if record else [])
    return [work for work in bibliography.works if may_be_one(new, work)]


def write(project: Project, entry: Entry, record: Record | None) -> None:
    """Write the lock of an entry if there is a record, and the file of the entry.

    The entry comes last: if the process is killed between the two, there is no entry yet, and it
    can be added again. If the entry cannot be written, the lock is removed.

    Raises:
        UsageError: The folder is part of another list.
        EyebibError: The record cannot be locked, or a file cannot be written.
    """
    refuse_inside(project.entries)
    path = lock_path(project, entry)
    if record:
        text_file.write(path, lock_file.dump([record]), root=project.root)
    try:
        for _ in add(project, [merge(entry, ())]):
            pass
    except BaseException:  # also if the user interrupts it
        if record:
            path.unlink(missing_ok=True)
        raise
