"""The list between the markers of a file is the same however often it is written."""

from pathlib import Path

import pytest

from eyebib.exporters import readme
from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
from works import bibliography, entry

LIST = "<!-- eyebib:list -->\nold\n\n### 1999\n\n## Old heading\n<!-- /eyebib:list -->\n"
TOC = "<!-- eyebib:toc -->\n- [Old](#old)\n<!-- /eyebib:toc -->\n"
CITE = "<!-- eyebib:cite -->\n<!-- /eyebib:cite -->\n"

FILES = {
    "list": LIST,
    "contents above": f"# A\n\n{TOC}\n## B\n{LIST}\n## C\n",
    "contents below": f"# A\n## B\n{LIST}\n## Contents\n{TOC}\n## C\n",
    "all": f"{CITE}\n{TOC}\n{LIST}",
    "CRLF": f"# A\n\n{TOC}\n{LIST}\n## C\n".replace("\n", "\r\n"),
    "code": f"```\n{LIST}```\n\n{TOC}\n{LIST}",
}

TITLES = (
    "A Model of Eyes",
    "<!-- /eyebib:list -->",
    "<!-- eyebib:toc -->",
    "## A heading",
    "```",
    "<!--",
    "### 2024",
)
"""Titles and abstracts that look like parts of the file."""


def works(text: str) -> Bibliography:
    listed = (entry(key, title=text, abstract=f"{text}\n{text}", listed=2024) for key in "ab")
    settings = Settings(title=text, authors=({"family": text},))
    return bibliography(*(merge(each, []) for each in listed), settings=settings)


@pytest.mark.parametrize("with_citation", [False, True])
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", FILES)
def test_it_is_idempotent(*, tmp_path: Path, name: str, title: str, with_citation: bool) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(FILES[name].encode())
    once = readme.into(path, works(title), with_citation=with_citation)
    path.write_bytes(once.encode())
    assert readme.into(path, works(title), with_citation=with_citation) == once


@pytest.mark.parametrize("name", ["contents above", "contents below"])
def test_contents_are_those_of_the_new_list(tmp_path: Path, name: str) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(FILES[name].encode())
    text = readme.into(path, works("A Model of Eyes"))
    assert "Old heading" not in text
    assert "[2024](#2024)" in text
