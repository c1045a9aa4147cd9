"""The verbs that write the files of `output/`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eyebib import terminal

if TYPE_CHECKING:
    from eyebib.errors import Problem
    from eyebib.model import Bibliography
    from eyebib.project import Project


def _output_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """The options that `export` and `table` share."""
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


@click.command()
@click.option("--format", "name", type=terminal.Registered("eyebib.exporters", "EXPORTERS"))
@click.option("--all", "every", is_flag=True, help="Every format; the default without --format.")
@_output_options
@click.argument("citekeys", nargs=-1)
def export(
    name: str | None, every: bool, output: Path | None, only_check: bool, citekeys: tuple[str, ...]
) -> None:
    """Write the bibliography into output/, each file proven by reading it back.

    \b
    Examples:
      eyebib export --format bibtex
      eyebib export --format csl-json -o - retfound visionfm
      eyebib export --all --check
    """
    from eyebib import project, report
    from eyebib.exporters import EXPORTERS

    here = project.Project()
    if every and name:
        raise click.UsageError("--all and --format exclude each other.")
    if citekeys and output is None:
        raise click.UsageError("With citekeys, say where to write: -o FILE, or -o - for stdout.")
    bibliography, problems = _believed(here)
    bibliography = project.select(bibliography, citekeys)
    names = [name] if name else list(EXPORTERS)
    texts = {project.export_path(here, name): project.export(bibliography, name) for name in names}
    _deliver(texts, output, only_check, report.counted(len(bibliography.works), "work"))
    terminal.exit_on(problems)


@click.command()
@click.option("--format", "name", type=terminal.Registered("eyebib.tables", "TABLES"))
@click.option("--matrix", is_flag=True, help="One column for each modality, with ticks.")
@_output_options
def table(name: str | None, matrix: bool, output: Path | None, only_check: bool) -> None:
    """Write the literature table into output/: one row a paper, the keys of the bibliography.

    Without --format, every format is written.

    \b
    Examples:
      eyebib table --format latex
      eyebib table --format markdown --matrix -o -
    """
    from eyebib import project, report
    from eyebib.tables import TABLES

    here = project.Project()
    bibliography, problems = _believed(here)
    names = [name] if name else list(TABLES)
    texts = {
        project.table_path(here, name): project.tabulate(bibliography, name, matrix=matrix)
        for name in names
    }
    _deliver(texts, output, only_check, report.counted(len(bibliography.works), "work"))
    terminal.exit_on(problems)


def _believed(here: "Project") -> tuple["Bibliography", "list[Problem]"]:
    """The bibliography, and its problems: errors printed, warnings counted."""
    from eyebib import project, report, rules
    from eyebib.errors import EyebibError, Severity

    bibliography, problems = project.load(here)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise EyebibError(problems=problems)
    problems += rules.check(bibliography)
    terminal.print_problems(p for p in problems if p.severity is Severity.ERROR)
    if warnings := [p for p in problems if p.severity is Severity.WARNING]:
        click.echo(f"{report.summary(warnings)}; `eyebib check` lists them", err=True)
    return bibliography, problems


def _deliver(
    texts: "Mapping[Path, str]", output: Path | None, only_check: bool, content: str
) -> None:
    if only_check:
        terminal.compare(texts, output)
    else:
        terminal.put(texts, output, content)
