"""`eyebib add`."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from eyebib.cli import output
from eyebib.cli.report import exit_on, print_problems
from eyebib.cli.terminal import Styled, confirm, echo
from eyebib.cli.waiting import waits_shown
from eyebib.matching.work import refusal
from eyebib.model.bibliography import Bibliography, Entry, Record
from eyebib.model.facet import MODALITIES
from eyebib.model.identifier import Identifier, identify
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError, UsageError
from eyebib.project import settings_file
from eyebib.project.folder import Project, entry_path, load_sound
from eyebib.resolver import addition, identification, plan
from eyebib.resolver.identification import Finding
from eyebib.resolver.proposal import brief
from eyebib.resolver.searches import Searches
from eyebib.sources.http import Answer, Unreachable


@click.command("add")
@click.argument("link")
@click.option(
    "--name",
    default="",
    show_default=False,
    help="Short name, as in tables; the file is named after it.",
)
@click.option(
    "--title",
    default="",
    show_default=False,
    help="Title of the paper; needed if the link holds no identifier.",
)
@click.option(
    "--facet",
    "stated",
    multiple=True,
    metavar="NAME=VALUE,...",
    help="Values of a facet, with commas; may be repeated.",
)
@click.option(
    f"--{MODALITIES}",
    "short_form",
    default="",
    show_default=False,
    metavar="VALUE,...",
    help=f"Short form of --facet {MODALITIES}=VALUE,...",
)
@click.option("--code", metavar="URL", help="Link to the code, or `none` if it is not public.")
@waits_shown()
def command(
    link: str, *, name: str, title: str, stated: tuple[str, ...], short_form: str, code: str | None
) -> None:
    """Add a paper by its link: write an entry, and a lock file with the fetched metadata.

    If the link holds no identifier, the paper is searched for by its title. If a source cannot be
    reached, the entry is written without metadata; run `eyebib resolve` later. Problems of the new
    entry are reported as by `eyebib check`.

    \b
    Examples:
      eyebib add https://arxiv.org/abs/2405.11338 --name EyeFound
      eyebib add doi:10.1056/AIoa2300221 --facet task=grading --code none
      eyebib add https://ieeexplore.ieee.org/document/9684442 --title "A title"
    """
    here = Project()
    bibliography = _existing(here)
    facets = _facets([f"{MODALITIES}={short_form}", *stated])
    draft = _draft(link, Entry(citekey="", title=title, name=name, facets=facets, code=code))
    if faults := addition.faults(replace(draft, title=title or "T"), bibliography.settings):
        raise UsageError(f"nothing was written: {'; '.join(faults)}")
    mailto = plan.address(bibliography.settings)
    finding = _search(draft, mailto) if identification.is_unidentified(draft) else None
    identifier = _identified(finding) if finding else draft.paper
    answer = _look_up(draft, identifier, mailto) if identifier else None
    record = answer if isinstance(answer, Record) else None
    entry = addition.completed(
        draft, record, identifier=identifier if finding else None, taken=_taken(here, bibliography)
    )
    for twin in addition.twins(bibliography, entry, record):
        _confirm(f"{twin.entry.path.as_posix()} looks like the same paper")
    addition.write(here, entry, record)
    if record:
        label = name or f'"{entry.title}"'
        echo(f"found     {label}: {brief(record.item)}", err=True)
    echo(f"wrote     {entry_path(here, entry).as_posix()}", err=True)
    _report(here, entry, answer, finding)


def _facets(options: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The facets in texts such as `task=grading,segmentation`.

    Raises:
        UsageError: A text has no `=`.
    """
    facets: dict[str, tuple[str, ...]] = {}
    for option in options:
        name, sign, values = option.partition("=")
        if not sign:
            raise UsageError(f"nothing was written: `{option}` is not a facet; write NAME=VALUE")
        words = tuple(word.strip() for word in values.split(",") if word.strip())
        facets[name.strip()] = (*facets.get(name.strip(), ()), *words)
    return {name: words for name, words in facets.items() if words}


def _draft(link: str, draft: Entry) -> Entry:
    """The draft with its link.

    Raises:
        UsageError: The text is no link, or the link holds no identifier and there is no title.
    """
    try:
        paper = identify(link)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if paper.scheme == "url" and not draft.title.strip():
        raise UsageError(
            "nothing was written: the link holds no identifier, so the paper can only be found by "
            'its title; add `--title "..."`, or give its DOI or arXiv id instead of the link'
        )
    path = Path("entries/new.yaml")
    return replace(draft, citekey="new", link=link.strip(), paper=paper, path=path)


def _search(draft: Entry, mailto: str) -> Finding:
    searches = Searches(today=output.today(), mailto=mailto)
    return next(identification.search([merge(draft, ())], searches))


def _identified(finding: Finding) -> Identifier | None:
    return finding.proposals[0].identifier if finding.kind == "identified" else None


def _look_up(draft: Entry, identifier: Identifier, mailto: str) -> Answer | None:
    """The answer of a source.

    Raises:
        EyebibError: The source does not know the identifier, or has another title for it.
    """
    answer = addition.look_up(identifier, today=output.today(), mailto=mailto)
    if draft.title and isinstance(answer, Record) and (reason := refusal(draft, answer)):
        raise EyebibError(f"nothing was written: {reason}")
    return answer


def _report(here: Project, entry: Entry, answer: Answer | None, finding: Finding | None) -> None:
    """Print what is missing of the new entry, and its problems; exit with the code for them."""
    if not isinstance(answer, Record):
        echo(Styled(f"not resolved: {_reason(entry, answer, finding)}", "yellow"), err=True)
    proposals = finding.proposals if finding and finding.kind != "identified" else ()
    for proposal in proposals:
        for line in output.proposal_lines(proposal):
            echo(line, err=True)
    if proposals:
        choice = f" --identifier {proposals[0].identifier}" if len(proposals) > 1 else ""
        advice = f"eyebib resolve --accept {entry.citekey}{choice}"
        echo(f"hint: if it is the paper, run `{advice}`", err=True)
    elif finding and finding.kind == "not found":
        echo(f"hint: {identification.NOT_FOUND}", err=True)
    if isinstance(answer, Unreachable) or (finding and finding.kind == "unreachable"):
        sys.exit(output.UNREACHABLE)
    problems = [p for p in output.check(here) if p.location.path.stem == entry.stem]
    print_problems(problems)
    exit_on(problems)


def _reason(entry: Entry, answer: Answer | None, finding: Finding | None) -> str:
    """Why the new entry has no record."""
    if answer and not isinstance(answer, Record):
        return answer.reason
    if finding is None:
        return f"no source resolves {entry.paper}"
    return finding.detail or "no paper with this title is proven to be that of the link"


def _confirm(message: str) -> None:
    """Print a message and ask whether to add the paper anyway.

    Raises:
        EyebibError: The answer is no, or standard input is closed.
    """
    echo(message, err=True)
    try:
        is_confirmed = confirm("Add it anyway?")
    except EOFError:
        raise EyebibError("not confirmed, so nothing was written; answer `y` to add it") from None
    if not is_confirmed:
        raise EyebibError("nothing was written")


def _existing(here: Project) -> Bibliography:
    """The readable part of the list, which may have no entries yet."""
    if here.entries.is_dir() and any(here.entries.glob("*.yaml")):
        return load_sound(here)[0]
    return Bibliography(works=(), settings=settings_file.read(here.settings))


def _taken(here: Project, bibliography: Bibliography) -> set[str]:
    """The citekeys and the stems of all files, also of those that cannot be read, in lower case."""
    stems = {path.stem.lower() for path in here.entries.glob("*.y*ml")}
    return stems | {work.citekey.lower() for work in bibliography.works}
