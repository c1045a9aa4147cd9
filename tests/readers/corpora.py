"""The bibliographies for the readers: the 13 papers, 958 recorded works, and difficult works."""

from functools import cache
from typing import Any

import pytest

from conftest import REPOSITORY
from exported import HOSTILE, converted
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from eyebib.project.folder import Project
from shared import RECORDED
from works import AWKWARD, PREPRINT, bibliography, entry, record, work


@cache
def thirteen() -> Bibliography:
    """The list of this repository."""
    return Project(REPOSITORY).bibliography()


@cache
def recorded(step: int = 1) -> Bibliography:
    """958 real works of Crossref, or one in `step` of them."""
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    numbered = [*enumerate(lines)][::step]
    return bibliography(*(converted(line, number) for number, line in numbered))


@cache
def hostile() -> Bibliography:
    """A work with each hostile text in its variables, followed by a plain work."""
    works = []
    for number, text in enumerate(HOSTILE):
        people = [{"family": text, "given": text}, {"literal": text}]
        works += [
            work(
                f"h{number:02}a", title=text, container_title=text, publisher=text, volume=text,
                page=text, author=people, abstract=text, DOI=f"10.1/{text}", note=text,
            ),
            work(f"h{number:02}b", title=f"Plain words {number}"),
        ]  # fmt: skip
    return bibliography(*works)


NAMES: list[csl.Name] = [
    {"family": "Ben Ayed", "given": "Ismail"},
    {"family": "van Wijngaarden", "given": "Péter"},
    {"family": "de la Cruz y Silva", "given": "Ana"},
    {"family": "Smith", "given": "Ann", "suffix": "Jr."},
    {"family": "O’Neill", "given": "Émile Š."},
    {"family": "Škoda-Øre", "given": "Łukasz"},
    {"family": "al-Hussein", "given": "Jean-Pierre"},
    {"family": "Ehtisham-ul-Haq"},
    {"family": "Plato"},
    {"family": "others"},
    {"family": "Nguyễn", "given": "Đức"},
    {"literal": "Risk & Safety, and Co"},
    {"literal": "École d’été {A}"},
]

TITLES = [
    "RETFound & the 3D OCT: 5% of “U-Net” — 10⁻⁵ m²",
    "α-Synuclein, Ω-3 and CO₂ ≤ 5 µm, 90° ± 1 → x̄",
    "What is `a` --- “b” or ``c''? ,,d '' e ?` !`",
    "Costs of $10 and $20 {for} a_b ~ c^d \\ #1 | <x>",
]


@cache
def awkward() -> Bibliography:
    """Works of every CSL type, difficult names and titles, works with few variables, a preprint."""
    works = [
        *(work(f"n{n:02}", author=[name], title=f"Of {n}") for n, name in enumerate(NAMES)),
        work("o", author=NAMES, editor=NAMES, type="chapter", publisher="P"),
        merge(
            entry("p", paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT, "arxiv")]
        ),
        work("q", author=None, container_title=None, issued=None, volume=None, page=None),
        work("r", page=None, number="e1002_3", DOI="10.1007/978-3_4<5>a%b{c}#d"),
        *(
            work(f"s{n}", title=title, name="RETFound", author=[NAMES[n]])
            for n, title in enumerate(TITLES)
        ),
    ]
    for number, kind in enumerate(sorted(csl.TYPES)):
        variables: dict[str, Any] = {
            "type": kind, "publisher": "P & Q", "number": "7", "issue": "3",
            "author": [{"family": kind.replace("_", " ").title(), "given": "Jian"}],
            "issued": {"date-parts": [[1980 + number]]},
        }  # fmt: skip
        works += [work(f"t-{kind.replace('_', '-')}", **variables)]
    return bibliography(*works, *AWKWARD.works)


CORPORA = {
    "thirteen": thirteen, "recorded": recorded, "hostile": hostile, "awkward": awkward,
}  # fmt: skip
