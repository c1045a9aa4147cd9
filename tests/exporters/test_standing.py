"""What stands in a file is not proven again, and everything else is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.exporters import EXPORTERS, bibtex, export, export_part
from eyebib.exporters.bib_file import BibEntry
from eyebib.exporters.blocks import FORMS, Blocks, join
from eyebib.exporters.standing import blocks_of, standing, unproven
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.problem import EyebibError
from eyebib.model.settings import DEFAULTS, Options, Settings
from works import bibliography, work


def three(title: str = "A model") -> Bibliography:
    return bibliography(
        work("a"), work("b", title=title), work("c", title="Two\nlines {x} @y [z],")
    )


def taken_apart(works: Bibliography, name: str) -> Blocks:
    blocks = blocks_of(export(works, name).encode(), works, name)
    assert blocks is not None
    return blocks


def of(works: Bibliography, citekeys: str) -> Bibliography:
    return replace(works, works=tuple(w for w in works.works if w.citekey in citekeys))


@pytest.mark.parametrize("name", FORMS)
def test_what_is_taken_apart_is_joined(name: str) -> None:
    works = three()
    blocks = taken_apart(works, name)
    assert len(blocks.works) == 3
    assert join(blocks, name) == export(works, name).encode()


@pytest.mark.parametrize("name", sorted({*EXPORTERS} - {*FORMS}))
def test_other_formats_cannot_be_taken_apart(name: str) -> None:
    works = three()
    assert blocks_of(export(works, name).encode(), works, name) is None


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("text", [b"", b"\n", b"% x\n@misc{", b"[\n", b"references:\n", b"\xff"])
def test_in_other_files_nothing_stands(name: str, text: bytes) -> None:
    known = standing(text, name)
    for citekeys in ("a", "abc"):
        works = of(three(), citekeys)
        if name in FORMS:
            part, new = unproven(taken_apart(works, name), known, works, name)
            assert (part, new.works) == (export(works, name).encode(), works.works)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("citekeys", ["a", "b", "c", "ab", "bc", "ac"])
def test_only_new_blocks_are_proven(name: str, citekeys: str) -> None:
    """The part is the file that has the new works alone."""
    works, new = three(), of(three(), citekeys)
    old = of(works, "abc".translate(dict.fromkeys(map(ord, citekeys))))
    known = standing(export(old, name).encode(), name)
    part, those = unproven(taken_apart(works, name), known, works, name)
    assert part == export(new, name).encode()
    assert those.works == new.works
    assert list(EXPORTERS[name].verify(part.decode(), those)) == []


@pytest.mark.parametrize("name", FORMS)
def test_a_changed_work_is_new(name: str) -> None:
    works = three("Another model")
    known = standing(export(three(), name).encode(), name)
    part, those = unproven(taken_apart(works, name), known, works, name)
    assert [w.citekey for w in those.works] == ["b"]
    assert b"Another model" in part


@pytest.mark.parametrize("name", FORMS)
def test_a_changed_head_is_proven_with_one_work(name: str) -> None:
    works = three()
    known = standing(export(works, name).encode(), name)
    titled = replace(works, settings=Settings(title="Another list"))
    part, those = unproven(taken_apart(titled, name), known, titled, name)
    assert [w.citekey for w in those.works] == ["a"]
    assert part == export(of(titled, "a"), name).encode()


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
    write("eyebib.toml", 'list.title = "Another"\n')
    run("export", "--format", "bibtex")
    assert proven == [*"abcbba"]
    assert "title = {Another}" in Path("output/references.bib").read_text(encoding="utf-8")


def test_what_is_wrong_is_refused_beside_what_stands() -> None:
    works = three()
    text = export(works, "bibtex")
    broken = replace(works, works=(*works.works[:2], work("c,")))
    with pytest.raises(EyebibError, match="internal check failed"):
        export(broken, "bibtex", before=text)


def test_a_new_part_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof uses the entries that the file was written from; making them is what costs."""
    made: list[str] = []
    entry = bibtex.entry

    def counted(each: Work, options: Options) -> BibEntry:
        made.append(each.citekey)
        return entry(each, options)

    monkeypatch.setattr(bibtex, "entry", counted)
    part = export_part(three(), "bibtex", DEFAULTS, ())
    assert part is not None
    assert part.differences == ()
    assert made == [*"abc"]
