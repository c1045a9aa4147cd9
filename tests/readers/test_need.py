import pytest

from readers.conftest import need

pytestmark = pytest.mark.readers


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
@pytest.mark.parametrize("name", ["no-such-program", "no-such-style.bst"])
def test_what_is_absent_skips_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException], name: str
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=f"{name} is not here: apt-get install {name}"):
        need(name)


def test_what_is_here_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    need("sh")
