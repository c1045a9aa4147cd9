"""Titles in other languages, and proper nouns in titles in sentence case."""

import pytest

from eyebib.text import tex
from eyebib.text.title_case import is_foreign, proper_nouns


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "Bacteria in Chinese grass carp (Ctenopharyngodon idellus) ponds",
            "Chinese Ctenopharyngodon",
        ),
        ("Evidence of change in the North Pacific jet stream", "North Pacific"),
        ("A sharp Balian–Low principle for shift-invariant spaces", "Balian Low"),
        ("Stability of flows: Hele-Shaw cells with variable viscosity", "Shaw"),
        ("Expert knowledge in the Chinese Visual Field Study", ""),
        ("The Tree View Widget without Small Words", ""),
        ("A Foundation Model of the Retina: encoding expert knowledge in text", ""),
        ("Review for “Performance of charging stations under load”", ""),
        ("Findings of the study—Changes in the lung", ""),
        ("2. The dawn of ecology", ""),
        ("Dyes in the living retina. I. Uptake by the pigment epithelium", ""),
        ("Light and growth: II. The effect of shade", ""),
        ("Drugs for the aging eye, IV. Prognosis after long treatment", ""),
        ("XI. Digestion in small mammals", ""),
        ("The eye in 1990. Number of pages and price of each volume", ""),
        ("A new furnace for wet coal (Phase 2)", ""),
        ("Models of expression in neurons of Class VI", ""),
        ("Reviewer report, Review #2 of a model of trust", ""),
        ("Bridges under a strong wind, Part 1: Tests and results", ""),
        ("α-Cyano compounds in the analysis of proteins", ""),
        ("N-Acetyl groups in the Krebs cycle of some bacteria", "Krebs"),
        ("The future of the field* Remarks after many years of practice", ""),
        ("Optimal routes by A* Dijkstra heuristics in large graphs", "Dijkstra"),
        (
            "Erratum: “Thin layers of glass under high pressure” [Opt. Mater. 7, 12 (2019)]",
            "Opt Mater",
        ),
        ("Fish sold in Ghana: rates and types of labels", "Ghana"),
        ("Rice farming in the Lower Mekong: seeds of old plants", "Lower Mekong"),
        ("How Trials Are Reported: a Study of methods", ""),
        ("Is it? Yes, in many cases of doubt", ""),
        ("", ""),
    ],
)
def test_proper_nouns(title: str, words: str) -> None:
    assert [*proper_nouns(title)] == words.split()


@pytest.mark.parametrize(
    ("title", "language", "foreign"),
    [
        ("Behandlung von Depression und Angst", "de", True),
        ("Die Netzhaut und der Sehnerv", "", True),
        ("Die Netzhaut und der Sehnerv", "en", True),
        ("Errata", "fr", True),
        ("Errata", "en-US", False),
        ("Errata", "", False),
        ("The effect of light on the eye", "de", False),
        ("Retinal imaging with small models", "eng", False),
        ("眼底图像基础模型研究", "zh", False),
    ],
)
def test_languages(title: str, language: str, foreign: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_foreign(title, language) is foreign


@pytest.mark.parametrize(
    ("title", "language", "text"),
    [
        ("Effects of strong light in Chinese children with U-Net", "", "Effects of strong light in {Chinese} children with {U-Net}"),
        ("Ferromagnetism in weakly Ni-doped crystals", "", "Ferromagnetism in weakly {Ni}-doped crystals"),
        ("Die Netzhaut der Maus & des Hundes", "de", r"{Die Netzhaut der Maus \& des Hundes}"),
        ('<span class="nocase">Die</span> Maus', "de", "{Die Maus}"),
        ('In <span class="nocase">eBooks</span> of Kenya and other countries with schools', "", "In {eBooks} of {Kenya} and other countries with schools"),
    ],
)  # fmt: skip
def test_braces(title: str, language: str, text: str) -> None:
    assert tex.title(title, language=language) == text
