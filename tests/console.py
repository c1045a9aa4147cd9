"""Console blocks of Markdown pages: what is typed, and what is printed then.

A line `$ command` of a block fenced as ```console is run; the lines below it are its output, in
which a line `...` stands for any number of lines. Comments above a fenced block, which readers do
not see, prepare it:

    <!-- run: COMMAND -->   is run before the block; its output does not matter
    <!-- exit: 1 -->        the exit code of the block's last command, which is 0 otherwise
    <!-- file: NAME -->     the block is the content of a file
    <!-- append: NAME -->   the block is added at the end of a file
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ELISION = "..."

_FENCE = re.compile(r"(`{3,})(.*)")
_NOTE = re.compile(r"<!-- (run|exit|file|append): (.+) -->")

_MODES = {"file": "w", "append": "a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command, and the lines of the page, counted from 0, that hold its output.

    `output` is None if it does not matter.
    """

    text: str
    line: int
    output: tuple[str, ...] | None = None
    code: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that a page shows, or what it adds to one."""

    name: str
    text: str
    mode: str = "w"


Step = Command | File


def steps(page: str) -> Iterator[Step]:
    """What to do for a page, in its order."""
    notes: list[tuple[str, str]] = []
    lines = enumerate(page.splitlines())
    for number, line in lines:
        if note := _NOTE.fullmatch(line):
            notes.append((note[1], note[2]))
        elif fence := _FENCE.fullmatch(line):
            block = _until(fence[1], lines)
            yield from (Command(text=text, line=number) for kind, text in notes if kind == "run")
            yield from (_file(text, block, _MODES[kind]) for kind, text in notes if kind in _MODES)
            if fence[2] == "console":
                code = next((int(text) for kind, text in notes if kind == "exit"), 0)
                yield from _commands(number + 1, block, code)
            notes.clear()


def _until(fence: str, lines: Iterable[tuple[int, str]]) -> list[str]:
    block: list[str] = []
    for _, line in lines:
        if line == fence:
            return block
        block.append(line)
    raise ValueError(f"a block is not closed: {block[0]}")


def _file(name: str, block: Sequence[str], mode: str) -> File:
    return File(name=name, text="".join(f"{line}\n" for line in block), mode=mode)


def _commands(start: int, block: Sequence[str], code: int) -> Iterator[Command]:
    """The commands of a block; `code` is the exit code of the last."""
    starts = [n for n, line in enumerate(block) if line.startswith("$ ")]
    for begin, end in zip(starts, [*starts[1:], len(block)], strict=True):
        text, output = block[begin].removeprefix("$ "), begin + 1
        while text.endswith("\\"):
            text, output = text[:-1] + block[output].removeprefix("> "), output + 1
        yield Command(
            text=text,
            line=start + output,
            output=tuple(block[output:end]),
            code=code if end == len(block) else 0,
        )


def agrees(expected: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether a page says what was printed; blanks at the ends of lines do not count."""
    pattern = "".join(
        r"(?:.*\n)*" if line == ELISION else re.escape(line.rstrip()) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def renewed(expected: Sequence[str], printed: Sequence[str]) -> list[str]:
    """What a page should say: the printed lines, elided about as the expected ones are.

    As many lines are kept at either end, and between two elisions those most like the old ones.
    """
    first, *others = pieces = _pieces(expected)
    if not others or len(printed) <= sum(map(len, pieces)):
        return [line.rstrip() for line in printed]
    *middle, last = others
    end = len(printed) - len(last)
    kept = {*range(len(first)), *range(end, len(printed))}
    at = len(first)
    for piece in middle:
        place = _most_like(piece, printed, at, end)
        at = place + len(piece)
        kept |= {*range(place, at)}
    shown = [line.rstrip() if n in kept else ELISION for n, line in enumerate(printed)]
    return [line for n, line in enumerate(shown) if n in kept or n - 1 in kept or n == 0]


def _pieces(lines: Iterable[str]) -> list[list[str]]:
    """The lines before, between and after the elisions."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        if line == ELISION:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def _most_like(piece: Sequence[str], printed: Sequence[str], start: int, end: int) -> int:
    """Where the printed lines between two places are most like a piece."""

    def likeness(place: int) -> float:
        there = "\n".join(printed[place : place + len(piece)])
        return SequenceMatcher(None, "\n".join(piece), there, autojunk=False).ratio()

    return max(range(start, max(end - len(piece), start) + 1), key=likeness)
