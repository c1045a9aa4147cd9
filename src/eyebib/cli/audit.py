"""`eyebib audit`."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from eyebib.audit import acceptance, patch, report
from eyebib.audit.audit import audit
from eyebib.audit.file import Source, read
from eyebib.audit.finding import Finding
from eyebib.cli.cited_in import cited_in, cited_in_option
from eyebib.cli.correction import Correction, correction_options, offer, save, show
from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import annotate_problems, print_problems
from eyebib.cli.terminal import echo, print_data, print_json, progress
from eyebib.cli.waiting import waits_shown
from eyebib.importers.bibtex_reference import Reference
from eyebib.model.bibliography import Entry
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
@cited_in_option
@correction_options
@click.option("--strict", is_flag=True, help="Also fail if a work is not found or not confirmed.")
@click.option("--offline", is_flag=True, help="Use only answers of the last week.")
@click.option("--refresh", is_flag=True, help="Ask again for what is in the cache.")
@waits_shown()
def command(
    *,
    files: tuple[Path, ...],
    keys: tuple[str, ...],
    documents: tuple[Path, ...],
    correction: Correction,
    output_format: str,
    strict: bool,
    offline: bool,
    refresh: bool,
) -> None:
    """Compare the references of a .bib file with Crossref and arXiv.

    For each reference: is there such a work, and which fields are wrong? A reference is looked up
    by its DOI, arXiv id or PubMed id, else by its title and authors. No entries are needed. That a
    work is not found does not prove that it does not exist.

    With --fix, the right value replaces the wrong one where the work is certain; all else stays
    byte for byte. --complete, --published and --dry-run imply --fix.

    The exit code is 1 if a reference is wrong, 3 if a source did not answer.

    \b
    Examples:
      eyebib audit paper.bib
      eyebib audit paper.bib --key smith2023 --output-format json
      eyebib audit chapters/*.bib --strict --output-format github
      eyebib audit paper.bib --cited-in paper.aux --fix --complete --dry-run
    """
    if offline and refresh:
        raise click.UsageError("`--offline` and `--refresh` exclude each other")
    if correction.is_dry and output_format != "text":
        raise click.UsageError("`--dry-run` and `--output-format` exclude each other")
    sources = [read(path) for path in dict.fromkeys(files)]
    references, others = _selected([r for s in sources for r in s.references], keys, documents)
    use: Use = "offline" if offline else "fresh" if refresh else "kept"
    findings, unused = _audited(sources, references, use)
    others += [problem for source in sources for problem in source.problems]
    others += () if keys or documents else unused
    shown = report.problems(findings, strict=strict)
    patches = patch.patches(sources, findings, correction.wishes)
    if correction.is_wanted:
        shown += [problem for each in patches for problem in each.fixed.notes]
    if correction.is_dry:
        show(patches)
        print_problems([*shown, *others])
    else:
        if correction.is_wanted:
            save(patches)
            shown, others = patch.left(shown, patches), patch.left(others, patches)
        _print(output_format, findings, shown, others)
    echo(report.summary(findings), err=True)
    if not correction.is_wanted:
        offer(patches)
    sys.exit(_exit_code(findings, [*shown, *others]))


def _selected(
    references: Sequence[Reference], keys: Sequence[str], documents: Sequence[Path]
) -> tuple[list[Reference], list[Problem]]:
    """The references with these keys, or that documents cite, or all; problems of the documents."""
    known = {reference.key for reference in references}
    for key in keys:
        if key not in known:
            raise UsageError(f"no reference `{key}`{suggestion(key, known)}")
    chosen, problems = {*(keys or known)}, list[Problem]()
    if documents:
        cited, found = cited_in(documents, [_keyed(reference) for reference in references])
        chosen &= {entry.citekey for entry in cited}
        problems = [problem for problem in found if problem.rule != "unknown-citation"]
    return [reference for reference in references if reference.key in chosen], problems


def _keyed(reference: Reference) -> Entry:
    """The reference with its key as documents cite it; other .bib files may have the other keys."""
    return Entry(citekey=reference.key, title="", aliases=reference.entry.aliases)


def _audited(
    sources: Sequence[Source], references: Sequence[Reference], use: Use
) -> tuple[list[Finding], list[Problem]]:
    """The findings that nobody accepts, and notes on what is accepted without need."""
    here = Project()
    settings = settings_file.read(here.settings)
    searches = Searches(today=today(), mailto=plan.address(settings), use=use)
    with progress(len(references)) as advance:
        findings = audit(references, searches, lambda steps: advance(steps=steps))
    acceptances = acceptance.of_settings(settings.accept, here.settings)
    acceptances += [each for source in sources for each in source.acceptances]
    return acceptance.accept(findings, acceptances)


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
