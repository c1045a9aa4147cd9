"""What `export` and `convert` share: the formats, their options, and the text of one."""

from functools import wraps
from typing import Any, Literal

import click

from eyebib.exporters import EXPORTERS, export
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import Options
from eyebib.text import tex_ascii

FORMAT = click.Choice(list(EXPORTERS))
"""The names of the formats."""


def format_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """The options that `export` and `convert` share, given to the command as `Options`."""

    @wraps(command)
    def with_options(
        *,
        journal: Literal["full", "abbreviated"],
        abstracts: bool,
        in_ascii: bool,
        **others: object,
    ) -> None:
        options = Options(journal=journal, abstracts=abstracts, ascii=in_ascii)
        command(options=options, **others)

    declared = [
        click.option(
            "--journal",
            type=click.Choice(["full", "abbreviated"]),
            default="full",
            help="The name in BibTeX's one field; the other formats hold both.",
        ),
        click.option("--abstracts", is_flag=True, help="Abstracts in BibTeX, too."),
        click.option(
            "--ascii", "in_ascii", is_flag=True, help="ASCII: é as {\\'e}, \\u00e9, &#233;."
        ),
    ]
    decorated: Any = with_options
    for option in reversed(declared):
        decorated = option(decorated)
    return decorated


def written(bibliography: Bibliography, name: str, options: Options) -> str:
    """The text of a format; what of it should be ASCII and is not is told by name."""
    text = export(bibliography, name, options)
    if options.ascii and not text.isascii():
        kept = tex_ascii.named(text)
        click.echo(f"{name}: written as it is, having no ASCII form there: {kept}", err=True)
    return text
