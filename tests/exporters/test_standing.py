"""What stands in a file is not proven again, and everything else is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.exporters import EXPORTERS, bibtex, export, standing
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError
from works import bibliography, work

BY_WORK = ("biblatex", "bibtex", "csl-json", "csl-yaml", "ris")


def three(title: str = "A model") -> Bibliography:
    return bibliography(
        work("a"), work("b", title=title), work("c", title="Two\nlines {x} @y [z],")
    )


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_file_that_stands_there_is_proven(name: str) -> None:
    text = export(three(), name)
    part, works = standing.unproven(text, text, three(), name)
    assert (part, works.works) == ("", ())


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("before", ["", "\n", "% x\n@misc{", "[\n", "references:\n"])
def test_a_new_file_is_proven_whole(name: str, before: str) -> None:
    works, text = three(), export(three(), name)
    assert standing.unproven(text, before, works, name) == (text, works)


@pytest.mark.parametrize("name", BY_WORK)
@pytest.mark.parametrize("citekeys", ["a", "b", "c", "ab", "bc", "ac"])
def test_only_new_blocks_are_proven(name: str, citekeys: str) -> None:
    """The part is the file that has the new works alone."""
    works = three()
    old = replace(works, works=tuple(w for w in works.works if w.citekey not in citekeys))
    new = replace(works, works=tuple(w for w in works.works if w.citekey in citekeys))
    text = export(works, name)
    part, unproven = standing.unproven(text, export(old, name), works, name)
    assert part == export(new, name)
    assert unproven.works == new.works
    assert list(EXPORTERS[name].verify(part, unproven)) == []


@pytest.mark.parametrize("name", BY_WORK)
def test_a_changed_work_is_new(name: str) -> None:
    works = three("Another model")
    part, unproven = standing.unproven(export(works, name), export(three(), name), works, name)
    assert [w.citekey for w in unproven.works] == ["b"]
    assert "Another model" in part


@pytest.mark.parametrize("name", sorted({*EXPORTERS} - {*BY_WORK}))
def test_other_formats_are_proven_whole(name: str) -> None:
    works = three("Another model")
    text = export(works, name)
    assert standing.unproven(text, export(three(), name), works, name) == (text, works)


@pytest.fixture
def proven(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The citekeys of the works that the proof of BibTeX read back."""
    citekeys: list[str] = []
    verify = bibtex.verify

    def counted(text: str, works: Bibliography, *others: object) -> Iterator[str]:
        citekeys.extend(w.citekey for w in works.works)
        return verify(text, works, *others)  # type: ignore[arg-type] # the options

    monkeypatch.setattr(bibtex, "verify", counted)
    return citekeys


def test_work_that_is_done(run: Run, write: Write, proven: list[str]) -> None:
    for name in "abc":
        write(f"entries/{name}.yaml", f"title: Model {name}\npaper: doi:10.5555/{name}\n")
    run("export", "--format", "bibtex")
    run("export", "--format", "bibtex")
    run("export", "--format", "bibtex", "--check")
    assert proven == [*"abc"]
    write("entries/b.yaml", "title: Another\npaper: doi:10.5555/b\n")
    assert "stale" in run("export", "--format", "bibtex", "--check", code=1).stderr
    run("export", "--format", "bibtex")
    assert proven == [*"abcbb"]
    assert "title = {Another}" in Path("output/references.bib").read_text(encoding="utf-8")


def test_what_is_wrong_is_refused_beside_what_stands() -> None:
    works = three()
    text = export(works, "bibtex")
    broken = replace(works, works=(*works.works[:2], work("c,")))
    with pytest.raises(EyebibError, match="internal check failed"):
        export(broken, "bibtex", before=text)
