"""What the command line prints: problems, a work with its sources, counts. Plain text."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eyebib import csl
from eyebib.errors import Problem, Severity
from eyebib.losses import Loss
from eyebib.model import Sourced, Work


def github(problem: Problem) -> str:
    """A problem as a workflow command that GitHub shows beside the line."""
    where = problem.location
    place = f"file={_property(where.path.as_posix())},line={where.line},col={where.column}"
    title = f"title={_property(problem.rule)}"
    return f"::{problem.severity} {place},{title}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(number: int, noun: str) -> str:
    """`1 work`, `13 works`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("try") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def summary(problems: Iterable[Problem]) -> str:
    """`2 errors, 15 warnings`; empty if there is none."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(counted(counts[s], s.value) for s in Severity if counts[s])


def work_lines(work: Work) -> Iterator[tuple[str, str, str]]:
    """Variable, value and source of everything that is known of a work, in alphabetical order."""
    for variable in sorted(work.variables, key=str.lower):
        sourced = work.variables[variable]
        yield variable, csl.value_text(sourced.value), sourced.source
    for label, fact in (("eprint", work.eprint), ("eprint class", work.eprint_class)):
        if fact:
            yield label, str(fact.value), fact.source


def entry_lines(work: Work) -> Iterator[tuple[str, str, str]]:
    """What the curator wrote that is no variable: label, value, source."""
    entry = work.entry
    facts = {
        "name": entry.name,
        "code": entry.code or "",
        "listed": str(entry.listed or ""),
        "modalities": ", ".join(entry.modalities),
        "tags": ", ".join(entry.tags),
        **{f"table: {column}": cell for column, cell in entry.table.items()},
    }
    yield from ((label, value, "entry") for label, value in facts.items() if value)


def version_lines(work: Work) -> Iterator[tuple[str, str, str]]:
    """Identifier, source and title of each record; the cited one is marked."""
    for record in work.records:
        mark = " (cited)" if record.identifier == work.cited else ""
        yield f"{record.identifier}{mark}", str(record.item.get("title", "")), record.source


def aligned(rows: Sequence[tuple[str, str, str]], width: int = 0) -> Iterator[str]:
    """Name, source and value under one another; values wrapped to `width`, if that is given.

    Of a wrapped abstract the beginning is enough.
    """
    first = max((len(row[0]) for row in rows), default=0)
    last = max((len(row[2]) for row in rows), default=0)
    for name, value, source in rows:
        room = max(width - first - last - 4, 20) if width else len(value) + 1
        lines = textwrap.wrap(
            value,
            room,
            break_long_words=False,  # an address is copied
            break_on_hyphens=False,
            max_lines=2 if name == "abstract" else None,
            placeholder=" …",
        )
        yield f"{name:<{first}}  {source:<{last}}  {lines[0] if lines else ''}".rstrip()
        yield from (f"{'':<{first + last + 4}}{line}" for line in lines[1:])


def loss_lines(losses: Sequence[Loss], total: int) -> Iterator[str]:
    """Variable, number of works, reason; under it the works, unless they are all of `total`."""
    counts = [f"all {total}" if len(x.citekeys) == total else str(len(x.citekeys)) for x in losses]
    first = max((len(loss.variable) for loss in losses), default=0)
    second = max(map(len, counts), default=0)
    for loss, count in zip(losses, counts, strict=True):
        yield f"  {loss.variable:<{first}}  {count:<{second}}  {loss.reason}"
        if len(loss.citekeys) < total:
            indent = " " * (first + second + 6)
            text = ", ".join(loss.citekeys)
            yield from textwrap.wrap(
                text, 100, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
            )


def _sourced(fact: Sourced | None) -> dict[str, Any] | None:
    return None if fact is None else {"value": fact.value, "source": fact.source}


def work_json(work: Work) -> str:
    """A work with the source of each variable, for other programs."""
    data = {
        "citekey": work.citekey,
        "name": work.entry.name,
        "cited": str(work.cited or ""),
        "entry": {label: value for label, value, _ in entry_lines(work)},
        "variables": {
            variable: _sourced(sourced) for variable, sourced in sorted(work.variables.items())
        },
        "eprint": _sourced(work.eprint),
        "eprint-class": _sourced(work.eprint_class),
        "versions": [
            {
                "identifier": str(record.identifier),
                "source": record.source,
                "retrieved": record.retrieved,
                "evidence": list(record.evidence),
                "title": record.item.get("title", ""),
                "cited": record.identifier == work.cited,
            }
            for record in work.records
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
