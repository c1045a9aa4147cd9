"""Rules about what became of a work: retracted, withdrawn, corrected, doubted."""

from collections.abc import Iterator, Mapping
from typing import Any

from eyebib.matching.notice import is_marked_withdrawn
from eyebib.model.bibliography import Record, Work, keys_of
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import error, warning

RETRACTED = frozenset(("retraction", "withdrawal", "removal", "partial_retraction"))
_DOUBTED = frozenset(("expression_of_concern", "correction", "erratum", "corrigendum"))

_LONGEST = 200
"""Characters of the authors' words that are shown."""


def updated(work: Work, _: Settings) -> Iterator[Problem]:
    """A work that was retracted, corrected or questioned: once, whoever states it.

    A notice, which updates another work, is not reported.
    """
    for record in work.records:
        for kind, dois in notices(record).items():
            suffix = f" ({', '.join(dois)})" if dois else ""
            message = f"{record.identifier}: {kind.replace('_', ' ')}{suffix}"
            keys = keys_of(work.entry, record.identifier)
            if kind in RETRACTED:
                yield error(work, message, "retracted", *keys)
            else:
                yield warning(work, message, "corrected", *keys)


def withdrawn(work: Work, _: Settings) -> Iterator[Problem]:
    """A preprint that was withdrawn at arXiv; an error if no other version is cited."""
    for record in work.records:
        for update in filter(_is_of_arxiv, record.updates):
            message = f"{record.identifier} was withdrawn: {str(update.get('note', ''))[:_LONGEST]}"
            keys = keys_of(work.entry, record.identifier)
            if record.identifier == work.cited:
                yield error(work, message, "withdrawn", *keys)
            else:
                yield warning(work, message, "withdrawn", *keys)


def marked_retracted(work: Work, _: Settings) -> Iterator[Problem]:
    """A title that marks the work as retracted, in a record without a retraction."""
    for record in work.records:
        title = str(record.item.get("title", ""))
        if is_marked_withdrawn(title) and not RETRACTED & {*notices(record)}:
            message = f"{record.identifier}: retracted according to its title ({title[:60]})"
            yield error(work, message, "retracted", *keys_of(work.entry, record.identifier))


def notices(record: Record) -> dict[str, list[str]]:
    """The DOIs of the notices about a work by kind, each once; retractions are first.

    A publisher and Retraction Watch may give the same notice two kinds or two spellings. The kind
    of a publisher is used, except that a retraction is never only a correction.
    """
    updates = [(_kind(update), update) for update in record.updates if _is_about(record, update)]
    updates.sort(key=lambda pair: (pair[0] not in RETRACTED, pair[1].get("source") != "publisher"))
    dois: dict[str, list[str]] = {}
    known: set[str] = set()
    for kind, update in updates:
        doi = str(update.get("doi", ""))
        is_known = doi.lower() in known if doi else kind in dois
        if kind in RETRACTED | _DOUBTED and not is_known:
            dois.setdefault(kind, []).extend([doi] if doi else [])
            known.add(doi.lower())
    return dois


def _kind(update: Mapping[str, Any]) -> str:
    return str(update.get("type", "")).lower().replace(" ", "_").replace("-", "_")


def _is_about(record: Record, update: Mapping[str, Any]) -> bool:
    """Whether an update is about the work; one that names the work as the notice is an error."""
    doi = str(update.get("doi", "")).lower()
    is_itself = doi and doi == str(record.item.get("DOI", "")).lower()
    return update.get("direction") == "by" and not is_itself and not _is_of_arxiv(update)


def _is_of_arxiv(update: Mapping[str, Any]) -> bool:
    return update.get("source") == "arxiv" and update.get("type") == "withdrawal"
