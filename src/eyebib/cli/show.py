"""`eyebib show`."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click
from click.core import ParameterSource

from eyebib.cli import completion, terminal
from eyebib.cli.report import exit_on, print_problems
from eyebib.cli.terminal import Styled, echo, print_data, print_json
from eyebib.exporters import export
from eyebib.exporters.reference import STYLES, reference
from eyebib.model import csl
from eyebib.model.bibliography import CellValue, Record, Sourced, Work
from eyebib.project.folder import Project
from eyebib.project.selected import load_selected
from eyebib.text.nocase import without_spans


@click.command("show")
@click.argument("citekey", shell_complete=completion.citekeys)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Print lines of text, or JSON for other programs.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["reference", "bibtex", "csl-json"]),
    help="Print a formatted reference, or the work as `eyebib export` writes it.",
)
@click.option(
    "--style",
    type=click.Choice(STYLES),
    default="plain",
    help="Style of the reference; `alpha` prints its label, too.",
)
@click.pass_context
def command(
    context: click.Context, /, citekey: str, output_format: str, form: str | None, style: str
) -> None:
    """Print the metadata of a work: each variable with its source and value, and the versions.

    \b
    Examples:
      eyebib show visionfm
      eyebib show visionfm --output-format json
      eyebib show visionfm --as reference --style alpha
      eyebib show visionfm --as bibtex
    """
    if form and output_format == "json":
        raise click.UsageError("`--as` and `--output-format json` cannot be used together")
    if form != "reference" and context.get_parameter_source("style") is ParameterSource.COMMANDLINE:
        raise click.UsageError("`--style` needs `--as reference`")
    bibliography, problems = load_selected(Project(), [citekey])
    [work] = bibliography.works
    print_problems(problems)
    if form == "reference":
        print_data(f"{terminal.line(reference(work, style))}\n")
    elif form:
        text = export(bibliography, form)
        print_data(text[text.index("@") :] if form == "bibtex" else text)
    elif output_format == "json":
        print_json(work_json(work))
    else:
        _print_work(work)
    exit_on(problems)


def _print_work(work: Work) -> None:
    echo(Styled(f"{work.citekey}  {work.entry.label}", bold=True))
    for lines in (entry_lines(work), work_lines(work), version_lines(work)):
        echo()
        for line in aligned_lines(list(lines), terminal.width()):
            echo(line)


def work_lines(work: Work) -> Iterator[tuple[str, str, str]]:
    """Variable, value and source of the metadata of a work, in alphabetical order."""
    for variable in sorted(work.variables, key=str.lower):
        sourced = work.variables[variable]
        more = "; et al." if sourced.is_incomplete else ""
        yield variable, f"{csl.value_text(sourced.value)}{more}", sourced.source
    for label, fact in (("eprint", work.eprint), ("eprint class", work.eprint_class)):
        if fact:
            yield label, str(fact.value), fact.source


def entry_lines(work: Work) -> Iterator[tuple[str, str, str]]:
    """Label, value and source of what the curator wrote that is not a CSL variable."""
    entry = work.entry
    facts = {
        "name": entry.name,
        "code": entry.code or "",
        "listed": str(entry.listed or ""),
        **{facet: ", ".join(words) for facet, words in entry.facets.items()},
        "tags": ", ".join(entry.tags),
        **{f"table: {column}": _joined(cell) for column, cell in entry.table.items()},
    }
    yield from ((label, value, "entry") for label, value in facts.items() if value)


def _joined(cell: CellValue) -> str:
    return cell if isinstance(cell, str) else ", ".join(cell)


def version_lines(work: Work) -> Iterator[tuple[str, str, str]]:
    """Identifier with version, title and source of each record; the cited one is marked."""
    for record in work.records:
        mark = " (cited)" if record.identifier == work.cited else ""
        identifier = f"{record.identifier}{_version(record)}{mark}"
        yield identifier, _title(record), record.source


def _title(record: Record) -> str:
    return without_spans(str(record.item.get("title", "")))


def _version(record: Record) -> str:
    """The version that the record describes: the pinned one, else the one that arXiv returned."""
    return record.identifier.version or csl.fact(record.item, "version")


def aligned_lines(rows: Sequence[tuple[str, str, str]], width: int = 0) -> Iterator[str]:
    """Lines of name, source and value in columns.

    Values are wrapped to `width` characters, unless that is 0; a wrapped abstract is cut after two
    lines.
    """
    first = max((len(row[0]) for row in rows), default=0)
    last = max((len(row[2]) for row in rows), default=0)
    for name, value, source in rows:
        room = max(width - first - last - 4, 20) if width else len(value) + 1
        lines = textwrap.wrap(
            value,
            room,
            break_long_words=False,  # people copy addresses
            break_on_hyphens=False,
            max_lines=2 if name == "abstract" else None,
            placeholder=" …",
        )
        yield f"{name:<{first}}  {source:<{last}}  {lines[0] if lines else ''}".rstrip()
        yield from (f"{'':<{first + last + 4}}{line}" for line in lines[1:])


def _sourced(fact: Sourced | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    mark = {"incomplete": True} if fact.is_incomplete else {}
    return {"value": fact.value, "source": fact.source} | mark


def work_json(work: Work) -> dict[str, Any]:
    """The work as an object of JSON, with the source of each variable."""
    return {
        "citekey": work.citekey,
        "name": work.entry.name,
        "cited": str(work.cited or ""),
        "entry": {label: value for label, value, _ in entry_lines(work)},
        "variables": {
            variable: _sourced(sourced) for variable, sourced in sorted(work.variables.items())
        },
        "eprint": _sourced(work.eprint),
        "eprint-class": _sourced(work.eprint_class),
        "versions": [
            {
                "identifier": record.identifier.label,
                "version": _version(record),
                "source": record.source,
                "retrieved": record.retrieved,
                "evidence": list(record.evidence),
                "title": _title(record),
                "cited": record.identifier == work.cited,
            }
            for record in work.records
        ],
    }
