"""What each format makes of the awkward works of `works.py`; of the 13, `output/` is the golden.

After a change that is meant, `EYEBIB_RENEW=1 pytest tests/exporters/test_golden.py` writes the files anew:
read their diff line by line.
"""

import pytest

from conftest import REPOSITORY
from eyebib.exporters import EXPORTERS, export
from eyebib.model.settings import Options
from eyebib.project import folder
from golden_file import renewed
from works import AWKWARD

OPTIONS = {
    "": Options(),
    "options.": Options(journal="abbreviated", abstracts=True, ascii=True),
}
"""Beginnings of the names of the golden files, and what they are written with."""


@pytest.mark.parametrize("beginning", OPTIONS)
@pytest.mark.parametrize("name", EXPORTERS)
def test_awkward_works(name: str, beginning: str) -> None:
    text = export(AWKWARD, name, OPTIONS[beginning])
    assert text == renewed(f"{beginning}{EXPORTERS[name].FILE}", text)


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_thirteen(name: str) -> None:
    listed = folder.Project(REPOSITORY).bibliography()
    golden = (REPOSITORY / "output" / EXPORTERS[name].FILE).read_bytes().decode()
    assert export(listed, name) == golden
