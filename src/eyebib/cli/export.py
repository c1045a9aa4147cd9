"""`eyebib export`."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from eyebib.cli.formats import FORMAT, format_options, written
from eyebib.cli.output import believed, deliver, output_options
from eyebib.cli.report import counted, exit_on
from eyebib.exporters import EXPORTERS, export_path
from eyebib.exporters.losses import Loss, losses
from eyebib.model.bibliography import Bibliography, select
from eyebib.model.settings import Options
from eyebib.project.folder import Project


@click.command("export")
@click.option("--format", "name", type=FORMAT)
@click.option("--all", "every", is_flag=True, help="Every format; the default without --format.")
@format_options
@click.option(
    "--into",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Between `<!-- eyebib:list -->` and `<!-- /eyebib:list -->` in FILE.",
)
@click.option("--with-citation", is_flag=True, help="BibTeX under each entry of the list.")
@click.option("--losses", "only_losses", is_flag=True, help="Only say what readers will not take.")
@output_options
@click.argument("citekeys", nargs=-1)
def command(
    *,
    name: str | None,
    every: bool,
    options: Options,
    into: Path | None,
    with_citation: bool,
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
    is_list = into is not None or with_citation
    if is_list and (name != "list" or every or only_losses):
        raise click.UsageError("--into and --with-citation go with --format list.")
    if into and output:
        raise click.UsageError("--into and -o exclude each other.")
    if every and name:
        raise click.UsageError("--all and --format exclude each other.")
    if only_losses and (output or only_check):
        raise click.UsageError("--losses writes no file and checks none.")
    if citekeys and output is None and not only_losses and not is_list:
        raise click.UsageError("With citekeys, say where to write: -o FILE, or -o - for stdout.")
    here = Project()
    bibliography, problems = believed(here)
    bibliography = select(bibliography, citekeys)
    names = [name] if name else list(EXPORTERS)
    if only_losses:
        _print_losses(bibliography, names, options)
        return
    if is_list:
        texts = {
            into or export_path(here, "list"): _list(
                bibliography, options, into, with_citation=with_citation
            )
        }
    else:
        texts = {export_path(here, n): written(bibliography, n, options) for n in names}
    deliver(texts, output, only_check, counted(len(bibliography.works), "work"))
    exit_on(problems)


def _list(
    bibliography: Bibliography, options: Options, into: Path | None, *, with_citation: bool
) -> str:
    from eyebib.exporters import readme  # noqa: PLC0415 - it loads the reader of lists

    if into:
        return readme.into(into, bibliography, options, with_citation=with_citation)
    return readme.document(bibliography, options)


def _print_losses(bibliography: Bibliography, names: Iterable[str], options: Options) -> None:
    total = len(bibliography.works)
    for name in names:
        found = losses(bibliography, name, options)
        click.secho(name if found else f"{name}: nothing is lost", bold=True)
        for line in loss_lines(found, total):
            click.echo(line)


def loss_lines(lost: Sequence[Loss], total: int) -> Iterator[str]:
    """Variable, number of works, reason; under it the works, unless they are all of `total`."""
    counts = [f"all {total}" if len(x.citekeys) == total else str(len(x.citekeys)) for x in lost]
    first = max((len(loss.variable) for loss in lost), default=0)
    second = max(map(len, counts), default=0)
    for loss, count in zip(lost, counts, strict=True):
        yield f"  {loss.variable:<{first}}  {count:<{second}}  {loss.reason}"
        if len(loss.citekeys) < total:
            indent = " " * (first + second + 6)
            text = ", ".join(loss.citekeys)
            yield from textwrap.wrap(
                text, 100, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
            )
