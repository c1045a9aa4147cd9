"""`eyebib audit`."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from eyebib.audit import acceptance, report
from eyebib.audit.audit import audit
from eyebib.audit.file import read
from eyebib.audit.finding import Finding
from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import annotate_problems, print_problems
from eyebib.cli.terminal import echo, print_data, print_json, progress
from eyebib.cli.waiting import waits_shown
from eyebib.importers.bibtex_reference import Reference
from eyebib.model.problem import Problem, Severity, UsageError
from eyebib.project import settings_file
from eyebib.project.folder import Project
from eyebib.resolver import plan
from eyebib.resolver.searches import Searches
from eyebib.sources.cache import Use
from eyebib.text.suggestion import suggestion

FORMATS = ("text", "json", "github", "markdown")


@click.command("audit")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--key", "keys", multiple=True, metavar="KEY", help="Audit only this reference.")
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="text",
    help="Print lines of text, a JSON array, annotations for a GitHub workflow, or a table.",
)
@click.option("--strict", is_flag=True, help="Also fail if a work is not found or not confirmed.")
@click.option("--offline", is_flag=True, help="Use only answers of the last week.")
@click.option("--refresh", is_flag=True, help="Ask again for what is in the cache.")
@waits_shown()
def command(
    *,
    files: tuple[Path, ...],
    keys: tuple[str, ...],
    output_format: str,
    strict: bool,
    offline: bool,
    refresh: bool,
) -> None:
    """Compare the references of a .bib file with Crossref and arXiv.

    For each reference: is there such a work, and which fields are wrong? A reference is looked up
    by its DOI, arXiv id or PubMed id, else by its title and authors. No entries are needed. That a
    work is not found does not prove that it does not exist.

    The exit code is 1 if a reference is wrong, 3 if a source did not answer.

    \b
    Examples:
      eyebib audit paper.bib
      eyebib audit paper.bib --key smith2023 --output-format json
      eyebib audit chapters/*.bib --strict --output-format github
    """
    if offline and refresh:
        raise click.UsageError("`--offline` and `--refresh` exclude each other")
    use: Use = "offline" if offline else "fresh" if refresh else "kept"
    here = Project()
    settings = settings_file.read(here.settings)
    sources = [read(path) for path in files]
    references = _selected([r for source in sources for r in source.references], keys)
    searches = Searches(today=today(), mailto=plan.address(settings), use=use)
    with progress(len(references)) as advance:
        findings = audit(references, searches, lambda steps: advance(steps=steps))
    acceptances = acceptance.of_settings(settings.accept, here.settings)
    acceptances += [each for source in sources for each in source.acceptances]
    findings, unused = acceptance.accept(findings, acceptances)
    unread = [problem for source in sources for problem in source.problems]
    others = [*unread, *(() if keys else unused)]
    shown = report.problems(findings, strict=strict)
    _print(output_format, findings, shown, others)
    echo(report.summary(findings), err=True)
    sys.exit(_exit_code(findings, [*shown, *others]))


def _selected(references: Sequence[Reference], keys: Sequence[str]) -> list[Reference]:
    """The references with these keys; all if there are none."""
    known = {reference.key for reference in references}
    for key in keys:
        if key not in known:
            raise UsageError(f"no reference `{key}`{suggestion(key, known)}")
    return [reference for reference in references if not keys or reference.key in keys]


def _print(
    output_format: str,
    findings: Sequence[Finding],
    shown: Sequence[Problem],
    others: Iterable[Problem],
) -> None:
    """Print the findings in a format; problems of the files are printed beside data."""
    if output_format == "github":
        annotate_problems([*shown, *others])
    elif output_format == "text":
        print_problems([*shown, *others], err=False)
    elif output_format == "json":
        print_problems(others)
        print_json([report.as_object(finding) for finding in findings])
    else:
        print_problems(others)
        print_data(report.as_markdown(findings, shown))


def _exit_code(findings: Sequence[Finding], problems: Iterable[Problem]) -> int:
    if any(problem.severity is Severity.ERROR for problem in problems):
        return 1
    return UNREACHABLE if report.is_silent(findings) else 0
