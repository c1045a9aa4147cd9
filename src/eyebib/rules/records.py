"""Rules about the records of a work: present, complete, confirmed, of this work."""

from collections.abc import Iterator

from eyebib.matching.work import ONE_LETTER, belief, refusal, verdict
from eyebib.model import csl
from eyebib.model.bibliography import Record, Work, keys_of, missing
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import error, keys_for, warning


def unresolved(work: Work, _: Settings) -> Iterator[Problem]:
    """An entry without a record, if it has an identifier, or if it lacks the facts itself."""
    if any(record.is_identified for record in work.records):
        return
    identifiers = [i for i in work.entry.identifiers if i.scheme != "url"]
    if identifiers:
        message = (
            f"{identifiers[0]} is not resolved, so only the entry's own metadata is cited; "
            "run `eyebib resolve`"
        )
        yield warning(work, message, "unresolved", *keys_of(work.entry, identifiers[0]))
    elif work.entry.paper and missing(work.item):
        message = (
            "the link holds no identifier; run `eyebib resolve` to search for the paper, or write "
            "its DOI or arXiv id into `identifier:`"
        )
        yield warning(work, message, "unresolved", *keys_of(work.entry, work.entry.paper))


def stale_lock(work: Work, _: Settings) -> Iterator[Problem]:
    """A lock whose identifiers differ from the entry's, with the versions that it pins."""
    locked = {record.identifier for record in work.records if record.is_identified}
    named = {identifier for identifier in work.entry.identifiers if identifier.scheme != "url"}
    exact = {record.identifier.exact for record in work.records}
    absent = [identifier for identifier in named if identifier.exact not in exact]
    was_resolved = any(record.is_identified and not record.is_imported for record in work.records)
    for identifier in sorted(absent if was_resolved else (), key=str):
        kind = "the latest version of " if identifier in locked and not identifier.version else ""
        message = f"the lock has no record of {kind}{identifier.label}; run `eyebib resolve`"
        yield error(work, message, "stale-lock", *keys_of(work.entry, identifier))
    for identifier in sorted(locked - named, key=str):
        message = (
            f"the lock has a record of {identifier}, which is not in the entry; "
            "run `eyebib resolve --refresh`"
        )
        yield error(work, message, "stale-lock", "paper")


def title_mismatch(work: Work, _: Settings) -> Iterator[Problem]:
    """A record of another paper than the entry's, which `eyebib resolve` would refuse."""
    for record in work.records:
        is_fetched = record.is_fetched and record.identifier in work.entry.identifiers
        if is_fetched and (reason := refusal(work.entry, record, work.records)):
            yield error(work, reason, "title-mismatch", *keys_of(work.entry, record.identifier))


def title_spelling(work: Work, _: Settings) -> Iterator[Problem]:
    """An entry whose title differs by one letter from that of a record, and is in none."""
    verdicts = [(record, verdict(work.entry, record, work.records)) for record in work.records]
    if not any(result.is_same and not result.reason for _, result in verdicts):
        for record, result in verdicts:
            if result.reason == ONE_LETTER:
                message = belief(work.entry, record, work.records)
                yield warning(work, f"{record.identifier}: {message}", "title-spelling", "title")


def published_incomplete(work: Work, _: Settings) -> Iterator[Problem]:
    """A published version that cannot be cited yet, because its record lacks a basic fact."""
    published = work.entry.published
    if published is not None and work.cited != published:
        items = [record.item for record in work.records if record.identifier == published]
        variables = ", ".join(f"`{variable}`" for variable in missing(work.entry.csl, *items))
        message = f"{published} is not cited yet: missing {variables}"
        message += f"; {work.cited} is cited" if work.cited else ""
        yield warning(work, message, "published-incomplete", "published")


def unconfirmed(work: Work, _: Settings) -> Iterator[Problem]:
    """A cited record that was transcribed by hand or imported, and not confirmed by a source."""
    records = [record for record in _cited_records(work) if record.is_identified]
    if records and not any(record.is_fetched for record in records):
        message = f"{work.cited} is {records[0].source}; run `eyebib resolve` to confirm it"
        yield warning(work, message, "unconfirmed", *keys_of(work.entry, work.cited))


def consortium_members(work: Work, _: Settings) -> Iterator[Problem]:
    """Authors who are only members of a group listed before them, as in RETFound's record."""
    for record in _cited_records(work):
        count, authors = csl.fact(record.item, "consortium-members"), record.item.get("author")
        if count and authors and "author" not in work.entry.csl:
            message = (
                f"{record.source} lists {len(authors)} authors, up to {count} of "
                "them members of a group; set the authors with `csl: author:`"
            )
            yield warning(work, message, "consortium-members", *keys_of(work.entry, work.cited))


def override(work: Work, _: Settings) -> Iterator[Problem]:
    """A value that the entry overrides and the source has changed since, maybe to correct it."""
    for record in work.records:
        for variable, value in record.overridden.items():
            if work.entry.csl.get(variable) == value:
                new = csl.value_text(record.item.get(variable, "nothing"))
                message = (
                    f"{record.source} now says {variable} {new[:80]}; "
                    f"the entry says {csl.value_text(value)[:80]}"
                )
                yield warning(work, message, "override", *keys_for(work, variable))


def _cited_records(work: Work) -> list[Record]:
    return [record for record in work.records if record.identifier == work.cited]
