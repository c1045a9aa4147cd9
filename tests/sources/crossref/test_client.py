import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import UsageError
from eyebib.sources.crossref import client
from eyebib.sources.http import Answer, NotFound, Unreachable
from eyebib.sources.pace import Policy
from replay import Replay
from replay_faults import FAULTS

TODAY = "2026-11-23"
FAST = Policy(
    requests=1, interval=0.0, attempts=3, timeout=5.0, total=15.0, wait=0.01, wait_max=0.05
)
RETFOUND = "doi:10.1038/s41586-023-06555-x"
FLAIR = "pii:S1361841524002822"


def made(numbers: Iterable[object]) -> list[Identifier]:
    """DOIs for which the server makes up works."""
    return [identify(f"doi:10.5555/made.{number}") for number in numbers]


def fetch(links: Iterable[str | Identifier], policy: Policy = FAST) -> dict[str, Answer]:
    identifiers = [identify(link) if isinstance(link, str) else link for link in links]
    answers = list(client.fetch(identifiers, today=TODAY, policy=policy))
    by_name = {str(answer.identifier): answer for answer in answers}
    assert len(by_name) == len(answers)
    return by_name


def kinds(answers: dict[str, Answer]) -> dict[str, type[Answer]]:
    return {name: type(answer) for name, answer in answers.items()}


def test_a_record(server: Replay) -> None:
    record = fetch([RETFOUND, *made([1])])[RETFOUND]
    assert isinstance(record, Record)
    assert (record.source, record.retrieved) == ("crossref", TODAY)
    assert record.item["title"] == (
        "A foundation model for generalizable disease detection from retinal images"
    )
    assert (len(record.item["author"]), record.item["volume"]) == (95, "622")
    assert server.requests[0].target == (
        "/works?filter=doi:10.1038/s41586-023-06555-x,doi:10.5555/made.1&rows=2"
    )


@pytest.mark.parametrize(
    ("link", "title", "target"),
    [
        (
            "10.1038/S41586-023-06555-X",
            "A foundation model for generalizable disease detection from retinal images",
            "/works/10.1038/S41586-023-06555-X",
        ),
        ("10.5555/made.1,2", "Made-up work 1,2", "/works/10.5555/made.1,2"),
        ("10.1056/AIoa2300221", "Development and Validation of", "/works/10.1056/AIoa2300221"),
        (
            "https://www.sciencedirect.com/science/article/abs/pii/S1361841524002822",
            "A Foundation Language-Image Model of the Retina (FLAIR)",
            "/works?filter=alternative-id:S1361841524002822&rows=1",
        ),
    ],
)
def test_one_request_for_one_work(server: Replay, link: str, title: str, target: str) -> None:
    identifier = identify(link)
    (record,) = fetch([link]).values()
    assert isinstance(record, Record)
    assert record.identifier == identifier
    assert record.item["title"].startswith(title)
    assert [request.target for request in server.requests] == [target]


def test_a_doi_is_percent_encoded(server: Replay) -> None:
    doi = "10.1002/(SICI)1097<1::AID>3.0.CO;2-#?%2F"
    server.library.works[doi.lower()] = {"DOI": doi, "title": ["Odd"], "type": "book"}
    identifier = Identifier(scheme="doi", value=doi)
    both = list(client.fetch([identifier, *made([1])], today=TODAY, policy=FAST))
    (alone,) = client.fetch([identifier], today=TODAY, policy=FAST)
    assert [type(answer) for answer in (*both, alone)] == [Record] * 3
    assert server.requests[-1].target == f"/works/{doi}"


def test_unknown_identifiers(server: Replay) -> None:
    """A PII that is missing from a list is requested as a DOI."""
    answers = fetch(
        [RETFOUND, "10.1234/unknown", "10.5678/unknown", FLAIR, "pii:S0000000000000000"]
    )
    assert kinds(answers) == {
        RETFOUND: Record,
        "doi:10.1234/unknown": NotFound,
        "doi:10.5678/unknown": NotFound,
        FLAIR: Record,
        "pii:S0000000000000000": NotFound,
    }
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("pii", "work"),
    [
        (
            "pii:S0140673600633561",
            {
                "DOI": "10.1016/s0140-6736(00)63356-1",
                "alternative-id": ["S0140-6736(00)63356-1"],
            },
        ),
        ("pii:004060909290068M", {"DOI": "10.1016/0040-6090(92)90068-m"}),
        ("pii:016953478790036X", {"DOI": "10.1016/0169-5347(87)90036-X"}),
    ],
)
def test_a_pii_in_its_printed_form(server: Replay, pii: str, work: dict[str, Any]) -> None:
    server.library.works[work["DOI"].lower()] = {"type": "journal-article", "title": ["T"]} | work
    answers = fetch([FLAIR, pii])
    assert kinds(answers) == {FLAIR: Record, pii: Record}
    assert len(server.requests) == 2


def test_a_pii_of_a_book_has_no_printed_form(server: Replay) -> None:
    answers = fetch([FLAIR, "pii:B9780123749200000013"])
    assert kinds(answers) == {FLAIR: Record, "pii:B9780123749200000013": NotFound}
    assert [request.target for request in server.requests[1:]] == [
        "/works?filter=alternative-id:B9780123749200000013&rows=1"
    ]


def test_a_renamed_doi(server: Replay) -> None:
    """A redirect within the host is followed once; the answer has the new DOI."""
    server.library.moved["10.1234/old"] = RETFOUND.removeprefix("doi:")
    (record,) = fetch(["doi:10.1234/old"]).values()
    assert isinstance(record, Record)
    assert str(record.identifier) == "doi:10.1234/old"
    assert record.item["DOI"] == RETFOUND.removeprefix("doi:")
    assert len(server.requests) == 2


def test_an_answer_for_another_doi_is_ignored(server: Replay) -> None:
    other = server.library.works.pop(RETFOUND.removeprefix("doi:"))
    server.library.works["10.1234/x"] = other
    assert kinds(fetch(["10.1234/x"])) == {"doi:10.1234/x": NotFound}


def test_a_former_doi_is_accepted(server: Replay) -> None:
    work = {"DOI": "10.1234/new", "aliases": ["10.1234/OLD"], "title": ["New"], "type": "book"}
    server.library.works["10.1234/old"] = work
    assert kinds(fetch(["10.1234/old"])) == {"doi:10.1234/old": Record}


def test_other_schemes_are_skipped(server: Replay) -> None:
    assert fetch(["arxiv:2405.11338", "https://example.org/paper"]) == {}
    assert not server.requests


def test_each_identifier_is_requested_once(server: Replay) -> None:
    assert len(fetch([*made([1, 1, 2]), "10.5555/MADE.2"])) == 2
    assert server.requests[0].target.count("doi:") == 2


@pytest.mark.parametrize("mailto", ["ann", "a@b.c\n"])
def test_an_invalid_mailto_is_refused_immediately(mailto: str) -> None:
    with pytest.raises(UsageError):
        client.fetch([], today=TODAY, mailto=mailto)


@pytest.mark.parametrize(("mailto", "pool"), [("", "public"), ("ann@example.org", "polite")])
def test_user_agent(server: Replay, mailto: str, pool: str) -> None:
    list(client.fetch(made([1]), today=TODAY, mailto=mailto, policy=FAST))
    agent = server.requests[0].agent
    assert ("eyebib" in agent, f"(mailto:{mailto})" in agent) == (True, pool == "polite")


def test_the_rate_limits_of_crossref() -> None:
    polite, public = client.POLITE, client.PUBLIC
    assert (polite.requests, polite.interval) == (3, 1.0)
    assert (public.requests, public.interval) == (1, 1.0)


def test_a_thousand_dois(server: Replay) -> None:
    answers = fetch(made(range(1000)))
    assert set(kinds(answers).values()) == {Record}
    assert (len(answers), len(server.requests)) == (1000, 25)


@pytest.mark.parametrize(("requests", "interval", "dois"), [(3, 0.4, 300), (1, 0.2, 160)])
def test_pace(server: Replay, requests: int, interval: float, dois: int) -> None:
    """The server counts the requests of two threads."""
    slow = replace(FAST, requests=requests, interval=interval)
    halves = (range(dois // 2), range(dois // 2, dois))
    threads = [threading.Thread(target=fetch, args=(made(half), slow)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) >= dois / client.BATCH
    assert server.most_within(interval, "crossref") <= requests
    assert server.most_at_once("crossref") == 1


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
    *("429", "429-string", "429-seconds", "429-date", "500", "502", "503", "504"),
    *("reset", "stall", "half", "cut"),
}
"""Faults that are retried: nothing is lost if they are temporary."""
HARMLESS = {"round", "unlabelled", "gzip", "wide"}
"""A redirect to the same URL is followed once; the content type of an answer does not matter."""
UNKNOWN = {"400", "404"}
"""The answers of Crossref about a DOI that it does not know."""


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"drip", "headers", "empty"}))
def test_a_temporary_fault(server: Replay, fault: str) -> None:
    server.misbehave(fault, match="/works/", times=1)
    answers = kinds(fetch([RETFOUND, *made([1, "2,3"])], policy(fault)))
    kind = NotFound if fault in UNKNOWN else Unreachable
    assert answers == {
        RETFOUND: Record,
        "doi:10.5555/made.1": Record,
        "doi:10.5555/made.2,3": Record if fault in BRIEF | HARMLESS else kind,
    }
    assert not server.of("arxiv")


@pytest.mark.parametrize(
    "fault", ["429", "429-string", "503", "reset", "stall", "cut", "drip", "headers", "round"]
)
def test_a_permanent_fault(server: Replay, fault: str) -> None:
    """Only that request is lost, within its time limit and without an exception."""
    server.misbehave(fault, match="/works/")
    began = time.monotonic()
    answers = kinds(fetch([RETFOUND, *made([1, "2,3"])], policy(fault)))
    assert answers == {
        RETFOUND: Record,
        "doi:10.5555/made.1": Record,
        "doi:10.5555/made.2,3": Unreachable,
    }
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("fault", ["html", "truncated", "deep", "elsewhere", "charset"])
def test_a_fault_of_one_record_loses_no_other(server: Replay, fault: str) -> None:
    server.misbehave(fault, match="made.7")
    answers = kinds(fetch(made(range(40))))
    lost = [name for name, kind in answers.items() if kind is not Record]
    assert (len(answers), lost) == (40, ["doi:10.5555/made.7"])


def test_a_doi_alone_is_found_by_a_former_name(server: Replay) -> None:
    server.library.moved["10.1234/old"] = RETFOUND.removeprefix("doi:")
    dois = [identify("10.1234/old"), identify("10.1234/unknown"), *made([1])]
    answers = list(client.fetch_singly(dois, today=TODAY, policy=FAST))
    assert [type(answer) for answer in answers] == [Record, NotFound, Record]
    assert len(server.requests) == 4


def test_a_refused_batch_is_split(server: Replay) -> None:
    """Crossref refuses a batch for one malformed DOI: HTTP 400, with a list as the message."""
    malformed = Identifier(scheme="doi", value="abc")
    answers = fetch([*made(range(39)), malformed])
    unknown = [name for name, answer in answers.items() if not isinstance(answer, Record)]
    assert (len(answers), unknown) == (40, ["doi:abc"])
    assert isinstance(answers["doi:abc"], NotFound)
    assert len(server.requests) <= 13


def test_requests_to_a_host_that_is_down_stop(server: Replay) -> None:
    server.misbehave("503")
    answers = kinds(fetch(made(range(1000))))
    assert set(answers.values()) == {Unreachable}
    assert (len(answers), len(server.requests)) == (1000, FAST.attempts * FAST.failures)


def test_a_missing_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_CROSSREF_URL", "http://127.0.0.1:9")
    assert kinds(fetch([RETFOUND])) == {RETFOUND: Unreachable}


def test_all_requests_end_within_the_time_limit(server: Replay) -> None:
    server.misbehave("stall")
    brief = replace(FAST, timeout=0.2, overall=0.5, failures=100)
    began = time.monotonic()
    answers = kinds(fetch(made(range(1000)), brief))
    assert (len(answers), set(answers.values())) == (1000, {Unreachable})
    assert time.monotonic() - began < 10
