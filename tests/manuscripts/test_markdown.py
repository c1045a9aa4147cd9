"""Markdown for pandoc and Quarto; pandoc itself is asked in tests/readers/test_manuscripts.py."""

from pathlib import Path

import pytest

from eyebib.manuscripts import markdown

HERE = Path("paper.md")


def keys(text: str, name: str = "paper.md") -> list[str]:
    return [citation.key for citation in markdown.read(text, Path(name)).citations]


CITATIONS = [
    ("As @a says [see @b, p. 3; also -@c].", ["a", "b", "c"]),
    ("@a's, (@b) \"@c\" *@d* [@e]: -@f", ["a", "b", "c", "d", "e", "f"]),
    ("@{https://x.org/a_(b)} and @{a.}", ["https://x.org/a_(b)", "a."]),
    ("@Foo_bar.baz. @Foo--bar @a:b;c @p?q @doi:10.1000/x_y, @b<c>", ["Foo_bar.baz", "Foo", "a:b", "p?q", "doi:10.1000/x_y", "b<c"]),
    ("@https://a.org/b.", ["https://a.org/b"]),
    ("mail a@b.org or a.@c, \\@d", []),
    ("@{a b} @ @, @-x", []),
    ("`@no` ``x ` @no`` @a `open @b", ["a", "b"]),
    ("<!-- @no\n\n@no --> @a <a href='mailto:@no'>x</a> <x@no.org>", ["a"]),
    ("[x](https://a.org/@no) <https://a.org/@no> https://medium.com/@no/x @a", ["a"]),
    ("$x@no$ $$\n@no\n$$ cost $5 and @a costs $6", ["a"]),
    ("[@a]{data-x='@no'} ::: {#x .y z='@no'}\n@b\n:::", ["a", "b"]),
    ("```\n@no\n```\n@a\n~~~ {.r}\n@no\n~~~\n", ["a"]),
    ("@a\n\n    @no\n\n    @no\n\n@b", ["a", "b"]),
    ("@a\n    @b", ["a", "b"]),
    ("- x\n\n    @a\n\n1.  x\n\n    @b\n\nx\n\n    @no", ["a", "b"]),
    ("[^1]: x\n\n    @a", ["a"]),
    ("> @a\n\n| x |\n|---|\n| @b |\n\n# Head @c", ["a", "b", "c"]),
    ("---\ntitle: On @a\nnocite: |\n  @b, @c\n# @no\n---\n@d", ["a", "b", "c", "d"]),
    ("@é1 @1a @_b", ["é1", "1a", "_b"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITATIONS)
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize("text", ["---\nnocite: '@*'\n---\nx", "---\nnocite: |\n  @*\n...\nx"])
def test_a_document_that_cites_everything(text: str) -> None:
    assert keys(text) == ["*"]


def test_a_star_in_text_cites_nothing() -> None:
    assert keys("**bold @**") == []


def test_references_to_parts_of_the_document() -> None:
    text = "@fig-a @tbl-b @sec-c @eq-d @Fig-e [-@fig-f] @fig:g @figure-h @thm-i"
    assert keys(text) == ["figure-h", "thm-i"]
    assert keys(text, "paper.qmd") == ["fig:g", "figure-h"]


def test_places() -> None:
    part = markdown.read("---\nx: y\n---\n\nsee [@a;\n@{b}]", HERE)
    assert [str(citation.where) for citation in part.citations] == ["paper.md:5:7", "paper.md:6:3"]


def test_included_files() -> None:
    part = markdown.read("{{< include _a.qmd >}}\n\n```\n{{< include no.qmd >}}\n```\n", HERE)
    assert [inclusion.names for inclusion in part.inclusions] == [("_a.qmd",)]
