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


def resolved(citekey: str = "a", /, **fields: object) -> Work:
    return merge(entry(citekey, **fields), [record("doi:10.1038/x", ARTICLE)])


def cell(work: Work, heading: str, *, matrix: bool = False) -> Cell:
    table = builder.build(bibliography(work), View(matrix=matrix))
    headings = [column.heading for column in table.columns]
    return table.rows[0].cells[headings.index(heading)]


def test_columns_and_order() -> None:
    works = [resolved("c", name="Zeta", listed=2023), resolved("b", name="alpha", listed=2024)]
    works += [resolved("a", name="Beta", listed=2023)]
    table = builder.build(bibliography(*works))
    assert [column.heading for column in table.columns] == [
        "Model", "Year", "Venue", "Modalities", "Code", "Reference",
    ]  # fmt: skip
    assert [row.cells[0].text for row in table.rows] == ["Beta", "Zeta", "alpha"]
    assert [row.cells[-1].citekey for row in table.rows] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("work", "heading", "expected"),
    [
        (resolved(name="VisionFM"), "Model", Cell(text="VisionFM")),
        (resolved("vision-fm"), "Model", Cell(text="vision-fm")),
        (resolved(), "Year", Cell(text="2024")),
        (merge(entry(), []), "Year", Cell(state="unknown")),
        (resolved(), "Venue", Cell(text="Nature")),
        (merge(entry(), []), "Venue", Cell(state="unknown")),
        (resolved(), "Modalities", Cell(state="not reported")),
        (resolved(modalities=("B-ultrasound", "cfp", "OUS")), "Modalities", Cell(text="OUS, CFP")),
        (resolved(modalities=("X-ray",)), "Modalities", Cell(text="X-ray")),
        (resolved(), "Code", Cell(state="not reported")),
        (resolved(code="none"), "Code", Cell(state="none")),
        (resolved(code="https://www.github.com/a/b"), "Code", Cell(text="GitHub", link="https://www.github.com/a/b")),
        (resolved(code="https://x.org/b"), "Code", Cell(text="x.org", link="https://x.org/b")),
        (resolved(code="https://[x/b"), "Code", Cell(text="[x", link="https://[x/b")),
        (resolved(), "Reference", Cell(citekey="a", text="Wu 2024", link="https://doi.org/10.1038/x")),
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


def test_venue_of_a_preprint_is_its_server() -> None:
    posted = merge(entry(paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert cell(posted, "Venue") == Cell(text="arXiv")


def test_matrix() -> None:
    works = bibliography(
        resolved("a", modalities=("OCT", "X-ray")), resolved("b", modalities=("CFP",))
    )
    table = builder.build(works, View(matrix=True))
    assert [c.heading for c in table.columns if c.narrow] == [
        "CFP", "OCT", "X-ray", "Code", "Reference",
    ]  # fmt: skip
    assert [cell.text for cell in table.totals] == ["Total", "", "", "1", "1", "1", "", ""]
    assert [[c.tick for c in row.cells[3:6]] for row in table.rows] == [
        [False, True, True],
        [True, False, False],
    ]


def test_legend_explains_terms_and_symbols_of_the_table() -> None:
    table = builder.build(bibliography(resolved(modalities=("OUS", "X-ray"), code="none")))
    assert table.legend == (("OUS", "ocular ultrasound"), ("–", "none, or not public"))
    assert builder.build(bibliography(merge(entry(), []))).legend == (
        ("NR", "not reported"),
        ("?", "unknown"),
    )


OWN = (
    resolved("a", name="A", table={"Images": "3.4M", "backbone": "none"}),
    resolved("b", name="B", table={"images": "904k", "backbone": "UNKNOWN"}),
    resolved(
        "c", name="C", table={"images": "1,600", "backbone": "nr", "site": "https://www.x.org/y"}
    ),
    resolved("d", name="D", listed=2023, table={"images": "many"}),
)


def build(*columns: str, **view: Any) -> Table:  # noqa: ANN401 - fields of a View
    return builder.build(bibliography(*OWN), View(columns=columns, **view))


def texts(table: Table) -> list[list[str]]:
    return [[cell.text or SYMBOLS.get(cell.state, "") for cell in row.cells] for row in table.rows]


def test_own_columns() -> None:
    table = build("model", "IMAGES", "backbone", "site")
    assert [column.heading for column in table.columns] == ["Model", "images", "backbone", "site"]
    assert texts(table) == [
        ["D", "many", "NR", "NR"],
        ["A", "3.4M", "–", "NR"],
        ["B", "904k", "?", "NR"],
        ["C", "1,600", "NR", "x.org"],
    ]
    assert table.rows[-1].cells[-1].link == "https://www.x.org/y"
    assert table.legend == (
        ("–", "none, or not public"), ("NR", "not reported"), ("?", "unknown"),
    )  # fmt: skip


def test_columns_and_headings_of_the_settings() -> None:
    settings = replace(
        SETTINGS, columns={"model": "Name", "images": "Images, pretraining", "new": "New"}
    )
    table = builder.build(bibliography(*OWN, settings=settings))
    assert [c.heading for c in table.columns] == ["Name", "Images, pretraining", "New"]
    assert texts(table)[1] == ["A", "3.4M", "NR"]
    selection = builder.build(
        bibliography(*OWN, settings=settings), View(columns=("images", "year"))
    )
    assert [c.heading for c in selection.columns] == ["Images, pretraining", "Year"]


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
    table = build("model", sort=keys)
    assert "".join(row.cells[0].text for row in table.rows) == order


@pytest.mark.parametrize(
    ("conditions", "models"),
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
def test_where(conditions: tuple[str, ...], models: str) -> None:
    assert "".join(row.cells[0].text for row in build("model", where=conditions).rows) == models


def test_where_with_another_name_of_a_modality() -> None:
    works = bibliography(
        resolved("a", modalities=("OUS", "OCT")), resolved("b", modalities=("CFP",))
    )
    table = builder.build(works, View(where=("modalities=Ocular Ultrasound",)))
    assert [row.work.citekey for row in table.rows] == ["a"]
    assert table.terms == ("OCT", "OUS")


@pytest.mark.parametrize(
    ("view", "message"),
    [
        ({"columns": ("modle",)}, "unknown column `modle`; did you mean `model`?"),
        (
            {"columns": ("zzz",)},
            "unknown column `zzz`; expected one of images, backbone, site, model, title",
        ),
        ({"sort": ("-yaer",)}, "unknown column `yaer`; did you mean `year`?"),
        ({"where": ("venu=Nature",)}, "unknown column `venu`; did you mean `venue`?"),
        ({"where": ("venue=Natur",)}, "no paper has venue=Natur; did you mean `Nature`?"),
        ({"where": ("year=1",)}, "no paper has year=1; the values are 2024"),
        ({"where": ("year",)}, "`year` is not a valid condition; expected column=value"),
        ({"where": ("model=A", "listed=2023")}, "no paper meets all conditions"),
        ({"label": "a}b"}, "`a}b` is not a valid label; expected letters"),
        ({"layout": "hline", "landscape": True}, "layout `hline` cannot be landscape"),
        ({"layout": "foo"}, "unknown layout `foo`; expected one of longtable, table*, hline"),
        (
            {"group_by": "month"},
            "unknown group_by `month`; expected one of listed, year, modality, venue",
        ),
        ({"citations": "html"}, "unknown citations `html`; expected one of links, pandoc"),
        ({"columns": ("x1",), "sort": ("x2",), "where": ("x3=1",)}, "`x1`.*\n.*`x2`.*\n.*`x3`"),
    ],
)
def test_invalid_view(view: dict[str, Any], message: str) -> None:
    pattern = message if "\n" in message else re.escape(message)
    with pytest.raises(UsageError, match=pattern):
        builder.build(bibliography(*OWN), View(**view))


GROUPED = bibliography(
    resolved("a", modalities=("OCT",), listed=2024),
    resolved("b", modalities=("CFP", "OCT"), listed=2023),
    resolved("c", modalities=("X-ray",), listed=2024),
    resolved("d", modalities=("CFP",), listed=2023),
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
    table = builder.build(GROUPED, view)
    assert [f"{row.group} {row.work.citekey}" for row in table.rows] == groups


def test_matrix_with_modalities_not_reported() -> None:
    table = builder.build(GROUPED, View(matrix=True, columns=("model", "modalities")))
    unreported = next(row for row in table.rows if row.work.citekey == "e")
    assert [cell.state for cell in unreported.cells[1:]] == ["not reported"] * 3
    assert [cell.text for cell in table.totals] == ["Total", "2", "2", "1"]
    assert ("NR", "not reported") in table.legend


def test_matrix_without_modalities() -> None:
    table = builder.build(GROUPED, View(matrix=True, columns=("model",)))
    assert [column.heading for column in table.columns] == ["Model", "CFP", "OCT", "X-ray"]
    bare = builder.build(bibliography(resolved()), View(matrix=True))
    assert (bare.terms, bare.totals) == ((), ())
