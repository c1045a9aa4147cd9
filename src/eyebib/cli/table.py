"""`eyebib table`."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from eyebib.cli.output import believed, deliver, output_options
from eyebib.cli.report import counted, exit_on
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import MissingExtraError
from eyebib.project.folder import Project
from eyebib.tables import TABLES, table_path, tabulate
from eyebib.tables.table import View

_ONLY_FOR = {"layout": "latex", "landscape": "latex", "label": "latex", "citations": "markdown"}
"""Options that one format alone has a use for."""


def _names(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in value.split(","))))


def _view_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """The options that make up a `View`, by the names of its fields."""
    listed: dict[str, Any] = {"default": "", "callback": _names}
    options = [
        click.option("--columns", metavar="NAME,...", help="Which, in this order.", **listed),
        click.option(
            "--group-by",
            type=click.Choice(["listed", "year", "modality", "venue"]),
            help="Headings.",
        ),
        click.option("--sort", metavar="NAME,...", help="By these columns; -NAME down.", **listed),
        click.option("--where", multiple=True, metavar="NAME=VALUE", help="Only these papers."),
        click.option("--matrix", is_flag=True, help="A column of ticks for each modality."),
        click.option(
            "--layout",
            type=click.Choice(["longtable", "table*", "hline"]),
            default="longtable",
            help="table* for two columns of text; hline where packages are forbidden.",
        ),
        click.option("--landscape", is_flag=True, help="On a turned page."),
        click.option("--caption", default="", help="Instead of the list's title."),
        click.option("--label", default="tab:eyebib", help="For LaTeX's \\ref."),
        click.option(
            "--citations",
            type=click.Choice(["links", "pandoc"]),
            default="links",
            help="Markdown's: links, or [@key].",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("table")
@click.option("--format", "name", type=click.Choice(list(TABLES)))
@_view_options
@output_options
@click.pass_context
def command(
    context: click.Context,
    /,
    name: str | None,
    output: Path | None,
    only_check: bool,
    **view: Any,  # noqa: ANN401 - the fields of a View
) -> None:
    """Write the literature table into output/: one row a paper, the keys of the bibliography.

    Columns are model, title, authors, year, listed, venue, modalities, code, doi, reference, and
    those of the entries' `table:`. Without --format, every format is written.

    \b
    Examples:
      eyebib table --format latex --matrix --group-by year
      eyebib table --format latex --layout 'table*' --caption "Models" --label tab:models
      eyebib table --format csv --where modalities=OCT --sort -year,model -o oct.csv
      eyebib table --format markdown --citations pandoc -o table.md
    """
    _refuse_strange(context, name)
    here = Project()
    bibliography, problems = believed(here)
    names = [name] if name else list(TABLES)
    made = {
        table_path(here, each): _made(bibliography, each, View(**view), needed=each == name)
        for each in names
    }
    texts = {path: content for path, content in made.items() if content is not None}
    told = ", ".join(view["where"]) or counted(len(bibliography.works), "work")
    deliver(texts, output, only_check, told)
    exit_on(problems)


def _refuse_strange(context: click.Context, name: str | None) -> None:
    """An option that the format has no use for would be overlooked in silence."""
    for option, format_ in _ONLY_FOR.items():
        given = context.get_parameter_source(option) is ParameterSource.COMMANDLINE
        if given and name not in {None, format_}:
            raise click.UsageError(f"--{option} is for --format {format_}.")


def _made(bibliography: Bibliography, name: str, view: View, *, needed: bool) -> str | bytes | None:
    """A table; None, and a word about it, if it needs a package and was not asked for by name."""
    try:
        return tabulate(bibliography, name, view)
    except MissingExtraError as error:
        if needed:
            raise
        click.echo(f"not written: {error}", err=True)
        return None
