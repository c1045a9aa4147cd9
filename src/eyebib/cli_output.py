"""What the verbs that write files have in common."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eyebib import terminal

if TYPE_CHECKING:
    from eyebib.errors import Problem
    from eyebib.model import Bibliography
    from eyebib.project import Project


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


def believed(here: "Project") -> tuple["Bibliography", "list[Problem]"]:
    """The bibliography, and its problems: errors printed, warnings counted."""
    from eyebib import project, report
    from eyebib.errors import Severity

    bibliography, problems = project.readable(here)
    problems += project.ruled(here, bibliography, problems)
    terminal.print_problems(p for p in problems if p.severity is Severity.ERROR)
    if warnings := [p for p in problems if p.severity is Severity.WARNING]:
        click.echo(f"{report.summary(warnings)}; `eyebib check` lists them", err=True)
    return bibliography, problems


def deliver(
    texts: "Mapping[Path, str | bytes]", output: Path | None, only_check: bool, content: str
) -> None:
    """Write each text to its path, or say which file is not what would be written."""
    if only_check:
        terminal.compare(texts, output)
    else:
        terminal.put(texts, output, content)
