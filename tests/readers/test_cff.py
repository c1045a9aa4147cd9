"""cffconvert validates CITATION.cff by the schema of version 1.2.0 of the format.

cffconvert pins an old jsonschema, so it is installed in an environment of its own, with pipx.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import REPOSITORY
from exported import HOSTILE
from eyebib.exporters import export
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
from eyebib.project import folder as project
from eyebib.sources.crossref import item as crossref_item
from readers.conftest import absent
from shared import RECORDED
from works import AWKWARD, bibliography, entry, record, work

pytestmark = pytest.mark.readers


@pytest.fixture
def cffconvert(folder: Path) -> Path:
    if not shutil.which("cffconvert"):
        absent("cffconvert", "pipx install cffconvert")
    return folder


def run(works: Bibliography, *args: str) -> str:
    Path("CITATION.cff").write_bytes(export(works, "cff").encode())
    process = subprocess.run(["cffconvert", *args], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


VALID = "Citation metadata are valid according to schema version 1.2.0.\n"

AUTHORS = Settings(
    title="Eyes",
    url="https://x.org/list",
    authors=(
        {"family": "Gogh", "given": "V.", "non-dropping-particle": "van", "suffix": "Jr."},  # type: ignore[typeddict-unknown-key] # CSL has particles
        {"literal": "The Eye Group"},
    ),
    version="2.1",
    date="2026-01-31",
)


@pytest.mark.usefixtures("cffconvert")
def test_list_of_this_repository() -> None:
    assert run(project.Project(REPOSITORY).bibliography(), "--validate") == VALID


@pytest.mark.usefixtures("cffconvert")
def test_awkward_works_and_every_type() -> None:
    assert run(AWKWARD, "--validate") == VALID
    kinds = [
        work(f"t{n}", type=kind, publisher="P", number="7")
        for n, kind in enumerate(sorted(csl.TYPES))
    ]
    assert run(bibliography(*kinds), "--validate") == VALID


@pytest.mark.usefixtures("cffconvert")
def test_hostile_text() -> None:
    facts = (
        "title",
        "container_title",
        "publisher",
        "volume",
        "page",
        "DOI",
        "URL",
        "ISSN",
        "ISBN",
    )
    works = [
        work(f"h{n}", **dict.fromkeys(facts, text), author=[{"family": text}, {"literal": text}])
        for n, text in enumerate(HOSTILE)
    ]
    assert run(bibliography(*works, settings=Settings(title=HOSTILE[0])), "--validate") == VALID


@pytest.mark.usefixtures("cffconvert")
def test_every_recorded_work() -> None:
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    items = map(
        crossref_item.item, map(json.loads, RECORDED.read_text(encoding="utf-8").splitlines())
    )
    works = [
        merge(entry(f"w{n}", title="Untitled"), [record("doi:10.1038/x", item)])
        for n, item in enumerate(items)
    ]
    assert run(bibliography(*works), "--validate") == VALID


@pytest.mark.usefixtures("cffconvert")
def test_citation_of_the_list_as_bibtex() -> None:
    text = run(bibliography(work(), settings=AUTHORS), "-f", "bibtex")
    assert "author = {van Gogh Jr., V. and The Eye Group}" in text
    assert "title = {Eyes}" in text
    assert "year = {2026}" in text
    assert "url = {https://x.org/list}" in text
