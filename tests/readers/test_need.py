import pytest

from readers.conftest import need

pytestmark = pytest.mark.readers


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
@pytest.mark.parametrize("name", ["no-such-program", "no-such-style.bst"])
def test_missing_program_skips_the_test_and_fails_it_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException], name: str
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=f"{name} is not installed: apt-get install {name}"):
        need(name)


def test_installed_program_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    need("sh")
