"""What the verbs that write files or ask sources have in common."""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from eyebib import rules
from eyebib.cli.report import print_problems, summary
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import Problem, Severity
from eyebib.project import folder, text_file
from eyebib.project.folder import Project

UNREACHABLE = 3
"""The exit code when a source could not be reached."""


def today() -> str:
    """The ISO date that new records carry."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def output_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """The options of every verb that writes files."""
    target = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
    options = [
        click.option(
            "-o", "--output", type=target, metavar="FILE", help="Write there; `-` is stdout."
        ),
        click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if stale."),
    ]
    for option in options:
        command = option(command)
    return command


def believed(here: Project) -> tuple[Bibliography, list[Problem]]:
    """The bibliography, and its problems: errors printed, warnings counted."""
    bibliography, problems = folder.readable(here)
    problems += _ruled(here, bibliography, problems)
    print_problems(folder.errors_of(problems))
    if warnings := [p for p in problems if p.severity is Severity.WARNING]:
        click.echo(f"{summary(warnings)}; `eyebib check` lists them", err=True)
    return bibliography, problems


def check(here: Project) -> list[Problem]:
    """Every problem of the files and of the bibliography they make, sorted by place."""
    bibliography, problems = folder.load(here)
    return sorted([*problems, *_ruled(here, bibliography, problems)])


def _ruled(
    here: Project, bibliography: Bibliography, problems: Iterable[Problem]
) -> Iterator[Problem]:
    """What the rules say; nothing of a work whose lock cannot be read: its facts are unknown."""
    broken = {problem.location.path for problem in folder.errors_of(problems)}
    works = [w for w in bibliography.works if folder.lock_path(here, w.citekey) not in broken]
    return rules.check(replace(bibliography, works=tuple(works)))


def deliver(
    texts: Mapping[Path, str | bytes], output: Path | None, only_check: bool, content: str
) -> None:
    """Write each text to its path, or say which file is not what would be written."""
    if only_check:
        _compare(texts, output)
    else:
        put(texts, output, content)


def print_data(content: str | bytes) -> None:
    """Data for other programs: UTF-8 and LF on standard output, whatever the locale."""
    stream = sys.stdout.buffer
    stream.write(text_file.encoded(content))
    stream.flush()


def put(texts: Mapping[Path, str | bytes], output: Path | None, content: str) -> None:
    """Write each text to its path, or the only one to `output`; say so on standard error."""
    for path, text in _targets(texts, output).items():
        if path == Path("-"):
            print_data(text)
        else:
            outcome = "wrote" if text_file.write(path, text) else "unchanged"
            click.echo(f"{outcome:<9} {path.as_posix()}  ({content})", err=True)


def _compare(texts: Mapping[Path, str | bytes], output: Path | None) -> None:
    """Exit with 1 if a file is not what would be written; every such file is named."""
    targets = _targets(texts, output)
    stale = [
        path
        for path, text in targets.items()
        if not path.is_file() or path.read_bytes() != text_file.encoded(text)
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
