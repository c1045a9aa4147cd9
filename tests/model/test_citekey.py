import pytest

from eyebib.model import citekey as citekeys
from eyebib.model.citekey import Choice, Taken


@pytest.mark.parametrize(
    "citekey",
    [
        *("retfound", "RETFound", "3d", "_a", "a--b", "con", "Zhou_2023"),
        *("DBLP:conf/nips/VaswaniSPUJGKP17", "a.b", "a+b", "a&b", "a?b", "a<b>c"),
        "http://zotero.org/users/1/items/ABC",
    ],
)
def test_valid(citekey: str) -> None:
    assert citekeys.problem(citekey) == ""


@pytest.mark.parametrize(
    "citekey", ["", "-a", ":a", "a b", "é", "a\n", *(f"a{s}b" for s in "\\{}#%~^$,\"'")]
)
def test_not_valid(citekey: str) -> None:
    assert f"`{citekey}` is not a valid citation key: " in citekeys.problem(citekey)


@pytest.mark.parametrize("stem", ["retfound", "Zhou_2023", "a.b", "a+b", "com10", "con-a"])
def test_a_valid_stem(stem: str) -> None:
    assert citekeys.stem_problem(stem) == ""


@pytest.mark.parametrize(
    "stem", ["", "../x", "a/b", "a:b", "a?b", "-a", ".a", "é", "con", "LPT1", "nul.x", "a" * 201]
)
def test_a_stem_that_is_not_valid(stem: str) -> None:
    assert "is not a valid name for an entry: " in citekeys.stem_problem(stem)


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


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Smith2020", Choice(citekey="Smith2020")),
        ("Smith:2020", Choice(citekey="Smith:2020", file_stem="smith-2020")),
        ("con", Choice(citekey="con", file_stem="paper-con")),
        ("", Choice(citekey="a-title")),
        *(
            (
                f"a{sign}b",
                Choice(
                    citekey="a-b", message=f"LaTeX cannot cite the key `a{sign}b`; it becomes `a-b`"
                ),
            )
            for sign in '{},#%~\\" '
        ),
        (
            "aéb",
            Choice(
                citekey="aeb",
                aliases=("aéb",),
                message="LaTeX cannot cite the key `aéb`; it becomes `aeb`",
            ),
        ),
        (
            "SMITH",
            Choice(
                citekey="SMITH-2",
                aliases=("SMITH",),
                message="citation key `SMITH` is used by an entry above; this becomes `SMITH-2`",
            ),
        ),
    ],
)
def test_choose(key: str, expected: Choice) -> None:
    taken = Taken(citekeys={"smith"}, stems={"smith"})
    assert citekeys.choose(key, "A title", taken) == expected
    assert {expected.citekey.lower(), "smith"} == taken.citekeys


def test_keys_that_differ_only_in_signs_are_both_kept() -> None:
    taken = Taken()
    choices = [citekeys.choose(key, "T", taken) for key in ("a:b", "a/b", "a-b")]
    assert [choice.citekey for choice in choices] == ["a:b", "a/b", "a-b"]
    assert [choice.file_stem for choice in choices] == ["a-b", "a-b-2", "a-b-3"]
