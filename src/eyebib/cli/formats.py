"""Formats, their options and their text, for `export` and `convert`."""

from functools import wraps
from typing import Any, Literal

import click

from eyebib.cli.terminal import echo
from eyebib.exporters import EXPORTERS, export
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import Options
from eyebib.text import tex_ascii

FORMAT = click.Choice(list(EXPORTERS))
"""The names of the formats of a bibliography."""


def format_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """Add the options of the formats to a command, which gets them as one `Options`."""

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

    decorators = [
        click.option(
            "--journal",
            type=click.Choice(["full", "abbreviated"]),
            default="full",
            help="Journal names in BibTeX; other formats hold both forms.",
        ),
        click.option("--abstracts", is_flag=True, help="Include abstracts in BibTeX."),
        click.option(
            "--ascii",
            "in_ascii",
            is_flag=True,
            help="Write only ASCII if the format can: é as {\\'e}, \\u00e9 or &#233;.",
        ),
    ]
    decorated: Any = with_options
    for option in reversed(decorators):
        decorated = option(decorated)
    return decorated


def render(bibliography: Bibliography, name: str, options: Options) -> str:
    """The text of a format; with `--ascii`, characters that remain are listed on stderr."""
    text = export(bibliography, name, options)
    if options.ascii and not text.isascii():
        characters = tex_ascii.named(text)
        echo(f"{name}: characters without an ASCII form: {characters}", err=True)
    return text
