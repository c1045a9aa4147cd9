"""Fetches records in batches, checks them against entries, and locks them as they arrive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from eyebib import sources
from eyebib.matching import work as guard
from eyebib.model import csl
from eyebib.model.bibliography import RANK, Bibliography, Entry, Record, keys_of, missing
from eyebib.model.identifier import Identifier
from eyebib.model.problem import EyebibError, Problem, locate
from eyebib.project import lock_file, text_file
from eyebib.project.folder import Project, lock_path
from eyebib.resolver import news
from eyebib.resolver.placeholder import with_title
from eyebib.resolver.plan import address, at_hand, lockable, plan
from eyebib.sources.http import Answer, NotFound, Unreachable

Kind = Literal["resolved", "unchanged", "not found", "refused", "unreachable"]


_BY_HAND = "its agency has no metadata that eyebib can read; the facts under `csl:` are cited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result for one identifier of one entry; `detail` gives the reason for a failure.

    `changes` has a line for each variable that a refresh changed. An outcome `is_settled` if the
    agency of a DOI has no metadata, and the entry has the facts under `csl:`.
    """

    entry: Entry
    identifier: Identifier
    kind: Kind
    detail: str = ""
    changes: tuple[str, ...] = ()
    is_settled: bool = False

    @property
    def problem(self) -> Problem | None:
        """The problem, at the line of the identifier; None if an answer is missing or accepted."""
        rule = {"refused": "title-mismatch", "not found": "not-found"}.get(self.kind)
        if rule is None or self.is_settled:
            return None
        where = locate(self.entry.path, self.entry.marks, keys_of(self.entry, self.identifier))
        message = (
            self.detail if self.kind == "refused" else f"{self.identifier.label}: {self.detail}"
        )
        return Problem(location=where, message=message, rule=rule)


@dataclass(slots=True, kw_only=True)
class _Case:
    """The state of an entry while its answers arrive; `records` are those of its lock."""

    entry: Entry
    records: tuple[Record, ...]
    pending: set[Identifier]
    unreachable: set[Identifier] = field(default_factory=set)
    undecided: list[Record] = field(default_factory=list)


def resolve(
    project: Project, bibliography: Bibliography, *, today: str, refresh: bool = False
) -> Iterator[Outcome]:
    """Fetch records from the sources, and lock each record as soon as it is accepted.

    Args:
        project: The project whose locks are written.
        bibliography: The works to resolve.
        today: The retrieval date of new records, as an ISO date.
        refresh: Whether to fetch identifiers again that have a record.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid.
    """
    text_file.sweep(project.locked.absolute())  # what an interrupted run left
    bibliography = lockable(project, bibliography)
    needs = plan(bibliography, refresh=refresh)
    cases: dict[str, list[_Case]] = {}
    for work in bibliography.works:
        identifiers = needs.get(work.citekey, [])
        records = at_hand(project, work) or ()
        entry = with_title(work.entry, work.item)
        case = _Case(entry=entry, records=records, pending=set(identifiers))
        for identifier in identifiers:
            cases.setdefault(identifier.exact, []).append(case)
    requested = [identifier for identifiers in needs.values() for identifier in identifiers]
    for answer in sources.fetch(requested, today=today, mailto=address(bibliography.settings)):
        for case in cases.get(answer.identifier.exact, ()):
            yield from _take(project, case, answer)


def _take(project: Project, case: _Case, answer: Answer) -> Iterator[Outcome]:
    case.pending.discard(answer.identifier)
    if isinstance(answer, Record):
        case.undecided.append(answer)
    else:
        kind: Kind = "not found" if isinstance(answer, NotFound) else "unreachable"
        if isinstance(answer, Unreachable):
            case.unreachable.add(answer.identifier)
        is_settled = _is_settled(case.entry, answer)
        yield Outcome(
            entry=case.entry,
            identifier=answer.identifier,
            kind=kind,
            detail=_BY_HAND if is_settled else answer.reason,
            is_settled=is_settled,
        )
    yield from _judge(project, case)


def _is_settled(entry: Entry, answer: NotFound | Unreachable) -> bool:
    is_unreadable = isinstance(answer, NotFound) and answer.is_registered
    return is_unreadable and not missing({"title": entry.title}, entry.csl)


def _judge(project: Project, case: _Case) -> Iterator[Outcome]:
    """Lock accepted records; a version with another title waits for that with the entry's title.

    The authors of the two are compared. If that record does not arrive, the version is fetched
    again in the next run.
    """
    for record in sorted(case.undecided, key=lambda r: not guard.is_titled(case.entry, r.item)):
        reason = guard.refusal(case.entry, record, case.records)
        if reason and case.pending:
            continue
        case.undecided.remove(record)
        before = case.records
        if not reason:
            kind, detail = _lock(project, case, record)
        elif record.identifier != case.entry.asked and case.unreachable:
            kind, detail = "unreachable", f"{reason}; the authors could not be compared"
        else:
            kind, detail = "refused", reason
        yield Outcome(
            entry=case.entry,
            identifier=record.identifier,
            kind=kind,
            detail=detail,
            changes=news.changes(before, record) if kind == "resolved" else (),
        )


def _lock(project: Project, case: _Case, record: Record) -> tuple[Kind, str]:
    """Lock a record; return the kind of the outcome, and the reason if the titles differ."""
    reason = guard.belief(case.entry, record, case.records)
    others = [r for r in case.records if not _is_replaced(r, record)]
    old = next((r for r in case.records if r.key == record.key), None)
    new = _with_history(case.entry, record, old)
    if old is not None and _is_unchanged(old, new):
        new = old  # unchanged: the record keeps its date
    records = _in_order(case.entry, [*others, new])
    try:
        text = lock_file.dump(records)
    except EyebibError as error:  # an unexpected value in the answer
        return "unreachable", f"{record.source}: {error}"
    case.records = records
    path = lock_path(project, case.entry)
    is_new = text_file.write(path, text, root=project.root)
    if record.identifier != case.entry.preprint:
        untitled, case.entry = case.entry, with_title(case.entry, record.item)
        if case.entry.title != untitled.title:
            reason = f'titled "{record.item["title"]}"'
    return "resolved" if is_new else "unchanged", reason


def _is_unchanged(old: Record, new: Record) -> bool:
    is_same_pin = old.identifier.exact == new.identifier.exact
    return is_same_pin and replace(new, retrieved=old.retrieved) == old


def _is_replaced(old: Record, new: Record) -> bool:
    """Whether a new record replaces an old one: another fetched record, or a transcribed one.

    A transcribed record is kept if it is complete and the new one is not.
    """
    if old.identifier != new.identifier:
        return False
    is_transcribed = old.source == "transcribed"
    return old.is_fetched or (is_transcribed and (new.is_complete or not old.is_complete))


def _in_order(entry: Entry, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records in the order of the identifiers of the entry, without other identifiers.

    Imported records without an identifier come last.
    """
    order = {identifier: index for index, identifier in enumerate(entry.identifiers)}
    own = [record for record in records if record.identifier in order or not record.is_identified]
    last = len(order)
    return tuple(sorted(own, key=lambda r: (order.get(r.identifier, last), RANK[r.source])))


def _with_history(entry: Entry, new: Record, old: Record | None) -> Record:
    """The new record with the overridden variables that the source changed.

    A variable stays in `overridden` until the entry changes it.
    """
    if old is None:
        return new
    overridden = {
        variable: value
        for variable, value in entry.csl.items()
        if variable not in csl.incomplete(entry.csl)  # such a list overrides nothing
        if old.overridden.get(variable) == value or old.item.get(variable) != new.item.get(variable)
    }
    return replace(new, overridden=overridden)
