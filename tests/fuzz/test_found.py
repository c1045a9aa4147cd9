"""Inputs of the fuzzers that once escaped, as small as they can be."""

from pathlib import Path

import pytest

from eyebib.importers import read
from eyebib.project import entry_file, entry_writer
from eyebib.text.tex_reader import plain_text


@pytest.mark.parametrize("title", ["&nbsp;", " ", "\u200b", "<i></i>"])
def test_a_title_of_a_list_without_visible_text(tmp_path: Path, title: str) -> None:
    """It was imported as an entry without a title, which no verb reads."""
    path = tmp_path / "list.md"
    link = "[Paper](https://arxiv.org/abs/2405.11338)"
    path.write_text(f"### 2024\n\n**{title}**\n{link}\n", encoding="utf-8")
    entries, problems = read(path)
    assert entries == []
    assert str(problems[0]) == (
        f"{path}:4:1: link to a paper was not read, because no title is beside it: "
        "https://arxiv.org/abs/2405.11338 [paper]"
    )
    assert [problem.rule for problem in problems] == ["paper", "no-entry", "account"]


@pytest.mark.parametrize("part", ["\\frac{", "\\sqrt[ ", "\\d{m "])
def test_arguments_that_are_not_closed(part: str) -> None:
    """The time doubled with each: 20 took minutes."""
    assert plain_text(part * 200)[1] == ["nested too deep, or an argument is missing"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@misc{a, title = {A}, url = {https://example.org/x%s}}"),
        ("a.json", '[{"id": "a", "title": "A", "URL": "https://example.org/x%s"}]'),
        ("a.md", "### 2024\n\n**A**\n[Paper](https://example.org/x%s)\n"),
    ],
)
def test_a_link_that_is_not_in_nfc(tmp_path: Path, name: str, text: str) -> None:
    """The entry was written with a link that was read as another one."""
    path = tmp_path / name
    path.write_text(text % "e\u0301\u0323", encoding="utf-8")
    [entry], _ = read(path)
    assert entry.link == "https://example.org/x\u1eb9\u0301"
    written = tmp_path / f"{entry.citekey}.yaml"
    written.write_text(entry_writer.dump(entry), encoding="utf-8")
    again, _ = entry_file.read(written)
    assert (again.paper, again.link) == (entry.paper, entry.link)
