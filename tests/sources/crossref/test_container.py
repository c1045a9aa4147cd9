from typing import Any

import pytest

from eyebib.sources.crossref.container import containers, is_paper


def flat(variables: dict[str, Any]) -> dict[str, Any]:
    """The variables without empty values, with `custom` merged into them."""
    custom = {key: value for key, value in variables.pop("custom", {}).items() if value}
    return {key: value for key, value in variables.items() if value} | custom


LNCS = "Lecture Notes in Computer Science"
MICCAI = "Medical Image Computing and Computer Assisted Intervention – MICCAI 2024"


@pytest.mark.parametrize(
    ("names", "volume", "series"),
    [
        ([LNCS, MICCAI], MICCAI, LNCS),
        ([MICCAI, LNCS], MICCAI, LNCS),
        ([LNCS, "Lecture Notes in Artificial Intelligence", "Ontologies"], "Ontologies", None),
        (["Advances in Visual Computing", LNCS], "Advances in Visual Computing", LNCS),
        (
            ["Recent Advances in Systems", "Advances in Intelligent Systems and Computing"],
            "Recent Advances in Systems",
            "Advances in Intelligent Systems and Computing",
        ),
        (["SPIE Proceedings", "Radar XIX"], "Radar XIX", "SPIE Proceedings"),
        (
            ["Communications in Computer and Information Science", "Ophthalmic Images"],
            "Ophthalmic Images",
            "Communications in Computer and Information Science",
        ),
        (
            ["Diffusion of IT", "IFIP Advances in Information and Communication Technology"],
            "Diffusion of IT",
            "IFIP Advances in Information and Communication Technology",
        ),
        (
            ["Balisage Series on Markup Technologies", "Balisage 2021"],
            "Balisage 2021",
            "Balisage Series on Markup Technologies",
        ),
        (
            ["Conferences on Arts Proceedings", "SGEM 2014 Arts"],
            "SGEM 2014 Arts",
            "Conferences on Arts Proceedings",
        ),
        (["Ein Verlag Informatik", "Lokale Netze"], "Lokale Netze", "Ein Verlag Informatik"),
        ([LNCS], LNCS, ""),
        ([MICCAI, MICCAI], MICCAI, ""),
    ],
)
def test_series_and_volume(names: list[str], volume: str, series: str | None) -> None:
    variables = containers({"container-title": names}, "paper-conference")
    assert variables["container-title"] == volume
    if series is not None:
        assert variables["collection-title"] == series


@pytest.mark.parametrize(
    ("series", "volume"),
    [
        ("SpringerBriefs in Applied Sciences and Technology", "Next Generation Technologies"),
        ("Springer Handbooks", "Springer Handbook of Robotics"),
        ("Studies in Computational Intelligence", "Deep Neural Evolution"),
        ("Advances in Experimental Medicine and Biology", "Retinal Degenerative Diseases XIX"),
        ("Methods in Molecular Biology", "Glaucoma"),
        ("Graduate Texts in Mathematics", "Modern Graph Theory"),
        ("Lecture Notes in Physics", "Quantum Simulations"),
        ("Lecture Notes in Networks and Systems", "Advances in Computing Research"),
        ("Grundlehren der mathematischen Wissenschaften", "Variational Analysis"),
        ("Intelligent Systems Reference Library", "Computer Vision in Control Systems"),
        ("Cognitive Technologies", "Companion Technology"),
        ("Natural Computing Series", "Genetic Programming Theory"),
        ("Green Energy and Technology", "Wind Turbines"),
        ("Boston Studies in the Philosophy and History of Science", "Reading Philosophy"),
        ("Theory and Decision Library C", "Game Practice"),
        ("Palgrave Studies in the History of Science", "Optics and Empire"),
        ("Cambridge Studies in Advanced Mathematics", "Spectral Theory"),
        ("NATO ASI Series", "Image Understanding"),
        ("Mechanisms and Machine Science", "Advances in Service and Industrial Robotics"),
        ("Contributions to Management Science", "Digital Finance"),
        ("Handbook of Experimental Pharmacology", "Pharmacologic Therapy of Ocular Disease"),
        ("Developments in Ophthalmology", "Macular Edema"),
        ("Transactions on Computational Science", "Advances in Data Science"),
        ("Chapman & Hall/CRC Texts in Statistical Science", "Bayesian Data"),
        ("EAI/Springer Innovations in Communication and Computing", "Edge Health"),
        ("Schriftenreihe Optik", "Sehen"),
        ("Methods in Enzymology", "Progress in Enzymology 2019"),
    ],
)
def test_a_series_is_recognized_in_either_order(series: str, volume: str) -> None:
    for names in ([series, volume], [volume, series]):
        variables = containers({"container-title": names}, "chapter")
        assert (variables["container-title"], variables["collection-title"]) == (volume, series)


@pytest.mark.parametrize(
    ("names", "shorts", "kind", "expected"),
    [
        (
            ["Nature &amp; Medicine"],
            ["Nat Med"],
            "article-journal",
            {"container-title": "Nature & Medicine", "container-title-short": "Nat Med"},
        ),
        (
            ["Zeitschrift", "Journal"],
            ["Z", "J"],
            "article-journal",
            {
                "container-title": "Zeitschrift",
                "container-title-short": "Z",
                "container-titles": ["Journal"],
            },
        ),
        (
            [LNCS, "Eyes"],
            ["LNCS", "E"],
            "chapter",
            {"container-title": "Eyes", "container-title-short": "E", "collection-title": LNCS},
        ),
        (
            [LNCS, "Eyes"],
            ["LNCS"],
            "chapter",
            {"container-title": "Eyes", "collection-title": LNCS},
        ),
        (
            ["IUCrData"],
            ["IUCrData", "IUCr Data"],
            "article-journal",
            {"container-title": "IUCrData", "container-title-short": "IUCrData"},
        ),
        (["SPEC Kit"], [], "book", {"collection-title": "SPEC Kit"}),
        ([], ["X"], "article-journal", {}),
        (None, None, "book", {}),
    ],
)
def test_containers(names: object, shorts: object, kind: str, expected: dict[str, Any]) -> None:
    message = {"container-title": names, "short-container-title": shorts}
    assert flat(containers(message, kind)) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"container-title": [LNCS, "Eyes"]}, True),
        ({"container-title": ["Proceedings of the Eye Society"]}, True),
        ({"container-title": ["Eyes"], "event": {"name": "EYES '24"}}, True),
        ({"container-title": ["Soil Ecology"]}, False),
        ({"container-title": ["Lecture Notes in Mathematics", "Rings"]}, False),
        ({}, False),
    ],
)
def test_a_chapter_of_proceedings_is_a_paper(message: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a column
    assert is_paper(message) is expected
