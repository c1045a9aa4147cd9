"""The verdict on a reference by the evidence about it."""

from dataclasses import replace

from eyebib.audit import conclusion, place
from eyebib.audit.evidence import Evidence, Match
from eyebib.audit.finding import Finding
from eyebib.importers.bibtex_reference import Reference
from eyebib.matching.compare import claimed_venue, years_of
from eyebib.matching.title import content, words
from eyebib.model import csl

_UNLISTED = frozenset(
    """
    artifactdataset artifactsoftware audio book booklet collection dataset electronic image
    jurisdiction legislation letter manual mastersthesis movie mvbook online patent periodical
    phdthesis proceedings report software standard techreport thesis unpublished video webpage www
    """.split()
)
"""Entry types of works that Crossref and arXiv list only in part."""

_WORDS, _TELLING = 4, 3
"""Words of a title, and those that say what it is about, by which a work is known even if its
authors are others."""

_NO_TITLE = "it has no title"
_NOT_LISTED = "no source lists all books, theses, reports, software and web pages"


def judge(reference: Reference, evidence: Evidence, *, today: str) -> Finding:
    """The verdict by what is known so far; `today` is an ISO date."""
    if not reference.entry.title:
        return conclusion.not_checkable(reference, _NO_TITLE)
    match = _meant(reference, evidence)
    finding = _found(reference, evidence, match) if match else _missed(reference, evidence)
    return _with_future(finding, int(today[:4]))


def is_settled(reference: Reference, evidence: Evidence) -> bool:
    """Whether no search can say more about a reference."""
    if not reference.entry.title or is_unlisted(reference):
        return True
    if evidence.works:
        return not all(match.comparison.unconfirmed for match in evidence.works)
    return any(_is_mistitled(match) and _is_placed(reference, match) for match in evidence.own)


def is_unlisted(reference: Reference) -> bool:
    """Whether the reference is of a kind that the sources list only in part."""
    people = reference.entry.csl.get("author", ())
    has_people = any(not csl.is_group(name) for name in people)
    is_paper = has_people and _is_telling(reference) and "url" not in reference.fields
    return reference.kind in _UNLISTED or (reference.kind == "misc" and not is_paper)


def _meant(reference: Reference, evidence: Evidence) -> Match | None:
    """The record of the work that the reference means; None if there is none."""
    if evidence.works:
        return min(evidence.works, key=lambda match: _rank(reference, match))
    if mistitled := next(filter(_is_mistitled, evidence.own), None):
        return replace(mistitled, is_certain=_is_placed(reference, mistitled))
    if evidence.own or evidence.unregistered or evidence.silent:
        return None
    return next((m for m in evidence.matches if _has_other_authors(reference, m)), None)


def _rank(reference: Reference, match: Match) -> tuple[bool | int, ...]:
    """False comes first: a record that says the same, then a published version if one is named."""
    return (
        not match.agrees,
        match.is_preprint and bool(claimed_venue(reference.entry.csl)),
        len(match.comparison.disagreements),
        len(match.comparison.unconfirmed),
        not match.is_own,
    )


def _is_mistitled(match: Match) -> bool:
    """Whether only the title of the reference is not that of its own identifier."""
    return match.authors == "same" and match.wrong == {"title"}


def _is_placed(reference: Reference, match: Match) -> bool:
    """Whether both state the volume or the pages."""
    own, theirs = reference.entry.csl, match.record.item
    return any(own.get(name) and theirs.get(name) for name in ("volume", "page"))


def _has_other_authors(reference: Reference, match: Match) -> bool:
    """Whether a work has the whole title, the year and the venue, but not the authors."""
    is_dated = not match.wrong & {"year", "venue"}
    return match.title == "same" and _is_telling(reference) and is_dated


def _is_telling(reference: Reference) -> bool:
    title = reference.entry.title
    return len(words(title)) >= _WORDS and len(content(title)) >= _TELLING


def _found(reference: Reference, evidence: Evidence, match: Match) -> Finding:
    """The finding for a reference whose work is known."""
    others = [one for one in evidence.own if one is not match and not one.is_work]
    is_own = match.is_own or any(one.is_work for one in evidence.own)
    if others and not is_own:
        return conclusion.other_work(reference, others[0], match)
    if evidence.unregistered and not is_own:
        return conclusion.unregistered(reference, evidence, match)
    finding = conclusion.compared(reference, match, [] if _is_mistitled(match) else others)
    if finding.verdict == "cannot-confirm" and evidence.silent:
        return conclusion.not_asked(reference, evidence)
    return finding


def _missed(reference: Reference, evidence: Evidence) -> Finding:
    """The finding for a reference whose work is not known."""
    if evidence.own:
        return conclusion.other_work(reference, evidence.own[0], None)
    if evidence.unregistered:
        return conclusion.unregistered(reference, evidence, None)
    if evidence.silent:
        return conclusion.not_asked(reference, evidence)
    if evidence.unreadable:
        return conclusion.unreadable(reference, evidence.unreadable[0])
    if is_unlisted(reference):
        return conclusion.not_checkable(reference, _NOT_LISTED)
    return conclusion.not_found(reference, evidence)


def _with_future(finding: Finding, this_year: int) -> Finding:
    """The finding with the year as wrong if it is after the next one and no record states it."""
    reference, record = finding.reference, finding.record
    year = csl.year(reference.entry.csl) or 0
    years = years_of(record) if record else []
    if year <= this_year + 1 or year in years or "year" in finding.fields:
        return finding
    value = str(csl.year(record.item) or "") if record else ""
    difference = place.wrong(reference, "year", f"year: {year} is in the future", value)
    is_known = finding.verdict in ("confirmed", "cannot-confirm")
    return replace(
        finding,
        verdict="differs" if is_known else finding.verdict,
        differences=(*finding.differences, difference),
        problems=(*finding.problems, difference.problem),
    )
