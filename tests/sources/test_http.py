from email.utils import formatdate

import httpx2
import pytest

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import UsageError
from eyebib.sources.http import (
    MAX_BYTES,
    Answer,
    NotFound,
    Question,
    Unreachable,
    base_url,
    gather,
    get,
    refusal,
    user_agent,
)
from eyebib.sources.pace import Policy, SourceError
from replay import Replay

POLICY = Policy(requests=1, interval=0.0, failures=3)
NOON = formatdate(1_800_000_000, usegmt=True)


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("", "https://api.crossref.org"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://mirror.example/crossref", "https://mirror.example/crossref"),
    ],
)
def test_base_url(value: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_CROSSREF_URL", value)
    assert base_url("crossref") == url


@pytest.mark.parametrize(
    "value", ["api.crossref.org", "file:///etc/passwd", "ftp://a.b", "http://"]
)
def test_an_invalid_base_url(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_ARXIV_URL", value)
    with pytest.raises(UsageError, match="EYEBIB_ARXIV_URL is not a valid http"):
        base_url("arxiv")


def test_the_default_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EYEBIB_CROSSREF_URL", raising=False)
    monkeypatch.delenv("EYEBIB_ARXIV_URL", raising=False)
    assert (base_url("crossref"), base_url("arxiv")) == (
        "https://api.crossref.org",
        "https://export.arxiv.org",
    )


def test_user_agent() -> None:
    assert user_agent().startswith("eyebib")
    assert user_agent("ann@example.org").endswith(" (mailto:ann@example.org)")


@pytest.mark.parametrize("mailto", ["ann", "ann@", "an n@a.b", "a@b.c\r\nX: y", "ä@b.c"])
def test_an_invalid_mailto(mailto: str) -> None:
    with pytest.raises(UsageError, match="not a valid e-mail address"):
        user_agent(mailto)


@pytest.mark.parametrize(
    ("status", "headers", "retry_after", "transient"),
    [
        (429, {}, None, True),
        (429, {"Retry-After": "7"}, 7.0, True),
        (429, {"Retry-After": "0"}, 0.0, True),
        (503, {"Retry-After": formatdate(1_800_000_060, usegmt=True), "Date": NOON}, 60.0, True),
        (503, {"Retry-After": formatdate(1_700_000_000, usegmt=True)}, 0.0, True),
        (503, {"Retry-After": "soon"}, None, True),
        (503, {"Retry-After": "-1"}, None, True),
        (503, {"Retry-After": "Thu, 99 Jan 2099 00:00:00 GMT"}, None, True),
        (500, {}, None, True),
        (504, {}, None, True),
        (400, {}, None, False),
        (403, {}, None, False),
        (404, {}, None, False),
    ],
)
def test_refusal(
    status: int,
    headers: dict[str, str],
    retry_after: float | None,
    transient: bool,  # noqa: FBT001 - a column
) -> None:
    request = httpx2.Request("GET", "https://api.example/works")
    error = refusal(httpx2.Response(status, headers=headers, request=request))
    assert (error.status, error.retry_after, error.transient) == (status, retry_after, transient)
    assert str(error) == f"api.example: HTTP {status}"


@pytest.mark.parametrize(
    ("url", "location", "target"),
    [
        ("https://a.org/x/y", "/works/1", "https://a.org/works/1"),
        ("https://a.org/x/y", "z?q=1", "https://a.org/x/z?q=1"),
        ("http://a.org/x", "https://a.org:443/x", "https://a.org/x"),
        ("https://a.org/x", "https://A.org/y", "https://a.org/y"),
        ("https://a.org/x", "http://a.org/x", None),
        ("https://a.org/x", "https://b.org/x", None),
        ("https://a.org/x", "//b.org/x", None),
        ("https://a.org/x", "https://a.org@b.org/x", None),
        ("https://a.org/x", "https://a.org.b.org/x", None),
        ("http://a.org:8080/x", "http://a.org:9090/x", None),
        ("http://a.org/x", "file:///etc/passwd", None),
        ("http://a.org/x", "http://[", None),
    ],
)
def test_redirects_stay_within_the_host(url: str, location: str, target: str | None) -> None:
    request = httpx2.Request("GET", url)
    response = httpx2.Response(301, headers={"Location": location}, request=request)
    assert refusal(response).location == target


@pytest.mark.parametrize(
    ("fault", "reason", "transient"),
    [
        ("429", "HTTP 429", True),
        ("503", "HTTP 503", True),
        ("reset", "reset by peer", True),
        ("stall", "timed out", True),
        ("half", "timed out", True),
        ("cut", "peer closed", True),
        ("elsewhere", "HTTP 302", False),
        ("file", "HTTP 302", False),
        ("huge", "more than 20,000,000 bytes", False),
        ("compressed", "compressed", False),
    ],
)
def test_get_fails(server: Replay, fault: str, reason: str, transient: bool) -> None:  # noqa: FBT001 - a column
    server.misbehave(fault, source="arxiv")
    with pytest.raises(SourceError, match=reason) as failure:
        get(f"{server.arxiv_url}/api/query", 0.3)
    assert failure.value.transient is transient
    assert not server.of("crossref")


def test_get(server: Replay) -> None:
    status, body = get(f"{server.arxiv_url}/api/query", 5.0, mailto="ann@example.org")
    assert (status, body[:5], len(body) < MAX_BYTES) == (200, b"<?xml", True)
    assert "mailto:ann@example.org" in server.requests[0].agent


DOIS = [identify(f"10.5555/made.{number}") for number in range(8)]


def answer(identifier: Identifier) -> Record:
    return Record(identifier=identifier, source="crossref", item={"type": "book"})


def outcome(batches: list[list[int]], errors: dict[int, SourceError], missing: set[int]) -> str:
    """The answers for batches of `DOIS`, as letters (see `letter`), and the number of questions."""
    count = 0

    def ask(question: Question, _: float) -> dict[Identifier, Record]:
        nonlocal count
        count += 1
        for number, error in errors.items():
            if DOIS[number] in question.identifiers:
                raise error
        return {i: answer(i) for i in question.identifiers if DOIS.index(i) not in missing}

    def again(question: Question, rest: tuple[Identifier, ...]) -> list[Question]:
        return [Question(identifiers=rest, route="again")] if question.route == "first" else []

    questions = [Question(identifiers=tuple(DOIS[n] for n in q), route="first") for q in batches]
    answers = list(gather(questions, source="crossref", policy=POLICY, ask=ask, again=again))
    assert len(answers) == len({a.identifier for a in answers})
    return "".join(sorted(map(letter, answers))) + f" {count}"


def letter(answer: Answer) -> str:
    """Found, unknown, or unreachable (`x`)."""
    letters = {Record: "f", NotFound: "u", Unreachable: "x"}
    return f"{DOIS.index(answer.identifier)}{letters[type(answer)]}"


LATER = SourceError("later", transient=True)
NEVER = SourceError("no JSON")
MALFORMED = SourceError("malformed", status=400)
UNKNOWN = SourceError("unknown", status=404)
FORBIDDEN = SourceError("forbidden", status=403)


@pytest.mark.parametrize(
    ("batches", "errors", "missing", "result"),
    [
        ([[0, 1], [2]], {}, set(), "0f1f2f 2"),
        ([[0, 1], [2]], {}, {1}, "0f1u2f 3"),
        ([[0, 1], [2]], {0: LATER}, set(), "0x1x2f 2"),
        ([[0, 1, 2, 3]], {0: NEVER}, set(), "0x1f2f3f 5"),
        ([[0, 1, 2, 3]], {2: MALFORMED}, set(), "0f1f2u3f 5"),
        ([[0], [1]], {0: UNKNOWN}, set(), "0u1f 2"),
        ([[0], [1]], {0: FORBIDDEN}, set(), "0x1f 2"),
        ([[0], [1], [2], [3], [4]], {0: LATER, 1: LATER, 2: LATER}, set(), "0x1x2x3x4x 3"),
        ([[0], [1], [2], [3], [4]], {0: LATER, 1: LATER, 3: LATER}, set(), "0x1x2f3x4f 5"),
        ([[0, 1, 2, 3, 4, 5, 6, 7]], dict.fromkeys(range(8), NEVER), set(), "0x1x2x3x4x5x6x7x 3"),
        ([[0], [1], [2], [3], [4]], dict.fromkeys(range(4), UNKNOWN), set(), "0u1u2u3u4f 5"),
        ([[0, 1]], dict.fromkeys(range(2), UNKNOWN), set(), "0u1u 3"),
    ],
)
def test_gather(
    batches: list[list[int]], errors: dict[int, SourceError], missing: set[int], result: str
) -> None:
    assert outcome(batches, errors, missing) == result


def test_answers_are_yielded_as_they_arrive() -> None:
    sent: list[Question] = []

    def ask(question: Question, _: float) -> dict[Identifier, Record]:
        sent.append(question)
        return {i: answer(i) for i in question.identifiers}

    questions = [Question(identifiers=(doi,), route="") for doi in DOIS]
    answers = gather(questions, source="crossref", policy=POLICY, ask=ask, again=lambda *_: [])
    assert (next(answers).identifier, len(sent)) == (DOIS[0], 1)
