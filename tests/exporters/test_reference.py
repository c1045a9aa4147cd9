"""Formatted references, and `eyebib show --as`."""

import json
from typing import Any

import pytest

from conftest import REPOSITORY, Run
from exported import HOSTILE
from eyebib.exporters.reference import STYLES, reference
from eyebib.model import csl
from eyebib.model.merge import merge
from eyebib.text.clean import clean
from golden_file import renewed
from slow import every
from works import AWKWARD, entry, work


def test_awkward_works() -> None:
    text = "".join(f"{reference(work, 'alpha')}\n" for work in AWKWARD.works)
    assert text == renewed("references.txt", text)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "Jian Wu. A model. Nature, 622:1–9, May 2024."),
        ({"author": None}, "A model. Nature, 622:1–9, May 2024."),
        ({"issued": None}, "Jian Wu. A model. Nature, 622:1–9."),
        ({"page": None}, "Jian Wu. A model. Nature, 622, May 2024."),
        ({"page": None, "issue": "3"}, "Jian Wu. A model. Nature, 622(3), May 2024."),
        ({"volume": None, "page": None, "author": None, "issued": None}, "A model. Nature."),
        ({"type": "book"}, "Jian Wu. A model. Volume 622. May 2024."),
        ({"type": "report"}, "Jian Wu. A model. Technical Report, May 2024."),
        ({"type": "manuscript"}, "Jian Wu. A model. Nature, May 2024."),
        ({"type": "song", "publisher": "EMI", "container_title": None}, "Jian Wu. A model. EMI, May 2024."),
        ({"title": "RETFound: OCT & the Eye"}, "Jian Wu. RETFound: OCT & the Eye. Nature, 622:1–9, May 2024."),
    ],
)  # fmt: skip
def test_missing_variables_are_omitted(variables: dict[str, Any], expected: str) -> None:
    links = " URL: https://doi.org/10.1038/x, doi:10.1038/x."
    assert reference(work(**variables)) == f"{expected}{links}"


def test_entry_without_records() -> None:
    assert reference(merge(entry(title="An eye", paper="https://example.org/a"), [])) == (
        "An eye. URL: https://example.org/a."
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", every(5, sorted(csl.TYPES)))
def test_every_type_with_everything_and_with_nothing(kind: str, style: str) -> None:
    facts: dict[str, Any] = dict.fromkeys(csl.TEXT_VARIABLES | csl.NUMBER_VARIABLES, "77")
    facts |= {"title": "A model", "editor": [{"literal": "Plato"}], "DOI": "10.5555/a"}
    facts |= {"URL": "https://example.org/a"}
    bare: dict[str, Any] = dict.fromkeys("author issued container_title volume page DOI".split())
    assert "A model" in reference(work(type=kind, **facts), style)
    assert "A model" in reference(work(type=kind, **bare), style)


@pytest.mark.parametrize(
    "text", [*HOSTILE, "--- ``a'' !` ?` \\'e {\\'e} $x$ a~b", "&amp; &lt;b&gt;"]
)
def test_hostile_text_is_shown_literally(text: str) -> None:
    hostile = work(title=text, author=[{"family": text, "given": text}], container_title=text)
    line = reference(hostile)
    assert line.count(clean(text)) >= 2
    assert "\n" not in line


@pytest.mark.parametrize(
    ("author", "label"),
    [
        ([{"family": "Wu", "given": "Jian"}], "[Wu24]"),
        ([{"family": "Silva-Rodríguez"}, {"family": "Dolz"}], "[SRD24]"),
        ([{"family": f"N{letter}"} for letter in "abcdef"], "[NNN+24]"),
        (None, "[A m24]"),
    ],
)
def test_labels(author: list[csl.Name] | None, label: str) -> None:
    assert reference(work(author=author), "alpha").startswith(f"{label} ")


def test_show_as(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert run("show", "eyefound", "--as", "reference").stdout.endswith(
        "EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging. "
        "arXiv:2405.11338, May 2024. URL: https://arxiv.org/abs/2405.11338, arXiv:2405.11338.\n"
    )
    alpha = run("show", "eyefound", "--as", "reference", "--style", "alpha").stdout
    assert alpha.startswith("[SZC+24] Danli Shi, ")
    file = (REPOSITORY / "output/references.bib").read_text(encoding="utf-8")
    alone = run("show", "eyefound", "--as", "bibtex").stdout
    assert alone.startswith("@misc{eyefound,\n")
    assert f"\n{alone}\n" in file
    [item] = json.loads(run("show", "eyefound", "--as", "csl-json").stdout)
    items = json.loads((REPOSITORY / "output/references.json").read_text(encoding="utf-8"))
    assert item in items
    run("show", "eyefound", "--as", "bibtex", "--output-format", "json", code=2)
