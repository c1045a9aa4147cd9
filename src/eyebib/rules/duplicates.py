"""Rules about the works together: one work, one entry."""

from collections import defaultdict
from collections.abc import Iterator

from eyebib.errors import Problem
from eyebib.model import Bibliography, Work
from eyebib.rules.place import error, keys_of, warning
from eyebib.text import normal


def duplicate_identifiers(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries that are one work: a shared identifier, whatever its spelling."""
    owners: dict[str, Work] = {}
    for work in bibliography.works:
        for key in sorted(identity(work)):
            first = owners.setdefault(key, work)
            if first is not work:
                message = f"{key} is in entry `{first.citekey}` already: one work, one entry"
                named = (i for i in work.entry.identifiers if i.key == key)
                yield error(
                    work, message, "duplicate", *keys_of(work.entry, next(named, work.cited))
                )


def duplicate_titles(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries under one title: a preprint and its journal version, perhaps."""
    by_title = defaultdict(list)
    for work in bibliography.works:
        by_title[normal(str(work.item.get("title", "")))].append(work)
    for title, (first, *others) in by_title.items():
        for work in others if title else ():
            if not identity(first) & identity(work):
                message = (
                    f"the title of entry `{first.citekey}`; if it is the same work, "
                    "name both versions in one entry (`published:`, `preprint:`)"
                )
                yield warning(work, message, "duplicate", "title")


def identity(work: Work) -> set[str]:
    """The keys of everything that a work is called, by its entry or by its records."""
    dois = {f"doi:{r.item['DOI'].lower()}" for r in work.records if r.item.get("DOI")}
    if stated := work.entry.csl.get("DOI"):
        dois.add(f"doi:{stated.lower()}")
    return dois | {identifier.key for identifier in work.entry.identifiers}
