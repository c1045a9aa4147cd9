import re
import threading
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.model.csl_shape import shape_problems
from eyebib.model.identifier import Identifier, identify
from eyebib.sources import arxiv
from eyebib.sources.http import Answer, NotFound, Unreachable
from eyebib.sources.pace import Policy, SourceError
from replay import Replay
from replay_faults import BOMB, FAULTS
from replay_sources import entry, feed
from shared import SHARED

FEEDS = SHARED / "arxiv_feeds"

ERRORS = {"arxivpy_id_abc_s0_m100.xml", "arxivdocs_manual_125.xml"}
RECORDED: list[Any] = sorted({path.name for path in FEEDS.glob("*.xml")} - ERRORS) or [
    pytest.param("", marks=pytest.mark.skip("the recorded arXiv feeds are missing"))
]

TODAY = "2026-11-23"
FAST = Policy(
    requests=1, interval=0.0, attempts=3, timeout=5.0, total=15.0, wait=0.01, wait_max=0.05
)
PAPER = {
    "id": "2405.11338",
    "title": "A\n  title",
    "authors": ["Ann Example"],
    "versions": ["2024-05-18T17:03:39Z", "2024-05-22T02:21:07Z"],
    "categories": ["cs.CV"],
    "summary": "  One\nline.\n  A paragraph with a<b.\n",
}


def fetch(links: Iterable[str | Identifier], policy: Policy = FAST) -> dict[str, Answer]:
    identifiers = [identify(link) if isinstance(link, str) else link for link in links]
    answers = list(arxiv.fetch(identifiers, today=TODAY, policy=policy))
    by_name = {str(answer.identifier): answer for answer in answers}
    assert len(by_name) == len(answers)
    return by_name


def kinds(answers: dict[str, Answer]) -> dict[str, type[Answer]]:
    return {name: type(answer) for name, answer in answers.items()}


def made(numbers: Iterable[int]) -> list[str]:
    """Ids for which the server makes up papers."""
    return [f"arxiv:2001.{number:05d}" for number in numbers]


def one(**facts: object) -> Record:
    """The record of `PAPER`, with some facts replaced."""
    text = entry(PAPER | facts, 2)
    (record,) = arxiv.records(feed([text or ""]), today=TODAY)
    return record


def test_an_item() -> None:
    record = one(doi="10.1000/x", journal_ref="Journal 1 (2025) 2")
    assert record.item == {
        "type": "article",
        "genre": "preprint",
        "publisher": "arXiv",
        "number": "arXiv:2405.11338",
        "DOI": "10.48550/arXiv.2405.11338",
        "URL": "https://arxiv.org/abs/2405.11338",
        "title": "A title",
        "author": [{"family": "Example", "given": "Ann"}],
        "issued": {"date-parts": [[2024, 5, 18]]},
        "abstract": "One line.\nA paragraph with a<b.",
        "custom": {
            "primary-class": "cs.CV",
            "version": "v2",
            "doi": "10.1000/x",
            "journal-ref": "Journal 1 (2025) 2",
        },
    }
    assert (record.identifier.version, record.retrieved, record.updates) == ("v2", TODAY, ())


def test_mojibake_is_repaired() -> None:
    item = one(title="A naÃ¯ve title", authors=["JÃ¼rgen Ex"], summary="We\u0080\u0099re.").item
    assert (item["title"], item["abstract"]) == ("A naïve title", "We’re.")
    assert item["author"] == [{"family": "Ex", "given": "Jürgen"}]


def test_formulas_of_the_title_are_kept_beside_its_text() -> None:
    item = one(title=r"$\mathcal{N}=4$ theory at $x^n$ and $x^2$").item
    assert item["title"] == "N=4 theory at x^n and x²"
    assert item["custom"]["formulas"] == [r"$\mathcal{N}=4$", "$x^n$"]


def test_an_old_id() -> None:
    record = one(id="hep-th/9901001")
    assert str(record.identifier) == "arxiv:hep-th/9901001"
    assert record.item["DOI"] == "10.48550/arXiv.hep-th/9901001"
    assert record.item["URL"] == "https://arxiv.org/abs/hep-th/9901001"


@pytest.mark.parametrize(
    ("words", "is_withdrawn"),
    [
        ("This paper has been withdrawn by the author due to an error", True),
        ("The author has withdrawn this paper due to an error", True),
        ("12 pages", False),
        ("We study drugs withdrawn from the market", False),
    ],
)
@pytest.mark.parametrize("tag", ["comment", "summary"])
def test_withdrawn(tag: str, words: str, is_withdrawn: bool) -> None:  # noqa: FBT001 - a column
    update = {
        "type": "withdrawal",
        "doi": "",
        "direction": "by",
        "source": "arxiv",
        "date": "2024-05-22",
        "note": words,
    }
    assert one(**{tag: words}).updates == ((update,) if is_withdrawn else ())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>no</html>",
        b"<feed>",
        b"no XML",
        "<feed>\u00e9</feed>".encode("latin-1"),
        "<feed/>".encode("utf-16"),
        BOMB.encode(),
        b'<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed/>',
    ],
)
def test_an_invalid_feed_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError) as failure:
        arxiv.records(body, today=TODAY)
    assert (failure.value.status, failure.value.transient) == (None, False)


@pytest.mark.parametrize(
    "body",
    [
        b"<a>" * 5_000_000,
        b"<feed>" + b"<a/>" * 4_000_000,
        b"<a>" * (arxiv.MAX_TAGS // 2) + b"</a>" * (arxiv.MAX_TAGS // 2),
        b"<a b='c'/>" * arxiv.MAX_TAGS,
    ],
)
def test_a_hostile_feed_is_refused_in_bounded_memory(body: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(SourceError):
        arxiv.records(body, today=TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150_000_000


def test_an_entry_without_facts() -> None:
    text = "<entry><id>http://arxiv.org/abs/2405.11338</id><published>soon</published></entry>"
    (record,) = arxiv.records(feed([text, "<entry><id>nonsense</id></entry>"]), today=TODAY)
    assert (record.identifier.version, record.is_complete) == ("", False)
    assert list(shape_problems(record.item)) == []


def test_the_recorded_feeds() -> None:
    if not FEEDS.exists():
        pytest.skip("the recorded arXiv feeds are missing")
    paths = sorted(FEEDS.glob("*.xml"))
    assert len(paths) == 28
    for path in paths:
        body = path.read_bytes()
        if path.name in ERRORS:
            with pytest.raises(SourceError, match="incorrect id format") as failure:
                arxiv.records(body, today=TODAY)
            assert failure.value.status == 400
        else:
            records = arxiv.records(body, today=TODAY)
            assert len(records) == body.count(b"<entry")
            assert all(record.is_complete and record.item["abstract"] for record in records)
            assert [p for record in records for p in shape_problems(record.item)] == []


def words(text: str) -> list[str]:
    """The words of a text, without formulas, which are converted to other characters."""
    return re.sub(r"\$[^$]*\$|\\.\{?.\}?", " ", " ".join(text.split())).split()


@pytest.mark.parametrize("name", RECORDED)
def test_a_recorded_feed_is_read_completely(name: str) -> None:
    """Authors are exact and in order; title, abstract, date, DOI and journal are complete."""
    body = (FEEDS / name).read_bytes()
    entries = fromstring(body).findall(f"{arxiv.ATOM}entry")
    for record, element in zip(arxiv.records(body, today=TODAY), entries, strict=True):
        item, facts = record.item, record.item["custom"]
        authors = [e.text for e in element.findall(f"{arxiv.ATOM}author/{arxiv.ATOM}name")]
        assert [csl.display_name(name) for name in item["author"]] == authors
        texts = {e.tag.rpartition("}")[2]: (e.text or "").strip() for e in element}
        assert csl.iso_date(item["issued"]) == texts["published"][:10]
        for tag, text in (("title", item["title"]), ("summary", item["abstract"])):
            missing = set(words(texts[tag])) - set(text.split())
            assert {word for word in missing if word.strip("~.,;:()-") not in text} == set()
        assert facts.get("doi", "") == texts.get("doi", "")
        assert facts.get("journal-ref", "") == " ".join(texts.get("journal_ref", "").split())
        assert texts["id"].endswith(f"{record.identifier.value}{record.identifier.version}")


def test_records(server: Replay) -> None:
    answers = fetch(["2308.07898", "2408.11227v1", "2405.11338v9", "2412.00000"])
    assert kinds(answers) == {
        "arxiv:2308.07898": Record,
        "arxiv:2408.11227": Record,
        "arxiv:2405.11338": NotFound,
        "arxiv:2412.00000": NotFound,
    }
    flair, octcube = answers["arxiv:2308.07898"], answers["arxiv:2408.11227"]
    assert isinstance(flair, Record)
    assert isinstance(octcube, Record)
    assert [csl.display_name(name) for name in flair.item["author"]] == [
        "Julio Silva-Rodríguez",
        "Hadi Chakor",
        "Riadh Kobbi",
        "Jose Dolz",
        "Ismail Ben Ayed",
    ]
    assert [csl.fact(paper.item, "version") for paper in (flair, octcube)] == ["v2", "v1"]
    assert [paper.identifier.version for paper in (flair, octcube)] == ["", "v1"]
    assert [request.target.partition("?")[2] for request in server.requests] == [
        "id_list=2308.07898,2408.11227v1,2405.11338v9,2412.00000&max_results=4",
        "id_list=2405.11338v9,2412.00000&max_results=2",
    ]


def test_a_malformed_id_loses_no_other(server: Replay) -> None:
    malformed = Identifier(scheme="arxiv", value="abc")
    answers = fetch([*made(range(5)), malformed])
    unknown = [answer for answer in answers.values() if not isinstance(answer, Record)]
    assert [(type(answer), answer.reason) for answer in unknown] == [
        (NotFound, "arXiv: incorrect id format for abc")
    ]
    assert (len(answers), len(server.requests)) == (6, 6)


def test_other_schemes_are_skipped(server: Replay) -> None:
    assert fetch(["10.1038/s41586-023-06555-x", "https://example.org/paper"]) == {}
    assert not server.requests


def test_five_hundred_ids(server: Replay) -> None:
    answers = fetch(made(range(500)))
    assert (len(answers), set(kinds(answers).values()), len(server.requests)) == (500, {Record}, 5)


def test_an_empty_feed_is_requested_again(server: Replay) -> None:
    server.misbehave("empty", source="arxiv", times=1)
    assert set(kinds(fetch(made(range(5)))).values()) == {Record}
    assert len(server.requests) == 2


def test_the_rate_limit_of_arxiv() -> None:
    assert (arxiv.POLICY.requests, arxiv.POLICY.interval) == (1, 3.0)


def test_pace(server: Replay) -> None:
    """The server counts the requests of two threads."""
    slow = replace(FAST, interval=0.2)
    halves = (made(range(200)), made(range(200, 500)))
    threads = [threading.Thread(target=fetch, args=(half, slow)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) == 5
    assert (server.most_within(0.2, "arxiv"), server.most_at_once("arxiv")) == (1, 1)


def policy(fault: str) -> Policy:
    """A policy with short timeouts for slow faults only, because a busy machine is also slow."""
    return IMPATIENT.get(fault, FAST)


IMPATIENT = {
    "stall": replace(FAST, timeout=0.2),
    "half": replace(FAST, timeout=0.2),
    "drip": replace(FAST, total=0.6),
    "headers": replace(FAST, total=0.6),
}
BRIEF = {
    *("429", "429-string", "429-seconds", "429-date", "429-long", "500", "502", "503", "504"),
    *("reset", "stall", "half", "cut"),
}
HARMLESS = {"round", "unlabelled", "gzip", "wide"}
"""A redirect to the same URL is followed once; the content type of a feed does not matter."""


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"drip", "headers", "empty"}))
def test_a_temporary_fault(server: Replay, fault: str) -> None:
    """A batch with an invalid response is requested again in halves."""
    server.misbehave(fault, source="arxiv", match="2001.00001", times=1)
    answers = kinds(fetch(made(range(3)), policy(fault)))
    assert set(answers.values()) == {Unreachable if fault == "429-long" else Record}
    assert (len(answers), server.of("crossref")) == (3, [])


@pytest.mark.parametrize(
    "fault", sorted(set(FAULTS) - BRIEF - HARMLESS - {"drip", "headers", "empty"})
)
def test_a_permanent_fault_of_one_paper(server: Replay, fault: str) -> None:
    """The other papers of the batch are not lost."""
    server.misbehave(fault, source="arxiv", match="2001.00001")
    began = time.monotonic()
    answers = kinds(fetch(made(range(3))))
    assert [answers[name] for name in made([0, 2])] == [Record] * 2
    assert answers["arxiv:2001.00001"] is (NotFound if fault == "404" else Unreachable)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("fault", ["503", "reset", "stall", "drip"])
def test_a_permanent_fault_of_one_batch(server: Replay, fault: str) -> None:
    """Only one paper is lost: the next batch is requested, and then parts of the first."""
    server.misbehave(fault, source="arxiv", match="2001.00001")
    began = time.monotonic()
    answers = kinds(fetch(made(range(120)), policy(fault)))
    lost = [name for name, kind in answers.items() if kind is Unreachable]
    assert (len(answers), lost) == (120, ["arxiv:2001.00001"])
    assert time.monotonic() - began < 10
