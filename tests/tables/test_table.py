import re
from dataclasses import replace
from typing import Any

import pytest

from eyebib.model.bibliography import Work
from eyebib.model.facet import Facet, Term
from eyebib.model.merge import merge
from eyebib.model.problem import UsageError
from eyebib.tables import builder
from eyebib.tables.table import SYMBOLS, Cell, Table, View
from works import ARTICLE, PREPRINT, SETTINGS, bibliography, entry, record, work


def resolved(citekey: str = "a", /, **fields: object) -> Work:
    return merge(entry(citekey, **fields), [record("doi:10.1038/x", ARTICLE)])


ALL = ("name", "year", "venue", "modalities", "code", "reference")


def cell(work: Work, heading: str) -> Cell:
    table = builder.build(bibliography(work), View(columns=ALL))
    headings = [column.heading for column in table.columns]
    return table.rows[0].cells[headings.index(heading)]


def test_columns_and_order() -> None:
    works = [resolved("c", name="Zeta", listed=2023), resolved("b", name="alpha", listed=2024)]
    works += [resolved("a", name="Beta", listed=2023)]
    works += [merge(entry("d", name="Alpha"), [record("doi:10.1038/x", ARTICLE | {"issued": {}})])]
    table = builder.build(bibliography(*works))
    assert [column.heading for column in table.columns] == ["Name", "Year", "Venue", "Reference"]
    assert [row.cells[0].text for row in table.rows] == ["alpha", "Beta", "Zeta", "Alpha"]
    assert [row.cells[-1].citekey for row in table.rows] == ["b", "a", "c", "d"]
    table = builder.build(bibliography(*works), View(columns=("name", "listed")))
    assert [row.cells[0].text for row in table.rows] == ["Beta", "Zeta", "alpha", "Alpha"]


CFP = Term(term="CFP", name="color fundus photography")
OUS = Term(term="OUS", name="ocular ultrasound")
X_RAY = Term(term="X-ray", name="X-ray")


@pytest.mark.parametrize(
    ("work", "heading", "expected"),
    [
        (resolved(name="VisionFM"), "Name", Cell(text="VisionFM")),
        (resolved("vision-fm"), "Name", Cell(text="vision-fm")),
        (resolved(), "Year", Cell(text="2024")),
        (merge(entry(), []), "Year", Cell(state="unknown")),
        (resolved(), "Venue", Cell(text="Nature")),
        (merge(entry(), []), "Venue", Cell(state="unknown")),
        (resolved(), "Modalities", Cell(state="not reported")),
        (resolved(modalities=("B-ultrasound", "cfp", "OUS")), "Modalities", Cell(text="OUS, CFP", terms=(OUS, CFP))),
        (resolved(modalities=("X-ray",)), "Modalities", Cell(text="X-ray", terms=(X_RAY,))),
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
        ({"container_title": "A Long Conference – 2024", "container_title_short": "X"}, "ALC 2024"),
        ({"container_title": "An Own Journal", "container_title_short": "Own J."}, "OJ"),
        ({"type": "paper-conference", "container_title": "3rd Meeting on Own Things"}, "MOT 2024"),
        ({"container_title": "A Long Conference – 2023"}, "A Long Conference – 2023"),
        (
            {
                "container_title": "Proceedings of the AAAI Conference on Artificial Intelligence",
                "container_title_short": "AAAI",
            },
            "AAAI 2024",
        ),
        ({"type": "chapter", "container_title": "Computer Vision – ECCV 2022"}, "ECCV 2022"),
        ({"type": "chapter", "container_title": "Lokale Netze — LAN"}, "Lokale Netze — LAN"),
        ({"type": "chapter", "container_title": "Lecture Notes in Computer Science"}, "LNCS"),
        (
            {
                "type": "chapter",
                "container_title": "Lecture Notes in Computer Science",
                "event_title": "Medical Image Computing - MICCAI 2021",
            },
            "MICCAI 2021",
        ),
        ({"container_title": "Journal of Machine Learning Research"}, "JMLR"),
        (
            {
                "container_title": "Journal of Machine Learning Research",
                "container_title_short": "J. Mach. Learn. Res.",
            },
            "J. Mach. Learn. Res.",
        ),
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
        (
            {
                "type": "paper-conference",
                "container_title": "Proceedings of the Thirty-First (2015) Meeting of Friends",
            },
            "Meeting of Friends",
        ),
        ({"container_title": None, "publisher": "Research Square"}, "Research Square"),
    ],
)
def test_venue(variables: dict[str, str], venue: str) -> None:
    assert cell(work(**variables), "Venue") == Cell(text=venue)


def published(**fields: object) -> Work:
    paper = entry(paper="arxiv:2310.04992", published="doi:10.1056/x")
    article = record("doi:10.1056/x", {"type": "article-journal", "title": "T", **fields})
    return merge(paper, [record("arxiv:2310.04992", PREPRINT), article])


def test_venue_of_an_incomplete_published_version_is_pending() -> None:
    known = published(**{"container-title": "NEJM AI"})
    assert cell(known, "Venue") == Cell(text="arXiv; NEJM AI, details pending")
    assert cell(published(), "Venue") == Cell(text="arXiv")
    complete = published(**ARTICLE)
    assert cell(complete, "Venue") == Cell(text="Nature")


def test_pending_venue_is_no_group_and_no_condition() -> None:
    known = published(**{"container-title": "NEJM AI"})
    view = View(group_by="venue", where=("venue=arXiv",))
    assert [row.group for row in builder.build(bibliography(known), view).rows] == ["arXiv"]


def test_venue_of_a_preprint_is_its_server() -> None:
    posted = merge(entry(paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert cell(posted, "Venue") == Cell(text="arXiv")


def test_matrix() -> None:
    works = bibliography(
        resolved("a", modalities=("OCT", "X-ray")), resolved("b", modalities=("CFP",))
    )
    table = builder.build(works, View(matrix="modalities"))
    assert [c.heading for c in table.columns if c.narrow] == [
        "CFP", "OCT", "X-ray", "Reference",
    ]  # fmt: skip
    assert [cell.text for cell in table.totals] == ["Total", "", "", "1", "1", "1", ""]
    assert [[c.tick for c in row.cells[3:6]] for row in table.rows] == [
        [False, True, True],
        [True, False, False],
    ]


def test_legend_explains_terms_and_symbols_of_the_table() -> None:
    table = builder.build(bibliography(resolved(modalities=("OUS", "X-ray"), code="none")))
    assert table.legend == (("OUS", "ocular ultrasound"), ("–", "none, or not public"))
    assert builder.build(bibliography(merge(entry(), [])), View(columns=ALL)).legend == (
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
    assert [column.heading for column in table.columns] == ["Name", "images", "backbone", "site"]
    assert texts(table) == [
        ["A", "3.4M", "–", "NR"],
        ["B", "904k", "?", "NR"],
        ["C", "1,600", "NR", "x.org"],
        ["D", "many", "NR", "NR"],
    ]
    assert table.rows[2].cells[-1].link == "https://www.x.org/y"
    assert table.legend == (
        ("–", "none, or not public"), ("NR", "not reported"), ("?", "unknown"),
    )  # fmt: skip


def test_columns_and_headings_of_the_settings() -> None:
    settings = replace(
        SETTINGS, columns={"model": "Name", "images": "Images, pretraining", "new": "New"}
    )
    table = builder.build(bibliography(*OWN, settings=settings))
    assert [c.heading for c in table.columns] == ["Name", "Images, pretraining", "New"]
    assert texts(table)[0] == ["A", "3.4M", "NR"]
    selection = builder.build(
        bibliography(*OWN, settings=settings), View(columns=("images", "year"))
    )
    assert [c.heading for c in selection.columns] == ["Images, pretraining", "Year"]


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ((), "ABCD"),
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
        (("backbone=not reported",), "CD"),
        (("backbone=?",), "B"),
        (("code=NR", "year=2024"), "ABCD"),
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
    [used] = table.facets
    assert (used.facet.name, [term.term for term in used.terms]) == ("modalities", ["OCT", "OUS"])


@pytest.mark.parametrize(
    ("view", "message"),
    [
        ({"columns": ("nmae",)}, "unknown column `nmae`; did you mean `name`?"),
        (
            {"columns": ("zzz",)},
            "unknown column `zzz`; expected one of images, backbone, site, name, title",
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
            {"group_by": "mnth"},
            "unknown column `mnth`; expected one of images, backbone, site, name, title",
        ),
        ({"matrix": "modality"}, "unknown facet `modality`; did you mean `modalities`?"),
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
        (View(group_by="year"), ["2024 a", "2024 b", "2024 c", "2024 d", "Year unknown e"]),
        (
            View(group_by="venue"),
            ["Nature a", "Nature b", "Nature c", "Nature d", "Venue unknown e"],
        ),
        (
            View(group_by="modalities"),
            ["CFP d", "OCT a", "X-ray c", "Modalities: several b", "Modalities not reported e"],
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
    table = builder.build(GROUPED, View(matrix="modalities", columns=("model", "modalities")))
    unreported = next(row for row in table.rows if row.work.citekey == "e")
    assert [cell.state for cell in unreported.cells[1:]] == ["not reported"] * 3
    assert [cell.text for cell in table.totals] == ["Total", "2", "2", "1"]
    assert ("NR", "not reported") in table.legend


def test_matrix_without_modalities() -> None:
    table = builder.build(GROUPED, View(matrix="modalities", columns=("model",)))
    assert [column.heading for column in table.columns] == ["Name", "CFP", "OCT", "X-ray"]
    bare = builder.build(bibliography(resolved()), View(matrix="modalities"))
    assert (bare.facets, bare.totals) == ((), ())


TASK = Facet(
    name="task",
    title="Clinical task",
    values=(Term(term="SEG", name="segmentation"), Term(term="grading", name="grading")),
)
FACETED = bibliography(
    resolved("a", facets={"task": ("grading", "segmentation"), "site": ("Hong Kong",)}),
    resolved("b", facets={"task": ("seg",), "site": ("Basel", "Bern")}),
    resolved("c", name="C", table={"loss": ("Dice", "BCE"), "size": "12"}),
    settings=replace(SETTINGS, facets=(TASK,)),
)


def test_facets_and_own_columns_that_are_filled_are_shown() -> None:
    table = builder.build(FACETED)
    assert [column.heading for column in table.columns] == [
        "Title", "Year", "Venue", "Clinical task", "Site", "loss", "size", "Reference",
    ]  # fmt: skip
    assert texts(table)[0][3:7] == ["grading, SEG", "Hong Kong", "NR", "NR"]
    assert texts(table)[2][3:7] == ["NR", "NR", "Dice, BCE", "12"]
    assert table.legend == (("SEG", "segmentation"), ("NR", "not reported"))
    named = replace(FACETED.settings, name_heading="Method")
    table = builder.build(replace(FACETED, settings=named))
    assert (table.columns[0].heading, table.rows[0].cells[0].text) == ("Method", "a")


@pytest.mark.parametrize(
    ("conditions", "citekeys"),
    [
        (("task=Segmentation",), "ab"),
        (("task=grading",), "a"),
        (("site=bern",), "b"),
        (("task=SEG", "site=Basel"), "b"),
        (("loss=bce",), "c"),
        (("task=not reported",), "c"),
    ],
)
def test_where_within_lists(conditions: tuple[str, ...], citekeys: str) -> None:
    table = builder.build(FACETED, View(where=conditions))
    assert "".join(row.work.citekey for row in table.rows) == citekeys


def test_matrix_and_groups_of_any_facet() -> None:
    table = builder.build(FACETED, View(columns=("name",), matrix="site", group_by="task"))
    assert [column.heading for column in table.columns] == ["Name", "Basel", "Bern", "Hong Kong"]
    assert [cell.text for cell in table.totals] == ["Total", "1", "1", "1"]
    assert [row.group for row in table.rows] == [
        "SEG", "Clinical task: several", "Clinical task not reported",
    ]  # fmt: skip
    assert ("SEG", "segmentation") in table.legend
    by_list = builder.build(FACETED, View(columns=("name",), group_by="loss"))
    assert [row.group for row in by_list.rows] == ["loss: several", *["loss not reported"] * 2]


def test_an_own_column_named_model() -> None:
    works = (resolved("a", name="A", table={"model": "Ising"}), resolved("b", name="B"))
    table = builder.build(bibliography(*works), View(columns=("name", "model")))
    assert texts(table) == [["A", "Ising"], ["B", "NR"]]


@pytest.mark.parametrize(
    ("cells", "is_right"),
    [
        (("1,600", "904k", "none"), True),
        (("12", "34"), False),
        (("12", "many"), False),
        (("12", ("3", "4")), False),
    ],
)
def test_numbers_of_several_lengths_are_aligned(
    cells: tuple[str | tuple[str, ...], ...], *, is_right: bool
) -> None:
    works = [resolved(f"w{n}", table={"images": cell}) for n, cell in enumerate(cells)]
    [column] = builder.build(bibliography(*works), View(columns=("images",))).columns
    assert column.is_right == is_right
