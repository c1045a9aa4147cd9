"""`eyebib import`."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from eyebib.cli.importing import account, by_file, layout_of, summary
from eyebib.cli.output import today
from eyebib.cli.report import exit_on, print_problems
from eyebib.cli.terminal import echo
from eyebib.importers import imported
from eyebib.importers.join import join
from eyebib.model.problem import Severity
from eyebib.model.settings import DEFAULT_LAYOUT
from eyebib.project.added import Outcome, add, existing
from eyebib.project.folder import Project
from eyebib.project.settings_editor import keep_layout


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
)
@click.option("--overwrite", is_flag=True, help="Replace existing entries that differ.")
def command(files: tuple[Path, ...], overwrite: bool) -> None:
    """Read the files of other tools into entries/.

    FILE is an awesome list (.md), BibTeX (.bib), CSL-JSON (.json), CSL-YAML (.yaml), RIS (.ris),
    or PubMed's format (.nbib); `-` is standard input. Existing entries are kept. Of several entries
    with one key the first is used. What cannot be read is reported with its line.

    A list can have any layout: bullets, tables, headings, HTML. Its links to papers are read with
    the titles beside them, and the sections become the facet `section`. At last, a note says how
    many links were read. A paper of a list that another of the files has, too, joins the entry of
    that file. `eyebib export` writes the list in the layout of the first one that is imported.

    \b
    Examples:
      eyebib import awesome-list.md
      eyebib import --overwrite library.bib README.md
      pbpaste | eyebib import -
    """
    here = Project()
    read = join(files, partial(imported.work, today=today()), existing(here))
    notes = [problem for problem in read.problems if problem.severity is Severity.NOTE]
    print_problems(problem for problem in read.problems if problem not in notes)
    is_first = not any(here.entries.glob("*.yaml"))
    outcomes: dict[str, Outcome] = {}
    for work, added in zip(read.works, add(here, read.works, overwrite=overwrite), strict=True):
        hint = " (differs; use --overwrite to replace it)" if added.outcome == "kept" else ""
        echo(f"{added.outcome:<9} {added.path.as_posix()}{hint}", err=True)
        outcomes[work.citekey] = added.outcome
    if is_first and read.works:
        _keep_layout(here, files)
    counts = account(read, outcomes)
    if any(counter.total() for counter in counts.values()):
        is_new = "written" in outcomes.values()
        advice = "; run `eyebib resolve` to fetch metadata" if is_new else ""
        for line in by_file(counts) if len(counts) > 1 else ():
            echo(line, err=True)
        echo(f"{summary(counts)}{advice}", err=True)
    print_problems(notes)
    exit_on(read.problems)


def _keep_layout(here: Project, files: Sequence[Path]) -> None:
    """Note the layout of a list with which a project begins, so that it is written in it."""
    layout = layout_of(files)
    if layout != DEFAULT_LAYOUT and (path := keep_layout(here, layout)):
        echo(f"written   {path.as_posix()} (layout = {layout})", err=True)
