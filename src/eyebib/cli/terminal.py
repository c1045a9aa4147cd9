r"""The only module that prints.

What is printed comes from files and from the network, and may hold anything. Control characters are
shown as escapes, and a line is never a command to a GitHub workflow, which reads `::` at the start
of a line and `##[` anywhere in it, on standard output and standard error.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from eyebib.text.visible import visible

_COMMAND = re.compile(r"\A(?P<start>(?:\x1b\[[\d;]*m|\s)*):(?=:)|(?P<sign>#)(?=#\[)")
"""A workflow command, after colours and spaces, which the runner of a workflow ignores."""

_ERASE = "\r\x1b[K"
"""Return to the start of the line and erase it (ECMA-48: CR, EL)."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A part of a line that is printed in a colour or in bold on a terminal."""

    text: str
    colour: str | None = None
    bold: bool = False


def echo(*parts: str | Styled, err: bool = False) -> None:
    """Print the parts as one line of standard output, or of standard error."""
    click.echo(line(*parts), err=err)


def line(*parts: str | Styled) -> str:
    """The parts as one line, with colours of our own and without any other control character."""
    return _COMMAND.sub(_without_command, "".join(map(_styled, parts)))


def _styled(part: str | Styled) -> str:
    if isinstance(part, str):
        return visible(part)
    return click.style(visible(part.text), fg=part.colour, bold=part.bold or None)


def _without_command(match: re.Match[str]) -> str:
    return r"\x23" if match["sign"] else rf"{match['start']}\x3a"


def annotate(kind: str, message: str, **properties: object) -> None:
    """Print a workflow command such as `::error file=a,line=1::message`.

    The syntax is in GitHub's documentation under "Workflow commands".
    """
    pairs = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    click.echo(f"::{kind} {pairs}::{_data(message)}")


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def print_data(content: str | bytes) -> None:
    """Print data for other programs as it is: as UTF-8, with LF line ends, in any locale.

    On a terminal, control characters other than line ends are shown as escapes.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if sys.stdout.isatty():
        lines = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n").split("\n")
        click.echo("\n".join(map(visible, lines)), nl=False)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def print_json(data: object) -> None:
    """Print JSON, with its escapes for what acts on a terminal or a workflow."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    print_data("".join(f"{_json_escaped(line)}\n" for line in text.split("\n")))


def _json_escaped(line: str) -> str:
    text = "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)
    return text.replace("##[", r"\u0023#[")


def confirm(question: str) -> bool:
    """Ask a question of our own on standard error.

    Raises:
        EOFError: standard input is closed.
        KeyboardInterrupt: the user pressed Ctrl-C.
    """
    with _interrupted():
        return click.confirm(question, err=True)


def is_interactive() -> bool:
    """Whether a person can be asked: standard input and standard error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, default: str) -> str:
    """Ask for a text on standard error; an empty answer is the default.

    Raises:
        EOFError: standard input is closed.
        KeyboardInterrupt: the user pressed Ctrl-C.
    """
    with _interrupted():
        answer: str = click.prompt(visible(question), default=visible(default), err=True)
    return answer


@contextmanager
def _interrupted() -> Iterator[None]:
    """Raise what made click abort a question."""
    try:
        yield
    except click.Abort as abort:
        click.echo(err=True)
        raise abort.__context__ or EOFError from None


def secret(question: str) -> str:
    """Ask for a secret on standard error; it is not shown. Empty without a terminal."""
    if not sys.stdin.isatty():
        return ""
    try:
        answer: str = click.prompt(question, err=True, hide_input=True)
    except click.Abort as abort:
        click.echo(err=True)
        raise abort.__context__ or EOFError from None
    return answer.strip()


def width() -> int:
    """The number of columns of the terminal; 0 if standard output is not a terminal."""
    import shutil  # noqa: PLC0415 - it loads three compressors, and most runs need no width

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _is_drawn_on() -> bool:
    """Whether standard error is a terminal on which lines can be replaced."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def erase_line() -> None:
    """Erase a progress bar on a terminal, so that a line can be printed in its place."""
    if _is_drawn_on():
        click.echo(_ERASE, err=True, nl=False, color=True)  # the sequence is not a colour


@contextmanager
def progress(total: int) -> Iterator[Callable[..., None]]:
    """A function that advances a progress bar by `steps` and prints a line, if any.

    Both are on standard error. The bar is drawn only on a terminal. It holds no text from a source,
    which could break it.
    """
    is_drawn = total > 0 and _is_drawn_on()
    with click.progressbar(
        length=total, label="fetching", show_pos=True, file=sys.stderr, hidden=not is_drawn
    ) as bar:

        def advance(*parts: str | Styled, steps: int = 1) -> None:
            if is_drawn and parts:
                erase_line()
            if parts:
                echo(*parts, err=True)
            bar.update(steps)

        yield advance
