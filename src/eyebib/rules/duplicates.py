"""Rules about the works together: one work, one entry."""

from collections import defaultdict
from collections.abc import Iterator

from eyebib.matching.author import shares_authors
from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work, identity, keys_of
from eyebib.model.problem import Problem
from eyebib.rules.place import error, warning


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


def duplicate_versions(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries that a source states to be versions of one work, whatever their titles."""
    owners = {key: work for work in bibliography.works for key in sorted(identity(work))}
    told: set[frozenset[str]] = set()
    for work in bibliography.works:
        for key, evidence in _versions(work):
            other = owners.get(key, work)
            pair = frozenset((other.citekey, work.citekey))
            if other is not work and pair not in told and not identity(other) & identity(work):
                told.add(pair)
                message = f"{evidence} {key}, which entry `{other.citekey}` is; {_ADVICE}"
                yield warning(work, message, "duplicate", *keys_of(work.entry, work.cited))


_ADVICE = "name both versions in one entry (`published:`, `preprint:`)"


def _versions(work: Work) -> Iterator[tuple[str, str]]:
    """The keys of other versions, and who states them."""
    for record in work.records:
        for relation in ("is-preprint-of", "has-preprint"):
            for key in record.relations.get(relation, ()):
                yield key, f"{record.source} states {relation}"
        if doi := csl.fact(record.item, "doi"):
            yield f"doi:{doi.lower()}", f"{record.source} states a published version,"


def duplicate_titles(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries under one title: a preprint and its journal version, perhaps.

    Not if their authors are known and are others: `Editorial` is many papers' title.
    """
    by_title = defaultdict(list)
    for work in bibliography.works:
        by_title[normal(str(work.item.get("title", "")))].append(work)
    for title, (first, *others) in by_title.items():
        for work in others if title else ():
            if not identity(first) & identity(work) and not _are_others(first, work):
                message = f"the title of entry `{first.citekey}`; if it is the same work, {_ADVICE}"
                yield warning(work, message, "duplicate", "title")


def _are_others(one: Work, other: Work) -> bool:
    known = one.item.get("author") and other.item.get("author")
    return bool(known) and not shares_authors(one.item, other.item)
