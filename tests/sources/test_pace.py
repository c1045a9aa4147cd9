import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from eyebib.sources.attempt import Attempt
from eyebib.sources.pace import Policy, SourceError, UnconnectedError, ask, is_pace_dropped

FAST = Policy(
    requests=50,
    interval=0.0,
    attempts=3,
    timeout=0.5,
    total=1.0,
    wait=0.001,
    wait_max=0.01,
)


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """A URL with a host that no other test uses."""
    return f"http://{request.node.name}/works"


def failing(*errors: SourceError) -> tuple[list[float], Callable[[str, Attempt], str]]:
    """The times of the calls, and a call that raises the errors in turn, then returns the URL."""
    times: list[float] = []
    remaining: Iterator[SourceError] = iter(errors)

    def call(url: str, _: Attempt) -> str:
        times.append(time.monotonic())
        for error in remaining:
            raise error
        return url

    return times, call


def transient(retry_after: float | None = None) -> SourceError:
    return SourceError("later", transient=True, retry_after=retry_after)


def answer(url: str, call: Callable[[str, Attempt], str], policy: Policy = FAST) -> str:
    return ask(url, call, policy=policy, deadline=time.monotonic() + 5)


@pytest.mark.parametrize(
    ("errors", "calls", "is_answered"),
    [
        ([], 1, True),
        ([transient()], 2, True),
        ([transient()] * 2, 3, True),
        ([transient()] * 3, 3, False),
        ([SourceError("never")], 1, False),
        ([transient(), SourceError("never")], 2, False),
        ([transient(retry_after=60)], 1, False),
    ],
)
def test_retries(url: str, errors: list[SourceError], calls: int, is_answered: bool) -> None:  # noqa: FBT001 - a column
    times, call = failing(*errors)
    if is_answered:
        assert answer(url, call) == url
    else:
        with pytest.raises(SourceError) as failure:
            answer(url, call)
        assert failure.value is errors[-1]
    assert len(times) == calls


def test_retry_after_is_respected(url: str) -> None:
    times, call = failing(transient(retry_after=0.3))
    answer(url, call)
    assert times[1] - times[0] >= 0.3


def test_no_request_before_retry_after_has_passed(url: str) -> None:
    times, call = failing(transient(retry_after=60))
    for reason in ("later", "allowed in 60 s"):
        with pytest.raises(SourceError, match=reason):
            answer(url, call)
    assert len(times) == 1


def test_no_retry_after_the_total_time(url: str) -> None:
    times, call = failing(*[transient()] * 9)
    policy = Policy(requests=50, interval=0.0, attempts=9, total=0.5, wait=0.2, wait_max=0.2)
    began = time.monotonic()
    with pytest.raises(SourceError, match="later"):
        answer(url, call, policy)
    assert (len(times) < 4, time.monotonic() - began < 5) == (True, True)


def test_an_endless_response_is_abandoned(url: str) -> None:
    def never(_: str, attempt: Attempt) -> str:
        attempt.connected.set()
        threading.Event().wait(20)
        return ""

    began = time.monotonic()
    with pytest.raises(SourceError, match=r"no complete response within 0\.\d+ s"):
        answer(url, never, policy=replace(FAST, timeout=0.4, total=1.0))
    assert time.monotonic() - began < 10


def test_an_endless_attempt_leaves_time_for_another(url: str) -> None:
    times: list[float] = []

    def slow_once(*_: object) -> str:
        times.append(time.monotonic())
        threading.Event().wait(20 if len(times) == 1 else 0)
        return "an answer"

    patient = replace(FAST, timeout=0.2, total=5.0)
    assert (answer(url, slow_once, policy=patient), len(times)) == ("an answer", 2)


def test_no_request_after_the_deadline(url: str) -> None:
    times, call = failing()
    with pytest.raises(SourceError, match="no time left"):
        ask(url, call, policy=FAST, deadline=time.monotonic() - 1)
    assert times == []


def test_a_timeout_is_at_most_the_time_left(url: str) -> None:
    timeouts: list[float] = []
    policy = Policy(requests=50, interval=0.0, timeout=30.0, total=2.0)
    ask(url, lambda _, attempt: timeouts.append(attempt.timeout), policy=policy, deadline=math.inf)
    assert 1.5 < timeouts[0] <= 2.0


@pytest.mark.parametrize(("rounds", "calls"), [(1, 2), (2, 2)])
def test_a_redirect_is_followed_once(url: str, rounds: int, calls: int) -> None:
    times, call = failing(*[SourceError("moved", location=f"{url}/new")] * rounds)
    if rounds == 1:
        assert answer(url, call) == f"{url}/new"
    else:
        with pytest.raises(SourceError, match="moved"):
            answer(url, call)
    assert len(times) == calls


@pytest.mark.parametrize(("requests", "interval", "calls"), [(1, 0.1, 4), (3, 0.2, 8)])
def test_pace(url: str, requests: int, interval: float, calls: int) -> None:
    """Requests of several threads keep the pace, one at a time."""
    times, under_way, most = [], 0, 0

    def call(_: str, __: Attempt) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        times.append(time.monotonic())
        time.sleep(0.005)
        under_way -= 1

    policy = Policy(requests=requests, interval=interval)
    threads = [
        threading.Thread(
            target=ask, args=(url, call), kwargs={"policy": policy, "deadline": math.inf}
        )
        for _ in range(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    later = zip(times, times[requests:], strict=False)
    assert (len(times), most) == (calls, 1)
    assert all(second - first >= interval for first, second in later)


def test_other_failures_are_bugs(url: str) -> None:
    with pytest.raises(ZeroDivisionError):
        answer(url, lambda *_: str(1 / 0))


def test_a_connection_is_not_awaited_for_long(url: str) -> None:
    """The call never reports a connection; the name of the host may be under resolution."""
    ended = threading.Event()
    brief = replace(FAST, connect=0.1, timeout=20.0, total=60.0)
    began = time.monotonic()
    with pytest.raises(UnconnectedError, match=r"no connection within 0\.2 s"):
        answer(url, lambda *_: str(ended.wait(20)), brief)
    ended.set()
    assert time.monotonic() - began < 5


def test_a_failed_connection_is_retried_for_a_short_time(url: str) -> None:
    errors = [UnconnectedError("no route")] * 9
    times, call = failing(*errors)
    patient = replace(FAST, attempts=9, connect=0.5, total=60.0, wait=0.2, wait_max=0.2)
    with pytest.raises(UnconnectedError, match="no route"):
        answer(url, call, patient)
    assert 1 < len(times) < 5
    with pytest.raises(UnconnectedError, match="no connection could be made"):
        answer(url, call, patient)
    assert len(times) < 5, "the host is down for a while"


@pytest.mark.parametrize("is_early", [False, True])
def test_an_attempt_that_is_given_up_ends_its_connection(is_early: bool) -> None:  # noqa: FBT001 - a column
    """Also if the connection is made later."""
    attempt = Attempt(timeout=1.0)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(5)
        if is_early:
            attempt.give_up()
        attempt.hold(ours)
        attempt.give_up()
        assert theirs.recv(1) == b""


@pytest.mark.parametrize(
    ("host", "value", "is_dropped"),
    [
        ("127.0.0.1:8099", "0", True),
        ("127.0.0.1", "0", True),
        ("localhost:1", "0", True),
        ("LOCALHOST", "0", True),
        ("[::1]:80", "0", True),
        ("[::1]", "0", True),
        ("127.0.0.1:8099", "1", False),
        ("127.0.0.1:8099", "", False),
        ("api.crossref.org", "0", False),
        ("127.0.0.1.example.org", "0", False),
        ("localhost.example.org:80", "0", False),
        ("example.org:127", "0", False),
    ],
)
def test_the_pace_is_dropped_on_this_machine_only(
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    value: str,
    is_dropped: bool,  # noqa: FBT001 - a column
) -> None:
    monkeypatch.setenv("EYEBIB_PACE", value)
    assert is_pace_dropped(host) is is_dropped
    policy = Policy(requests=1, interval=0.2)
    times, call = failing()
    for _ in range(2):
        answer(f"http://{host}/works", call, policy)
    assert (times[1] - times[0] < 0.15) is is_dropped


def test_a_silent_host_has_less_time_when_it_is_asked_again(url: str) -> None:
    """It has not sent anything yet; a host that has is given its whole time."""
    never = threading.Event()
    policy = replace(FAST, connect=0.3, timeout=5.0, total=60.0)

    def call(_: str, attempt: Attempt) -> str:
        attempt.connected.set()
        return str(never.wait(5))

    for seconds in ("0.3", "0.1"):
        with pytest.raises(SourceError, match=rf"no answer within {seconds}\d* s"):
            answer(url, call, policy)

    def known(_: str, attempt: Attempt) -> str:
        attempt.connected.set()
        attempt.hear()
        return str(never.wait(0.5))

    assert answer(url, known, policy) == "False"
    with pytest.raises(SourceError, match="no complete response"):
        answer(url, call, replace(policy, timeout=0.4, attempts=1))
    never.set()


def test_a_redirect_to_a_host_that_is_down_leaves_the_first_host_up(url: str) -> None:
    def call(address: str, _: Attempt) -> str:
        if address == url:
            raise SourceError("moved", location=f"{url.replace('//', '//other.')}")
        raise UnconnectedError("no route")

    for reason in ("no route", "no connection could be made"):
        with pytest.raises(UnconnectedError, match=reason):
            answer(url, call, replace(FAST, connect=0.0))
    assert answer(url, lambda address, _: address) == url
