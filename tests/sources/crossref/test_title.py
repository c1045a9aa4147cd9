from typing import Any

import pytest

from eyebib.sources.crossref.title import containers, is_paper, titles


def flat(variables: dict[str, Any]) -> dict[str, Any]:
    """The variables without empty values, with `custom` merged into them."""
    custom = {key: value for key, value in variables.pop("custom", {}).items() if value}
    return {key: value for key, value in variables.items() if value} | custom


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"title": ["Low CO\n  <sub>2</sub>\n "]}, {"title": "Low CO ₂"}),
        ({"title": ["Q &amp;amp; A in <i>JAMA</i>"]}, {"title": "Q & A in JAMA"}),
        ({"title": ["IN AN INFANT"]}, {"title": "IN AN INFANT"}),
        ({"title": ["Eyes\x80\x93and more"]}, {"title": "Eyes–and more"}),
        # The title in another field, or missing.
        ({"title": [""], "original-title": ["表紙"]}, {"title": "表紙"}),
        ({"title": [], "original-title": ["表紙"]}, {"title": "表紙"}),
        ({"title": []}, {}),
        ({"title": [""]}, {}),
        ({"title": [None, 3]}, {"title": "3"}),
        ({}, {}),
        # The title in the original language.
        (
            {"title": ["Power"], "original-title": ["힘"]},
            {"title": "Power", "original-title": "힘"},
        ),
        ({"title": ["The Role"], "original-title": ["<i>The</i> role."]}, {"title": "The Role"}),
        # Translations, each with its subtitle.
        (
            {"title": ["Verletzung", "Injury"], "subtitle": ["Folge", "Result"]},
            {"title": "Verletzung: Folge", "titles": ["Injury: Result"]},
        ),
        (
            {"title": ["Verletzung", "Injury"], "subtitle": ["Folge"]},
            {"title": "Verletzung: Folge", "titles": ["Injury"]},
        ),
        # Subtitles that add something.
        (
            {"title": ["MUTT"], "subtitle": ["a watchdog for apps"]},
            {"title": "MUTT: a watchdog for apps"},
        ),
        # Subtitles of JAMA, in a tag inside the title.
        (
            {"title": ["AN INFANT&lt;subtitle&gt;A trial&lt;/subtitle&gt;"]},
            {"title": "AN INFANT: A trial"},
        ),
        ({"title": ["Which way? <subtitle>A trial</subtitle>"]}, {"title": "Which way? A trial"}),
        ({"title": ["Nets"], "subtitle": ["Nets: a review"]}, {"title": "Nets: a review"}),
        ({"title": ["Which way?"], "subtitle": ["A trial"]}, {"title": "Which way? A trial"}),
        ({"title": ["ALL CAPS"], "subtitle": ["SO HERE"]}, {"title": "ALL CAPS: SO HERE"}),
        ({"title": ["Nets"], "subtitle": ["One", "Two"]}, {"title": "Nets: One: Two"}),
        # Subtitles that add nothing: a repetition, an abbreviation, a running head, a number.
        ({"title": ["Nets: a review"], "subtitle": ["A review"]}, {"title": "Nets: a review"}),
        ({"title": ["Nets"], "subtitle": ["NETS"]}, {"title": "Nets"}),
        (
            {"title": ["Three repair strategies"], "subtitle": ["REPAIR STRATEGIES"]},
            {"title": "Three repair strategies"},
        ),
        (
            {"title": ["On ripple effects"], "subtitle": ["ALI AND CO"]},
            {"title": "On ripple effects"},
        ),
        (
            {
                "title": ["Evidence of Brucella abortus in Punjab"],
                "subtitle": ["B. abortus in Punjab"],
            },
            {"title": "Evidence of Brucella abortus in Punjab"},
        ),
        ({"title": ["Aloha"], "subtitle": ["(718982007-001)"]}, {"title": "Aloha"}),
        # A short title, if it differs.
        (
            {"title": ["Economics"], "short-title": ["E&amp;S"]},
            {"title": "Economics", "title-short": "E&S"},
        ),
        ({"title": ["ecancer"], "short-title": ["ecancer"]}, {"title": "ecancer"}),
    ],
)
def test_titles(message: dict[str, Any], expected: dict[str, Any]) -> None:
    variables = flat(titles(message))
    subtitles = variables.pop("subtitles", [])
    assert variables == expected
    text = " ".join([*map(str, variables.values()), *subtitles])
    assert all(part in text for part in message.get("subtitle", []))


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
