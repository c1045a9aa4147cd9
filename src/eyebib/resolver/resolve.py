"""The network half: what to ask, in batches; whom to believe; what to lock, as it arrives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from eyebib import sources
from eyebib.matching import work as guard
from eyebib.model.bibliography import RANK, Bibliography, Entry, Record, keys_of
from eyebib.model.identifier import Identifier
from eyebib.model.problem import EyebibError, Problem, locate
from eyebib.project import lock_file, text_file
from eyebib.project.folder import Project, lock_path
from eyebib.resolver.plan import address, at_hand, lockable, plan
from eyebib.sources.http import Answer, NotFound, Unreachable

Kind = Literal["resolved", "unchanged", "not found", "refused", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one identifier of one entry; `detail` says why, where it went wrong."""

    entry: Entry
    identifier: Identifier
    kind: Kind
    detail: str = ""

    @property
    def problem(self) -> Problem | None:
        """What the bibliography has to answer for, at the line that names the identifier."""
        rule = {"refused": "title-mismatch", "not found": "not-found"}.get(self.kind)
        if rule is None:
            return None
        where = locate(self.entry.path, self.entry.marks, keys_of(self.entry, self.identifier))
        message = self.detail if self.kind == "refused" else f"{self.identifier}: {self.detail}"
        return Problem(location=where, message=message, rule=rule)


@dataclass(slots=True, kw_only=True)
class _Case:
    """An entry while its answers come in: what is locked, awaited, missed, not believed yet."""

    entry: Entry
    records: tuple[Record, ...]
    awaited: set[Identifier]
    missed: set[Identifier] = field(default_factory=set)
    doubtful: list[Record] = field(default_factory=list)


def resolve(
    project: Project, bibliography: Bibliography, *, today: str, refresh: bool = False
) -> Iterator[Outcome]:
    """Ask the sources; lock what they say of an entry as soon as it is believed.

    Args:
        project: Whose locks are written.
        bibliography: The works to resolve.
        today: The ISO date that new records carry.
        refresh: Ask again for what is known.

    Raises:
        UsageError: the mailto or the address of a source is none.
    """
    for leftover in project.locked.glob(".*.json.????????"):  # of a run that was killed
        leftover.unlink(missing_ok=True)
    bibliography = lockable(project, bibliography)
    needs = plan(bibliography, refresh=refresh)
    cases: dict[Identifier, list[_Case]] = {}
    for work in bibliography.works:
        awaited = needs.get(work.citekey, [])
        records = at_hand(project, work) or ()
        case = _Case(entry=work.entry, records=records, awaited=set(awaited))
        for identifier in awaited:
            cases.setdefault(identifier, []).append(case)
    for answer in sources.fetch(cases, today=today, mailto=address(bibliography.settings)):
        for case in cases.get(answer.identifier, ()):
            yield from _take(project, case, answer)


def _take(project: Project, case: _Case, answer: Answer) -> Iterator[Outcome]:
    case.awaited.discard(answer.identifier)
    if isinstance(answer, Record):
        case.doubtful.append(answer)
    else:
        kind: Kind = "not found" if isinstance(answer, NotFound) else "unreachable"
        if isinstance(answer, Unreachable):
            case.missed.add(answer.identifier)
        yield Outcome(
            entry=case.entry, identifier=answer.identifier, kind=kind, detail=answer.reason
        )
    yield from _judge(project, case)


def _judge(project: Project, case: _Case) -> Iterator[Outcome]:
    """Lock what is believed; a version under another title waits for the paper's own authors.

    Where they do not arrive, it is asked for again in the next run.
    """
    for record in sorted(case.doubtful, key=lambda record: record.identifier != case.entry.paper):
        reason = guard.refusal(case.entry, record, case.records)
        if reason and case.awaited:
            continue
        case.doubtful.remove(record)
        if not reason:
            kind, told = _lock(project, case, record)
        elif record.identifier != case.entry.paper and case.missed:
            kind, told = "unreachable", f"{reason}; the authors could not be compared"
        else:
            kind, told = "refused", reason
        yield Outcome(entry=case.entry, identifier=record.identifier, kind=kind, detail=told)


def _new_title(entry: Entry, record: Record) -> str:
    """The title of a version that was believed for its authors; empty if it is the entry's."""
    return "" if guard.is_titled(entry, record.item) else f'titled "{record.item["title"]}"'


def _lock(project: Project, case: _Case, record: Record) -> tuple[Kind, str]:
    """Lock a record; what became of it, and what there is to say."""
    kept = [r for r in case.records if not _is_replaced(r, record)]
    old = next((r for r in case.records if _same_question(r, record)), None)
    new = _with_history(case.entry, record, old)
    if old is not None and replace(new, retrieved=old.retrieved) == old:
        new = old  # no news: the record keeps its date
    now = _in_order(case.entry, [*kept, new])
    try:
        text = lock_file.dump(now)
    except EyebibError as error:  # an answer of a shape that nobody thought of
        return "unreachable", f"{record.source}: {error}"
    case.records = now
    is_news = text_file.write(lock_path(project, case.entry.citekey), text)
    return "resolved" if is_news else "unchanged", _new_title(case.entry, record)


def _same_question(one: Record, other: Record) -> bool:
    return one.identifier == other.identifier and one.source == other.source


def _is_replaced(old: Record, new: Record) -> bool:
    """A record makes way for a newer one of its source, a transcribed one for a complete one."""
    if _same_question(old, new):
        return True
    is_typed = old.source == "transcribed" and old.identifier == new.identifier
    return is_typed and (new.is_complete or not old.is_complete)


def _in_order(entry: Entry, records: Iterable[Record]) -> tuple[Record, ...]:
    """Records in the order of the entry's identifiers; those of other identifiers go."""
    place = {identifier: index for index, identifier in enumerate(entry.identifiers)}
    named = [record for record in records if record.identifier in place]
    return tuple(sorted(named, key=lambda r: (place[r.identifier], RANK[r.source])))


def _with_history(entry: Entry, new: Record, old: Record | None) -> Record:
    """Remember which overridden variables the source has changed, until the entry changes, too."""
    if old is None:
        return new
    remembered = {
        variable: value
        for variable, value in entry.csl.items()
        if old.overridden.get(variable) == value or old.item.get(variable) != new.item.get(variable)
    }
    return replace(new, overridden=remembered)
