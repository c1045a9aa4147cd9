"""Rules about the versions of a work, which belong into one entry."""

from collections.abc import Iterator

from eyebib.matching.version import missing_versions, versions
from eyebib.model.bibliography import Bibliography, Work, keys_of
from eyebib.model.identity import identity
from eyebib.model.problem import Problem
from eyebib.rules.place import warning

ADVICE = "put both versions in one entry (`published:`, `preprint:`)"


def published_since(bibliography: Bibliography) -> Iterator[Problem]:
    """A preprint that was published according to a record, if no entry has the published version.

    If another entry has it, `duplicate_versions` says so.
    """
    owners = _owners(bibliography)
    for work in bibliography.works:
        versions = [each for each in missing_versions(work) if each.role == "published"]
        option = "--accept " if len(versions) == 1 else ""
        for each in versions:
            if each.identifier.key not in owners:
                message = (
                    f"published as {each.identifier} ({each.evidence}); "
                    f"run `eyebib published {option}{work.citekey}`"
                )
                yield warning(work, message, "published-since", *keys_of(work.entry, work.cited))


def duplicate_versions(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries that are versions of one work according to a record, whatever their titles."""
    owners = _owners(bibliography)
    pairs: set[frozenset[str]] = set()
    for work in bibliography.works:
        for each in versions(work):
            other = owners.get(each.identifier.key, work)
            pair = frozenset((other.citekey, work.citekey))
            if other is not work and pair not in pairs and not identity(other) & identity(work):
                pairs.add(pair)
                message = (
                    f"another version, {each.identifier} ({each.evidence}), is entry "
                    f"`{other.citekey}`; {ADVICE}"
                )
                yield warning(work, message, "duplicate", *keys_of(work.entry, work.cited))


def _owners(bibliography: Bibliography) -> dict[str, Work]:
    """The work of each identity key."""
    return {key: work for work in bibliography.works for key in sorted(identity(work))}
