"""arXiv, through its query API: ids in batches, an Atom feed as records.

What a feed holds: https://info.arxiv.org/help/api/user-manual.html
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pybtex.database import InvalidNameString, Person

from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.model.csl import Item
from eyebib.model.identifier import Identifier, identify
from eyebib.model.name import is_et_al, is_group_name, split_suffix
from eyebib.sources.http import Answer, Question, base_url, gather, get, user_agent
from eyebib.sources.pace import Policy, SourceError, ask
from eyebib.text import clean
from eyebib.text.markup import plain

BATCH = 100

POLICY = Policy(requests=1, interval=3.0, attempts=5, total=120.0, wait=3.0, wait_max=30.0)
"""arXiv allows one request in three seconds; it answers 429 often, and not for a moment only."""

MAX_TAGS = 400_000
"""What a parsed feed takes in memory grows with its tags; 100 papers by 900 authors have fewer."""

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"

ASIDE = re.compile(r"\s*\([^()]*\)\Z")
"""`(1)`, `(MIT)`: an affiliation that stands in the name."""

WITHDRAWN = re.compile(
    r"(?i)^withdrawn\b|(?:^|[.;:,(\[] ?)(?:th(?:is|e)|our)?(?: \w+)? ?"
    r"\b(?:paper|article|manuscript|preprint|submission|work)"
    r"(?: (?:has been|have been|was|is)(?: \w+)?)? withdrawn\b"
)
"""How authors and arXiv's administrators word it; a feed has no field for it."""


def fetch(
    identifiers: Iterable[Identifier], *, today: str, mailto: str = "", policy: Policy = POLICY
) -> Iterator[Answer]:
    """Ask for arXiv ids; an answer for each as it arrives, in few requests.

    A record's identifier has the version that arXiv gave: the one that was asked for, else the
    latest. A withdrawn paper is a record with an update of type `withdrawal`.

    Args:
        identifiers: Other schemes than `arxiv` are passed over.
        today: The ISO date that the records carry.
        mailto: The user's own address, for the User-Agent.
        policy: The pace; arXiv's own by default.

    Raises:
        UsageError: The address or the base URL is none.
    """
    user_agent(mailto)  # a wrong address is refused here, not when the first answer is taken
    base_url("arxiv")
    return gather(
        questions(identifiers),
        source="arxiv",
        policy=policy,
        ask=partial(_answer, today=today, mailto=mailto, policy=policy),
        again=_again,
    )


def questions(identifiers: Iterable[Identifier]) -> Iterator[Question]:
    """The fewest requests."""
    asked = [i for i in dict.fromkeys(identifiers) if i.scheme == "arxiv"]
    for start in range(0, len(asked), BATCH):
        yield Question(identifiers=tuple(asked[start : start + BATCH]), route="first")


def _again(question: Question, missing: tuple[Identifier, ...]) -> list[Question]:
    """An id is unknown only if two feeds leave it out: arXiv sends an empty one at times."""
    return [Question(identifiers=missing, route="again")] if question.route == "first" else []


def _answer(
    question: Question, deadline: float, *, today: str, mailto: str, policy: Policy
) -> dict[Identifier, Record]:
    ids = [f"{identifier.value}{identifier.version}" for identifier in question.identifiers]
    query = urlencode({"id_list": ",".join(ids), "max_results": len(ids)})
    url = f"{base_url('arxiv')}/api/query?{query}"
    status, feed = ask(url, partial(get, mailto=mailto), policy=policy, deadline=deadline)
    if status not in {200, 400}:
        raise SourceError(f"arXiv: HTTP {status}", status=status)
    found = {record.identifier: record for record in records(feed, today=today)}
    return {i: found[i] for i in question.identifiers if i in found and _fits(i, found[i])}


def _fits(asked: Identifier, record: Record) -> bool:
    """Whether the version is the one that was asked for, if one was."""
    return not asked.version or record.identifier.version in {"", asked.version}


def records(feed: bytes, *, today: str) -> list[Record]:
    """The papers of a feed.

    Raises:
        SourceError: It is no feed, or one that reports an error (status 400).
    """
    found = []
    for entry in _parsed(feed).findall(f"{ATOM}entry"):
        link = _stated(entry, f"{ATOM}id")
        if "/api/errors" in link:
            raise SourceError(f"arXiv: {_stated(entry, f'{ATOM}summary')}", status=400)
        if (identifier := _identifier(link)) is not None:
            found.append(_record(entry, identifier, today))
    return found


def _parsed(feed: bytes) -> Element:
    """The root of a feed; document types, and with them entities, are refused."""
    try:
        xml = feed.decode()
        if xml.count("<") > MAX_TAGS:
            raise SourceError(f"arXiv: a feed of more than {MAX_TAGS:,} tags")
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise SourceError("arXiv: a feed with a document type, which may hide a bomb") from error
    except (ParseError, ValueError) as error:
        raise SourceError(f"arXiv: no readable feed: {error}") from error
    if root.tag != f"{ATOM}feed":
        raise SourceError("arXiv: the answer is no feed")
    return root


def _stated(entry: Element, tag: str) -> str:
    return (entry.findtext(tag) or "").strip()


def _identifier(link: str) -> Identifier | None:
    try:
        identifier = identify(link)
    except ValueError:
        return None
    return identifier if identifier.scheme == "arxiv" else None


def _record(entry: Element, identifier: Identifier, today: str) -> Record:
    return Record(
        identifier=identifier,
        source="arxiv",
        item=_item(entry, identifier),
        retrieved=today,
        updates=tuple(_updates(entry)),
    )


def _item(entry: Element, identifier: Identifier) -> Item:
    """A preprint as CSL; its DOI is arXiv's own at DataCite, its date that of the first version."""
    authors = entry.findall(f"{ATOM}author/{ATOM}name")
    item: Item = {
        "type": "article",
        "genre": "preprint",
        "publisher": "arXiv",
        "number": f"arXiv:{identifier.value}",
        "DOI": f"10.48550/arXiv.{identifier.value}",
        "URL": identifier.url,
        "title": plain(_stated(entry, f"{ATOM}title")),
        "author": [name for author in authors for name in names(author.text or "")],
        "issued": _date(_stated(entry, f"{ATOM}published")),
        "abstract": _abstract(_stated(entry, f"{ATOM}summary")),
        "custom": _custom(entry, identifier),
    }
    return {variable: value for variable, value in item.items() if value}


def _date(moment: str) -> csl.Date | None:
    try:
        return csl.date(moment[:10])
    except ValueError:
        return None


def _abstract(summary: str) -> str:
    """Lines are wrapped in older feeds; a paragraph starts with an indented one."""
    return "\n".join(plain(paragraph) for paragraph in re.split(r"\n\s+", summary))


def _custom(entry: Element, identifier: Identifier) -> dict[str, str]:
    """Facts that CSL has no variable for; DOI and journal are the authors' word."""
    category = entry.find(f"{ARXIV}primary_category")
    facts = {
        "primary-class": "" if category is None else category.get("term", ""),
        "version": identifier.version,
        "doi": _stated(entry, f"{ARXIV}doi"),
        "journal-ref": plain(_stated(entry, f"{ARXIV}journal_ref")),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _updates(entry: Element) -> Iterator[dict[str, str]]:
    """The withdrawal, in the shape of Crossref's updates, with arXiv's words for it as `note`."""
    words = (clean.clean(_stated(entry, tag)) for tag in (f"{ARXIV}comment", f"{ATOM}summary"))
    note = next(filter(WITHDRAWN.search, words), "")
    if note:
        date = _stated(entry, f"{ATOM}updated")[:10]
        update = {"type": "withdrawal", "doi": "", "direction": "by", "source": "arxiv"}
        yield update | {"date": date, "note": note}


def names(display: str) -> list[dict[str, str]]:
    """A display name as CSL names: `Jose Dolz and Ismail Ben Ayed` are two people.

    Where the family name begins is pybtex's guess, which takes the last word and lower-case ones
    before it; an entry's `csl.author` settles what it gets wrong.
    """
    parts = re.split(r",?\s+and\s+", clean.clean(display))
    return [_name(part) for part in parts if part and not is_et_al(part)]


def _name(display: str) -> dict[str, str]:
    if is_group_name(display):
        return {"literal": display}
    bare, suffix = split_suffix(ASIDE.sub("", display) or display)
    try:
        person = Person(bare)
    except InvalidNameString:
        return {"literal": display}
    if not person.last_names:
        return {"literal": bare}
    parts = {
        "family": " ".join(person.last_names),
        "given": " ".join([*person.first_names, *person.middle_names]),
        "non-dropping-particle": " ".join(person.prelast_names),
        "suffix": suffix or " ".join(person.lineage_names),
    }
    return {part: words for part, words in parts.items() if words}
