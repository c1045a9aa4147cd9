"""arXiv, through its query API: fetch ids in batches, read an Atom feed as records.

The format of the feed: https://info.arxiv.org/help/api/user-manual.html
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.model.csl import Item
from eyebib.model.identifier import Identifier, identify
from eyebib.sources.arxiv_name import names
from eyebib.sources.arxiv_withdrawal import withdrawal
from eyebib.sources.gather import gather, parts
from eyebib.sources.http import Answer, Question, base_url, credentials, get
from eyebib.sources.pace import Policy, SourceError, ask
from eyebib.text.clean import clean
from eyebib.text.encoding import repaired
from eyebib.text.markup import plain
from eyebib.text.tex_formula import of_source

BATCH = 100

POLICY = Policy(requests=1, interval=3.0, attempts=5, total=60.0, wait=3.0, wait_max=30.0)
"""arXiv allows one request every three seconds; it often returns 429, sometimes for a while."""

MAX_TAGS = 400_000
"""Bounds the memory of a parsed feed; 100 papers with 900 authors each have fewer tags."""

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"


def fetch(
    identifiers: Iterable[Identifier],
    *,
    today: str,
    mailto: str = "",  # noqa: ARG001 - the interface of a source
    policy: Policy = POLICY,
) -> Iterator[Answer]:
    """Fetch arXiv ids in as few requests as possible; yield answers as they arrive.

    The identifier of a record is the requested one; its version at arXiv, by default the latest, is
    in `custom`. A withdrawn paper is a record with an update of type `withdrawal`.

    Args:
        identifiers: Schemes other than `arxiv` are skipped.
        today: The retrieval date of new records, as an ISO date.
        mailto: The e-mail address of the user, which is not sent: arXiv asks for none.
        policy: The rate limit; that of arXiv by default.

    Raises:
        UsageError: The base URL is invalid.
    """
    base_url("arxiv")  # raises now, not at the first answer
    return gather(
        questions(identifiers),
        source="arxiv",
        policy=policy,
        ask=partial(_answer, today=today),
        again=_again,
    )


def questions(identifiers: Iterable[Identifier]) -> Iterator[Question]:
    """The smallest set of requests; two versions of a paper are in two of them."""
    ids = {i.exact: i for i in identifiers if i.scheme == "arxiv"}
    papers = list(dict.fromkeys(ids.values()))
    for start in range(0, len(papers), BATCH):
        yield Question(identifiers=tuple(papers[start : start + BATCH]), route="first")
    if versions := ids.keys() - {paper.exact for paper in papers}:
        yield from questions(ids[version] for version in sorted(versions))


def _again(question: Question, missing: tuple[Identifier, ...]) -> list[Question]:
    """One more request, as arXiv sometimes sends an empty feed; if it does twice, in parts."""
    is_empty = missing == question.identifiers
    if question.route == "first":
        return [replace(question, identifiers=missing, route="empty" if is_empty else "again")]
    return parts(question) if is_empty and question.route == "empty" else []


def _answer(
    question: Question, policy: Policy, deadline: float, *, today: str
) -> dict[Identifier, Record]:
    ids = [f"{identifier.value}{identifier.version}" for identifier in question.identifiers]
    query = urlencode({"id_list": ",".join(ids), "max_results": len(ids)})
    url = f"{base_url('arxiv')}/api/query?{query}"
    call = partial(get, auth=credentials("arxiv"))
    status, feed = ask(url, call, policy=policy, deadline=deadline)
    if status not in {200, 400}:
        raise SourceError(f"arXiv: HTTP {status}", status=status)
    papers = {record.identifier: record for record in records(feed, today=today)}
    return {i: replace(papers[i], identifier=i) for i in question.identifiers if _is_in(papers, i)}


def _is_in(papers: Mapping[Identifier, Record], identifier: Identifier) -> bool:
    """Whether the papers have the identifier in its version, if it has one."""
    version = papers[identifier].identifier.version if identifier in papers else None
    return version is not None and (not identifier.version or version in {"", identifier.version})


def records(feed: bytes, *, today: str) -> list[Record]:
    """The papers of a feed.

    Raises:
        SourceError: The feed cannot be read, or reports an error (status 400).
    """
    papers = []
    for entry in _parse(feed).findall(f"{ATOM}entry"):
        link = _text(entry, f"{ATOM}id")
        if "/api/errors" in link:
            raise SourceError(f"arXiv: {_text(entry, f'{ATOM}summary')}", status=400)
        with suppress(ValueError):  # not an arXiv id
            papers.append(_record(entry, identify(f"arxiv:{link.partition('/abs/')[2]}"), today))
    return papers


def _parse(feed: bytes) -> Element:
    """The root of a feed; a document type declaration, and so any entity, is refused."""
    try:
        xml = feed.decode()
        if xml.count("<") > MAX_TAGS:
            raise SourceError(f"arXiv: the feed has more than {MAX_TAGS:,} tags")
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise SourceError("arXiv: the feed has a forbidden document type declaration") from error
    except (ParseError, ValueError) as error:
        raise SourceError(f"arXiv: invalid feed: {error}") from error
    if root.tag != f"{ATOM}feed":
        raise SourceError("arXiv: the response is not an Atom feed")
    return root


def _text(entry: Element, tag: str) -> str:
    return repaired(entry.findtext(tag) or "").strip()


def _record(entry: Element, identifier: Identifier, today: str) -> Record:
    return Record(
        identifier=identifier,
        source="arxiv",
        item=_item(entry, identifier),
        retrieved=today,
        updates=tuple(_updates(entry)),
    )


def _item(entry: Element, identifier: Identifier) -> Item:
    """A preprint as a CSL item, with the DOI of arXiv at DataCite and the date of version 1."""
    authors = entry.findall(f"{ATOM}author/{ATOM}name")
    item: Item = {
        "type": "article",
        "genre": "preprint",
        "publisher": "arXiv",
        "number": f"arXiv:{identifier.value}",
        "DOI": f"10.48550/arXiv.{identifier.value}",
        "URL": identifier.url,
        "title": plain(_text(entry, f"{ATOM}title")),
        "author": [name for author in authors for name in names(repaired(author.text or ""))],
        "issued": _date(_text(entry, f"{ATOM}published")),
        "abstract": _abstract(_text(entry, f"{ATOM}summary")),
        "custom": _custom(entry, identifier),
    }
    return {variable: value for variable, value in item.items() if value}


def _date(moment: str) -> csl.Date | None:
    try:
        return csl.date(moment[:10])
    except ValueError:
        return None


def _abstract(summary: str) -> str:
    """The abstract, one line per paragraph: older feeds wrap lines and indent paragraphs."""
    return "\n".join(plain(paragraph) for paragraph in re.split(r"\n\s+", summary))


def _custom(entry: Element, identifier: Identifier) -> dict[str, str | list[str]]:
    """Facts without a CSL variable; the authors supply the DOI and the journal."""
    category = entry.find(f"{ARXIV}primary_category")
    facts: dict[str, str | list[str]] = {
        "primary-class": "" if category is None else category.get("term", ""),
        "version": identifier.version,
        "comment": plain(_text(entry, f"{ARXIV}comment")),
        "doi": _text(entry, f"{ARXIV}doi"),
        csl.FORMULAS: of_source(_text(entry, f"{ATOM}title")),
        "journal-ref": plain(_text(entry, f"{ARXIV}journal_ref")),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _updates(entry: Element) -> Iterator[dict[str, str]]:
    """The withdrawal, if any, in the shape of Crossref updates; `note` is the wording on arXiv."""
    comment, abstract = (clean(_text(entry, tag)) for tag in (f"{ARXIV}comment", f"{ATOM}summary"))
    if note := withdrawal(comment, abstract):
        date = _text(entry, f"{ATOM}updated")[:10]
        update = {"type": "withdrawal", "doi": "", "direction": "by", "source": "arxiv"}
        yield update | {"date": date, "note": note}
