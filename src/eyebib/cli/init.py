"""`eyebib init`."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import click

from eyebib.cli.importing import account, by_file, layout_of, summary
from eyebib.cli.output import today
from eyebib.cli.report import exit_on, print_problems
from eyebib.cli.terminal import ask, echo, is_interactive
from eyebib.exporters.markers import with_place
from eyebib.exporters.readme import LIST
from eyebib.importers import LIMIT, awesome_list, imported, text_of
from eyebib.importers.join import Joined, join
from eyebib.model.problem import EyebibError, Severity
from eyebib.model.settings import COLUMNS
from eyebib.project import scaffold, settings_file, text_file
from eyebib.project.added import Outcome, add, existing
from eyebib.project.folder import Project, refuse_inside
from eyebib.text.clean import clean

_COLUMNS = "Columns of the table, with commas (empty: all that the list fills)"


@click.command("init")
@click.option(
    "--from",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="List, .bib or other file to import; can be given several times.",
)
@click.option("--title", default="", show_default=False, help="Title of the list.")
@click.option(
    "--columns",
    default="",
    show_default=False,
    metavar="NAME,...",
    help="Columns of the table, in order: built-in ones and your own.",
)
def command(files: tuple[Path, ...], title: str, columns: str) -> None:
    """Start a list in this folder, which can be empty or a repository with a README.

    Writes eyebib.toml, entries/, markers for the list at the end of the README, .gitattributes, a
    workflow for GitHub, and CONTRIBUTING.md. No file is overwritten. On a terminal, title and
    columns are asked for; elsewhere, the title is that of the README, of an imported list, or of
    the folder.

    With --from, the papers of existing files become entries, as with `eyebib import`. A paper that
    is in a list and in a .bib file is one entry, with the key of the .bib file.

    \b
    Examples:
      eyebib init
      eyebib init --title "Awesome Eyes" --columns name,year,images,code
      eyebib init --from README.md --from survey.bib
    """
    here = Project()
    refuse_inside(here.entries)
    readme = scaffold.readme_path(here)
    old = text_file.read_exactly(readme, limit=LIMIT) if readme.exists() else None
    read = join(files, partial(imported.work, today=today()), existing(here))
    notes = [problem for problem in read.problems if problem.severity is Severity.NOTE]
    print_problems(problem for problem in read.problems if problem not in notes)
    if here.settings.exists():
        if title or columns:
            echo(f"hint: {here.settings} exists; change title and columns there", err=True)
        title = settings_file.read(here.settings).title or _title(old, files)
    else:
        title = title or _asked("Title of the list", _title(old, files))
        columns = columns or _asked(_COLUMNS, "")
    entries = scaffold.start_entries(here)
    added = zip(read.works, add(here, read.works), strict=True)
    outcomes = {work.citekey: each.outcome for work, each in added}
    new = scaffold.readme_text(title) if old is None else with_place(old, LIST)
    is_written = text_file.write(readme, new, root=here.root)
    _print(readme, "kept" if not is_written else "wrote" if old is None else "marked")
    headings = _headings(columns, read)
    around = scaffold.start(here, title=title, columns=headings, layout=layout_of(files))
    for started in (entries, *around):
        _print(started.path, "wrote" if started.is_written else "kept")
    print_problems(notes)
    _report(read, outcomes)
    for line in _next(readme, is_empty=not any(here.entries.glob("*.yaml"))):
        echo(line, err=True)
    if is_written and readme.name in {path.name for path in files}:
        echo(f"then delete the old list in {readme.as_posix()}", err=True)
    exit_on(read.problems)


def _report(read: Joined, outcomes: Mapping[str, Outcome]) -> None:
    """Print what became of the items of each file."""
    counts = account(read, outcomes)
    for line in by_file(counts):
        echo(line, err=True)
    if counts:
        echo(summary(counts), err=True)


def _asked(question: str, default: str) -> str:
    """The answer to a question on a terminal, elsewhere the default.

    Raises:
        EyebibError: Standard input is closed.
    """
    try:
        return ask(question, default) if is_interactive() else default
    except EOFError:
        raise EyebibError("nothing was written: a question was not answered") from None


def _title(readme: str | None, files: Iterable[Path]) -> str:
    """The title of the README, else of an imported list, else the name of the folder."""
    lists = (text_of(path)[0] for path in files if path.suffix.lower() in awesome_list.SUFFIXES)
    titles = map(awesome_list.title, [readme or "", *lists])
    return next(filter(None, titles), Path.cwd().name)


def _headings(columns: str, read: Joined) -> Mapping[str, str]:
    """The headings of the columns; none for those that the list fills."""
    own = {name.casefold(): name for work in read.works for name in work.entry.table}
    known = {**own, **COLUMNS}
    names = tuple(filter(None, map(clean, columns.split(","))))
    return {name: known.get(name.casefold(), name) for name in names}


_REMARKS = {
    "kept": "  (exists)",
    "marked": "  (markers for the list at its end)",
}


def _print(path: Path, outcome: str) -> None:
    echo(f"{outcome:<9} {path.as_posix()}{_REMARKS.get(outcome, '')}", err=True)


def _next(readme: Path, *, is_empty: bool) -> list[str]:
    """The next three commands, and what each does."""
    add = "eyebib add https://arxiv.org/abs/2405.11338", "add a paper by any link to it"
    resolve = "eyebib resolve", "fetch the metadata of the papers"
    commands = [
        add if is_empty else resolve,
        ("eyebib check", "report what is wrong or missing"),
        (f"eyebib export --format list --into {readme.as_posix()}", "write the list"),
    ]
    width = max(len(command) for command, _ in commands)
    return ["next:", *(f"  {command:<{width}}  {purpose}" for command, purpose in commands)]
