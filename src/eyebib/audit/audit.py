"""Audits the references of a .bib file: asks the sources in as few requests as possible."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from eyebib.audit import note
from eyebib.audit.evidence import Evidence, matched
from eyebib.audit.finding import Finding
from eyebib.audit.judge import is_settled, judge
from eyebib.importers.bibtex_reference import Reference
from eyebib.matching.author import families
from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.resolver.searches import Searches
from eyebib.sources import answers, arxiv_titles
from eyebib.sources.http import Answer
from eyebib.sources.pace import SourceError


@dataclass(slots=True, kw_only=True)
class _Case:
    """A reference, and what is known about it so far."""

    reference: Reference
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def is_settled(self) -> bool:
        """Whether no search can say more."""
        return is_settled(self.reference, self.evidence)


def audit(
    references: Sequence[Reference],
    searches: Searches,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Finding]:
    """The finding for each reference, in their order.

    Args:
        references: The references of one or more files.
        searches: How the sources are asked.
        advance: Is told how many more references are settled.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid.
    """
    cases = [_Case(reference=reference) for reference in references]
    _look_up(cases, searches)
    waiting = [case for case in cases if not case.is_settled]
    advance(len(cases) - len(waiting))
    _search_crossref(waiting, searches, advance)
    _search_arxiv([case for case in waiting if not case.is_settled], searches, advance)
    findings = [judge(case.reference, case.evidence, today=searches.today) for case in cases]
    noted = [
        note.with_published(one, case.evidence) for one, case in zip(findings, cases, strict=True)
    ]
    return list(note.with_duplicates(noted))


def identifiers(reference: Reference) -> list[Identifier]:
    """The identifiers of a reference that a source can be asked for."""
    entry = reference.entry
    pmids = [
        Identifier(scheme=scheme, value=str(entry.csl[scheme.upper()]))
        for scheme in ("pmid", "pmcid")
        if entry.csl.get(scheme.upper())
    ]
    own = [i for i in entry.identifiers if i.scheme != "url"]
    return list(dict.fromkeys(own or pmids))


def _look_up(cases: Sequence[_Case], searches: Searches) -> None:
    """Ask for all identifiers, and then for the versions of record that preprints name."""
    known = _answers((i for case in cases for i in identifiers(case.reference)), searches)
    stated: dict[int, list[Identifier]] = {}
    for number, case in enumerate(cases):
        own = tuple(known[i] for i in identifiers(case.reference) if i in known)
        records = (answer for answer in own if isinstance(answer, Record))
        found = tuple(matched(case.reference, record, is_own=True) for record in records)
        case.evidence = Evidence(answers=own, matches=found)
        stated[number] = [s.identifier for s in note.published(case.reference, case.evidence)]
    more = {i for each in stated.values() for i in each} - known.keys()
    known |= _answers(more, searches)
    for number, case in enumerate(cases):
        others = [known.get(identifier) for identifier in stated[number]]
        related = [matched(case.reference, one) for one in others if isinstance(one, Record)]
        case.evidence = replace(case.evidence, matches=(*case.evidence.matches, *related))


def _answers(wanted: Iterable[Identifier], searches: Searches) -> dict[Identifier, Answer]:
    found = answers.fetch(wanted, today=searches.today, mailto=searches.mailto, use=searches.use)
    return {answer.identifier: answer for answer in found}


def _search_crossref(
    cases: Sequence[_Case], searches: Searches, advance: Callable[[int], None]
) -> None:
    for words, group in _grouped(cases, _words).items():
        try:
            records = [hit.record for hit in searches.crossref(words)]
        except SourceError as error:
            for case in group:
                case.evidence = case.evidence.without(str(error))
            continue
        for case in group:
            case.evidence = case.evidence.after("Crossref", case.reference, records)
            advance(case.is_settled)


def _grouped(cases: Sequence[_Case], what: Callable[[Reference], str]) -> dict[str, list[_Case]]:
    """The cases by what is searched for, because files have duplicates."""
    groups: dict[str, list[_Case]] = {}
    for case in cases:
        groups.setdefault(what(case.reference), []).append(case)
    return groups


def _words(reference: Reference) -> str:
    entry = reference.entry
    author = (families(dict(entry.csl)) or [""])[0]
    return " ".join(filter(None, [entry.title, author, str(csl.year(entry.csl) or "")]))


def _search_arxiv(
    cases: Sequence[_Case], searches: Searches, advance: Callable[[int], None]
) -> None:
    waiting = _grouped(cases, lambda reference: reference.entry.title)
    for title, papers in arxiv_titles.search([*waiting], today=searches.today, use=searches.use):
        for case in waiting[title]:
            if isinstance(papers, SourceError):
                case.evidence = case.evidence.without(str(papers))
            else:
                case.evidence = case.evidence.after("arXiv", case.reference, papers)
            advance(1)
