"""`export --format list` where it is more than a format: into a file, or with citations."""

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eyebib import cli_output, terminal

if TYPE_CHECKING:
    from eyebib.model import Options


def list_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """Give `export` the list's own options; it is not called where one of them is used."""

    @wraps(command)
    def with_list(*, into: Path | None, with_citation: bool, **others: Any) -> None:  # noqa: ANN401 - the options of `export`
        if into or with_citation:
            _export_list(into, with_citation=with_citation, **others)
        else:
            command(**others)

    declared = [
        click.option(
            "--into",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            help="Between `<!-- eyebib:list -->` and `<!-- /eyebib:list -->` in FILE.",
        ),
        click.option("--with-citation", is_flag=True, help="BibTeX under each entry of the list."),
    ]
    decorated: Any = with_list
    for option in reversed(declared):
        decorated = option(decorated)
    return decorated


def _export_list(
    into: Path | None,
    *,
    with_citation: bool,
    name: str | None,
    options: "Options",
    output: Path | None,
    only_check: bool,
    citekeys: tuple[str, ...],
    **others: object,
) -> None:
    from eyebib import listing, project, report

    if name != "list" or any(others.values()):
        raise click.UsageError("--into and --with-citation go with --format list.")
    if into and output:
        raise click.UsageError("--into and -o exclude each other.")
    here = project.Project()
    bibliography, problems = cli_output.believed(here)
    bibliography = project.select(bibliography, citekeys)
    if into:
        text = listing.into(into, bibliography, options, with_citation=with_citation)
    else:
        text = listing.document(bibliography, options)
    path = into or project.export_path(here, name)
    counted = report.counted(len(bibliography.works), "work")
    cli_output.deliver({path: text}, output, only_check, counted)
    terminal.exit_on(problems)
