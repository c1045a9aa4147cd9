"""Files that are exported and read again: the same facts, but for the losses that are named."""

from pathlib import Path

import pytest

from eyebib.exporters import export
from eyebib.exporters.losses import losses
from eyebib.importers import conversion
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import Options
from shared import SHARED
from slow import slow

SUFFIXES = {
    "bibtex": ".bib",
    "biblatex": ".bib",
    "csl-json": ".json",
    "csl-yaml": ".yaml",
    "ris": ".ris",
}
FILES = sorted([*SHARED.glob("bib/*.bib"), *SHARED.glob("bibtex/*.bib")])
AMBIGUOUS = frozenset({"type", "medium"})
"""`howpublished` is the container or the medium of a book; a paper without container is `@misc`."""
OPTIONS = Options(abstracts=True)

SMALL = r"""
@article{one, title = {{RNA} and $\alpha$ in {e}Books}, author = {van der Berg, Jan and {WHO Group} and others},
  journal = {A Journal}, year = 1998, month = {Summer}, volume = 12, number = {3}, pages = {1--9}, doi = {10.1000/a\_b},
  note = {To appear}, issn = {1234-5678}, abstract = {We do. $x^n$}, url = {https://example.org/a_b}}
@inbook{two, title = {A Book}, chapter = {3}, pages = {5--9}, publisher = {P \& Q}, year = {June 1977}, author = {Plato}}
@inproceedings{three, title = {T}, author = {Ann Bee}, booktitle = {{Proc. of X}}, address = {New York}, series = {LNCS},
  volume = 7, editor = {Ed Itor and others}, publisher = {Springer}, month = jul, year = 2010}
@misc{four, title = {P}, author = {Wu, J.}, eprint = {2405.11338}, archiveprefix = {arXiv}, primaryclass = {cs.CV}, year = 2024}
@techreport{five, title = {R}, author = {Wu, J.}, institution = {MIT}, number = {7}, type = {Memo}, year = 2001}
@phdthesis{six, title = {S}, author = {Wu, J.}, school = {MIT}, year = 2001}
"""


def changed(bibliography: Bibliography, name: str, folder: Path) -> list[str]:
    """The facts that differ after writing and reading, but for the format's losses."""
    path = folder / f"again{SUFFIXES[name]}"
    path.write_text(export(bibliography, name, OPTIONS), encoding="utf-8")
    again, _ = conversion.bibliography(path)
    assert [work.citekey for work in again.works] == [work.citekey for work in bibliography.works]
    named = losses(bibliography, name, OPTIONS)
    lost = {(key, loss.variable) for loss in named for key in loss.citekeys}
    pairs = zip(bibliography.works, again.works, strict=True)
    return [
        f"{work.citekey}: {variable}"
        for work, other in pairs
        for variable in different(work, other)
        if (work.citekey, variable) not in lost
        and not (variable == "container-title" and "medium" in other.item)
    ]


def different(work: Work, other: Work) -> list[str]:
    """The variables with other values; a name is the same if it is displayed so."""
    one, two = facts(work), facts(other)
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def facts(work: Work) -> dict[str, object]:
    item = {name: value for name, value in work.item.items() if name not in AMBIGUOUS}
    names = {
        name: " ".join(words(value)) for name, value in item.items() if isinstance(value, list)
    }
    return (
        item
        | names
        | {"eprint": work.eprint and work.eprint.value}
        | {f"{name} is incomplete": True for name in work.incomplete}
    )


def words(names: list[dict[str, str]]) -> list[str]:
    return sorted(word for name in names for part in name.values() for word in part.split())


@pytest.mark.parametrize("name", SUFFIXES)
def test_small_entries_come_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(SMALL, encoding="utf-8")
    bibliography, problems = conversion.bibliography(path)
    assert problems == []
    incomplete = (
        ["one: author is incomplete", "three: editor is incomplete"] if name == "ris" else []
    )
    assert changed(bibliography, name, tmp_path) == incomplete


@pytest.mark.skipif(not FILES, reason="../shared/data is missing")
@pytest.mark.parametrize(
    ("path", "name"),
    [
        *((path, "bibtex") for path in FILES if path.parent.name == "bibtex"),
        *(slow(path, name) for path in FILES for name in SUFFIXES if name != "ris"),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
def test_real_files_come_back(path: Path, name: str, tmp_path: Path) -> None:
    bibliography, _ = conversion.bibliography(path)
    assert changed(bibliography, name, tmp_path) == []


def test_protected_words_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(SMALL, encoding="utf-8")
    for name in ("bibtex", "biblatex", "csl-json", "csl-yaml"):
        bibliography, _ = conversion.bibliography(path)
        path = tmp_path / f"{name}{SUFFIXES[name]}"
        path.write_text(export(bibliography, name), encoding="utf-8")
        titles = {work.citekey: work.rich_title for work in bibliography.works}
        assert titles["one"] == (
            '<span class="nocase">RNA</span> and α in <span class="nocase">e</span>Books'
        )
