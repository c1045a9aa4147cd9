"""Findings that an author accepts, in the .bib file or in eyebib.toml."""

import json
from pathlib import Path

import pytest

from audit_world import fill
from conftest import Run, Write
from eyebib.audit import acceptance
from eyebib.importers.bibtex_span import spans
from eyebib.model.problem import Problem
from replay import Replay

WRONG = """\
@article{wrong:1/a, author = {Müller-Løvås, Renée and others},
  title = {Counting drusen in colour photographs of the macula}, year = 2016, volume = 7,
  doi = {10.5072/drusen.2021.17}}
"""


@pytest.fixture(autouse=True)
def _world(server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")
    fill(server.library)


def read(text: str) -> tuple[list[tuple[str, str, str, int]], list[str]]:
    problems: list[Problem] = []
    found = acceptance.of_text(text, Path("a.bib"), spans(text), problems)
    return [(a.key, a.name, a.reason, a.where.line) for a in found], list(map(str, problems))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("% eyebib: accept k year: as printed", [("k", "year", "as printed", 1)]),
        (
            "\r\n  %% eyebib:accept a:b/1 year , not-found:  why: so \r\n",
            [("a:b/1", "year", "why: so", 2), ("a:b/1", "not-found", "why: so", 2)],
        ),
        ("@misc{a, title = {A\n% eyebib: accept k year: inside\n}}", []),
        ("@misc{a, title={A}}\n% eyebib: accept a year: r\n@misc{b}", [("a", "year", "r", 2)]),
        ("% eyebib is good", []),
    ],
)
def test_lines_between_entries(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert read(text) == (expected, [])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("accept", "expected `% eyebib: accept KEY field, field: reason`"),
        ("accept k year", "expected `% eyebib: accept KEY field, field: reason`"),
        ("accept k year: ", "expected `% eyebib: accept KEY field, field: reason`"),
        ("accept k year: a@b", "a reason must have no `@` and no braces, which BibTeX would read"),
        ("accept k year: {b}", "a reason must have no `@` and no braces, which BibTeX would read"),
    ],
)
def test_lines_that_cannot_be_read(words: str, message: str) -> None:
    assert read(f"\n% eyebib: {words}\n") == ([], [f"a.bib:2:1: {message} [accept]"])


def test_an_accepted_field_is_not_reported(run: Run, write: Write) -> None:
    write("a.bib", f"% eyebib: accept wrong:1/a year, volume: the byline says so\n{WRONG}")
    result = run("audit", "a.bib", "--output-format", "json")
    [found] = json.loads(result.stdout)
    assert (found["verdict"], found["fields"], found["messages"]) == ("confirmed", {}, [])
    assert found["accepted"] == {"volume": "the byline says so", "year": "the byline says so"}
    assert result.stderr == "1 reference: 1 confirmed; 1 accepted\n"


def test_other_fields_are_reported(run: Run, write: Write) -> None:
    write("a.bib", f"{WRONG}\n% eyebib: accept wrong:1/a year: r")
    result = run("audit", "a.bib", code=1)
    assert [line.split(": ")[2] for line in result.stdout.splitlines()] == ["volume"]


def test_what_is_accepted_in_the_settings(run: Run, write: Write) -> None:
    write("a.bib", WRONG)
    write("eyebib.toml", '[audit.accept]\n"wrong:1/a" = { year = "a", volume = "b" }\n')
    run("audit", "a.bib")
    write("eyebib.toml", '[audit.accept]\n"wrong:1/a" = "year"\n')
    assert "`audit.accept` is not a reason for each finding" in run("audit", "a.bib", code=1).stderr


def test_a_verdict_or_note_is_accepted(run: Run, write: Write) -> None:
    unknown = "@article{u, author = {A. Nobody}, title = {A title that nobody knows at all}}"
    write("a.bib", f"% eyebib: accept u not-found: in my drawer\n{unknown}")
    result = run("audit", "a.bib", "--strict")
    assert (result.stdout, result.stderr) == ("", "1 reference: 1 not found; 1 accepted\n")


def test_an_acceptance_of_nothing_is_a_note(run: Run, write: Write) -> None:
    write("a.bib", f"{WRONG}\n% eyebib: accept wrong:1/a pages: r\n% eyebib: accept x year: r")
    lines = run("audit", "a.bib", code=1).stdout.splitlines()
    assert lines[-2:] == [
        "a.bib:5:1: note: `pages` of `wrong:1/a` is accepted, and nothing is found there [accept]",
        "a.bib:6:1: note: `year` of `x` is accepted, and nothing is found there [accept]",
    ]
    assert "[accept]" not in run("audit", "a.bib", "--key", "wrong:1/a", code=1).stdout
