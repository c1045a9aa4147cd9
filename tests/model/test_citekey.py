import pytest

from eyebib.model import citekey as citekeys


@pytest.mark.parametrize("citekey", ["retfound", "ret-clip", "3d", "a--b", "con-a", "com10"])
def test_valid(citekey: str) -> None:
    assert citekeys.problem(citekey) == ""


@pytest.mark.parametrize(
    "citekey", ["", "-a", "RETFound", "a_b", "a b", "é", "../x", "con", "lpt1"]
)
def test_not_valid(citekey: str) -> None:
    assert f"`{citekey}` is not a valid citation key: " in citekeys.problem(citekey)


@pytest.mark.parametrize(
    ("name", "title", "citekey"),
    [
        ("RET-CLIP", "", "ret-clip"),
        ("", "A Foundation Model for Eyes", "a-foundation-model-for"),
        ("李", "Müller's net", "mullers-net"),
        ("", "", "paper"),
        ("CON", "", "paper-con"),
    ],
)
def test_make(name: str, title: str, citekey: str) -> None:
    assert citekeys.make(name, title) == citekey


def test_unused() -> None:
    assert citekeys.unused("a", {"b"}) == "a"
    assert citekeys.unused("a", {"a", "a-2"}) == "a-3"


def test_a_long_key_makes_a_short_file_name() -> None:
    assert citekeys.make("a" * 3000) == "a" * 100
    assert citekeys.make("-".join(["a" * 99] * 2)) == "a" * 99
