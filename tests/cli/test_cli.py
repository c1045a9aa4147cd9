import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import click
import pytest

import eyebib
from conftest import REPOSITORY, Run, Write
from eyebib.cli import VERBS, cli
from eyebib.project import schema_file, settings_file
from eyebib.tables import TABLES
from slow import slow

GOOD = "title: A Model of Eyes\npaper: arxiv:2310.04990\nname: VisionFM\nlisted: 2023\n"

LOCK = {
    "version": 1,
    "records": [
        {
            "identifier": "arxiv:2310.04990",
            "source": "arxiv",
            "item": {
                "type": "article",
                "genre": "preprint",
                "title": "A model of eyes",
                "author": [{"family": "Qiu", "given": "Jianing"}],
                "issued": {"date-parts": [[2023, 10, 8]]},
                "publisher": "arXiv",
                "number": "arXiv:2310.04990",
            },
        }
    ],
}


@pytest.fixture
def project(write: Write, folder: Path) -> Path:
    """A folder with one entry and its lock."""
    write("entries/visionfm.yaml", GOOD)
    write("entries/locked/visionfm.json", json.dumps(LOCK))
    return folder


def test_list_of_verbs_fits_80_columns(run: Run) -> None:
    _, _, verbs = run("--help").stdout.partition("Commands:\n")
    assert [line.split()[0] for line in verbs.splitlines()] == list(VERBS)
    assert "..." not in verbs


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_an_example_within_80_columns(run: Run, verb: str) -> None:
    text = run(verb, "--help").stdout
    _, _, examples = text.partition("Examples:")
    assert f"eyebib {verb}" in examples
    assert [line for line in text.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_has_a_help_text_and_shows_its_default(run: Run, verb: str) -> None:
    text = " ".join(run(verb, "--help").stdout.split())
    for option in cli.get_command(click.Context(cli), verb).params:  # type: ignore[union-attr]
        if isinstance(option, click.Option):
            assert option.help
            is_shown = isinstance(option.default, str | Path) and str(option.default)
            assert not is_shown or f"[default: {option.default}]" in text


@pytest.mark.usefixtures("project")
def test_check_without_problems(run: Run) -> None:
    result = run("check")
    assert (result.stdout, result.stderr) == ("", "1 entry checked: no problems\n")


@pytest.mark.usefixtures("project")
def test_strict(run: Run, write: Write) -> None:
    write("entries/locked/old.json", json.dumps(LOCK))
    result = run("check")
    assert result.stdout.startswith("entries/locked/old.json:1:1: warning: ")
    assert result.stderr == "1 entry checked: 1 warning\n"
    run("check", "--strict", code=1)


@pytest.mark.usefixtures("project")
def test_github_annotations(run: Run, write: Write) -> None:
    write("entries/a.yaml", "titel: 100%\npaper: arxiv:2310.04990\n")
    result = run("check", "--output-format", "github", code=1)
    assert result.stderr == "2 entries checked: 2 errors\n"
    assert result.stdout.splitlines() == [
        "::error file=entries/a.yaml,line=1,col=1,title=missing-key::missing key `title`",
        "::error file=entries/a.yaml,line=1,col=1,title=unknown-key::unknown key `titel`; did you mean `title`?",
    ]


BAD: dict[str, tuple[str | bytes, str]] = {
    "typo.yaml": ("titel: T\npaper: arxiv:2310.04990\n", "1:1: error: unknown key `titel`"),
    "twice.yaml": ("title: T\ntitle: U\n", "2:1: error: duplicate key `title`"),
    "tab.yaml": ("title:\n\tT\n", "2:1: error: tab character"),
    "bom.yaml": (b"\xef\xbb\xbftitle: T\npaper: arxiv:2310.00001\n", "1:1: warning: byte order mark"),
    "crlf.yaml": (b"title: U\r\npaper: arxiv:2310.00002\r\n", "1:9: warning: CRLF line endings"),
    "missing.yaml": ("title: T\n", "1:1: error: missing key `paper`"),
    "empty.yaml": ("", "1:1: error: empty"),
    "latin.yaml": ("title: M\xfcller\n".encode("latin-1"), "1:9: error: byte 0xFC is not UTF-8"),
    "number.yaml": ("title: T\narxiv: 2310.04990\n", "2:1: error: unknown key `arxiv`; write `paper: arxiv:2310.04990`"),
    "deep.yaml": ("- " * 100_000 + "x", "1:41: error: nested more than 20 levels deep"),
    "brackets.yaml": ("[" * 100_000, "1:"),  # libyaml reports the column up to which it has read
    "con.yaml": (GOOD, "1:1: error: `con` is not a valid name for an entry: Windows reserves this name"),
    "a b.yaml": (GOOD, "1:1: error: `a b` is not a valid name for an entry"),
    "short.yml": (GOOD, "1:1: error: expected the suffix `.yaml`; rename the file"),
}  # fmt: skip


def test_check_reports_every_problem_of_every_file(run: Run, write: Write, project: Path) -> None:
    for name, (content, _) in BAD.items():
        write(f"entries/{name}", content)
    (project / "entries/loop.yaml").symlink_to(project / "entries/loop.yaml")
    with (project / "entries/large.yaml").open("wb") as file:
        file.truncate(100_000_000)
    before = contents(project)
    printed = run("check", code=1).stdout
    for name, (_, problem) in BAD.items():
        assert f"entries/{name}:{problem}" in printed
    assert printed.count("nested more than 20 levels deep [too-deep]") == 2
    assert "entries/loop.yaml:1:1: error: cannot be read: too many levels" in printed
    assert "entries/large.yaml:1:1: error: too large (100,000,000 bytes)" in printed
    refused = run("export", "--all", code=1)
    assert "entries/typo.yaml:1:1" in refused.stderr
    assert not (project / "output").exists()
    assert contents(project) == before


def contents(folder: Path) -> dict[Path, bytes]:
    """The contents of all files below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("project")
def test_citekey_is_not_a_path(run: Run) -> None:
    for citekey in ("../x", "con", "visionfm.yaml", "vision-fm"):
        assert f"no entry `{citekey}`" in run("show", citekey, code=2).stderr
    assert "did you mean `visionfm`?" in run("show", "vision-fm", code=2).stderr


@pytest.mark.parametrize("verb", [["check"], ["export", "--all"], ["table"], ["show", "a"]])
def test_no_entries(
    run: Run, folder: Path, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*verb, code=2).stderr == (
        "eyebib: no folder `entries/` here: go to the folder that has it, "
        "or start a list with `eyebib init`\n"
    )
    (folder / "entries").mkdir()
    assert "no entries in `entries/`: add a paper with `eyebib add`" in run(*verb, code=2).stderr
    monkeypatch.chdir(folder / "entries")
    assert run(*verb, code=2).stderr == (
        "eyebib: no folder `entries/` here: go one folder up (`cd ..`)\n"
    )


@pytest.mark.parametrize(
    ("inside", "way"),
    [
        ("output", "go one folder up (`cd ..`)"),
        ("entries", "go one folder up (`cd ..`)"),
        ("entries/locked", "go 2 folders up (`cd ../..`)"),
    ],
)
def test_run_in_a_folder_of_a_list(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, inside: str, way: str
) -> None:
    (project / "list.bib").write_text("@book{b, title = {T}}", encoding="utf-8")
    (project / "output").mkdir()
    before = contents(project)
    monkeypatch.chdir(project / inside)
    assert way in run("check", code=2).stderr
    name = inside.partition("/")[0]
    refused = run("import", str(project / "list.bib"), code=2).stderr
    assert refused == f"eyebib: this folder is `{name}/` of a list: {way}\n"
    assert contents(project) == before


def test_list_in_a_folder_of_a_list(
    run: Run, write: Write, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("examples/list.bib", "@book{b, title = {T}}")
    monkeypatch.chdir(project / "examples")
    assert "written   entries/b.yaml" in run("import", "list.bib").stderr


@pytest.mark.usefixtures("project")
def test_entry_in_a_folder_below_entries(run: Run, write: Write) -> None:
    write("entries/2024/a.yaml", GOOD)
    problem = run("check").stdout
    assert problem.startswith("entries/2024/a.yaml:1:1: warning: ")
    assert problem.endswith(" [stray-entry]\n")


@pytest.mark.parametrize("break_it", ["not json", "a loop", "a pipe"])
def test_unreadable_lock_is_one_problem(run: Run, project: Path, break_it: str) -> None:
    """Rules do not report its metadata as missing, and the other works are exported."""
    path = project / "entries/locked/visionfm.json"
    path.unlink()
    if break_it == "not json":
        path.write_text("{", encoding="utf-8")
    elif break_it == "a loop":
        path.symlink_to(path)
    else:
        os.mkfifo(path)
    checked = run("check", code=1)
    [problem] = checked.stdout.splitlines()
    assert problem.startswith("entries/locked/visionfm.json:1:")
    assert checked.stderr == "1 entry checked: 1 error\n"
    exported = run("export", code=1).stderr.splitlines()
    assert exported[0] == problem
    assert exported[1].startswith("wrote ")


@pytest.mark.usefixtures("project")
def test_show(run: Run) -> None:
    shown = run("show", "visionfm").stdout
    assert "\nauthor     arxiv  Jianing Qiu\n" in shown
    assert "\nURL        entry  https://arxiv.org/abs/2310.04990\n" in shown
    assert "arxiv:2310.04990 (cited)  arxiv  A model of eyes\n" in shown
    data = json.loads(run("show", "visionfm", "--output-format", "json").stdout)
    assert data["variables"]["title"] == {"value": "A model of eyes", "source": "arxiv"}
    assert [version["cited"] for version in data["versions"]] == [True]
    assert (data["name"], data["cited"]) == ("VisionFM", "arxiv:2310.04990")
    assert data["eprint"] == {"value": "2310.04990", "source": "arxiv"}
    assert data["eprint-class"] is None


def test_export(run: Run, project: Path) -> None:
    assert (
        run("export", "--format", "bibtex").stderr == "wrote     output/references.bib  (1 work)\n"
    )
    again = run("export").stderr.splitlines()
    assert "unchanged output/references.bib  (1 work)" in again
    assert "wrote     output/references.json  (1 work)" in again
    text = (project / "output/references.bib").read_text(encoding="utf-8")
    assert "@misc{visionfm," in text
    assert run("export", "--format", "bibtex", "-o", "-", "visionfm").stdout == text
    run("export", "--format", "bibtex", "-o", "mine.bib", "visionfm")
    assert (project / "mine.bib").read_text(encoding="utf-8") == text


def test_export_check(run: Run, project: Path) -> None:
    assert "stale     output/references.bib" in run("export", "--all", "--check", code=1).stderr
    assert not (project / "output").exists()
    run("export", "--all")
    assert run("export", "--all", "--check").stderr.startswith("current   output/references.bib")
    with (project / "output/references.bib").open("a", encoding="utf-8") as file:
        file.write("%")
    assert run("export", "--check", code=1).stderr == "stale     output/references.bib\n"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "visionfm"], "citation keys need `-o FILE`"),
        (["export", "--all", "-o", "x"], "`-o` needs `--format`"),
        (
            ["export", "--all", "--format", "bibtex"],
            "`--all` and `--format` cannot be used together",
        ),
        (["export", "--format", "endnote"], "'endnote' is not one of 'biblatex', 'bibtex',"),
        (["export", "--format", "bibtex", "-o", "-", "visionfn"], "did you mean `visionfm`?"),
        (["table", "-o", "x"], "`-o` needs `--format`"),
        (["table", "--format", "docx"], "'docx' is not one of"),
        (["import", "absent.md"], "'absent.md' does not exist"),
        (["show", "visionfm", "--style", "alpha"], "`--style` needs `--as reference`"),
        (
            ["show", "visionfm", "--style", "plain", "--as", "bibtex"],
            "`--style` needs `--as reference`",
        ),
        (
            ["show", "visionfm", "--as", "bibtex", "--output-format", "json"],
            "cannot be used together",
        ),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], message: str) -> None:
    assert message in run(*arguments, code=2).stderr


@pytest.mark.usefixtures("project")
def test_bibliography_with_errors_is_written_with_exit_code_1(run: Run, write: Write) -> None:
    write("entries/b.yaml", GOOD.replace("2310.04990", "2310.04991") + "csl: {issued: 2024}\n")
    result = run("export", "--format", "bibtex", code=1)
    assert "entries/b.yaml:2:8: error: missing `author` (article) [missing-fact]" in result.stderr
    assert "wrote     output/references.bib  (2 works)" in result.stderr


@pytest.mark.usefixtures("project")
def test_table(run: Run) -> None:
    assert run("table").stderr.count("wrote") == len(TABLES)
    grouped = run("table", "--format", "markdown", "--group-by", "year", "-o", "-").stdout
    assert grouped.splitlines()[0].split() == "| Name | Year | Venue | Reference |".split()
    run("table", "--check")


def environment(**variables: str) -> dict[str, str]:
    others = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    return others | variables


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/New_York"},
        slow({"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}),
        slow({"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1", "PYTHONHASHSEED": "2"}),
    ],
)
def test_same_bytes_in_every_locale_and_time_zone(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    """The files of the real list are those in output/."""
    for name in ("entries", "eyebib.toml"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    for arguments in (["export", "--all"], ["table"], ["show", "flair"]):
        subprocess.run(
            [sys.executable, "-m", "eyebib", *arguments],
            cwd=tmp_path,
            env=environment(**variables),
            check=True,
            capture_output=True,
        )
    written = sorted((tmp_path / "output").iterdir())
    assert len(written) >= 5
    for path in written:
        assert path.read_bytes() == (REPOSITORY / "output" / path.name).read_bytes()


def eyebib_process(
    folder: Path, *arguments: str, stdout: int | IO[bytes] = subprocess.PIPE
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "eyebib", *arguments],
        cwd=folder,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["show", "visionfm"], ["export", "--format", "bibtex", "-o", "-"]],
    ids=lambda arguments: arguments[0],
)
def test_full_disk(project: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = eyebib_process(project, *arguments, stdout=full)
    assert (done.returncode, done.stderr) == (1, "eyebib: no space left on device\n")


@pytest.mark.parametrize(
    "arguments", [["show", "visionfm"], ["export", "--format", "csl-json", "-o", "-"]]
)
def test_closed_pipe(project: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = eyebib_process(project, *arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_folder_without_read_permission(project: Path) -> None:
    (project / "entries").chmod(0)
    done = eyebib_process(project, "check")
    (project / "entries").chmod(0o700)
    assert (done.returncode, done.stderr) == (1, "eyebib: entries: permission denied\n")


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes the streams")
def test_closed_streams(project: Path) -> None:
    command = f"'{sys.executable}' -m eyebib"
    for closed in (f"{command} check 2>&-", f"{command} show visionfm >&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", closed], cwd=project, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_committed_files_are_current(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    copy = REPOSITORY / "entries/entry.schema.json"
    facets = settings_file.read(REPOSITORY / "eyebib.toml").facets
    assert copy.read_text(encoding="utf-8") == schema_file.schema_text(facets)
    run("check")
    run("export", "--all", "--check")
    run("table", "--check")


def test_check_renews_the_schema_that_a_list_has(run: Run, write: Write, project: Path) -> None:
    path = project / "entries/entry.schema.json"
    write("eyebib.toml", "[facets.task]\nvalues = ['grading']\n")
    run("check")
    assert not path.exists()
    write("entries/entry.schema.json", "{}")
    assert "wrote     entries/entry.schema.json\n" in run("check").stderr
    assert '"grading"' in path.read_text(encoding="utf-8")
    assert "wrote" not in run("check").stderr


def test_from_python(project: Path) -> None:
    bibliography = eyebib.Project(project).bibliography()
    assert [work.citekey for work in bibliography.works] == ["visionfm"]
    assert eyebib.export(bibliography, "bibtex").count("@misc") == 1
    assert "VisionFM" in str(eyebib.tabulate(bibliography, "latex"))
    assert (
        eyebib.tabulate(bibliography, "csv", eyebib.View(columns=("year",))) == "\ufeffYear\n2023\n"
    )
    assert eyebib.Project(str(project)).bibliography().works == bibliography.works
    with pytest.raises(
        eyebib.EyebibError, match="unknown format `endnote`; expected one of biblatex, bibtex,"
    ):
        eyebib.export(bibliography, "endnote")
    with pytest.raises(
        eyebib.EyebibError, match="unknown format `docx`; expected one of csv, html,"
    ):
        eyebib.tabulate(bibliography, "docx")
    with pytest.raises(eyebib.EyebibError, match="no folder `nowhere/entries/` here"):
        eyebib.Project("nowhere").bibliography()
    with pytest.raises(AttributeError, match="no attribute 'exprt'"):
        eyebib.exprt  # noqa: B018 - the attribute access is the test
