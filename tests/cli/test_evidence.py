"""What is imported is evidence: sources outrank it, and what none can answer stands on it."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, Write
from replay import Replay

pytestmark = pytest.mark.usefixtures("folder")

BIB = """@article{Chen2022,
  title = {Grading Retinal Photographs: An Example}, author = {Chen, Ann and Ito, Ken},
  journal = {Journal of Examples}, volume = 999, pages = {1--9}, number = 3, year = 2022,
  doi = {10.9999/example.1}
}
@phdthesis{Ito2020, title = {A thesis}, author = {Ito, Ken}, school = {MIT}, year = 2020}
"""

MESSAGE: dict[str, Any] = {
    "DOI": "10.9999/example.1",
    "type": "journal-article",
    "title": ["Grading Retinal Photographs: An Example"],
    "author": [{"given": "Ann", "family": "Chen"}, {"given": "Ken", "family": "Ito"}],
    "issued": {"date-parts": [[2022, 1, 14]]},
    "container-title": ["Journal of Examples"],
    "volume": "10",
    "page": "1-9",
    "publisher": "Example",
}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_lock_has_what_the_file_says(run: Run, write: Write, folder: Path) -> None:
    write("old.bib", BIB)
    run("import", "old.bib")
    assert "csl:" not in (folder / "entries/Chen2022.yaml").read_text(encoding="utf-8")
    [record] = json.loads((folder / "entries/locked/Ito2020.json").read_text("utf-8"))["records"]
    assert (record["source"], record["evidence"]) == ("imported", ["old.bib:6"])
    assert "identifier" not in record
    assert record["item"]["publisher"] == "MIT"
    printed = run("check").stdout.splitlines()
    assert len(printed) == 1  # the thesis stands on its record
    assert "doi:10.9999/example.1 is imported; run `eyebib resolve`" in printed[0]
    exported = run("export", "Ito2020", "--format", "bibtex", "-o", "-").stdout
    assert "@phdthesis{Ito2020," in exported


def test_the_same_facts_change_no_byte(run: Run, write: Write, folder: Path) -> None:
    write("old.bib", BIB)
    run("import", "old.bib")
    entry = folder / "entries/Chen2022.yaml"
    entry.write_text(entry.read_text(encoding="utf-8") + "name: GradeNet\n", encoding="utf-8")
    before = files(folder / "entries")
    write("old.bib", f"% moved by a comment\n\n{BIB}")
    assert "0 entries written, 2 unchanged" in run("import", "old.bib").stderr
    write("copy.bib", BIB)
    assert "0 entries written, 2 unchanged" in run("import", "copy.bib").stderr
    assert files(folder / "entries") == before


def test_other_facts_are_kept_until_they_may_be_replaced(
    run: Run, write: Write, folder: Path
) -> None:
    write("old.bib", BIB)
    run("import", "old.bib")
    write("old.bib", BIB.replace("MIT", "ETH"))
    assert "1 kept, 1 unchanged" in run("import", "old.bib").stderr
    assert "1 entry written, 1 unchanged" in run("import", "--overwrite", "old.bib").stderr
    [record] = json.loads((folder / "entries/locked/Ito2020.json").read_text("utf-8"))["records"]
    assert record["item"]["publisher"] == "ETH"


def test_a_source_outranks_the_file(run: Run, write: Write, server: Replay) -> None:
    server.library.works["10.9999/example.1"] = MESSAGE
    write("old.bib", BIB)
    run("import", "old.bib")
    printed = run("resolve").stderr
    contradiction = "old.bib:1 says volume 999; crossref says 10, which is cited [imported]"
    assert contradiction in printed
    assert "unchanged   Ito2020   no paper with this title" in printed
    assert contradiction in run("check").stdout
    shown = run("show", "Chen2022").stdout
    assert "\nvolume           crossref  10\n" in shown
    assert "\nissue            imported  3\n" in shown  # Crossref has none


def test_a_paper_without_doi_is_found_by_what_the_file_says(
    run: Run, write: Write, folder: Path, server: Replay
) -> None:
    server.library.works["10.9999/example.1"] = MESSAGE
    bib = BIB.replace("  doi = {10.9999/example.1}\n", "").replace("999", "10")
    write("old.bib", bib)
    run("import", "old.bib")
    assert "identified  Chen2022  doi:10.9999/example.1" in run("resolve").stderr
    text = (folder / "entries/Chen2022.yaml").read_text(encoding="utf-8")
    assert "\nidentifier: doi:10.9999/example.1\n" in text
    assert run("check").stdout == ""


def test_a_lock_of_a_later_eyebib_is_not_replaced(run: Run, write: Write) -> None:
    write("old.bib", BIB)
    lock = write("entries/locked/Ito2020.json", '{"version": 2, "news": []}\n')
    assert "unknown lock version 2" in run("import", "old.bib", code=1).stderr
    write("entries/Ito2020.yaml", "title: A thesis\npaper: https://example.org/t\n")
    assert "0 entries written, 1 kept, 1 unchanged" in run("import", "old.bib").stderr
    assert lock.read_text(encoding="utf-8") == '{"version": 2, "news": []}\n'
