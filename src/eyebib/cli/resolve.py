"""`eyebib resolve`."""

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

import click

from eyebib.cli import completion
from eyebib.cli.output import UNREACHABLE, proposal_lines, today
from eyebib.cli.report import exit_on, print_problems, quantity
from eyebib.cli.terminal import Styled, echo, progress
from eyebib.cli.waiting import waits_shown
from eyebib.matching.version import versions
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import Problem, UsageError
from eyebib.project.folder import Project, errors_of, load
from eyebib.project.selected import load_sound
from eyebib.resolver import identification, plan
from eyebib.resolver import news as resolver_news
from eyebib.resolver.account import PRECEDENCE, Kind, account
from eyebib.resolver.identification import Finding
from eyebib.resolver.resolve import Outcome
from eyebib.resolver.run import decided, run

_COLOURS = {
    **dict.fromkeys(("resolved", "identified"), "green"),
    **dict.fromkeys(("refused", "not found"), "red"),
    **dict.fromkeys(("unreachable", "proposed", "not asked"), "yellow"),
}

Line = tuple[str | Styled, ...]
"""The parts of a printed line."""

_CHOICE = (
    "hint: take the only proposal with `eyebib resolve --accept CITEKEY`, one of several with "
    "`--identifier DOI`"
)


@click.command("resolve")
@click.argument("citekeys", nargs=-1, shell_complete=completion.citekeys)
@click.option("--refresh", is_flag=True, help="Fetch all records and repeat all searches.")
@click.option("--dry-run", is_flag=True, help="Print what would be fetched (offline).")
@click.option(
    "--accept", is_flag=True, help="Take the proposal for each named entry that has exactly one."
)
@click.option(
    "--identifier", metavar="DOI", help="With --accept and one entry: the proposal to take."
)
@waits_shown()
def command(
    citekeys: tuple[str, ...], refresh: bool, dry_run: bool, accept: bool, identifier: str | None
) -> None:
    """Fetch metadata from Crossref, DataCite and arXiv, and save it in lock files.

    Records that are missing, stale or only transcribed are fetched, for all entries or for those
    with the given citation keys. A record of another paper is refused. Records are saved as they
    arrive, so that an interrupted run can be continued.

    An entry whose link holds no identifier is searched for by its title. If Crossref has its link
    for a paper with this title, the DOI is written into `identifier:`; other papers are proposed.

    \b
    Examples:
      eyebib resolve
      eyebib resolve --refresh visionfm
      eyebib resolve --dry-run
      eyebib resolve --accept visionfm
      eyebib resolve --accept visionfm --identifier 10.1056/AIoa2300221
    """
    if accept and not citekeys:
        raise click.UsageError("`--accept` needs the citation keys of the entries")
    if identifier and not (accept and len(citekeys) == 1):
        raise click.UsageError("`--identifier` needs `--accept` and one citation key")
    chosen = _identifier(identifier) if identifier else None
    here = Project()
    bibliography, broken = load_sound(here, citekeys)
    sound = plan.lockable(here, bibliography)
    needs = plan.plan(sound, refresh=refresh)
    waiting = identification.unidentified(sound)
    unreadable = [p for p in broken if p.location.path.parent == here.entries]
    if dry_run:
        _print_plan(needs, waiting, refresh=refresh)
        print_problems(unreadable)
        exit_on(unreadable)
        return
    if needs or waiting:
        _hint(bibliography)
    events: list[Outcome | Finding] = []
    width = max(map(len, [*needs, *(work.citekey for work in waiting)]), default=0)
    with progress(sum(map(len, needs.values())) + len(waiting)) as advance:
        decide = partial(decided, accept=accept, chosen=chosen)
        for event in run(here, sound, today=today(), decide=decide, refresh=refresh):
            events.append(event)
            for index, line in enumerate(_lines(event, width)):
                advance(*line, steps=index == 0)
    everything = {problem.location.path.stem for problem in unreadable}
    everything |= {work.citekey for work in bibliography.works}
    # a file that could not be read is an error, even if it can be read now
    bibliography, still_broken = load_sound(here, citekeys)
    problems = dict.fromkeys([*unreadable, *still_broken])
    problems |= dict.fromkeys(news(here, bibliography, events))
    not_asked = _not_asked(everything, sound, events)
    sys.exit(_report(problems, events, everything, not_asked))


def _identifier(text: str) -> Identifier:
    try:
        return identify(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _lines(event: Outcome | Finding, width: int) -> list[Line]:
    """What became of an identifier, or what was found for an entry without one."""
    citekey = event.entry.citekey
    below: Sequence[str] = ()
    if isinstance(event, Outcome):
        has_detail = event.detail and event.problem is None  # a problem has its own line
        text = f"{event.identifier.label}{f': {event.detail}' if has_detail else ''}"
        below = [f"    {change}" for change in event.changes]
    elif event.kind == "identified":
        text = f"{event.proposals[0].identifier}, written into {event.entry.path.as_posix()}"
        below = [f"    {event.proposals[0].evidence}"]
    else:
        count = quantity(len(event.proposals), "proposal") if event.proposals else ""
        text = "; ".join(filter(None, [count, event.detail]))
        below = [line for proposal in event.proposals for line in proposal_lines(proposal)]
    return [_line(event.kind, citekey, text, width), *((line,) for line in below)]


def _line(kind: str, citekey: str, text: str, width: int = 0) -> Line:
    return Styled(f"{kind:<11}", _COLOURS.get(kind)), f" {citekey:<{width}}  {text}"


def _not_asked(
    everything: set[str], sound: Bibliography, events: Sequence[Outcome | Finding]
) -> dict[str, str]:
    """Why no source was asked, by the citekey of each entry without a record."""
    broken = everything - {work.citekey for work in sound.works}
    asked = {event.entry.citekey for event in events}
    silent = (work for work in sound.works if not work.records and work.citekey not in asked)
    return {
        **dict.fromkeys(sorted(broken), "its file or its lock cannot be read"),
        **{work.citekey: f"no source resolves {work.cited}" for work in silent},
    }


def _report(
    known: Iterable[Problem],
    events: Sequence[Outcome | Finding],
    everything: set[str],
    not_asked: Mapping[str, str],
) -> int:
    """Print the problems and what became of every entry; return the exit code.

    `known` are problems of entries, of locks that were not replaced, and of new records.
    """
    outcomes = [event for event in events if isinstance(event, Outcome)]
    findings = [event for event in events if isinstance(event, Finding)]
    for citekey, reason in not_asked.items():
        echo(*_line("not asked", citekey, reason), err=True)
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    problems += known
    print_problems(problems)
    kinds = account(everything, outcomes=outcomes, findings=findings, not_asked=not_asked)
    if "proposed" in kinds.values():
        echo(_CHOICE, err=True)
    if any(finding.kind == "not found" for finding in findings):
        echo(f"hint: {identification.NOT_FOUND}", err=True)
    echo(_summary(kinds.values()), err=True)
    if errors_of(problems):
        return 1
    return UNREACHABLE if "unreachable" in kinds.values() else 0


def _summary(kinds: Collection[Kind]) -> str:
    """The number of entries by what became of them: `3 entries: 1 refused, 2 resolved`."""
    counts = {kind: list(kinds).count(kind) for kind in PRECEDENCE}
    parts = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"{quantity(len(kinds), 'entry')}: {parts}"


def _print_plan(
    needs: Mapping[str, Sequence[Identifier]], waiting: Sequence[Work], *, refresh: bool
) -> None:
    for citekey, identifiers in needs.items():
        echo(f"{citekey}: {', '.join(i.label for i in identifiers)}")
    for work in waiting:
        title = work.entry.title
        reason = identification.NO_TITLE if work.entry.is_untitled else f'search for "{title}"'
        echo(f"{work.citekey}: {reason}")
    echo(_counts(plan.requests(needs.values()), "request"), err=True)
    searches = identification.requests(waiting, today=today(), refresh=refresh)
    if any(searches.values()):
        echo(f"at most {_counts(searches, 'search')}", err=True)
    elif any(not work.entry.is_untitled for work in waiting):
        echo("no search: the answers are in the cache", err=True)


def _counts(requests: Mapping[str, int], noun: str) -> str:
    """The number of requests by source: `3 requests: 2 to crossref, 1 to arxiv`."""
    total = sum(requests.values())
    parts = ", ".join(f"{count} to {source}" for source, count in requests.items() if count)
    return f"{quantity(total, noun)}{': ' if parts else ''}{parts}"


def _hint(bibliography: Bibliography) -> None:
    if not plan.address(bibliography.settings):
        hint = "hint: set EYEBIB_MAILTO=you@example.org to triple Crossref's rate limit"
        echo(hint, err=True)


def news(
    project: Project, bibliography: Bibliography, events: Iterable[Outcome | Finding]
) -> list[Problem]:
    """What new records say that the curator should see at once, such as retractions.

    `bibliography` has the works that were resolved; the others are read only if a record names
    another version, which may be one of them.
    """
    outcomes = [event for event in events if isinstance(event, Outcome)]
    paths = {outcome.entry.path for outcome in outcomes if outcome.kind == "resolved"}
    if any(any(versions(work)) for work in bibliography.works):
        bibliography, _ = load(project)
    return list(resolver_news.news(bibliography, paths))
