"""Slips in the syntax of a .bib file lose nothing but themselves."""

from pathlib import Path

import pytest

from eyebib.importers import bibtex
from eyebib.importers.bibtex_syntax import repaired
from eyebib.model.problem import Problem

HERE = Path("a.bib")


@pytest.mark.parametrize(
    ("text", "expected", "messages"),
    [
        (
            "@a{k,\n t={Three} u={Doe, Jane},\n}",
            "@a{k,\n t={Three}, u={Doe, Jane},\n}",
            ["2:11: missing comma before `u`; added"],
        ),
        (
            '@a{k, t="x = y" u="z"}',
            '@a{k, t="x = y", u="z"}',
            ["1:16: missing comma before `u`; added"],
        ),
        ("@a{k,\n m=jan\n u=2}", "@a{k,\n m=jan,\n u=2}", ["2:7: missing comma before `u`; added"]),
        (
            "@a{k, m=x # {b} # y z=1}",
            "@a{k, m=x # {b} # y, z=1}",
            ["1:20: missing comma before `z`; added"],
        ),
        ("@a{k t={T}}", "@a{k, t={T}}", ["1:5: missing comma before `t`; added"]),
        ("@a{t={T}}", "@a{,t={T}}", ["1:4: missing citation key"]),
        ("@a{k, t={T},, u=1}", "@a{k, t={T},  u=1}", ["1:13: second comma; ignored"]),
        (
            "@a{k, t={T}\n\n@b{l}",
            "@a{k, t={T}}\n\n@b{l}",
            ["1:12: missing `}` at the end of the entry; added"],
        ),
        ("@a{k, t={x, u={T}}\n@b{l}", "@a{k, t={x, u={T}}\n@b{l}", []),
        ("@a{k, t={a=b c=d}, u=\\url{e=f g=h}}", "@a{k, t={a=b c=d}, u=\\url{e=f g=h}}", []),
        ("@comment{a=b c=d}\n@string{a = b}\n@preamble{a=b c=d}", None, []),
        ("text a = b c = d", None, []),
    ],
)
def test_repairs(text: str, expected: str | None, messages: list[str]) -> None:
    problems: list[Problem] = []
    assert repaired(text, HERE, problems) == (expected or text)
    assert [str(problem) for problem in problems] == [f"a.bib:{m} [syntax]" for m in messages]


def test_a_missing_comma_loses_nothing() -> None:
    text = '@article{a,\n title={Three} author={Doe, Jane},\n year=2020 journal="J"}\n@misc{b, title={B}}'
    entries, problems = bibtex.read(text, HERE)
    first, second = entries
    assert (first.title, first.csl["author"]) == ("Three", [{"family": "Doe", "given": "Jane"}])
    assert (first.csl["container-title"], first.csl["issued"]) == ("J", {"date-parts": [[2020]]})
    assert second.title == "B"
    assert [(p.location.line, p.rule, p.severity.value) for p in problems] == [
        (2, "syntax", "error"),
        (3, "syntax", "error"),
    ]
