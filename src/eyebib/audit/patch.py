"""What the correction of a file changes: as a diff, and where other problems are afterwards."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff

from eyebib.audit.edit import Edit
from eyebib.audit.file import Source
from eyebib.audit.finding import Finding
from eyebib.audit.fix import Fixed, Wishes, fixed
from eyebib.model.problem import Problem

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LINE_END = re.compile(r"\r\n?|\n")
_NO_END = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A file and its correction."""

    source: Source
    fixed: Fixed

    @property
    def diff(self) -> str:
        """A unified diff that `patch -p1` and `git apply` can read."""
        name = self.source.path.as_posix().lstrip("/")
        old, new = _LINE.findall(self.source.text), _LINE.findall(self.fixed.text)
        lines = unified_diff(old, new, f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def patches(sources: Iterable[Source], findings: Sequence[Finding], wishes: Wishes) -> list[Patch]:
    """The corrections of files whose references were audited."""
    return [
        Patch(source=source, fixed=fixed(source.text, list(_of(source, findings)), wishes))
        for source in sources
    ]


def _of(source: Source, findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.reference.where.path == source.path)


def left(problems: Iterable[Problem], patches: Iterable[Patch]) -> list[Problem]:
    """The problems that corrections do not remove, where they are in the corrected files."""
    kept = list(problems)
    for patch in patches:
        gone = set(patch.fixed.corrected)
        path, edits = patch.source.path, sorted(patch.fixed.edits)
        starts, new_starts = _starts(patch.source.text), _starts(patch.fixed.text)
        kept = [
            _moved(problem, starts, new_starts, edits) if problem.location.path == path else problem
            for problem in kept
            if problem not in gone
        ]
    return kept


def _starts(text: str) -> list[int]:
    """The offsets at which lines start; they end in LF, CRLF or CR."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


def _moved(
    problem: Problem, starts: Sequence[int], new_starts: Sequence[int], edits: Iterable[Edit]
) -> Problem:
    where = problem.location
    offset = starts[min(where.line, len(starts)) - 1] + where.column - 1
    growth = (len(e.new) - (e.end - e.start) for e in edits if e.end <= offset)
    offset += sum(growth)
    line = bisect_right(new_starts, offset)
    place = replace(where, line=line, column=offset - new_starts[line - 1] + 1)
    return replace(problem, location=place)
