import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from eyebib.tables import TABLES

Write = Callable[[str, str | bytes], Path]

SETTINGS = """\
[list]
title = "A List"
[modalities]
OCT = "optical coherence tomography"
[table.columns]
model = "Name"
images = "Images, pretraining"
modalities = "Modalities"
reference = "Ref."
"""


@pytest.fixture(autouse=True)
def _project(write: Write) -> None:
    """A list of three works, which differ in their own columns."""
    write("eyebib.toml", SETTINGS)
    for name, rest in {
        "a": "listed: 2023\nmodalities: [OCT]\ntable:\n  images: 3.4M\n  backbone: ViT-L\n",
        "b": "listed: 2024\ncode: none\ntable:\n  Images: none\n",
        "c": "listed: 2024\ntable: {images: unknown}\n",
    }.items():
        write(f"entries/{name}.yaml", f"title: Model {name}\npaper: https://x.org/{name}\n{rest}")


def table(run: Run, *args: str, code: int = 0) -> str:
    """The rows of the CSV."""
    return run("table", "--format", "csv", "-o", "-", *args, code=code).stdout.lstrip("\ufeff")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            "",
            'Name,"Images, pretraining",Modalities,Ref.\na,3.4M,OCT,a\nb,–,NR,b\nc,?,NR,c\n',
        ),
        ("--columns model,Backbone", "Name,backbone\na,ViT-L\nb,NR\nc,NR\n"),
        (
            "--columns model,year --sort -model --where listed=2024",
            "Name,Year\nc,2024\nb,2024\n",
        ),
        (
            "--columns model --where images=none --where images=unknown --group-by listed",
            "Group,Name\n2024,b\n2024,c\n",
        ),
        ("--columns model,modalities --matrix modalities", "Name,OCT\na,✓\nb,NR\nc,NR\n"),
        ("--columns code --where model=b", "Code\n–\n"),
    ],
)
def test_options(run: Run, options: str, expected: str) -> None:
    assert table(run, *options.split()) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--columns yaer", "eyebib: unknown column `yaer`; did you mean `year`?"),
        ("--where images=3.4", "eyebib: no paper has images=3.4; did you mean `3.4M`?"),
        ("--where modalities=OTC", "eyebib: no paper has modalities=OTC; did you mean `OCT`?"),
        ("--landscape", "`--landscape` needs `--format latex`"),
        ("--citations pandoc", "`--citations` needs `--format markdown`"),
        ("--layout table", "'table' is not one of 'longtable', 'table*', 'hline'"),
        (
            "--group-by mnth",
            "eyebib: unknown column `mnth`; expected one of images, backbone, name,",
        ),
        ("--matrix OCT", "eyebib: unknown facet `oct`; expected one of modalities"),
    ],
)
def test_wrong_options(run: Run, options: str, message: str) -> None:
    assert message in run("table", "--format", "csv", *options.split(), code=2).stderr


def test_options_of_one_format_apply_when_all_are_written(run: Run, folder: Path) -> None:
    options = [
        "--layout",
        "hline",
        "--label",
        "tab:x",
        "--caption",
        "C & c",
        "--citations",
        "pandoc",
    ]
    assert run("table", *options).stderr.count("wrote") == len(TABLES)
    latex = (folder / "output/table.tex").read_text(encoding="utf-8")
    assert r"\caption{C \& c}\label{tab:x}" in latex
    assert r"\hline" in latex
    assert (folder / "output/table.md").read_text(encoding="utf-8").startswith(": C \\& c\n")


def test_workbook_is_binary(run: Run, folder: Path) -> None:
    run("table", "--format", "xlsx")
    content = (folder / "output/table.xlsx").read_bytes()
    assert content.startswith(b"PK")
    assert run("table", "--format", "xlsx", "-o", "-").stdout_bytes == content
    assert "current" in run("table", "--format", "xlsx", "--check").stderr


def test_without_xlsxwriter_the_other_formats_are_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    message = "xlsx needs the package XlsxWriter: pip install 'eyebib[xlsx]'"
    assert f"not written: {message}\n" in run("table").stderr
    assert sorted(path.suffix for path in (folder / "output").iterdir()) == [
        ".csv", ".html", ".md", ".tex",
    ]  # fmt: skip
    assert f"eyebib: {message}\n" in run("table", "--format", "xlsx", code=1).stderr


def test_show_prints_own_columns_with_their_source(run: Run) -> None:
    shown = run("show", "a").stdout
    assert "\nlisted           entry  2023\n" in shown
    assert "\nmodalities       entry  OCT\n" in shown
    assert "\ntable: images    entry  3.4M\n" in shown
    assert "\ntable: backbone  entry  ViT-L\n" in shown
    assert "\ncode           entry  none\n" in run("show", "b").stdout
    data = json.loads(run("show", "a", "--output-format", "json").stdout)
    assert data["entry"]["table: images"] == "3.4M"


def test_own_columns_with_settings(run: Run, write: Write) -> None:
    write(
        "entries/d.yaml",
        "title: D\npaper: https://x.org/d\ntable:\n  imags: 3\n  Year: 2020\n  other: x\n",
    )
    printed = run("check", code=1).stdout
    assert (
        "entries/d.yaml:4:3: warning: unknown column `imags`; did you mean `images`? [column]"
        in printed
    )
    assert (
        "entries/d.yaml:5:3: error: `Year` is a built-in column; choose another name [column]"
        in printed
    )
    assert "`other`" not in printed


def test_unknown_value_is_a_problem_and_stays_in_the_table(run: Run, write: Write) -> None:
    write("entries/d.yaml", "title: D\npaper: https://x.org/d\nmodalities: [OTC]\n")
    result = run("table", "--format", "csv", "-o", "-", code=1)
    assert "unknown modality `OTC`; did you mean `OCT`? [facet]" in result.stderr
    assert "d,NR,OTC,d\n" in result.stdout
