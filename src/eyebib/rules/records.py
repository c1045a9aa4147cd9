"""Rules about the records: are they there, the right ones, complete, confirmed, still true?"""

from collections.abc import Iterator, Mapping
from typing import Any

from eyebib.matching.title import is_marked_withdrawn
from eyebib.matching.work import refusal
from eyebib.model import csl
from eyebib.model.bibliography import Record, Work, keys_of, missing
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import error, keys_for, warning

_WITHDRAWN = frozenset(("retraction", "withdrawal", "removal", "partial_retraction"))
_DOUBTED = frozenset(("expression_of_concern", "correction", "erratum", "corrigendum"))


def unresolved(work: Work, _: Settings) -> Iterator[Problem]:
    """An entry that names an identifier, and no source has been asked."""
    askable = [i for i in work.entry.identifiers if i.scheme != "url"]
    if askable and not work.records:
        message = (
            f"no record of {askable[0]}: nothing but the entry's own words is cited; "
            "`eyebib resolve` asks for it"
        )
        yield warning(work, message, "unresolved", *keys_of(work.entry, askable[0]))


def stale_lock(work: Work, _: Settings) -> Iterator[Problem]:
    """A lock that answers for other identifiers than the entry's."""
    locked = {record.identifier for record in work.records}
    asked = {identifier for identifier in work.entry.identifiers if identifier.scheme != "url"}
    for identifier in sorted(asked - locked if locked else (), key=str):
        message = f"the lock has no record of {identifier}; `eyebib resolve` asks for it"
        yield error(work, message, "stale-lock", *keys_of(work.entry, identifier))
    for identifier in sorted(locked - asked, key=str):
        message = (
            f"the lock has a record of {identifier}, which the entry does not name; "
            "`eyebib resolve --refresh` clears it"
        )
        yield error(work, message, "stale-lock", "paper")


def title_mismatch(work: Work, _: Settings) -> Iterator[Problem]:
    """A record of another paper than the entry names; `resolve` would not have locked it."""
    for record in work.records:
        is_asked = record.source != "transcribed" and record.identifier in work.entry.identifiers
        if is_asked and (reason := refusal(work.entry, record, work.records)):
            yield error(work, reason, "title-mismatch", *keys_of(work.entry, record.identifier))


def published_incomplete(work: Work, _: Settings) -> Iterator[Problem]:
    """A version of record that cannot be cited yet."""
    published = work.entry.published
    if published is not None and work.cited != published:
        stated = [record.item for record in work.records if record.identifier == published]
        unknown = " and no ".join(missing(work.entry.csl, *stated))
        message = f"{published} is not cited yet: no {unknown} known"
        told = f"{message}; {work.cited} is cited" if work.cited else message
        yield warning(work, told, "published-incomplete", "published")


def unconfirmed(work: Work, _: Settings) -> Iterator[Problem]:
    """A cited record that somebody typed and no source has confirmed."""
    cited = _cited_records(work)
    if cited and all(record.source == "transcribed" for record in cited):
        message = f"{work.cited} is transcribed, not confirmed by a source yet"
        yield warning(work, message, "unconfirmed", *keys_of(work.entry, work.cited))


def consortium_members(work: Work, _: Settings) -> Iterator[Problem]:
    """Authors that are only members of a group named before them, as Crossref lists RETFound's."""
    for record in _cited_records(work):
        count, authors = csl.fact(record.item, "consortium-members"), record.item.get("author")
        if count and authors and "author" not in work.entry.csl:
            message = (
                f"{record.source} lists {len(authors)} authors, up to {count} of "
                "them members of a group; settle the byline with `csl: author:`"
            )
            yield warning(work, message, "consortium-members", *keys_of(work.entry, work.cited))


def updated(work: Work, _: Settings) -> Iterator[Problem]:
    """A work that was retracted, doubted or corrected. A notice, which updates others, is not."""
    for record in work.records:
        for update in record.updates:
            kind = str(update.get("type", "")).lower().replace(" ", "_").replace("-", "_")
            if update.get("direction") != "by" or _is_itself(record, update):
                continue
            notice = str(update.get("note") or update.get("doi") or "")
            told = f"{record.identifier}: {kind.replace('_', ' ')} ({notice})"
            keys = keys_of(work.entry, record.identifier)
            if kind in _WITHDRAWN:
                yield error(work, told, "retracted", *keys)
            elif kind in _DOUBTED:
                yield warning(work, told, "corrected", *keys)


def marked_retracted(work: Work, _: Settings) -> Iterator[Problem]:
    """A title that says itself that the work was retracted, where no update does."""
    for record in work.records:
        title = str(record.item.get("title", ""))
        if is_marked_withdrawn(title) and not record.updates:
            told = f"{record.identifier}: retracted, by its title ({title[:60]})"
            yield error(work, told, "retracted", *keys_of(work.entry, record.identifier))


def _is_itself(record: Record, update: Mapping[str, Any]) -> bool:
    """Some works point at themselves as the notice of their own retraction: nothing is known."""
    doi = str(update.get("doi", "")).lower()
    return bool(doi) and doi == str(record.item.get("DOI", "")).lower()


def override(work: Work, _: Settings) -> Iterator[Problem]:
    """A value that a source changed while the entry overrides it: perhaps a correction."""
    for record in work.records:
        for variable, value in record.overridden.items():
            if work.entry.csl.get(variable) == value:
                now = csl.value_text(record.item.get(variable, "nothing"))
                message = (
                    f"{record.source} now says {variable} {now[:80]}; "
                    f"the entry says {csl.value_text(value)[:80]}"
                )
                yield warning(work, message, "override", *keys_for(work, variable))


def _cited_records(work: Work) -> list[Record]:
    return [record for record in work.records if record.identifier == work.cited]
