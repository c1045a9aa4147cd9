"""`eyebib convert`."""

from pathlib import Path

import click

from eyebib import importers
from eyebib.cli.formats import FORMAT, format_options, written
from eyebib.cli.output import put
from eyebib.cli.report import counted, exit_on, print_problems
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Options


@click.command("convert")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", "name", required=True, type=FORMAT)
@format_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    metavar="FILE",
    help="Write there; without it, and for `-`, to stdout.",
)
def command(
    *,
    file: Path,
    name: str,
    options: Options,
    output: Path,
) -> None:
    """Write a .bib, a CSL-JSON file or an awesome list (.md) in another format. Needs no entries.

    Keys stay as they are, if LaTeX can cite them. What could not be read is told with its line.

    \b
    Examples:
      eyebib convert library.bib --to csl-json
      eyebib convert library.json --to bibtex --journal abbreviated -o library.bib
    """
    bibliography, problems = importers.bibliography(file)
    print_problems(problems)
    if not bibliography.works:
        raise EyebibError(f"{file}: nothing in it to convert")
    text = written(bibliography, name, options)
    put({output: text}, output, counted(len(bibliography.works), "work"))
    exit_on(problems)
