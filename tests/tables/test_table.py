import re
from dataclasses import replace
from typing import Any

import pytest

from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from eyebib.model.problem import UsageError
from eyebib.tables import builder
from eyebib.tables.table import SYMBOLS, Cell, Table, View
from works import ARTICLE, PREPRINT, SETTINGS, bibliography, entry, record, work


def made(citekey: str = "a", /, **fields: object) -> Work:
    return merge(entry(citekey, **fields), [record("doi:10.1038/x", ARTICLE)])


def cell(work: Work, heading: str, *, matrix: bool = False) -> Cell:
    built = builder.build(bibliography(work), View(matrix=matrix))
    headings = [column.heading for column in built.columns]
    return built.rows[0].cells[headings.index(heading)]


def test_columns_and_order() -> None:
    works = [made("c", name="Zeta", listed=2023), made("b", name="alpha", listed=2024)]
    works += [made("a", name="Beta", listed=2023)]
    built = builder.build(bibliography(*works))
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
        (made(), "Reference", Cell(citekey="a", text="Wu 2024", link="https://doi.org/10.1038/x")),
        (merge(entry(), []), "Reference", Cell(citekey="a", text="a", link="https://doi.org/10.1038/x")),
    ],
)  # fmt: skip
def test_cells(work: Work, heading: str, expected: Cell) -> None:
    assert cell(work, heading) == expected


@pytest.mark.parametrize(
    ("variables", "venue"),
    [
        ({"container_title_short": "Nat."}, "Nat."),
        ({"container_title": "A Long Conference – 2024"}, "ALC 2024"),
        ({"container_title": "A Long Conference – 2024", "container_title_short": "X"}, "X"),
        (
            {
                "type": "paper-conference",
                "container_title_short": "LNCS",
                "event_title": "MICCAI 2024",
            },
            "MICCAI 2024",
        ),
        (
            {"type": "paper-conference", "event_title": "Medical Image Computing (MICCAI 2024)"},
            "MICCAI 2024",
        ),
        (
            {"type": "paper-conference", "event_title": "Medical Image Computing – MICCAI"},
            "MICCAI 2024",
        ),
        (
            {
                "type": "paper-conference",
                "event_title": "MICCAI",
                "event_date": {"date-parts": [[2023, 10]]},
            },
            "MICCAI 2023",
        ),
        ({"type": "paper-conference", "event_title": "Some Meeting, Paris"}, "Nature"),
        (
            {"type": "paper-conference", "container_title": "Advances in Ophthalmology - II"},
            "Advances in Ophthalmology - II",
        ),
        ({"type": "article-journal", "event_title": "MICCAI 2024"}, "Nature"),
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
    built = builder.build(works, View(matrix=True))
    assert [c.heading for c in built.columns if c.narrow] == [
        "CFP", "OCT", "X-ray", "Code", "Reference",
    ]  # fmt: skip
    assert [cell.text for cell in built.totals] == ["Total", "", "", "1", "1", "1", "", ""]
    assert [[c.tick for c in row.cells[3:6]] for row in built.rows] == [
        [False, True, True],
        [True, False, False],
    ]


def test_legend_spells_out_what_stands_in_the_table() -> None:
    built = builder.build(bibliography(made(modalities=("OUS", "X-ray"), code="none")))
    assert built.legend == (("OUS", "ocular ultrasound"), ("–", "none, or not public"))
    assert builder.build(bibliography(merge(entry(), []))).legend == (
        ("NR", "not reported"),
        ("?", "unknown"),
    )


OWN = (
    made("a", name="A", table={"Images": "3.4M", "backbone": "none"}),
    made("b", name="B", table={"images": "904k", "backbone": "UNKNOWN"}),
    made("c", name="C", table={"images": "1,600", "backbone": "nr", "site": "https://www.x.org/y"}),
    made("d", name="D", listed=2023, table={"images": "many"}),
)


def build(*columns: str, **view: Any) -> Table:  # noqa: ANN401 - fields of a View
    return builder.build(bibliography(*OWN), View(columns=columns, **view))


def texts(table: Table) -> list[list[str]]:
    return [[cell.text or SYMBOLS.get(cell.state, "") for cell in row.cells] for row in table.rows]


def test_the_surveys_own_columns() -> None:
    built = build("model", "IMAGES", "backbone", "site")
    assert [column.heading for column in built.columns] == ["Model", "images", "backbone", "site"]
    assert texts(built) == [
        ["D", "many", "NR", "NR"],
        ["A", "3.4M", "–", "NR"],
        ["B", "904k", "?", "NR"],
        ["C", "1,600", "NR", "x.org"],
    ]
    assert built.rows[-1].cells[-1].link == "https://www.x.org/y"
    assert built.legend == (
        ("–", "none, or not public"), ("NR", "not reported"), ("?", "unknown"),
    )  # fmt: skip


def test_the_settings_name_columns_and_headings() -> None:
    settings = replace(
        SETTINGS, columns={"model": "Name", "images": "Images, pretraining", "new": "New"}
    )
    built = builder.build(bibliography(*OWN, settings=settings))
    assert [c.heading for c in built.columns] == ["Name", "Images, pretraining", "New"]
    assert texts(built)[1] == ["A", "3.4M", "NR"]
    chosen = builder.build(bibliography(*OWN, settings=settings), View(columns=("images", "year")))
    assert [c.heading for c in chosen.columns] == ["Images, pretraining", "Year"]


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ((), "DABC"),
        (("model",), "ABCD"),
        (("-model",), "DCBA"),
        (("images",), "CBAD"),
        (("-images",), "DABC"),
        (("backbone", "-model"), "DCBA"),
        (("-site", "Images"), "CBAD"),
        (("listed", "-images"), "DABC"),
    ],
)
def test_sort(keys: tuple[str, ...], order: str) -> None:
    built = build("model", sort=keys)
    assert "".join(row.cells[0].text for row in built.rows) == order


@pytest.mark.parametrize(
    ("conditions", "left"),
    [
        (("listed=2023",), "D"),
        (("Model = b",), "B"),
        (("model=A", "model=C"), "AC"),
        (("model=A", "listed=NR"), "A"),
        (("images=3.4m",), "A"),
        (("backbone=none",), "A"),
        (("backbone=–",), "A"),
        (("backbone=not reported",), "DC"),
        (("backbone=?",), "B"),
        (("code=NR", "year=2024"), "DABC"),
        (("reference=c",), "C"),
    ],
)
def test_where(conditions: tuple[str, ...], left: str) -> None:
    assert "".join(row.cells[0].text for row in build("model", where=conditions).rows) == left


def test_where_knows_the_vocabulary() -> None:
    works = bibliography(made("a", modalities=("OUS", "OCT")), made("b", modalities=("CFP",)))
    built = builder.build(works, View(where=("modalities=Ocular Ultrasound",)))
    assert [row.work.citekey for row in built.rows] == ["a"]
    assert built.terms == ("OCT", "OUS")


@pytest.mark.parametrize(
    ("view", "message"),
    [
        ({"columns": ("modle",)}, "no column `modle`; did you mean `model`?"),
        ({"columns": ("zzz",)}, "no column `zzz`; there are images, backbone, site, model, title"),
        ({"sort": ("-yaer",)}, "no column `yaer`; did you mean `year`?"),
        ({"where": ("venu=Nature",)}, "no column `venu`; did you mean `venue`?"),
        ({"where": ("venue=Natur",)}, "no paper has venue=Natur; did you mean `Nature`?"),
        ({"where": ("year=1",)}, "no paper has year=1; there are 2024"),
        ({"where": ("year",)}, "`year` is no condition: write column=value"),
        ({"where": ("model=A", "listed=2023")}, "no paper meets all conditions together"),
        ({"label": "a}b"}, "`a}b` is no label"),
        ({"layout": "hline", "landscape": True}, "--layout hline does without packages"),
        ({"columns": ("x1",), "sort": ("x2",), "where": ("x3=1",)}, "`x1`.*\n.*`x2`.*\n.*`x3`"),
    ],
)
def test_what_is_not_there(view: dict[str, Any], message: str) -> None:
    pattern = message if "\n" in message else re.escape(message)
    with pytest.raises(UsageError, match=pattern):
        builder.build(bibliography(*OWN), View(**view))


GROUPED = bibliography(
    made("a", modalities=("OCT",), listed=2024),
    made("b", modalities=("CFP", "OCT"), listed=2023),
    made("c", modalities=("X-ray",), listed=2024),
    made("d", modalities=("CFP",), listed=2023),
    merge(entry("e"), []),
)


@pytest.mark.parametrize(
    ("view", "groups"),
    [
        (
            View(group_by="listed"),
            ["2023 b", "2023 d", "2024 a", "2024 c", "Listed not reported e"],
        ),
        (View(group_by="year"), ["2024 b", "2024 d", "2024 a", "2024 c", "Year unknown e"]),
        (
            View(group_by="venue"),
            ["Nature b", "Nature d", "Nature a", "Nature c", "Venue unknown e"],
        ),
        (
            View(group_by="modality"),
            ["CFP d", "OCT a", "X-ray c", "Several modalities b", "Modalities not reported e"],
        ),
        (
            View(group_by="listed", sort=("-listed", "-model")),
            ["2024 c", "2024 a", "2023 d", "2023 b", "Listed not reported e"],
        ),
        (
            View(group_by="listed", sort=("-model",)),
            ["2023 d", "2023 b", "2024 c", "2024 a", "Listed not reported e"],
        ),
    ],
)
def test_groups(view: View, groups: list[str]) -> None:
    built = builder.build(GROUPED, view)
    assert [f"{row.group} {row.work.citekey}" for row in built.rows] == groups


def test_matrix_tells_apart_what_was_not_reported() -> None:
    built = builder.build(GROUPED, View(matrix=True, columns=("model", "modalities")))
    unreported = next(row for row in built.rows if row.work.citekey == "e")
    assert [cell.state for cell in unreported.cells[1:]] == ["not reported"] * 3
    assert [cell.text for cell in built.totals] == ["Total", "2", "2", "1"]
    assert ("NR", "not reported") in built.legend


def test_matrix_of_columns_without_modalities_and_of_works_without_any() -> None:
    built = builder.build(GROUPED, View(matrix=True, columns=("model",)))
    assert [column.heading for column in built.columns] == ["Model", "CFP", "OCT", "X-ray"]
    bare = builder.build(bibliography(made()), View(matrix=True))
    assert (bare.terms, bare.totals) == ((), ())
