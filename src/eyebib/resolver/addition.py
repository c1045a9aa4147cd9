"""A new entry from a link: look it up, choose a citekey, search for duplicates."""

import re
from collections.abc import Collection

from eyebib import sources
from eyebib.matching.author import families
from eyebib.matching.title import normal, same
from eyebib.model import citekey, csl
from eyebib.model.bibliography import Bibliography, Entry, Record, Work, identity
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import EyebibError
from eyebib.project import lock_file, text_file
from eyebib.project.added import add
from eyebib.project.folder import Project, lock_path, refuse_inside
from eyebib.sources.http import Answer, NotFound

_SMALL_WORDS = frozenset("a an and at for from in of on the to towards toward with via".split())


def look_up(identifier: Identifier, *, today: str, mailto: str) -> Answer | None:
    """The answer of a source for an identifier; None for a bare link, which no source resolves.

    Raises:
        EyebibError: The identifier is unknown to the source.
    """
    answer = next(sources.fetch([identifier], today=today, mailto=mailto), None)
    if isinstance(answer, NotFound):
        raise EyebibError(f"{identifier}: {answer.reason}; nothing was written")
    return answer


def new_entry(
    link: str, record: Record | None, *, name: str = "", taken: Collection[str] = ()
) -> Entry:
    """An entry for a link; without a record, its title is the identifier until it is resolved."""
    identifier = identify(link)
    item = record.item if record else {}
    return Entry(
        citekey=_citekey(name, item, identifier, taken),
        name=name,
        title=item.get("title") or str(identifier),
        link=link.strip(),
        paper=identifier,
        listed=csl.year(item),
    )


def _citekey(name: str, item: csl.Item, identifier: Identifier, taken: Collection[str]) -> str:
    """The short name as a slug, else family name, year and first significant word, else the link.

    If the citekey is taken, a number is added, because the citekeys of other entries never change.
    """
    words = [word for word in normal(item.get("title", "")).split() if word not in _SMALL_WORDS]
    family = "".join(re.findall(r"[a-z]+", (families(item) or [""])[0]))
    slug = f"{family}{csl.year(item) or ''}{words[0] if words else ''}" if item else ""
    return citekey.unused(citekey.make(name or slug or identifier.value), taken)


def twins(bibliography: Bibliography, entry: Entry, record: Record | None) -> list[Work]:
    """Existing works that may be the same paper: they share an identifier or the title."""
    keys = {identifier.key for identifier in entry.identifiers}
    if record and record.item.get("DOI"):
        keys.add(f"doi:{record.item['DOI'].lower()}")
    return [
        work
        for work in bibliography.works
        if keys & identity(work) or same(str(work.item.get("title", "")), entry.title)
    ]


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
        for _ in add(project, [entry]):
            pass
    except BaseException:  # also if the user interrupts it
        if record:
            path.unlink(missing_ok=True)
        raise
