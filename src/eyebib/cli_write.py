"""The verbs that write the files of `output/`."""

from collections.abc import Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from eyebib import cli_list, cli_output, terminal

if TYPE_CHECKING:
    from eyebib.model import Bibliography, Options


def _format_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """The options that `export` and `convert` share, given to the command as `Options`."""

    @wraps(command)
    def with_options(
        *,
        journal: Literal["full", "abbreviated"],
        abstracts: bool,
        in_ascii: bool,
        **others: object,
    ) -> None:
        from eyebib.model import Options

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


@click.command(short_help="Write the bibliography into output/.")
@click.option("--format", "name", type=terminal.Registered("eyebib.exporters", "EXPORTERS"))
@click.option("--all", "every", is_flag=True, help="Every format; the default without --format.")
@_format_options
@cli_list.list_options
@click.option("--losses", "only_losses", is_flag=True, help="Only say what readers will not take.")
@cli_output.output_options
@click.argument("citekeys", nargs=-1)
def export(
    *,
    name: str | None,
    every: bool,
    options: "Options",
    only_losses: bool,
    output: Path | None,
    only_check: bool,
    citekeys: tuple[str, ...],
) -> None:
    """Write the bibliography into output/, each file proven by reading it back.

    \b
    Examples:
      eyebib export --format bibtex
      eyebib export --format csl-json -o - retfound visionfm
      eyebib export --all --check
      eyebib export --format bibtex --journal abbreviated --abstracts --ascii
      eyebib export --losses --format ris
      eyebib export --format list --into README.md --with-citation
    """
    from eyebib import project, report
    from eyebib.exporters import EXPORTERS

    here = project.Project()
    if every and name:
        raise click.UsageError("--all and --format exclude each other.")
    if only_losses and (output or only_check):
        raise click.UsageError("--losses writes no file and checks none.")
    if citekeys and output is None and not only_losses:
        raise click.UsageError("With citekeys, say where to write: -o FILE, or -o - for stdout.")
    bibliography, problems = cli_output.believed(here)
    bibliography = project.select(bibliography, citekeys)
    names = [name] if name else list(EXPORTERS)
    if only_losses:
        _print_losses(bibliography, names, options)
        return
    texts = {project.export_path(here, n): _written(bibliography, n, options) for n in names}
    cli_output.deliver(texts, output, only_check, report.counted(len(bibliography.works), "work"))
    terminal.exit_on(problems)


@click.command(short_help="Write a .bib or CSL-JSON file in another format.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--to", "name", required=True, type=terminal.Registered("eyebib.exporters", "EXPORTERS")
)
@_format_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    metavar="FILE",
    help="Write there; without it, and for `-`, to stdout.",
)
def convert(
    *,
    file: Path,
    name: str,
    options: "Options",
    output: Path,
) -> None:
    """Write a .bib, a CSL-JSON file or an awesome list (.md) in another format. Needs no entries.

    Keys stay as they are, if LaTeX can cite them. What could not be read is told with its line.

    \b
    Examples:
      eyebib convert library.bib --to csl-json
      eyebib convert library.json --to bibtex --journal abbreviated -o library.bib
    """
    from eyebib import foreign, report
    from eyebib.errors import EyebibError

    bibliography, problems = foreign.bibliography(file)
    terminal.print_problems(problems)
    if not bibliography.works:
        raise EyebibError(f"{file}: nothing in it to convert")
    text = _written(bibliography, name, options)
    terminal.put({output: text}, output, report.counted(len(bibliography.works), "work"))
    terminal.exit_on(problems)


def _print_losses(bibliography: "Bibliography", names: Iterable[str], options: "Options") -> None:
    from eyebib import report
    from eyebib.losses import losses

    total = len(bibliography.works)
    for name in names:
        found = losses(bibliography, name, options)
        click.secho(name if found else f"{name}: nothing is lost", bold=True)
        for line in report.loss_lines(found, total):
            click.echo(line)


def _written(bibliography: "Bibliography", name: str, options: "Options") -> str:
    """The text of a format; what of it should be ASCII and is not is told by name."""
    from eyebib import project, tex_ascii

    text = project.export(bibliography, name, options)
    if options.ascii and not text.isascii():
        kept = tex_ascii.named(text)
        click.echo(f"{name}: written as it is, having no ASCII form there: {kept}", err=True)
    return text
