"""Records of lines `TAG - value`, which RIS and PubMed's format share.

rispy is not used: it keeps neither the lines nor repeated tags, and drops a record that is not
closed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from eyebib.importers.csl_value import CslItem
from eyebib.model.problem import Location, Problem, warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The value of a tag, and its line in the file."""

    tag: str
    value: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the file; a reader removes the tags that it uses, and the rest is reported."""

    path: Path
    lines: list[Line] = field(default_factory=list)

    def take(self, *tags: str) -> list[Line]:
        """Remove the lines with one of the tags; in the order of the tags, then of the file."""
        taken = [line for tag in tags for line in self.lines if line.tag == tag]
        self.lines[:] = [line for line in self.lines if line.tag not in tags]
        return taken

    def texts(self, *tags: str) -> list[str]:
        """The values of the tags, which are removed; without empty and repeated ones."""
        return list(dict.fromkeys(line.value for line in self.take(*tags) if line.value))

    def item(self, number: int, problems: list[Problem]) -> CslItem:
        """An item without variables, located at a line."""
        where = Location(path=self.path, line=number)
        return CslItem(data={}, where=where, prefix="", problems=problems)


def records(
    text: str, path: Path, *, line: re.Pattern[str], first: str, problems: list[Problem]
) -> Iterator[Record]:
    """The records of a text; each begins with the tag `first`.

    `line` matches a line with the groups `tag` and `value`. Another line continues the value above.
    """
    record: Record | None = None
    for number, source in enumerate(text.split("\n"), 1):
        match = line.fullmatch(source)
        if match and match["tag"] == first:
            if record:
                yield record
            record = Record(path=path)
        if record is None:
            if source.strip() and not source.isspace():
                message = f"text before the first record was ignored: `{source.strip()[:60]}`"
                problems.append(warning(Location(path=path, line=number), message, "not-read"))
        elif match:
            value = match["value"].strip()
            record.lines.append(Line(tag=match["tag"], value=value, number=number))
        elif record.lines and source.strip():
            last = record.lines.pop()
            joined = f"{last.value} {source.strip()}"
            record.lines.append(Line(tag=last.tag, value=joined, number=last.number))
    if record:
        yield record


def ignored(unread: dict[str, list[Line]], path: Path) -> Iterator[Problem]:
    """One warning for all lines with a tag that is not read."""
    for tag, lines in unread.items():
        numbers = ", ".join(str(line.number) for line in lines[1:])
        also = f"; also on line{'s' if ',' in numbers else ''} {numbers}" if numbers else ""
        message = f"tag `{tag}` was ignored: `{lines[0].value[:40]}`{also}"
        yield warning(Location(path=path, line=lines[0].number), message, "not-read")
