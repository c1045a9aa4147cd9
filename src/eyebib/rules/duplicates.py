"""Rules about pairs of works: each work has one entry."""

from collections.abc import Iterator

from eyebib.matching.duplicate import shares_identifier, shares_title, title_keys
from eyebib.model.bibliography import Bibliography, Work, keys_of
from eyebib.model.identity import identity
from eyebib.model.problem import Problem
from eyebib.rules.place import error, warning
from eyebib.rules.versions import ADVICE


def duplicate_identifiers(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries that share an identifier, in whatever spelling."""
    owners: dict[str, Work] = {}
    for work in bibliography.works:
        reported = {work.citekey}
        for key in sorted(identity(work)):
            first = owners.setdefault(key, work)
            if first.citekey not in reported:
                reported.add(first.citekey)
                identifier = next((i for i in work.entry.identifiers if i.key == key), work.cited)
                keys = keys_of(work.entry, identifier)
                if key.startswith("url:") and not shares_title(first, work):
                    message = f"the link is also that of entry `{first.citekey}`, another paper"
                    yield warning(work, message, "duplicate", *keys)
                    continue
                message = f"{key} is already in entry `{first.citekey}`; keep one entry per work"
                if first.is_imported and work.is_imported:
                    yield warning(work, message, "duplicate", *keys)
                else:
                    yield error(work, message, "duplicate", *keys)


def duplicate_titles(bibliography: Bibliography) -> Iterator[Problem]:
    """Two entries with the same title, which may be a preprint and its journal version."""
    earlier: dict[str, list[Work]] = {}
    for work in bibliography.works:
        keys = title_keys(work)
        similar = {other.citekey: other for key in keys for other in earlier.get(key, ())}
        same = (similar[key] for key in sorted(similar) if shares_title(similar[key], work))
        first = next(same, None)
        if first is not None and not shares_identifier(first, work):
            message = f"same title as entry `{first.citekey}`; if it is the same work, {ADVICE}"
            yield warning(work, message, "duplicate", "title")
        for key in keys:
            earlier.setdefault(key, []).append(work)
