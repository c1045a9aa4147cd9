from pathlib import Path

import pytest

from eyebib.importers import bibtex
from eyebib.model.name import holds_et_al, is_et_al, is_group_name, split_suffix
from eyebib.sources import arxiv_name
from eyebib.sources.crossref.name import names

GROUPS = [
    "PINNACLE Study Team", "Retina Society", "UK Biobank Eye and Vision Consortium", "H1 Collaboration",
    "DCCT/EDIC Research Group", "AREDS Investigators", "University of Nowhere", "Eye Networks",
]  # fmt: skip


@pytest.mark.parametrize("name", GROUPS)
def test_every_source_recognises_a_group(name: str) -> None:
    assert is_group_name(name)
    if " and " not in name:  # there ` and ` separates two names
        [entry], _ = bibtex.read(f"@misc{{k, title={{T}}, author={{{name}}}}}", Path("a.bib"))
        assert entry.csl["author"] == [{"literal": name}]
        assert arxiv_name.names(name) == [{"literal": name}]
    assert names({"author": [{"family": name}]}, "author") == [{"literal": name}]


@pytest.mark.parametrize("name", ["Yukun Zhou", "Grouper, Ann", "Ann Teamer", "Ian Projectus"])
def test_a_person_is_not_a_group(name: str) -> None:
    assert not is_group_name(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Gschneidner, Jr.", ("Gschneidner", "Jr.")),
        ("Karl Gschneidner,Jr", ("Karl Gschneidner", "Jr")),
        ("Henry Ford III", ("Henry Ford", "III")),
        ("Ivy", ("Ivy", "")),
        ("Jr.", ("Jr.", "")),
    ],
)
def test_split_suffix(name: str, parts: tuple[str, str]) -> None:
    assert split_suffix(name) == parts


@pytest.mark.parametrize(
    "name", ["others", "and others", "et al", "et al.", "et. al.", "Et Al", "et.al."]
)
def test_et_al(name: str) -> None:
    assert is_et_al(name)


@pytest.mark.parametrize(
    ("name", "is_incomplete"),
    [("Jane Doe et al.", True), ("Doe and others", True), ("others", True), ("Met Alba", False)],
)
def test_et_al_within_a_name(name: str, is_incomplete: bool) -> None:  # noqa: FBT001 - a column
    assert holds_et_al(name) is is_incomplete
