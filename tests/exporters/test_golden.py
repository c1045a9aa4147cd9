"""Golden files of each format for the awkward works of `works.py`; for the list, `output/`.

After an intended change, `EYEBIB_RENEW=1 pytest tests/exporters/test_golden.py` writes the files
again; read their diff line by line.
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
"""Options by the prefix of the golden files that are written with them."""


@pytest.mark.parametrize("prefix", OPTIONS)
@pytest.mark.parametrize("name", EXPORTERS)
def test_awkward_works(name: str, prefix: str) -> None:
    text = export(AWKWARD, name, OPTIONS[prefix])
    assert text == renewed(f"{prefix}{EXPORTERS[name].FILE}", text)


@pytest.mark.parametrize("name", EXPORTERS)
def test_list_of_this_repository(name: str) -> None:
    listed = folder.Project(REPOSITORY).bibliography()
    golden = (REPOSITORY / "output" / EXPORTERS[name].FILE).read_bytes().decode()
    assert export(listed, name) == golden
