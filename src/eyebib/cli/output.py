"""Functions and options shared by the verbs that write files or contact sources."""

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from eyebib import rules
from eyebib.cli import checked
from eyebib.cli.report import print_problems, summary
from eyebib.cli.terminal import Styled, echo, print_data
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import Problem, Severity
from eyebib.project import folder, text_file
from eyebib.project.folder import Project
from eyebib.project.selected import load_named
from eyebib.resolver.proposal import Proposal

UNREACHABLE = 3
"""The exit code when a source could not be reached."""


def today() -> str:
    """Today's ISO date (UTC), which new records get."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def output_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """The options of every verb that writes files."""
    target = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
    options = [
        click.option(
            "-o",
            "--output",
            type=target,
            metavar="FILE",
            help="Write to FILE, not to output/; `-` is standard output.",
        ),
        click.option(
            "--check",
            "only_check",
            is_flag=True,
            help="Write nothing; exit with 1 if a file is stale.",
        ),
    ]
    for option in options:
        command = option(command)
    return command


def read_bibliography(
    here: Project, citekeys: Sequence[str] = ()
) -> tuple[Bibliography, list[Problem]]:
    """The works with these citekeys, or all, and their problems: errors printed, warnings counted.

    Raises:
        UsageError: there are no entries, or none with a citekey.
        EyebibError: an entry or the settings cannot be read.
    """
    read = None if citekeys else checked.read(here)
    bibliography, problems = read or load_named(here, citekeys)
    if not read:
        problems += rules.check(checked.sound(here, bibliography, problems))
    print_errors(problems)
    return bibliography, problems


def print_errors(problems: Sequence[Problem]) -> None:
    """Print the errors, and the number of warnings."""
    print_problems(folder.errors_of(problems))
    if warnings := [p for p in problems if p.severity is Severity.WARNING]:
        echo(f"{summary(warnings)}; run `eyebib check` to list them", err=True)


def write_or_check(
    texts: Mapping[Path, str | bytes], output: Path | None, only_check: bool, content: str
) -> None:
    """Write each text to its path, or with `only_check` exit with 1 if a file differs."""
    if only_check:
        _check(texts, output)
    else:
        write(texts, output, content)


def proposal_lines(proposal: Proposal) -> list[str]:
    """The identifier that is proposed, and below it the evidence."""
    return [f"  {proposal.identifier}", f"    {proposal.evidence}"]


def write(texts: Mapping[Path, str | bytes], output: Path | None, content: str) -> None:
    """Write each text to its path, or the only one to `output`, and print a line about each.

    `content` describes what was written: `13 works`.
    """
    for path, text in _targets(texts, output).items():
        if path == Path("-"):
            print_data(text)
        else:
            is_own = output is None and Project().output in path.parents
            is_new = text_file.write(path, text, root=Project().root if is_own else None)
            outcome = "wrote" if is_new else "unchanged"
            echo(f"{outcome:<9} {path.as_posix()}  ({content})", err=True)


def _check(texts: Mapping[Path, str | bytes], output: Path | None) -> None:
    """Print the files that differ from their text, and exit with 1 if there are any."""
    targets = _targets(texts, output)
    stale = [
        path
        for path, text in targets.items()
        if not path.is_file() or path.read_bytes() != text_file.encoded(text)
    ]
    for path in stale:
        echo(Styled(f"stale     {path.as_posix()}", "red"), err=True)
    if stale:
        sys.exit(1)
    for path in targets:
        echo(f"current   {path.as_posix()}", err=True)


def _targets(texts: Mapping[Path, str | bytes], output: Path | None) -> dict[Path, str | bytes]:
    if output is None:
        return dict(texts)
    if len(texts) > 1:
        raise click.UsageError("`-o` needs `--format`: a file holds one format")
    return dict.fromkeys([output], *texts.values())
