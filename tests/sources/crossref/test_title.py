import json
from typing import Any

import pytest

from eyebib.sources.crossref.title import titles
from shared import RECORDED


def flat(variables: dict[str, Any]) -> dict[str, Any]:
    """The variables without empty values, with `custom` merged into them."""
    custom = {key: value for key, value in variables.pop("custom", {}).items() if value}
    return {key: value for key, value in variables.items() if value} | custom


WILEY = {"type": "journal-article", "DOI": "10.1111/eye.1", "publisher": "A society"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"title": ["Low CO\n  <sub>2</sub>\n "]}, {"title": "Low CO ₂"}),
        ({"title": ["Q &amp;amp; A in <i>JAMA</i>"]}, {"title": "Q & A in JAMA"}),
        ({"title": ["IN AN INFANT"]}, {"title": "IN AN INFANT"}),
        ({"title": ["Eyes\x80\x93and more"]}, {"title": "Eyes–and more"}),
        # Formulas, whose LaTeX is kept if text has less.
        (
            {"title": ["A $$x^n$$ bound on $x^2$"]},
            {"title": "A x^n bound on x²", "formulas": ["$x^n$"]},
        ),
        (
            {"title": ['Of &lt;tex-math notation="TeX"&gt;$O_{7-x} $&lt;/tex-math&gt;', "$y_n$"]},
            {"title": "Of O_(7-x)", "titles": ["y_n"], "formulas": ["$O_{7-x}$", "$y_n$"]},
        ),
        ({"title": [r"Of $\input{x}^n$, $5 and $6"]}, {"title": r"Of $\input{x}^n$, $5 and $6"}),
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
        # Running heads of Wiley's articles, whatever their case; its books have subtitles.
        (
            WILEY | {"title": ["Does diet matter? A test"], "subtitle": ["Community Growth"]},
            {"title": "Does diet matter? A test"},
        ),
        (
            WILEY | {"title": ["Release from cells"], "subtitle": ["Diffusion From One Cell"]},
            {"title": "Release from cells"},
        ),
        (
            WILEY | {"title": ["Eyes"], "subtitle": ["A guide"], "type": "monograph"},
            {"title": "Eyes: A guide"},
        ),
        (
            {
                "type": "journal-article",
                "publisher": "John Wiley & Sons",
                "title": ["Nets"],
                "subtitle": ["Deep models"],
            },
            {"title": "Nets"},
        ),
        (
            {"type": "journal-article", "publisher": "X", "title": ["Nets"], "subtitle": ["Deep"]},
            {"title": "Nets: Deep"},
        ),
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


def test_recorded_running_heads() -> None:
    """The 21 subtitles of articles from Wiley's journals are kept apart, and 50 others joined."""
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    messages = map(json.loads, RECORDED.read_text(encoding="utf-8").splitlines())
    joined: dict[bool, set[str]] = {True: set(), False: set()}
    for message in messages:
        if any(message.get("subtitle") or []):
            joined[not titles(message)["custom"]["subtitles"]].add(message["DOI"])
    assert (len(joined[True]), len(joined[False])) == (50, 25)
    assert len([doi for doi in joined[False] if doi.startswith(("10.1002/", "10.1111/"))]) == 21
    assert not [doi for doi in joined[True] if doi.startswith(("10.1002/", "10.1111/"))]
