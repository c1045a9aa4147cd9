"""What each format makes of the awkward works of `works.py`; of the 13, `output/` is the golden.

After a change that is meant, `EYEBIB_RENEW=1 pytest tests/test_golden.py` writes the files anew:
read their diff line by line.
"""

import os

import pytest

from conftest import REPOSITORY
from eyebib import project
from eyebib.exporters import EXPORTERS
from eyebib.model import Options
from works import AWKWARD

GOLDEN = REPOSITORY / "tests/golden"

OPTIONS = {
    "": Options(),
    "options.": Options(journal="abbreviated", abstracts=True, ascii=True),
}
"""Beginnings of the names of the golden files, and what they are written with."""


def renewed(name: str, text: str) -> str:
    """The text of a golden file, which is this text from now on if the environment asks for it."""
    path = GOLDEN / name
    if os.environ.get("EYEBIB_RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return path.read_bytes().decode()


@pytest.mark.parametrize("beginning", OPTIONS)
@pytest.mark.parametrize("name", EXPORTERS)
def test_awkward_works(name: str, beginning: str) -> None:
    text = project.export(AWKWARD, name, OPTIONS[beginning])
    assert text == renewed(f"{beginning}{EXPORTERS[name].FILE}", text)


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_thirteen(name: str) -> None:
    listed = project.Project(REPOSITORY).bibliography()
    golden = (REPOSITORY / "output" / EXPORTERS[name].FILE).read_bytes().decode()
    assert project.export(listed, name) == golden
