"""NCBI: the DOIs of PubMed's and PubMed Central's identifiers, which Crossref does not know.

The ID converter knows the papers of PubMed Central alone
(https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/), so others are looked up with ESummary
(https://www.ncbi.nlm.nih.gov/books/NBK25499/).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from eyebib.model.identifier import Identifier, identify
from eyebib.sources.attempt import Attempt
from eyebib.sources.gather import gather
from eyebib.sources.http import (
    Host,
    NotFound,
    Question,
    Unreachable,
    base_url,
    credentials,
    get,
    user_agent,
)
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy, SourceError, ask
from eyebib.text.clean import clean

BATCH = 200
"""Identifiers in one request; the ID converter allows no more."""

POLICY = Policy(requests=3, interval=1.0)
"""NCBI's limit without an API key."""

_NAMES = {"pmcid": "PubMed Central", "pmid": "PubMed"}
_PATHS: Mapping[str, tuple[Host, str]] = {
    "converter": ("pmc", "/tools/idconv/api/v1/articles/"),
    "pmc": ("eutils", "/entrez/eutils/esummary.fcgi"),
    "pubmed": ("eutils", "/entrez/eutils/esummary.fcgi"),
}
"""The host and the path of each route; those of ESummary are named after its databases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The identifier under which a source has the record of a PubMed identifier."""

    identifier: Identifier
    target: Identifier


def translate(
    identifiers: Iterable[Identifier], *, mailto: str = "", policy: Policy | None = None
) -> Iterator[Translation | NotFound | Unreachable]:
    """Look up the DOI of each identifier in as few requests as possible.

    Args:
        identifiers: Schemes other than `pmid` and `pmcid` are skipped.
        mailto: The e-mail address of the user; NCBI asks for one, to report problems to.
        policy: The rate limit; by default `POLICY`.

    Raises:
        UsageError: The mailto or a base URL is invalid.
    """
    user_agent(mailto)  # raises for an invalid address now, not at the first answer
    for host in ("pmc", "eutils"):
        base_url(host)
    return gather(
        questions(identifiers),
        source="crossref",  # the source of the record
        policy=policy or POLICY,
        ask=partial(_translations, mailto=mailto),
        again=_again,
    )


def questions(identifiers: Iterable[Identifier]) -> Iterator[Question]:
    """The smallest set of requests for the identifiers."""
    requested = list(dict.fromkeys(identifiers))
    for route, scheme in (("converter", "pmcid"), ("pubmed", "pmid")):
        own = [identifier for identifier in requested if identifier.scheme == scheme]
        for start in range(0, len(own), BATCH):
            yield Question(identifiers=tuple(own[start : start + BATCH]), route=route)


def _again(question: Question, missing: tuple[Identifier, ...]) -> list[Question]:
    """ESummary also knows papers of PubMed Central that the ID converter has no DOI of."""
    is_converter = question.route == "converter"
    return [Question(identifiers=missing, route="pmc")] if is_converter else []


def _translations(
    question: Question, policy: Policy, deadline: float, *, mailto: str
) -> dict[Identifier, Translation | NotFound]:
    call = partial(_get, route=question.route)
    answer = ask(_url(question, mailto), call, policy=policy, deadline=deadline)
    read = _converted if question.route == "converter" else _summarized
    return dict(read(answer, question))


def _url(question: Question, mailto: str) -> str:
    host, path = _PATHS[question.route]
    values = [i.value if host == "pmc" else _number(i) for i in question.identifiers]
    query = {"tool": "eyebib"} | ({"email": mailto} if mailto else {})
    if host == "pmc":
        query |= {"ids": ",".join(values), "format": "json"}
    else:
        query |= {"db": question.route, "id": ",".join(values), "retmode": "json"}
    return f"{base_url(host)}{path}?{urlencode(query)}"


def _number(identifier: Identifier) -> str:
    """The number of an identifier, without the `PMC` of PubMed Central."""
    return identifier.value.removeprefix("PMC")


def _get(url: str, attempt: Attempt, *, route: str) -> dict[str, Any]:
    """The answer; an error in an answer with status 200 is raised here, so that it is retried."""
    status, body = get(url, attempt, auth=credentials(_PATHS[route][0]))
    if status != 200:  # not even 404 is an answer: unknown identifiers come with status 200
        raise SourceError(f"NCBI: HTTP {status}")
    answer = parse(body, "NCBI")
    if not isinstance(answer, dict):
        raise SourceError("NCBI: invalid response: no object")
    if error := answer.get("error"):  # such as "API rate limit exceeded"
        raise SourceError(f"NCBI: {clean(str(error))[:100]}", transient=True)
    if error := answer.get("esummaryresult"):  # such as "Invalid uid ... at position=0"
        raise SourceError(f"NCBI: {clean(str(error))[:100]}", status=400)
    return answer


Pairs = Iterator[tuple[Identifier, Translation | NotFound]]


def _converted(answer: Mapping[str, Any], question: Question) -> Pairs:
    """The DOIs in an answer of the ID converter, by the identifiers as they were requested."""
    records = answer.get("records")
    if answer.get("status") == "error" or not isinstance(records, list):
        raise SourceError(f"NCBI: {clean(str(answer.get('message', 'no records')))[:100]}")
    dois = {
        str(record.get("requested-id", "")).upper(): _doi(record.get("doi"))
        for record in records
        if isinstance(record, dict) and record.get("status") != "error"
    }
    for identifier in question.identifiers:
        if doi := dois.get(identifier.value):
            yield identifier, Translation(identifier=identifier, target=doi)


def _summarized(answer: Mapping[str, Any], question: Question) -> Pairs:
    """The DOIs in an answer of ESummary, and the reason why there is none."""
    result = answer.get("result")
    papers = result if isinstance(result, dict) else {}
    if not any(isinstance(papers.get(_number(i)), dict) for i in question.identifiers):
        raise SourceError("NCBI: invalid response: no papers")
    for identifier in question.identifiers:
        paper, name = papers.get(_number(identifier)), _NAMES[identifier.scheme]
        if not isinstance(paper, dict) or "error" in paper:
            yield identifier, _not_found(identifier, f"unknown to {name}")
        elif doi := _doi_of(paper):
            yield identifier, Translation(identifier=identifier, target=doi)
        else:
            advice = "give the link of its publisher, or its metadata under `csl:`"
            yield (
                identifier,
                _not_found(identifier, f"{name} states no DOI of this paper; {advice}"),
            )


def _not_found(identifier: Identifier, reason: str) -> NotFound:
    return NotFound(identifier=identifier, source="crossref", reason=reason)


def _doi_of(paper: Mapping[str, Any]) -> Identifier | None:
    ids = paper.get("articleids")
    for one in ids if isinstance(ids, list) else ():
        if isinstance(one, dict) and one.get("idtype") == "doi":
            return _doi(one.get("value"))
    return None


def _doi(value: object) -> Identifier | None:
    """The identifier of a DOI, which is that of arXiv for a DOI of arXiv; None if it is invalid."""
    try:
        identifier = identify(f"doi:{value}") if isinstance(value, str) else None
    except ValueError:
        return None
    return identifier if identifier and identifier.scheme in ("doi", "arxiv") else None
