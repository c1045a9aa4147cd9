import pytest

from eyebib import table
from eyebib.merge import merge
from eyebib.model import Work
from eyebib.table import Cell
from works import ARTICLE, PREPRINT, bibliography, entry, record, work


def made(citekey: str = "a", /, **fields: object) -> Work:
    return merge(entry(citekey, **fields), [record("doi:10.1038/x", ARTICLE)])


def cell(work: Work, heading: str, *, matrix: bool = False) -> Cell:
    built = table.build(bibliography(work), matrix=matrix)
    headings = [column.heading for column in built.columns]
    return built.rows[0].cells[headings.index(heading)]


def test_columns_and_order() -> None:
    works = [made("c", name="Zeta", listed=2023), made("b", name="alpha", listed=2024)]
    works += [made("a", name="Beta", listed=2023)]
    built = table.build(bibliography(*works))
    assert [column.heading for column in built.columns] == [
        "Model", "Year", "Venue", "Modalities", "Code", "Reference",
    ]  # fmt: skip
    assert [row.cells[0].text for row in built.rows] == ["Beta", "Zeta", "alpha"]
    assert [row.cells[-1].citekey for row in built.rows] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("work", "heading", "expected"),
    [
        (made(name="VisionFM"), "Model", Cell(text="VisionFM")),
        (made("vision-fm"), "Model", Cell(text="vision-fm")),
        (made(), "Year", Cell(text="2024")),
        (merge(entry(), []), "Year", Cell(state="unknown")),
        (made(), "Venue", Cell(text="Nature")),
        (merge(entry(), []), "Venue", Cell(state="unknown")),
        (made(), "Modalities", Cell(state="not reported")),
        (made(modalities=("B-ultrasound", "cfp", "OUS")), "Modalities", Cell(text="OUS, CFP")),
        (made(modalities=("X-ray",)), "Modalities", Cell(text="X-ray")),
        (made(), "Code", Cell(state="not reported")),
        (made(code="none"), "Code", Cell(state="none")),
        (made(code="https://www.github.com/a/b"), "Code", Cell(text="GitHub", link="https://www.github.com/a/b")),
        (made(code="https://x.org/b"), "Code", Cell(text="x.org", link="https://x.org/b")),
        (made(code="https://[x/b"), "Code", Cell(text="[x", link="https://[x/b")),
    ],
)  # fmt: skip
def test_cells(work: Work, heading: str, expected: Cell) -> None:
    assert cell(work, heading) == expected


@pytest.mark.parametrize(
    ("variables", "venue"),
    [
        ({"container_title_short": "Nat."}, "Nat."),
        ({"container_title": "A Long Conference – 2024", "container_title_short": "X"}, "ALC 2024"),
        ({"container_title": None, "event_title": "MICCAI 2024"}, "MICCAI 2024"),
        ({"container_title": None, "publisher": "Research Square"}, "Research Square"),
    ],
)
def test_venue(variables: dict[str, str], venue: str) -> None:
    assert cell(work(**variables), "Venue") == Cell(text=venue)


def test_a_preprints_venue_is_its_server() -> None:
    posted = merge(entry(paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert cell(posted, "Venue") == Cell(text="arXiv")


def test_matrix() -> None:
    works = bibliography(made("a", modalities=("OCT", "X-ray")), made("b", modalities=("CFP",)))
    built = table.build(works, matrix=True)
    assert [c.heading for c in built.columns if c.narrow] == [
        "CFP",
        "OCT",
        "X-ray",
        "Code",
        "Reference",
    ]
    assert [[c.tick for c in row.cells[3:6]] for row in built.rows] == [
        [False, True, True],
        [True, False, False],
    ]


def test_legend_spells_out_what_stands_in_the_table() -> None:
    built = table.build(bibliography(made(modalities=("OUS", "X-ray"), code="none")))
    assert built.legend == (("OUS", "ocular ultrasound"), ("–", "none, or not public"))
    assert table.build(bibliography(merge(entry(), []))).legend == (
        ("NR", "not reported"),
        ("?", "unknown"),
    )
