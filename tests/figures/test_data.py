"""Which mark is drawn where, and the agreement of figures and `eyebib show`."""

import json
from typing import Any

import pytest

from conftest import REPOSITORY, Run
from eyebib.figures import data, grouping
from eyebib.figures.data import Labels
from eyebib.figures.grouping import Kind, by_facet, by_kind
from eyebib.figures.yearly import yearly
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.facet import Facet, Term
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
from eyebib.project.folder import Project
from works import ARTICLE, PREPRINT, SETTINGS, bibliography, entry, record, work


def of(year: int | None, citekey: str, **variables: Any) -> Work:  # noqa: ANN401 - CSL values
    issued = {"date-parts": [[year, *variables.pop("rest", ())]]} if year else None
    return work(citekey, **({"issued": issued} | variables))


def drawn(
    works: Bibliography, labels: Labels = "name", stack: int = 14
) -> list[tuple[str, dict[str, list[str]]]]:
    return [
        (part.heading, {kind: [mark.label for mark in marks] for kind, marks in part.marks.items()})
        for part in data.timeline(works, by_kind(works), labels, stack=stack).slices
    ]


@pytest.mark.parametrize(
    ("variables", "kind"),
    [
        ({"type": "article-journal"}, "journal"),
        ({"type": "review"}, "journal"),
        ({"type": "paper-conference"}, "conference"),
        ({"type": "chapter", "event_title": "MICCAI 2024"}, "conference"),
        ({"type": "chapter"}, "other"),
        ({"type": "book"}, "other"),
        ({"type": "article", "genre": "Preprint"}, "preprint"),
    ],
)
def test_kinds(variables: dict[str, Any], kind: Kind) -> None:
    assert grouping.kind(work(**variables)) == kind


def test_marks_are_sorted_by_year_kind_date_and_name() -> None:
    works = bibliography(
        of(2024, "b", rest=(5,)),
        of(2024, "c", rest=(2,)),
        of(2024, "a", rest=(5,)),
        of(2022, "d", type="paper-conference"),
        of(None, "e"),
    )
    assert drawn(works) == [
        ("2022", {"conference": ["d"]}),
        ("2023", {}),
        ("2024", {"journal": ["c", "a", "b"]}),
        ("undated", {"journal": ["e"]}),
    ]
    assert dict(data.timeline(works, by_kind(works)).counts) == {"journal": 4, "conference": 1}


def test_long_gap_is_one_slice() -> None:
    works = bibliography(of(2010, "a"), of(2014, "b"), of(2019, "c"))
    headings = [heading for heading, _ in drawn(works)]
    assert headings == ["2010", "2011", "2012", "2013", "2014", "…", "2019"]


def test_many_works_of_a_year_are_in_several_slices() -> None:
    works = bibliography(*(of(2024, f"w{n}") for n in range(7)), of(2024, "p", type="book"))
    assert drawn(works, stack=3) == [
        ("2024", {"journal": ["w0", "w1", "w2"], "other": ["p"]}),
        ("2024", {"journal": ["w3", "w4", "w5"]}),
        ("2024", {"journal": ["w6"]}),
    ]


def test_labels() -> None:
    works = bibliography(work("retfound", name="RETFound"))
    assert drawn(works)[0][1] == {"journal": ["RETFound"]}
    assert drawn(works, "citekey")[0][1] == {"journal": ["retfound"]}


def imaged(citekey: str, *modalities: str) -> Work:
    listed = entry(citekey, modalities=modalities)
    return merge(listed, [record("doi:10.1038/x", PREPRINT)])


def test_matrix_has_the_terms_and_the_order_of_the_vocabulary() -> None:
    matrix = data.matrix(
        bibliography(imaged("b", "B-ultrasound", "CFP", "Laser"), imaged("a", "CFP"), imaged("c")),
        SETTINGS.facet("modalities"),
    )
    assert matrix.terms == ("CFP", "OUS", "Laser")
    assert [(row.mark.label, row.year, row.terms) for row in matrix.rows] == [
        ("a", "2023", ("CFP",)),
        ("b", "2023", ("OUS", "CFP", "Laser")),
        ("c", "2023", ()),
    ]
    assert dict(matrix.totals) == {"CFP": 2, "OUS": 1, "Laser": 1}
    assert matrix.legend == (("CFP", "color fundus photography"), ("OUS", "ocular ultrasound"))


def placed(year: int | None, citekey: str, *values: str) -> Work:
    item = ARTICLE | {"issued": {"date-parts": [[year]]} if year else {}}
    return merge(entry(citekey, facets={"site": values}), [record("doi:10.1038/x", item)])


SITE = Facet(name="site", values=(Term(term="B", name="Basel"), Term(term="A", name="A")))
PLACED = bibliography(
    placed(2021, "a", "A", "B"),
    placed(2023, "b", "basel"),
    placed(2023, "c"),
    placed(None, "d", "D"),
    placed(2023, "e", "C", "D"),
    settings=Settings(facets=(SITE,)),
)


def test_groups_of_a_facet() -> None:
    groups = by_facet(PLACED, SITE)
    assert groups.names == ("B", "A", "C", "D", "not reported")
    assert groups.groups["a"] == ("A", "B")
    assert groups.groups["b"] == ("B",)
    assert groups.groups["c"] == ("not reported",)
    assert groups.legend == (("B", "Basel"),)


def test_rare_values_are_one_group() -> None:
    groups = by_facet(PLACED, SITE, most=3)
    assert groups.names == ("B", "D", "2 others", "not reported")
    assert groups.rare == "2 others"
    assert groups.groups["a"] == ("2 others", "B")
    assert groups.groups["e"] == ("2 others", "D")


def test_timeline_of_a_facet() -> None:
    timeline = data.timeline(PLACED, by_facet(PLACED, SITE))
    marks = {
        part.heading: {name: [mark.citekey for mark in marks] for name, marks in part.marks.items()}
        for part in timeline.slices
    }
    assert marks == {
        "2021": {"A": ["a"], "B": ["a"]},
        "2022": {},
        "2023": {"B": ["b"], "not reported": ["c"], "C": ["e"], "D": ["e"]},
        "undated": {"D": ["d"]},
    }
    assert dict(timeline.counts) == {"B": 2, "A": 1, "C": 1, "D": 2, "not reported": 1}


@pytest.mark.parametrize(
    ("most", "first", "span", "works", "of_b"),
    [
        (10, 2021, 1, (1, 0, 3), (1, 0, 1)),
        (3, 2021, 1, (1, 0, 3), (1, 0, 1)),
        (2, 2020, 2, (1, 3), (1, 1)),
        (1, 2020, 5, (4,), (2,)),
    ],
)
def test_counts_per_span_of_years(
    most: int, first: int, span: int, works: tuple[int, ...], of_b: tuple[int, ...]
) -> None:
    counts = yearly(PLACED, by_facet(PLACED, SITE), most)
    assert (counts.first, counts.span, counts.works, counts.undated) == (first, span, works, 1)
    assert counts.counts["B"] == of_b
    assert counts.label(0) == str(first)


def test_without_years_there_are_no_spans() -> None:
    undated = bibliography(placed(None, "a", "A"), settings=PLACED.settings)
    counts = yearly(undated, by_facet(undated, SITE), 10)
    assert (counts.works, dict(counts.counts), counts.undated) == ((), {"A": ()}, 1)


def test_empty_bibliography() -> None:
    assert drawn(bibliography()) == []
    assert data.matrix(bibliography(), SETTINGS.facet("modalities")).rows == ()


def test_numbers_in_the_figures_agree_with_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    listed = Project().bibliography()
    outputs = [
        json.loads(run("show", w.citekey, "--output-format", "json").stdout) for w in listed.works
    ]
    types = [each["variables"]["type"]["value"] for each in outputs]
    counts = data.timeline(listed, by_kind(listed)).counts
    assert counts["journal"] == types.count("article-journal") == 7
    assert counts["conference"] == types.count("paper-conference") == 2
    assert counts["preprint"] == types.count("article") == 4
    totals = data.matrix(listed, listed.settings.facet("modalities")).totals
    modalities = [each["entry"]["modalities"].split(", ") for each in outputs]
    for term, synonyms in {"CFP": ["CFP"], "OUS": ["OUS", "B-ultrasound"], "MRI": ["MRI"]}.items():
        assert totals[term] == sum(any(s in words for s in synonyms) for words in modalities)
    years = {
        each["citekey"]: str(each["variables"]["issued"]["value"]["date-parts"][0][0])
        for each in outputs
    }
    for part in data.timeline(listed, by_kind(listed)).slices:
        for marks in part.marks.values():
            assert {years[mark.citekey] for mark in marks} == {part.heading}
