"""`eyebib add`."""

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from eyebib.cli import checked, output
from eyebib.cli.report import exit_on, print_problems
from eyebib.cli.terminal import Styled, confirm, echo
from eyebib.cli.waiting import waits_shown
from eyebib.importers import text_of
from eyebib.model.bibliography import Bibliography, Entry, Record, Work, missing
from eyebib.model.facet import MODALITIES
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError, UsageError
from eyebib.project import settings_file
from eyebib.project.folder import Project, entry_path
from eyebib.project.selected import load_sound
from eyebib.resolver import addition, given, identification, plan
from eyebib.resolver.given import Given
from eyebib.resolver.identification import Finding
from eyebib.resolver.lookup import Found, look_up
from eyebib.resolver.proposal import brief
from eyebib.sources.http import Unreachable


def _year(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"[12]\d{3}", value):
        raise click.BadParameter(f"`{value}` is not a year")
    return value


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
@click.option(
    "--bibtex",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Take the facts from a file with one BibTeX entry; `-` is standard input.",
)
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Author, if no source knows the paper: `Family, Given` or `{A Group}`; repeatable.",
)
@click.option(
    "--year",
    default="",
    show_default=False,
    metavar="YYYY",
    callback=_year,
    help="Year, if no source knows the paper.",
)
@waits_shown()
def command(
    *,
    link: str,
    name: str,
    title: str,
    stated: tuple[str, ...],
    short_form: str,
    code: str | None,
    bibtex: Path | None,
    authors: tuple[str, ...],
    year: str,
) -> None:
    """Add a paper by its link: write an entry, and a lock file with the fetched metadata.

    If the link holds no identifier, the paper is searched for by its title. If a source cannot be
    reached, the entry is written without metadata; run `eyebib resolve` later. Problems of the new
    entry are reported as by `eyebib check`.

    For what no source knows, such as a thesis or a model card, give the BibTeX entry that its site
    offers, or title, author and year. What a source says comes first.

    \b
    Examples:
      eyebib add https://arxiv.org/abs/2405.11338 --name EyeFound
      eyebib add doi:10.1056/AIoa2300221 --facet task=grading --code none
      eyebib add https://ieeexplore.ieee.org/document/9684442 --title "A title"
      eyebib add https://proceedings.mlr.press/v139/a.html --bibtex cite.bib
      eyebib add https://example.org --title T --author "Doe, Jane" --year 2024
    """
    if bibtex and (authors or year):
        raise click.UsageError("`--bibtex` cannot be used with `--author` or `--year`")
    here = Project()
    bibliography = _existing(here)
    facets = _facets([f"{MODALITIES}={short_form}", *stated])
    draft = Entry(citekey="", title=title.strip(), name=name, facets=facets, code=code)
    said = _stated(given.linked(link, draft), bibtex, authors, year)
    draft = said.entry
    if faults := addition.faults(replace(draft, title=draft.title or "T"), bibliography.settings):
        raise UsageError(f"nothing was written: {'; '.join(faults)}")
    mailto = plan.address(bibliography.settings)
    found = look_up(said, today=output.today(), mailto=mailto)
    records = (*found.records, *said.records)
    draft = given.completed(found.entry, found.records, today=output.today())
    entry = addition.completed(draft, records, taken=_taken(here, bibliography))
    for twin in addition.twins(bibliography, entry, records):
        _confirm(f"{twin.entry.path.as_posix()} looks like the same paper")
    addition.write(here, entry, records)
    if found.records:
        label = name or f'"{entry.title}"'
        echo(f"found     {label}: {brief(found.records[0].item)}", err=True)
    echo(f"wrote     {entry_path(here, entry).as_posix()}", err=True)
    _report(here, merge(entry, records), found)


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


def _stated(draft: Entry, bibtex: Path | None, authors: Iterable[str], year: str) -> Given:
    """The draft with what the user says of the paper.

    Raises:
        UsageError: The link holds no identifier and there is no title; the file does not have one
            BibTeX entry, or it is of another paper.
    """
    if bibtex:
        text, path, problems = text_of(bibtex)
        stated = given.of_bibtex(draft, text, path, today=output.today())
        print_problems([*problems, *stated.problems])
    else:
        stated = given.of_options(draft, authors, year)
    if identification.is_unidentified(stated.entry) and not stated.entry.title:
        raise UsageError(
            "nothing was written: the link holds no identifier, so the paper can only be found by "
            'its title; add `--title "..."`, or give its DOI or arXiv id instead of the link'
        )
    return stated


def _report(here: Project, work: Work, found: Found) -> None:
    """Print what is missing of the new work, and its problems; exit with the code for them."""
    finding, is_known = found.finding, not missing(work.item)
    silent = [answer for answer in found.answers if not isinstance(answer, Record)]
    reasons = [answer.reason for answer in silent]
    for reason in reasons if found.answers else [_reason(work, finding)]:
        echo(Styled(f"not resolved: {reason}", "yellow"), err=True)
    proposals = finding.proposals if finding and finding.kind != "identified" else ()
    for proposal in proposals:
        for line in output.proposal_lines(proposal):
            echo(line, err=True)
    if proposals:
        choice = f" --identifier {proposals[0].identifier}" if len(proposals) > 1 else ""
        advice = f"eyebib resolve --accept {work.citekey}{choice}"
        echo(f"hint: if it is the paper, run `{advice}`", err=True)
    elif finding and finding.kind == "not found" and not is_known:
        echo(f"hint: {identification.NOT_FOUND}", err=True)
    is_unreachable = finding is not None and finding.kind == "unreachable"
    if is_unreachable or any(isinstance(answer, Unreachable) for answer in silent):
        sys.exit(output.UNREACHABLE)
    problems = [p for p in checked.check(here) if p.location.path.stem == work.entry.stem]
    print_problems(problems)
    exit_on(problems)


def _reason(work: Work, finding: Finding | None) -> str:
    """Why no source was asked for the new work."""
    if finding is None:
        return f"no source resolves {work.entry.paper}"
    if finding.kind == "not found" and not missing(work.item):
        return identification.NO_PAPER["unchanged"]
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
