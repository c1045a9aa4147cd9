"""Where the entries and fields of a .bib file are, whatever its syntax and line ends."""

from pathlib import Path

import pytest

from eyebib.importers.bibtex_reference import references
from eyebib.importers.bibtex_span import spans

HERE = Path("a.bib")


def found(text: str) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """The text of each entry, its key, and the name, value and kind of each field."""
    return [
        (
            text[entry.start : entry.end],
            entry.key,
            [
                (field.name, text[field.value_start : field.value_end], field.is_single)
                for field in entry.fields
            ],
        )
        for entry in spans(text)
    ]


@pytest.mark.parametrize(
    ("text", "key", "fields"),
    [
        ('@misc{k, a = {1}, B = "2", c = 3}', "k", [("a", "{1}", True), ("b", '"2"', True), ("c", "3", True)]),
        ("@misc{k,a={x {y} z},}", "k", [("a", "{x {y} z}", True)]),
        ('@misc(k, a = {)}, b = ")")', "k", [("a", "{)}", True), ("b", '")"', True)]),
        ("@misc{k, a = mac # { x}, b = jan}", "k", [("a", "mac # { x}", False), ("b", "jan", False)]),
        ("@misc { a:b/c\n,a\n=\n{1}\n}", "a:b/c", [("a", "{1}", True)]),
        (r"@misc{k, a = {\} \{ }, b = {\"o}, c = {a \\}}", "k", [("a", r"{\} \{ }", True), ("b", r"{\"o}", True), ("c", r"{a \\}", True)]),
        ('@misc{k, a = "x {"} y"}', "k", [("a", '"x {"} y"', True)]),
        ("@misc{k, a = {mail@example.org, @b{c}}}", "k", [("a", "{mail@example.org, @b{c}}", True)]),
        ("@misc{k}", "k", []),
        ("@misc{k,}", "k", []),
        ("@misc{, a = 1}", "", [("a", "1", True)]),
    ],
)  # fmt: skip
def test_an_entry(text: str, key: str, fields: list[tuple[str, str, bool]]) -> None:
    assert found(f"% c\n{text}\n") == [(text, key, fields)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@comment{a, b = {c}}",
        '@string{a = "b"}',
        "@preamble{ {x} }",
        "@misc{a, b = {c",
        "@misc{a, b = {c\n@",
        '@misc{a, b = "c}',
        "@misc{a, b = }",
        "@misc{a b, c = 1}",
        "text @misc{a, b = 1}",
    ],
)
def test_what_is_no_entry(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns(end: str) -> None:
    text = end.join(["", "@misc{a,", "\tb = {c", "d}, e = 1}", "@misc{f}"])
    first, second = spans(text)
    assert (first.line, first.column, second.line, second.column) == (2, 1, 5, 1)
    assert [(f.name, f.line, f.column) for f in first.fields] == [("b", 3, 2), ("e", 4, 5)]


def test_an_entry_that_is_not_closed_ends_where_the_next_begins() -> None:
    text = "@misc{a, title = {open\n@misc{b, title = {B}}\n"
    assert [(entry.key, entry.line) for entry in spans(text)] == [("b", 2)]


def test_the_first_of_repeated_fields_counts() -> None:
    [entry] = spans("@misc{a, b = 1, B = 2}")
    field = entry.field("b")
    assert field is not None
    assert (field.column, entry.field("c")) == (10, None)


def test_references_have_the_places_of_their_fields() -> None:
    text = (
        '@string{n = "Nature"}\r\n@book{vol, title = {Volume}, year = 2001}\r\n'
        "@article{a, title = {The year}, year = {2020}, journal = n,\r\n crossref = {vol}}\r\n"
        "@article{a, title = {Again}}\r\n@misc{b, note = {x}\r\nyear = 1}"
    )
    found, problems = references(text, HERE)
    assert [(r.key, r.kind, r.entry.title, r.where.line) for r in found] == [
        ("vol", "book", "Volume", 2),
        ("a", "article", "The year", 3),
        ("a", "article", "Again", 5),
        ("b", "misc", "", 6),
    ]
    assert str(found[1].place("date", "year")) == "a.bib:3:33"
    assert str(found[1].place("volume")) == "a.bib:3:1"
    assert found[1].fields["journal"].raw == "Nature"
    assert found[3].span is None  # a comma is missing
    assert [problem.rule for problem in problems] == ["syntax", "not-read", "title"]
