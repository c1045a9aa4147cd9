"""The terminal: errors as text, registries as choices, problems in colour, files put in place.

Loads click alone. Colours and progress are for a terminal; a pipe gets plain lines.
"""

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from eyebib import textfile
from eyebib.errors import EyebibError, Problem, Severity, UsageError

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


class Verbs(click.Group):
    """Shows an EyebibError as text, with the exit code it stands for: 1, or 2 for wrong usage."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.secho(f"eyebib: {error}", fg="red", err=True)
            ctx.exit(2)
        except EyebibError as error:
            print_problems(error.problems)
            if not error.problems:
                click.secho(f"eyebib: {error}", fg="red", err=True)
            ctx.exit(1)


class Registered(click.ParamType[str]):
    """One of a registry's names; the registry is imported when a value or the help asks for it."""

    name = "format"

    def __init__(self, module: str, registry: str) -> None:
        self.module = module
        self.registry = registry

    def choice(self) -> click.Choice[str]:
        """The names, as they are now."""
        return click.Choice(list(getattr(import_module(self.module), self.registry)))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """The value, if it is one of the names."""
        return self.choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The names, for the help."""
        return self.choice().get_metavar(param, ctx)


def print_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in sorted(problems):
        place = click.style(f"{problem.location}:", bold=True)
        severity = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity])
        click.echo(f"{place} {severity} {problem.told}", err=True)


def exit_on(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit with 1 if there is an error among the problems; with `strict`, any problem."""
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        sys.exit(1)


def print_data(content: str | bytes) -> None:
    """Data for other programs: UTF-8 and LF on standard output, whatever the locale."""
    stream = sys.stdout.buffer
    stream.write(textfile.encoded(content))
    stream.flush()


def put(texts: Mapping[Path, str | bytes], output: Path | None, content: str) -> None:
    """Write each text to its path, or the only one to `output`; say so on standard error."""
    for path, text in _targets(texts, output).items():
        if path == Path("-"):
            print_data(text)
        else:
            outcome = "wrote" if textfile.write(path, text) else "unchanged"
            click.echo(f"{outcome:<9} {path.as_posix()}  ({content})", err=True)


def compare(texts: Mapping[Path, str | bytes], output: Path | None) -> None:
    """Exit with 1 if a file is not what would be written; every such file is named."""
    targets = _targets(texts, output)
    stale = [
        path
        for path, text in targets.items()
        if not path.is_file() or path.read_bytes() != textfile.encoded(text)
    ]
    for path in stale:
        click.secho(f"stale     {path.as_posix()}", fg="red", err=True)
    if stale:
        sys.exit(1)
    click.echo(f"current   {', '.join(path.as_posix() for path in targets)}", err=True)


def _targets(texts: Mapping[Path, str | bytes], output: Path | None) -> dict[Path, str | bytes]:
    if output is None:
        return dict(texts)
    if len(texts) > 1:
        raise click.UsageError("-o holds one format: name it with --format.")
    return dict.fromkeys([output], *texts.values())
