"""The .bcf files of biblatex."""

from pathlib import Path

import pytest

from eyebib.manuscripts import bcf
from eyebib.model.problem import EyebibError

HERE = Path("main.bcf")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = (
    '<bcf:controlfile xmlns:bcf="https://sourceforge.net/projects/biblatex">\n%s</bcf:controlfile>'
)


def control(keys: str) -> str:
    return HEAD + ROOT % f'<bcf:section number="0">\n{keys}</bcf:section>\n'


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('<bcf:citekey order="1">a</bcf:citekey><bcf:citekey>b</bcf:citekey>', ["a", "b"]),
        ('<bcf:citekey nocite="1">*</bcf:citekey>', ["*"]),
        (
            '<bcf:citekey type="set" members="a,b">set</bcf:citekey><bcf:citekey>set</bcf:citekey>',
            ["a", "b"],
        ),
        ("<bcf:citekey> a&amp;b:ü </bcf:citekey>", ["a&b:ü"]),
        ("<bcf:citekey/><bcf:datasource>refs.bib</bcf:datasource>", []),
    ],
)
def test_keys(keys: str, expected: list[str]) -> None:
    part = bcf.read(control(keys), HERE)
    assert [citation.key for citation in part.citations] == expected


def test_places() -> None:
    part = bcf.read(control('  <bcf:citekey order="1">a</bcf:citekey>\n'), HERE)
    assert [str(citation.where) for citation in part.citations] == ["main.bcf:4:26"]


def test_another_declared_encoding_does_not_matter() -> None:
    text = control("<bcf:citekey>ü</bcf:citekey>").replace("UTF-8", "US-ASCII")
    assert [citation.key for citation in bcf.read(text, HERE).citations] == ["ü"]


BOMB = """<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>
<a><bcf:citekey xmlns:bcf="b">&y;</bcf:citekey></a>"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: not a .bcf file: no element found; run LaTeX again [bcf]"),
        ("\\relax", "1:1: not a .bcf file: not well-formed (invalid token); run LaTeX again [bcf]"),
        (f"{HEAD}<a>\n<b></a>", "3:6: not a .bcf file: mismatched tag; run LaTeX again [bcf]"),
        (BOMB, "1:13: not a .bcf file: it has a document type definition [bcf]"),
        (
            '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
            "1:40: not a .bcf file: it has a document type definition [bcf]",
        ),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(EyebibError) as error:
        bcf.read(text, HERE)
    assert str(error.value) == f"main.bcf:{message}"
