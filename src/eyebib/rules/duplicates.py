"""Rules about pairs of works: each work has one entry."""

from collections import defaultdict
from collections.abc import Iterator

from eyebib.matching.author import shares_authors
from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work, identity, keys_of
from eyebib.model.problem import Problem
from eyebib.rules.place import error, warning


def duplicate_identifiers(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries that share an identifier, in whatever spelling."""
    owners: dict[str, Work] = {}
    for work in bibliography.works:
        reported = {work.citekey}
        for key in sorted(identity(work)):
            first = owners.setdefault(key, work)
            if first.citekey not in reported:
                reported.add(first.citekey)
                message = f"{key} is already in entry `{first.citekey}`; keep one entry per work"
                identifier = next((i for i in work.entry.identifiers if i.key == key), work.cited)
                yield error(work, message, "duplicate", *keys_of(work.entry, identifier))


def duplicate_versions(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries that are versions of one work according to a source, whatever their titles."""
    owners = {key: work for work in bibliography.works for key in sorted(identity(work))}
    pairs: set[frozenset[str]] = set()
    for work in bibliography.works:
        for key, evidence in _versions(work):
            other = owners.get(key, work)
            pair = frozenset((other.citekey, work.citekey))
            if other is not work and pair not in pairs and not identity(other) & identity(work):
                pairs.add(pair)
                message = f"{evidence} {key}, which is entry `{other.citekey}`; {_ADVICE}"
                yield warning(work, message, "duplicate", *keys_of(work.entry, work.cited))


_ADVICE = "put both versions in one entry (`published:`, `preprint:`)"


def _versions(work: Work) -> Iterator[tuple[str, str]]:
    """The identity key of each other version, and which source states it."""
    for record in work.records:
        for relation in ("is-preprint-of", "has-preprint"):
            for key in record.relations.get(relation, ()):
                yield key, f"{record.source} states {relation}"
        if doi := csl.fact(record.item, "doi"):
            yield f"doi:{doi.lower()}", f"{record.source} states a published version,"


def duplicate_titles(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries with the same title, which may be a preprint and its journal version.

    Not if both have authors and share none: many papers are called `Editorial`.
    """
    by_title = defaultdict(list)
    for work in bibliography.works:
        by_title[normal(str(work.item.get("title", "")))].append(work)
    for title, (first, *others) in by_title.items():
        for work in others if title else ():
            if not identity(first) & identity(work) and not _have_other_authors(first, work):
                message = (
                    f"same title as entry `{first.citekey}`; if it is the same work, {_ADVICE}"
                )
                yield warning(work, message, "duplicate", "title")


def _have_other_authors(one: Work, other: Work) -> bool:
    have_authors = one.item.get("author") and other.item.get("author")
    return bool(have_authors) and not shares_authors(one.item, other.item)
