"""`eyebib rename`."""

import click

from eyebib.cli import completion
from eyebib.cli.report import quantity
from eyebib.cli.terminal import echo
from eyebib.project import rename
from eyebib.project.folder import Project
from eyebib.project.selected import load_selected


@click.command("rename")
@click.argument("old", shell_complete=completion.citekeys)
@click.argument("new")
def command(old: str, new: str) -> None:
    """Change the citation key of an entry from OLD to NEW (offline).

    The entry and its lock are renamed. The old key stays in the entry as an alias, so that commands
    and BibLaTeX still find it. Documents in this folder that cite the old key are listed.

    \b
    Examples:
      eyebib rename zhou2023 retfound
      eyebib rename retfound DBLP:journals/nature/Zhou23
    """
    here = Project()
    bibliography, _ = load_selected(here)
    path = rename.rename(here, bibliography, old, new)
    echo(f"wrote     {path.as_posix()}", err=True)
    lines = list(rename.citations(here, old))
    for where, line in lines:
        echo(f"{where}: {line[:120]}")
    if lines:
        echo(f"{quantity(len(lines), 'line')} with `{old}`; change it to `{new}`", err=True)
    echo("run `eyebib export && eyebib table` to write the files in output/ again", err=True)
