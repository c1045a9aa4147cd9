"""`eyebib import`."""

from collections import Counter
from pathlib import Path

import click

from eyebib import importers
from eyebib.cli.output import today
from eyebib.cli.report import exit_on, print_problems, quantity
from eyebib.cli.terminal import echo
from eyebib.importers import imported
from eyebib.model.problem import Severity
from eyebib.project.added import add
from eyebib.project.folder import Project


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
    the titles beside them, and the sections become tags. At last, a note says how many links were
    read.

    \b
    Examples:
      eyebib import awesome-list.md
      eyebib import --overwrite library.bib pubmed.nbib
      pbpaste | eyebib import -
    """
    entries, problems = importers.read_all(files)
    notes = [problem for problem in problems if problem.severity is Severity.NOTE]
    print_problems(problem for problem in problems if problem not in notes)
    counts = Counter[str]()
    works = [imported.work(entry, today=today()) for entry in entries]
    for added in add(Project(), works, overwrite=overwrite):
        hint = " (differs; use --overwrite to replace it)" if added.outcome == "kept" else ""
        echo(f"{added.outcome:<9} {added.path.as_posix()}{hint}", err=True)
        counts[added.outcome] += 1
    counts["not imported"] = importers.count_not_imported(problems)
    if entries or counts["not imported"]:
        advice = "; run `eyebib resolve` to fetch metadata" if counts["written"] else ""
        echo(f"{_summary(counts)}{advice}", err=True)
    print_problems(notes)
    exit_on(problems)


def _summary(counts: Counter[str]) -> str:
    """How many items had each outcome; the numbers add up to those of the files."""
    written = f"{quantity(counts['written'], 'entry')} written"
    others = ("kept", "unchanged", "not imported")
    return ", ".join([written, *(f"{counts[key]:,} {key}" for key in others if counts[key])])
