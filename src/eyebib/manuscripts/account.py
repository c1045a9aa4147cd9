"""What a document cites of a bibliography, and what not."""

from collections.abc import Iterable, Iterator, Sequence

from eyebib.manuscripts.part import EVERY, Citation
from eyebib.model.bibliography import Entry
from eyebib.model.problem import Problem, locate, note
from eyebib.text.suggestion import suggestion

_MOST = 50
"""Unknown keys for which a known key is suggested; with more, the bibliography is another one."""


def cited(citations: Iterable[Citation], entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are cited by their key or an alias, in the order of the entries."""
    keys = {citation.key for citation in citations}
    if EVERY in keys:
        return list(entries)
    return [entry for entry in entries if not keys.isdisjoint((entry.citekey, *entry.aliases))]


def missing(citations: Iterable[Citation], entries: Iterable[Entry]) -> list[Citation]:
    """The citations whose key no entry has."""
    known = {EVERY, *_keys(entries)}
    return [citation for citation in citations if citation.key not in known]


def unknown(citations: Sequence[Citation], entries: Sequence[Entry]) -> Iterator[Problem]:
    """An error for each citation of a key that no entry has."""
    suggestions: dict[str, str] = {}
    for citation in missing(citations, entries):
        if citation.key not in suggestions:
            is_early = len(suggestions) < _MOST
            near = suggestion(citation.key, _keys(entries)) if is_early else ""
            suggestions[citation.key] = near
        message = f"`{citation.key[:100]}` is not in the bibliography{suggestions[citation.key]}"
        yield Problem(location=citation.where, message=message, rule="unknown-citation")


def never_cited(citations: Sequence[Citation], entries: Sequence[Entry]) -> Iterator[Problem]:
    """A note for each entry that is never cited."""
    used = {entry.citekey for entry in cited(citations, entries)}
    for entry in entries:
        if entry.citekey not in used:
            where = locate(entry.path, entry.marks, ("title",))
            yield note(where, f"`{entry.citekey}` is never cited", "never-cited")


def _keys(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (entry.citekey, *entry.aliases)
