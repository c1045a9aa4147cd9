"""`eyebib table`."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from eyebib.cli.output import output_options, read_bibliography, write_or_check
from eyebib.cli.report import exit_on, quantity
from eyebib.cli.terminal import echo
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import MissingExtraError
from eyebib.project.folder import Project
from eyebib.tables import TABLES, table_path, tabulate
from eyebib.tables.table import CHOICES, View

_ONLY_FOR = {"layout": "latex", "landscape": "latex", "label": "latex", "citations": "markdown"}
"""Options that apply to one format only."""


def _names(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in value.split(","))))


_NAMES: dict[str, Any] = {
    "metavar": "NAME,...",
    "default": "",
    "show_default": False,
    "callback": _names,
}
_VIEW_OPTIONS = [
    click.option("--columns", help="Columns to show, in order.", **_NAMES),
    click.option(
        "--group-by",
        metavar="NAME",
        default="",
        show_default=False,
        help="Column whose values are the headings of groups.",
    ),
    click.option("--sort", help="Columns to sort by; -NAME sorts in reverse.", **_NAMES),
    click.option(
        "--where", multiple=True, metavar="NAME=VALUE", help="Show only papers with this value."
    ),
    click.option(
        "--matrix",
        metavar="NAME",
        default="",
        show_default=False,
        help="Facet whose values are columns of ticks.",
    ),
    click.option(
        "--layout",
        type=click.Choice(CHOICES["layout"]),
        default="longtable",
        help="LaTeX: longtable for one column of text, table* for two, hline without packages.",
    ),
    click.option("--landscape", is_flag=True, help="LaTeX: turn the page."),
    click.option(
        "--caption", default="", show_default=False, help="Caption, instead of the list's title."
    ),
    click.option("--label", default="tab:eyebib", help="LaTeX: label for \\ref."),
    click.option(
        "--citations",
        type=click.Choice(CHOICES["citations"]),
        default="links",
        help="Markdown: cite with links, or with [@key] for pandoc.",
    ),
]
"""Options for the fields of a `View`, under the names of the fields."""


def _view_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """Add `_VIEW_OPTIONS` to a command."""
    for option in reversed(_VIEW_OPTIONS):
        command = option(command)
    return command


@click.command("table")
@click.option(
    "--format",
    "name",
    type=click.Choice(list(TABLES)),
    help="Format to write; all without this option.",
)
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
    """Write the literature table to output/: one row per paper, cited by its key.

    The columns are name, title, authors, year, listed, venue, code, doi, reference, the facets of
    the list, and those under `table:` in the entries.

    \b
    Examples:
      eyebib table --format latex --matrix task --group-by year
      eyebib table --format latex --layout 'table*' --label tab:models
      eyebib table --format csv --where task=grading --sort -year -o grading.csv
      eyebib table --format markdown --citations pandoc -o table.md
    """
    _check_options(context, name)
    here = Project()
    bibliography, problems = read_bibliography(here)
    names = [name] if name else list(TABLES)
    contents = {
        table_path(here, each): _content(bibliography, each, View(**view), is_required=each == name)
        for each in names
    }
    texts = {path: content for path, content in contents.items() if content is not None}
    rows = ", ".join(view["where"]) or quantity(len(bibliography.works), "work")
    write_or_check(texts, output, only_check, rows)
    exit_on(problems)


def _check_options(context: click.Context, name: str | None) -> None:
    """Refuse an option that does not apply to the format, rather than ignore it."""
    for option, format_ in _ONLY_FOR.items():
        is_typed = context.get_parameter_source(option) is ParameterSource.COMMANDLINE
        if is_typed and name not in {None, format_}:
            raise click.UsageError(f"`--{option}` needs `--format {format_}`")


def _content(
    bibliography: Bibliography, name: str, view: View, *, is_required: bool
) -> str | bytes | None:
    """A table in one format.

    If the format needs a package that is not installed and is not required, that is printed and the
    table is None.
    """
    try:
        return tabulate(bibliography, name, view)
    except MissingExtraError as error:
        if is_required:
            raise
        echo(f"not written: {error}", err=True)
        return None
