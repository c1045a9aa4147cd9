"""The .aux files of BibTeX and biblatex."""

from pathlib import Path

import pytest

from eyebib.manuscripts import aux

HERE = Path("main.aux")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\relax \n\\citation{a}\n\\citation{b, c}\n\\bibdata{refs}\n\\bibcite{a}{1}\n", ["a", "b", "c"]),
        ("\\citation{*}\n", ["*"]),
        ("\\abx@aux@cite{a}\n\\abx@aux@cite{0}{b}\n\\abx@aux@segm{0}{0}{no}\n", ["a", "b"]),
        ("\\abx@aux@nociteall\n", ["*"]),
        ("\\citation{biblatex-control}\n\\citation{IEEEexample:BSTcontrol}\n\\citation{a}\n", ["a"]),
        ("\\@writefile{toc}{\\citation{no}}\n", []),
        ("\\citation{\n\\citation{a}", ["a"]),
        ("", []),
    ],
)  # fmt: skip
def test_keys(text: str, expected: list[str]) -> None:
    assert [citation.key for citation in aux.read(text, HERE).citations] == expected


def test_places_and_parts() -> None:
    part = aux.read("\\relax\n\\@input{sec/a.aux}\n\\citation{a, b}\n", HERE)
    assert [str(citation.where) for citation in part.citations] == [
        "main.aux:3:11",
        "main.aux:3:14",
    ]
    [inclusion] = part.inclusions
    assert (inclusion.names, str(inclusion.where)) == (("sec/a.aux",), "main.aux:2:9")
