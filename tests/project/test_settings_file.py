from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.model.facet import Facet, Term
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Settings
from eyebib.project import settings_file
from works import SETTINGS

Write = Callable[[str, str | bytes], Path]

WHOLE = """\
[list]
title = "A List"
url = "https://x.org"
authors = [{ family = "Wu", given = " Jian" }, { literal = "The Eye Group" }]
version = "2.1"
date = 2026-01-31
[crossref]
mailto = "a@x.org"
[modalities]
CFP = "color fundus photography"
OUS = { name = "ocular ultrasound", synonyms = ["B-ultrasound"] }
[facets.task]
title = "Task "
values = ["grading"]
[facets.kind]
many = false
[venues]
"A Long Name" = "ALN"
[table.columns]
model = "Model"
images = "Images  (pretraining)"
"""


def test_absent(tmp_path: Path) -> None:
    assert settings_file.read(tmp_path / "eyebib.toml") == Settings()


def test_whole(write: Write) -> None:
    assert settings_file.read(write("eyebib.toml", WHOLE)) == Settings(
        title="A List",
        url="https://x.org",
        authors=({"family": "Wu", "given": "Jian"}, {"literal": "The Eye Group"}),
        version="2.1",
        date="2026-01-31",
        mailto="a@x.org",
        facets=(
            Facet(
                name="modalities",
                values=(
                    Term(term="CFP", name="color fundus photography"),
                    Term(term="OUS", name="ocular ultrasound", synonyms=("B-ultrasound",)),
                ),
            ),
            Facet(name="task", title="Task", values=(Term(term="grading", name="grading"),)),
            Facet(name="kind", many=False),
        ),
        venues={"A Long Name": "ALN"},
        columns={"model": "Model", "images": "Images (pretraining)"},
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[list]\ntitle = \n", "2:9: not valid TOML: invalid value"),
        ("[lst]\n", "1:1: unknown table `lst`; did you mean `list`?"),
        ("list = 1\n", "1:1: `list` must be a table: write `[list]` on a line of its own"),
        ("[list]\ntitel = 'x'\n", "2:1: unknown key `list.titel`; did you mean `title`?"),
        ("[list]\ntitle = 1\n", "2:1: `list.title` is not text"),
        ("[list]\nauthors = ['Wu']\n", "2:1: `list.authors` is not a list of {family"),
        ("[list]\nauthors = [{given = 'x'}]\n", "2:1: `list.authors` is not a list of {family"),
        ("[list]\ndate = '2026-02-30'\n", "2:1: `list.date` is not a date like 2026-01-31"),
        ("[list]\ndate = 2026-01-31T10:00:00\n", "2:1: `list.date` is not a date"),
        ("[list]\nversion = 2\n", "2:1: `list.version` is not text"),
        ("[venues]\n'A B' = 1\n", "2:1: `venues.A B` is not text"),
        ("[table]\ncolums = {}\n", "2:1: unknown key `table.colums`; did you mean `columns`?"),
        ("[table]\ncolumns = ['model']\n", "2:1: `table.columns` is not a heading for each column"),
        ("[table.columns]\nmodel = 1\n", "1:1: `table.columns` is not a heading for each column"),
        ("[modalities]\ntitle = 'x'\n[list]\n  title = 1\n", "4:3: `list.title` is not text"),
        ("[modalities]\ntitle = 1\n[list]\ntitle = 'x'\n", "2:1: `modalities.title` is not"),
        ("# title = 1\n[list] # the list\ntitle = 1\n", "3:1: `list.title` is not text"),
        ("venues.title = 'x'\nlist.title = 1\n", "2:1: `list.title` is not text"),
        ("venues = {title = 'x'}\nlist = {title = 1}\n", "2:1: `list.title` is not text"),
        ("[list]\nauthors = [\n  {family = 1},\n]\n", "2:1: `list.authors` is not a list"),
        ("[[list.authors]]\nfamily = 1\n", "1:1: `list.authors` is not a list"),
        (
            "[modalities.MRI]\nname = 'm'\n[modalities.CFP]\nname = 1\n",
            "3:1: `modalities.CFP` is not",
        ),
        ("[venues]\na = 'x'\n[ 'list' ]\n\"title\" = 1\n", "4:1: `list.title` is not text"),
        (
            "[list]\nlayout = 'cards'\n",
            "2:1: `list.layout` is not one of details, bullets, table",
        ),
        ("[list]\nlayout = ['table']\n", "2:1: `list.layout` is not one of details"),
        ("[modalities]\nOCT = ['x']\n", "2:1: `modalities.OCT` is not a full name, or {name"),
        ("[modalities]\nOCT = {synonyms = ['x']}\n", "2:1: `modalities.OCT` is not a full name"),
        (
            "[modalities]\nCFP = 'x'\nOCT = {name = 'y', synonyms = ['cfp']}\n",
            "3:1: `cfp` is already used by `modalities.CFP`",
        ),
        ("[facets]\ntask = 'x'\n", "2:1: `facets.task` must be a table: write `[facets.task]`"),
        ("[facets.Task]\n", "1:1: `Task` cannot name a facet; use lower-case letters, digits"),
        ("[facets.year]\n", "1:1: `year` is a built-in column; choose another name"),
        ("[facets.task]\nname = 'x'\n", "2:1: unknown key `facets.task.name`"),
        ("[facets.task]\ntitel = 'x'\n", "2:1: unknown key `facets.task.titel`; did you mean"),
        ("[facets.task]\ntitle = 1\n", "2:1: `facets.task.title` is not text"),
        ("[facets.task]\nmany = 'no'\n", "2:1: `facets.task.many` is neither true nor false"),
        (
            "[facets.task]\nvalues = 'x'\n",
            "2:1: `facets.task.values` is neither a list of words nor",
        ),
        ("[facets.task]\nvalues = ['']\n", "2:1: `facets.task.values.` has an empty word"),
        ("[modalities]\nOCT = '\u200b'\n", "2:1: `modalities.OCT` has an empty word"),
        (
            "[facets.task]\nvalues = [1]\n",
            "2:1: `facets.task.values` is neither a list of words nor",
        ),
        (
            "[facets.task]\nvalues = ['a', 'A']\n",
            "2:1: `A` is already used by `facets.task.values.a`",
        ),
        ("[facets.task.values]\na = 1\n", "2:1: `facets.task.values.a` is not a full name, or"),
        (
            "[modalities]\nA = 'a'\n[facets.modalities]\ntitle = 'x'\n",
            "3:1: `[modalities]` is its short form; keep one of the two",
        ),
        ("a." * 100_000 + "b = 1", "1:1: not valid TOML: nested too deep"),
        ("x = " + "[" * 100_000, "1:1: not valid TOML: nested too deep"),
    ],
)
def test_problems(write: Write, text: str, problem: str) -> None:
    path = write("eyebib.toml", text)
    with pytest.raises(EyebibError) as error:
        settings_file.read(path)
    [result] = error.value.problems
    assert str(result).startswith(f"{path}:{problem}")
    assert result.rule == "settings"


@pytest.mark.parametrize("depth", [20, 400, 100_000])
@pytest.mark.parametrize("value", ["[]", "{a=}"])
@pytest.mark.parametrize(
    "head",
    [
        "x=",
        "[list]\ndate=",
        "[list]\nauthors=",
        "[modalities]\nx=",
        "[facets.task]\nvalues=",
        "[table]\ncolumns=",
    ],
)
def test_deep_nesting(write: Write, head: str, value: str, depth: int) -> None:
    path = write("eyebib.toml", f"{head}{value[:-1] * depth}1{value[-1] * depth}\n")
    with pytest.raises(EyebibError, match=r"toml:\d:1: .* \[settings\]"):
        settings_file.read(path)


def test_a_symlink_loop(tmp_path: Path) -> None:
    path = tmp_path / "eyebib.toml"
    path.symlink_to(path)
    with pytest.raises(EyebibError, match=r":1:1: cannot be read: too many levels"):
        settings_file.read(path)


@pytest.mark.parametrize(
    ("word", "term"),
    [("oct", "OCT"), ("Ocular Ultrasound", "OUS"), ("b-ultrasound", "OUS"), ("MRI", None)],
)
def test_value(word: str, term: str | None) -> None:
    value = SETTINGS.facet("modalities").value(word)
    assert (value.term if value else None) == term


@pytest.mark.parametrize(
    ("name", "heading", "tag"),
    [
        ("modalities", "Modalities", "modality"),
        ("task", "Task", "task"),
        ("data-set_size", "Data set size", "data-set_size"),
    ],
)
def test_an_undeclared_facet(name: str, heading: str, tag: str) -> None:
    facet = SETTINGS.facet(name)
    assert (facet.heading, facet.tag) == (heading, tag)
    assert facet.terms(["b", "a", "b"]) == (("b", "a"))
