"""`eyebib convert`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from eyebib.cli.formats import FORMAT, format_options
from eyebib.cli.output import write
from eyebib.cli.report import exit_on, print_problems, quantity
from eyebib.cli.terminal import echo
from eyebib.cli.written import Order, texts
from eyebib.importers import conversion
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Options


@click.command("convert")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
)
@click.option("--to", "name", required=True, type=FORMAT, help="Format to write.")
@format_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    metavar="FILE",
    help="Write to FILE; `-` is standard output.",
)
def command(
    *,
    files: tuple[Path, ...],
    name: str,
    chosen: Mapping[str, Any],
    output: Path,
) -> None:
    """Convert files that `eyebib import` reads to another format; `-` is standard input.

    Several files become one. No entries are needed. Citation keys are kept if LaTeX can cite them.
    Parts of the files that cannot be read are reported with their line.

    \b
    Examples:
      eyebib convert library.bib --to csl-json
      eyebib convert library.json --to bibtex --journal abbreviated -o library.bib
      eyebib convert pubmed.nbib scopus.ris --to biblatex -o all.bib
    """
    bibliography, problems = conversion.bibliography(*files)
    print_problems(problems)
    if not bibliography.works:
        raise EyebibError("nothing was written: there are no entries to convert")
    made = texts(bibliography, Order(targets={name: output}, options=Options(**chosen)))
    if made.refused:
        raise EyebibError(*made.refused)
    for line in made.remarks:
        echo(line, err=True)
    write({output: made.by_format[name]}, output, quantity(len(bibliography.works), "work"))
    exit_on(problems)
