"""Typst. What the compiler says of these rows was compared by hand with Typst 0.15."""

from pathlib import Path

import pytest

from eyebib.manuscripts import typst

HERE = Path("paper.typ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See @a, @b[p. 3] and @c. (@d)", ["a", "b", "c", "d"]),
        ("@a-b: @a.b:c_d. *@e*", ["a-b", "a.b:c_d", "e"]),
        ('"@a" \\@no x@b', ["a", "b"]),
        ('#cite(<a>) #cite(<b>, form: "prose") #cite(form: "prose", <c>)', ["a", "b", "c"]),
        ('#cite(label("a/b"))', ["a/b"]),
        ("#let f(x) = cite(<a>)\n#{ let y = [@b]; cite(<c>) }", ["a", "b", "c"]),
        ("// @no\n@a /* @no /* @no */ @no */ @b", ["a", "b"]),
        ("`@no` ```typ @no``` ```` ``` @no ```` ``@a", ["a"]),
        ("https://x.org/@no @a //@no", ["a"]),
        ('$x + #cite(<a>) \\$ "@no"$ @b', ["a", "b"]),
        ('#link("mailto:a@no")[@a] #footnote[@b] #text(font: "@no")[x]', ["a", "b"]),
        ("#figure([x], caption: [C @a]) <fig> @b", ["a", "b"]),
        ("#if true [@a] else [@b]\n#show <x>: set text(red)\n@c", ["a", "b", "c"]),
        ("#x.at(0).foo(<no>) #ref(<no>) @a", ["a"]),
        ('#bibliography("a.bib", full: true) @a', ["*", "a"]),
        ("#text(full: true)[@a]", ["a"]),
        ("#let x = (1,\n  2)\n@a", ["a"]),
        ("@ @. #[@a] ] @b", ["a", "b"]),
        ("/* @no", []),
        ("`@no", []),
    ],
)  # fmt: skip
def test_keys(text: str, expected: list[str]) -> None:
    assert [citation.key for citation in typst.read(text, HERE).citations] == expected


def test_labels() -> None:
    text = "= Head <a>\n#figure([x]) <b:c>\n#ref(<no>) #cite(<no>)\n// <no>\n$x$ <d>\n"
    assert typst.read(text, HERE).labels == {"a", "b:c", "d"}


def test_places() -> None:
    part = typst.read('x @a\n #cite(<b>)\n#cite(label("c"))', HERE)
    assert [str(citation.where) for citation in part.citations] == [
        "paper.typ:1:4",
        "paper.typ:2:9",
        "paper.typ:3:14",
    ]


def test_included_files() -> None:
    part = typst.read('#include "a.typ"\n#import "no.typ": x\n#{ include "/b.typ" }', HERE)
    assert [(one.names, one.base) for one in part.inclusions] == [
        (("a.typ",), "own"),
        (("b.typ",), "main"),
    ]
