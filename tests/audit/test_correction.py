"""`eyebib audit --fix`, `--complete`, `--published`, `--dry-run` and `--cited-in`."""

import shutil
import subprocess
from pathlib import Path

import pytest

from audit_world import EXPECTED, REFERENCES, fill
from conftest import Run, Write
from eyebib.audit import file
from eyebib.audit.fix import Wishes
from eyebib.audit.patch import patches
from eyebib.cli.correction import save
from eyebib.importers.bibtex_span import spans
from eyebib.model.problem import EyebibError
from hurried import hurry
from replay import Replay

RIGHT = """\
% a comment
@article{right, author = {Müller-Løvås, Renée and others},
  title = {Counting drusen in {Colour} photographs of the macula}, year = 2021,
  doi = {10.5072/drusen.2021.17}}
"""
WRONG = RIGHT.replace("2021,", "2016,")
PREPRINT = """\
@misc{paper,
  author = {Baum, Ines and Said, Omar},
  title = {A foundation model for fundus fluorescein angiograms},
  doi = {10.5072/preprint.2023.1},
  year = {2023}
}
@misc{other, title = {A Book of Eyes}, author = {Me}, publisher = {Us}}
"""


@pytest.fixture(autouse=True)
def _world(server: Replay, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")
    hurry(monkeypatch)
    fill(server.library)
    shutil.copy(REFERENCES, folder / "references.bib")


def read(name: str) -> str:
    return Path(name).read_bytes().decode()


def test_a_field_that_can_be_corrected_is_offered(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG)
    assert run("audit", "wrong.bib", code=1).stderr.splitlines()[-1] == (
        "1 field in 1 entry can be corrected: `eyebib audit --fix wrong.bib`"
    )
    assert read("wrong.bib") == WRONG


def test_a_field_is_corrected(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG)
    result = run("audit", "--fix", "wrong.bib")
    assert result.stdout == ""
    assert result.stderr == ("wrote     wrong.bib  (1 field corrected)\n1 reference: 1 differs\n")
    assert read("wrong.bib") == RIGHT
    result = run("audit", "--fix", "wrong.bib")
    assert result.stderr == (
        "unchanged wrong.bib  (nothing to correct)\n1 reference: 1 confirmed\n"
    )


def test_every_reference_whose_work_is_certain_is_corrected(run: Run) -> None:
    before = {span.key: span for span in spans(read("references.bib"))}
    old = read("references.bib")
    result = run("audit", "--fix", "references.bib", code=1)
    assert "fields corrected)" in result.stderr
    assert "[not-corrected]" in result.stdout
    text = read("references.bib")
    wrong = {expected.key for expected in EXPECTED if expected.is_wrong}
    for span in spans(text):
        same = text[span.start : span.end] == old[before[span.key].start : before[span.key].end]
        assert same or span.key in wrong
    summary = run("audit", "references.bib", code=1).stderr
    assert summary.startswith("50 references: 42 confirmed, 3 differ, 1 retracted, 1 not found")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_of_the_file_is_kept(run: Run, write: Write, encoding: str) -> None:
    write("wrong.bib", WRONG.replace("\n", "\r\n").encode(encoding))
    run("audit", "--fix", "wrong.bib")
    assert Path("wrong.bib").read_bytes() == RIGHT.replace("\n", "\r\n").encode(encoding)


def test_a_file_in_two_encodings_is_not_written(run: Run, write: Write) -> None:
    content = WRONG.encode() + b"% \xe9\n"
    write("wrong.bib", content)
    write("other.bib", WRONG)
    result = run("audit", "--fix", "other.bib", "wrong.bib", code=1)
    assert "wrong.bib:1:1: error: cannot be written in its encoding" in result.stderr
    assert Path("wrong.bib").read_bytes() == content
    assert read("other.bib") == WRONG


def test_a_diff_can_be_applied(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG.replace("\n", "\r\n").removesuffix("\r\n"))
    result = run("audit", "--dry-run", "wrong.bib", code=1)
    assert "error: year: you have 2016" in result.stderr
    assert read("wrong.bib").count("2016") == 1
    assert result.stdout_bytes.endswith(b"\n\\ No newline at end of file\n")
    write("fix.patch", result.stdout_bytes)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "fix.patch"], check=True)
    assert read("wrong.bib") == RIGHT.replace("\n", "\r\n").removesuffix("\r\n")


def test_a_diff_is_no_other_format(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG)
    result = run("audit", "--dry-run", "--output-format", "json", "wrong.bib", code=2)
    assert "`--dry-run` and `--output-format` exclude each other" in result.stderr


def test_missing_facts(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG)
    result = run("audit", "--complete", "wrong.bib")
    assert "(1 field corrected, 3 fields added)" in result.stderr
    assert read("wrong.bib") == RIGHT.replace(
        "17}}", "17}, volume = {012}, number = {3}, pages = {0101--0117}}"
    )


def test_a_version_of_record(run: Run, write: Write) -> None:
    """What is left is located in the new text."""
    write("preprint.bib", PREPRINT)
    result = run("audit", "--published", "preprint.bib")
    assert "(1 preprint replaced)" in result.stderr
    assert result.stdout.startswith("preprint.bib:10:1: note: `other`: ")
    assert read("preprint.bib") == PREPRINT.replace("@misc{paper", "@article{paper").replace(
        "and Said, Omar", "and Said, Omar and Adler, Paul"
    ).replace("preprint.2023.1", "journal.2024.9").replace(
        "{2023}\n", "{2024},\n  journal = {Ocular Computation},\n  volume = {2},\n  pages = {9}\n"
    )
    assert run("audit", "preprint.bib").stderr == "2 references: 1 confirmed, 1 not checkable\n"


def test_a_file_that_changed_during_the_audit_is_not_written(write: Write) -> None:
    path = write("wrong.bib", WRONG)
    [patch] = patches([file.read(path)], [], Wishes())
    write("wrong.bib", f"{WRONG}% new\n")
    with pytest.raises(EyebibError, match="changed during the audit; nothing was written"):
        save([patch])


def test_only_what_a_document_cites_is_audited(run: Run, write: Write) -> None:
    write("two.bib", WRONG + PREPRINT)
    write("paper.aux", "\\citation{right}\n\\citation{in-another-file}\n")
    result = run("audit", "two.bib", "--cited-in", "paper.aux", code=1)
    assert result.stderr.startswith("1 reference: 1 differs\n")
    run("audit", "two.bib", "--cited-in", "paper.aux", "--fix")
    assert read("two.bib") == RIGHT + PREPRINT
    write("paper.aux", "\\relax\n")
    result = run("audit", "two.bib", "--cited-in", "paper.aux", code=1)
    assert "paper.aux:1:1: error: no work of the bibliography is cited" in result.stderr
