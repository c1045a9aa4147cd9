"""Formats and their options, for `export` and `convert`."""

from dataclasses import fields
from functools import wraps
from typing import Any

import click

from eyebib.exporters import EXPORTERS
from eyebib.model.settings import LAYOUTS, Options

FORMAT = click.Choice(list(EXPORTERS))
"""The names of the formats of a bibliography."""

_OPTIONS = [
    click.option(
        "--journal",
        type=click.Choice(["full", "abbreviated"]),
        help="Journal names in BibTeX; other formats hold both forms.",
    ),
    click.option("--abstracts/--no-abstracts", default=None, help="Include abstracts in BibTeX."),
    click.option(
        "--ascii/--no-ascii",
        default=None,
        help="Write only ASCII if the format can: é as {\\'e}, \\u00e9 or &#233;.",
    ),
    click.option(
        "--omit",
        multiple=True,
        metavar="VARIABLE",
        help="Leave out a CSL variable, such as abstract or note; repeatable.",
    ),
    click.option(
        "--url-if-no-doi/--no-url-if-no-doi",
        default=None,
        help="Leave out the URL of a work with a DOI.",
    ),
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS),
        help="List: the layout of its papers, instead of the one in eyebib.toml.",
    ),
    click.option(
        "--group-by",
        metavar="NAME",
        help="List: section, listed, year, venue, a facet or a column as headings.",
    ),
]
"""The options of the formats, under the names of the fields of `Options`."""


def format_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """Add the options of the formats to a command, which gets those that were used as `chosen`."""

    @wraps(command)
    def with_options(*, omit: tuple[str, ...], **values: Any) -> None:  # noqa: ANN401 - each option has its type
        names = [field.name for field in fields(Options) if field.name != "omit"]
        given = {name: values.pop(name) for name in names}
        chosen = {name: value for name, value in given.items() if value is not None}
        if {"layout", "group_by"} & chosen.keys() and values.get("name") not in ("list", None):
            raise click.UsageError("`--layout` and `--group-by` need `--format list`")
        command(chosen=chosen | ({"omit": frozenset(omit)} if omit else {}), **values)

    decorated: Any = with_options
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
