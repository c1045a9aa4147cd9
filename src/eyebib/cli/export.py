"""`eyebib export`."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from eyebib.cli import completion, terminal
from eyebib.cli.cited_in import cited_in, cited_in_option
from eyebib.cli.formats import FORMAT, format_options
from eyebib.cli.output import output_options, print_errors, read_bibliography, write_or_check
from eyebib.cli.report import exit_on, print_problems, quantity
from eyebib.cli.terminal import Styled, echo
from eyebib.cli.written import Order, Texts, Written, texts, texts_of_list
from eyebib.exporters import EXPORTERS, export_path
from eyebib.exporters.losses import Loss, losses
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError, Problem
from eyebib.model.selection import select, without
from eyebib.model.settings import Options
from eyebib.project import settings_file
from eyebib.project.folder import Project


@click.command("export")
@click.option("--format", "name", type=FORMAT, help="Format to write; all without this option.")
@click.option("--all", "every", is_flag=True, help="Write every format.")
@format_options
@click.option(
    "--into",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Replace what is between `<!-- eyebib:list -->` and `<!-- /eyebib:list -->` in FILE.",
)
@click.option(
    "--with-citation", is_flag=True, help="Fold the BibTeX entry under each entry of the list."
)
@click.option(
    "--losses",
    "only_losses",
    is_flag=True,
    help="List what the format cannot hold; write nothing.",
)
@cited_in_option
@output_options
@click.argument("citekeys", nargs=-1, shell_complete=completion.citekeys)
def command(
    *,
    name: str | None,
    every: bool,
    chosen: Mapping[str, Any],
    into: Path | None,
    with_citation: bool,
    only_losses: bool,
    documents: tuple[Path, ...],
    output: Path | None,
    only_check: bool,
    citekeys: tuple[str, ...],
) -> None:
    """Write the bibliography to output/, and check each file by reading it back.

    To write only some works, give their citation keys and -o, or --cited-in.

    \b
    Examples:
      eyebib export --format bibtex
      eyebib export --format csl-json -o - retfound visionfm
      eyebib export --all --check
      eyebib export --format bibtex --journal abbreviated --abstracts --ascii
      eyebib export --cited-in paper.aux
      eyebib export --losses --format ris
      eyebib export --format list --layout bullets --group-by venue -o list.md
      eyebib export --format list --into README.md --with-citation
    """
    is_list = into is not None or with_citation
    if is_list and (name != "list" or every or only_losses):
        raise click.UsageError("`--into` and `--with-citation` need `--format list`")
    if citekeys and output is None and not only_losses and not is_list:
        raise click.UsageError("citation keys need `-o FILE`, or `-o -` for standard output")
    _refuse_pairs(into and output, every and name, only_losses and (output or only_check))
    if citekeys and documents:
        raise click.UsageError("citation keys and `--cited-in` cannot be used together")
    works = _Works(here=Project(), citekeys=citekeys, documents=documents, chosen=chosen)
    names = [name] if name else list(EXPORTERS)
    if only_losses:
        _print_losses(works, names)
        return
    paths = {each: into or export_path(works.here, each) for each in names}
    if is_list:
        made = _listed(works, into, with_citation=with_citation)
    else:
        made = _written(works, {each: output or path for each, path in paths.items()})
    for line in made.texts.remarks:
        echo(line, err=True)
    files = {paths[each]: text for each, text in made.texts.by_format.items()}
    try:
        write_or_check(files, output, only_check, quantity(made.count, "work"))
    finally:
        _refuse(made.texts.refused)
    exit_on(made.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Works:
    """The works that are named, or that documents cite, or all, and the options that were used."""

    here: Project
    citekeys: Sequence[str]
    documents: Sequence[Path]
    chosen: Mapping[str, Any]

    def read(self) -> tuple[Bibliography, Options, list[Problem]]:
        """The works without what the options leave out, the options, and all problems."""
        bibliography, problems = self._selected()
        options = replace(bibliography.settings.export, **self.chosen)
        return without(bibliography, options), options, problems

    def _selected(self) -> tuple[Bibliography, list[Problem]]:
        if not self.documents:
            return read_bibliography(self.here, self.citekeys)
        bibliography, problems = read_bibliography(self.here)
        cited, others = cited_in(self.documents, [work.entry for work in bibliography.works])
        print_problems(others)
        return select(bibliography, [entry.citekey for entry in cited]), [*problems, *others]


def _written(works: _Works, targets: Mapping[str, Path]) -> Written:
    if not works.citekeys and not works.documents:
        with suppress(EyebibError):  # then all problems are reported at once
            settings = settings_file.read(works.here.settings)
            options = replace(settings.export, **works.chosen)
            without(Bibliography(works=()), options)
            if written := texts_of_list(works.here, Order(targets=targets, options=options)):
                print_errors(written.problems)
                return written
    bibliography, options, problems = works.read()
    order = Order(targets=targets, options=options)
    made = texts(bibliography, order)
    return Written(texts=made, count=len(bibliography.works), problems=problems)


def _listed(works: _Works, into: Path | None, *, with_citation: bool) -> Written:
    bibliography, options, problems = works.read()
    made = Texts(
        by_format={"list": _list(bibliography, options, into, with_citation=with_citation)}
    )
    return Written(texts=made, count=len(bibliography.works), problems=problems)


def _refuse_pairs(into: object, every: object, only_losses: object) -> None:
    """Refuse pairs of options that contradict each other; each argument is true for one pair."""
    if into:
        raise click.UsageError("`--into` and `-o` cannot be used together")
    if every:
        raise click.UsageError("`--all` and `--format` cannot be used together")
    if only_losses:
        raise click.UsageError("`--losses` cannot be used with `-o` or `--check`")


def _refuse(messages: Sequence[str]) -> None:
    if messages:
        raise EyebibError(*messages)


def _list(
    bibliography: Bibliography, options: Options, into: Path | None, *, with_citation: bool
) -> str:
    from eyebib.exporters import readme  # noqa: PLC0415 - it imports the reader of lists

    if into:
        return readme.into(into, bibliography, options, with_citation=with_citation)
    return readme.document(bibliography, options)


def _print_losses(works: _Works, names: Iterable[str]) -> None:
    bibliography, options, _ = works.read()
    total = len(bibliography.works)
    for name in names:
        rows = losses(bibliography, name, options)
        echo(Styled(name if rows else f"{name}: nothing is lost", bold=True))
        for line in loss_lines(rows, total, terminal.width() or 100):
            echo(line)


def loss_lines(rows: Sequence[Loss], total: int, width: int) -> Iterator[str]:
    """Aligned lines of variable, number of works and reason.

    The citation keys of the works follow, wrapped to `width` columns, unless all `total` works lose
    the variable.
    """
    counts = [f"all {total}" if len(x.citekeys) == total else str(len(x.citekeys)) for x in rows]
    first = max((len(loss.variable) for loss in rows), default=0)
    second = max(map(len, counts), default=0)
    for loss, count in zip(rows, counts, strict=True):
        yield f"  {loss.variable:<{first}}  {count:<{second}}  {loss.reason}"
        if len(loss.citekeys) < total:
            indent = " " * (first + second + 6)
            text = ", ".join(loss.citekeys)
            yield from textwrap.wrap(
                text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
            )
