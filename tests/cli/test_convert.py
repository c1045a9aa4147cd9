"""`eyebib convert`."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import REPOSITORY, Run
from exported import REFERENCES
from eyebib.exporters import EXPORTERS, export
from eyebib.importers.conversion import bibliography
from eyebib.model.settings import Options
from works import AWKWARD

Write = Callable[[str, str | bytes], Path]

LIBRARY = r"""@string{jmlr = {Journal of Machine Learning Research}}
@article{Smith:2020,
  author = {Smith, J{\"o}rg and van der Berg, Ann and {The WHO Group} and King, Jr., Martin Luther},
  title = {{RETFound} \& the {3D} model of $\alpha${}$-$1 and $\lceil$n$\rceil$},
  journal = jmlr,
  shortjournal = {JMLR},
  volume = 3,
  number = 4,
  pages = {1--9},
  year = 2020,
  month = may,
  doi = {10.1038/s41586-023-06555-x},
  issn = {0028-0836},
  url = {https://www.nature.com/articles/s41586-023-06555-x},
  eprint = {2310.04992},
  archiveprefix = {arXiv},
  primaryclass = {cs.CV},
  keywords = {OCT, deep learning},
  note = {A note},
  abstract = {We do. And more.}
}
@inproceedings{DBLP:conf/miccai/Wu24,
  author = {Wu, J},
  title = {A Title},
  booktitle = {MICCAI 2024},
  series = {LNCS},
  volume = {15012},
  editor = {Dou, Q},
  publisher = {Springer},
  address = {Cham},
  year = 2024,
  pages = {1--3}
}
@misc{wu_arxiv.2310,
  author = {Wu, Jian and Dou, Qi},
  title = {A preprint},
  eprint = {2310.04990},
  eprinttype = {arxiv},
  primaryclass = {eess.IV},
  year = 2023
}
@book{b+2, editor = {Dou, Qi}, title = {The eye}, publisher = {MIT Press}, edition = {2}, year = 1999}
@phdthesis{T/1, author = {Nguy{\~{\^e}}n, A}, title = {A thesis}, school = {ETH}, year = 1999}
"""
KEYS = ["DBLP:conf/miccai/Wu24", "Smith:2020", "T/1", "b+2", "wu_arxiv.2310"]


def without_comments(text: str) -> str:
    return text[text.index("@") :]


UNPRINTED = "{}: pdflatex does not print ễ; compile with lualatex\n"


@pytest.mark.parametrize("name", REFERENCES)
def test_keys_stay(run: Run, write: Write, name: str) -> None:
    write("library.bib", LIBRARY)
    done = run("convert", "library.bib", "--to", name)
    assert done.stderr in ("", UNPRINTED.format(name))
    for key in KEYS:
        assert key in done.stdout


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_round_trip_through_csl_json(run: Run, write: Write, name: str) -> None:
    write("library.bib", LIBRARY)
    once = run("convert", "library.bib", "--to", name, "--abstracts").stdout
    run("convert", "library.bib", "--to", "csl-json", "-o", "library.json")
    twice = run("convert", "library.json", "--to", name, "--abstracts")
    assert twice.stderr == UNPRINTED.format(name)
    assert without_comments(twice.stdout) == without_comments(once)
    write("again.bib", twice.stdout)
    again = run("convert", "again.bib", "--to", name, "--abstracts").stdout
    assert without_comments(again) == without_comments(once)


def test_every_field_is_kept(run: Run, write: Write) -> None:
    write("library.bib", LIBRARY)
    text = run("convert", "library.bib", "--to", "bibtex", "--abstracts").stdout
    assert text.startswith(
        "% library\n% Written by eyebib: change library.bib, not this file.\n\n@"
    )
    for line in LIBRARY.splitlines()[2:20]:
        name, _, value = line.strip(" ,").partition(" = ")
        if name not in ("shortjournal", "keywords", "journal"):  # losses of BibTeX, and a macro
            braced = value if value.startswith("{") or name == "month" else f"{{{value}}}"
            assert f"  {name} = {braced}" in text
    assert "url = {https://doi.org" not in text  # not in the library
    assert "  primaryclass = {eess.IV}" in text


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_exported_bib_file_is_read_back_whole(folder: Path, name: str) -> None:
    options = Options(abstracts=True)
    text = export(AWKWARD, name, options)
    path = folder / EXPORTERS[name].FILE
    path.write_bytes(text.encode())
    again, problems = bibliography(path)
    assert problems == []
    assert without_comments(export(again, name, options)) == without_comments(text)


def test_exported_csl_json_is_read_back_whole(folder: Path) -> None:
    """Without the hostile title, whose `<b>` is markup in CSL-JSON."""
    works = tuple(work for work in AWKWARD.works if work.citekey != "hostile")
    text = export(replace(AWKWARD, works=works), "csl-json")
    path = folder / "references.json"
    path.write_bytes(text.encode())
    again, problems = bibliography(path)
    assert problems == []
    ours, theirs = (
        [{name: value for name, value in item.items() if name != "custom"} for item in items]
        for items in (json.loads(text), json.loads(export(again, "csl-json")))
    )
    assert theirs == ours


def test_renamed_keys_are_reported(run: Run, write: Write) -> None:
    write("a.bib", "@misc{Müller_21, title={T}}\n@misc{WU, title={U}}\n\n@misc{wu, title={V}}\n")
    done = run("convert", "a.bib", "--to", "csl-json")
    assert done.stderr.splitlines() == [
        "a.bib:1:1: warning: LaTeX cannot cite the key `Müller_21`; it becomes `muller-21` [citekey]",
        "a.bib:4:1: warning: citation key `wu` is used by an entry above; this becomes `wu-2` [citekey]",
    ]
    assert [item["id"] for item in json.loads(done.stdout)] == ["WU", "muller-21", "wu-2"]


def test_import_keeps_the_citekeys(run: Run, write: Write, folder: Path) -> None:
    write("library.bib", LIBRARY)
    run("import", "library.bib")
    text = (folder / "entries/smith-2020.yaml").read_text(encoding="utf-8")
    assert "\nkey: Smith:2020\n" in text
    assert "@article{Smith:2020," in run("show", "Smith:2020", "--as", "bibtex").stdout


def test_names_before_others_are_kept(run: Run, write: Write) -> None:
    write("a.bib", "@misc{a, title={T}, doi={10.5555/a}, author={Wu, J and others}}\n")
    done = run("convert", "a.bib", "--to", "csl-json")
    [item] = json.loads(done.stdout)
    assert item["author"] == [{"family": "Wu", "given": "J"}, {"literal": "others"}]


def test_readable_part_of_a_broken_file_is_written(run: Run, write: Write) -> None:
    write("a.bib", "@misc{a, title={T}}\n\n@book{bad\n")
    done = run("convert", "a.bib", "--to", "ris", "-o", "a.ris", code=1)
    assert "a.bib:3:1: error: invalid BibTeX" in done.stderr
    assert "wrote     a.ris  (1 work)" in done.stderr
    write("empty.bib", "% nothing\n")
    assert (
        "there are no entries to convert"
        in run("convert", "empty.bib", "--to", "ris", code=1).stderr
    )
    write("a.enw", "%0 Book")
    run("convert", "a.enw", "--to", "bibtex", code=2)


def test_awesome_list(run: Run, write: Write) -> None:
    write("list.md", "### 2024\n**An Eye (EyeFound)**\n[Paper](https://arxiv.org/abs/2405.11338)\n")
    write("b.md", "**A (B)**\n[Paper](https://www.nature.com/articles/s41586-023-06555-x)\n")
    text = run("convert", "b.md", "--to", "bibtex").stdout
    assert (
        "  doi = {10.1038/s41586-023-06555-x},\n  url = {https://www.nature.com/articles/s4" in text
    )
    text = run("convert", "list.md", "--to", "bibtex").stdout
    assert (
        "@misc{eyefound,\n  key = {An Eye},\n  title = {An Eye},\n  howpublished = {arXiv:2405.11338},"
        in text
    )


def test_real_list_from_its_csl_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY / "output")
    text = run("convert", "references.json", "--to", "bibtex").stdout
    exported = (REPOSITORY / "output/references.bib").read_text(encoding="utf-8")
    assert without_comments(text) == without_comments(exported)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", EXPORTERS)
def test_names_of_files_are_clean(run: Run, write: Write, name: str) -> None:
    """A file system allows ESC, a direction override, a line feed and bytes that are not UTF-8."""
    file = os.fsdecode(b"k\x1b]0;\x07\xc2\x9b\xe2\x80\xae\xff\n.bib")
    write(file, LIBRARY)
    done = run("convert", file, "--to", name)
    assert done.exit_code == 0
    assert not set("\x1b\x07\x9b\u202e\udcff") & set(done.stdout)


def test_several_files_become_one(run: Run, write: Write) -> None:
    write("a.bib", "@book{one, title={A}, author={Wu, J}, publisher={P}, year=2020}\n")
    write(
        "b.ris", "TY  - BOOK\nID  - one\nTI  - B\nER  - \nTY  - BOOK\nID  - two\nTI  - C\nER  - \n"
    )
    result = run("convert", "a.bib", "b.ris", "--to", "csl-json")
    assert [(item["id"], item["title"]) for item in json.loads(result.stdout)] == [
        ("one", "A"),
        ("two", "C"),
    ]
    assert "b.ris:1:1: warning: duplicate key `one`; the entry of a.bib is used" in result.stderr
