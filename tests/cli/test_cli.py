import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

import eyebib
from conftest import REPOSITORY, Run, Write
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


def test_the_list_of_verbs_is_readable(run: Run) -> None:
    """On 80 columns every verb is described to its end."""
    _, _, listed = run("--help").stdout.partition("Commands:\n")
    assert len(listed.splitlines()) >= 9
    assert "..." not in listed


@pytest.mark.parametrize("verb", ["import", "check", "show", "export", "convert", "table"])
def test_every_verb_has_an_example(run: Run, verb: str) -> None:
    _, _, examples = run(verb, "--help").stdout.partition("Examples:")
    assert f"eyebib {verb}" in examples


@pytest.mark.usefixtures("project")
def test_check_in_order(run: Run) -> None:
    assert run("check").stderr == "1 entry checked: no problem\n"


@pytest.mark.usefixtures("project")
def test_strict(run: Run, write: Write) -> None:
    write("entries/locked/old.json", json.dumps(LOCK))
    warned = run("check").stderr
    assert (
        "entries/locked/old.json:1:1: warning: orphaned lock: there is no entry old.yaml; "
        in warned
    )
    assert warned.endswith("1 entry checked: 1 warning\n")
    run("check", "--strict", code=1)


@pytest.mark.usefixtures("project")
def test_github_annotations(run: Run, write: Write) -> None:
    write("entries/a.yaml", "titel: 100%\npaper: arxiv:2310.04990\n")
    lines = run("check", "--output-format", "github", code=1).stderr.splitlines()
    assert lines[:2] == [
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
    "brackets.yaml": ("[" * 100_000, "1:"),  # libyaml tells the column as far as it read
    "con.yaml": (GOOD, "1:1: error: `con` is not a valid citation key: Windows reserves this name"),
    "Upper.yaml": (GOOD, "1:1: error: `Upper` is not a valid citation key"),
    "short.yml": (GOOD, "1:1: error: expected the suffix `.yaml`; rename the file"),
}  # fmt: skip


def test_every_problem_of_every_file_in_one_run(run: Run, write: Write, project: Path) -> None:
    for name, (content, _) in BAD.items():
        write(f"entries/{name}", content)
    (project / "entries/loop.yaml").symlink_to(project / "entries/loop.yaml")
    with (project / "entries/large.yaml").open("wb") as file:
        file.truncate(100_000_000)
    before = contents(project)
    printed = run("check", code=1).stderr
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
    """Every file below a folder that is one."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("project")
def test_a_citekey_is_no_path(run: Run) -> None:
    for citekey in ("../x", "con", "visionfm.yaml", "vision-fm"):
        assert f"no entry `{citekey}`" in run("show", citekey, code=2).stderr
    assert "did you mean `visionfm`?" in run("show", "vision-fm", code=2).stderr


@pytest.mark.parametrize("verb", [["check"], ["export", "--all"], ["table"], ["show", "a"]])
def test_no_entries(
    run: Run, folder: Path, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*verb, code=2).stderr == (
        "eyebib: no folder `entries/` here: go to the folder that has it, "
        "or start a list with `eyebib import`\n"
    )
    (folder / "entries").mkdir()
    assert "no entries in `entries/`: write `entries/<citekey>.yaml`" in run(*verb, code=2).stderr
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
def test_within_a_list(
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


def test_a_list_within_a_list_is_a_list(
    run: Run, write: Write, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("examples/list.bib", "@book{b, title = {T}}")
    monkeypatch.chdir(project / "examples")
    assert "written   entries/b.yaml" in run("import", "list.bib").stderr


@pytest.mark.usefixtures("project")
def test_an_entry_where_nobody_looks_is_told(run: Run, write: Write) -> None:
    write("entries/2024/a.yaml", GOOD)
    assert run("check").stderr == (
        "entries/2024/a.yaml:1:1: warning: ignored: entries must be directly in `entries/`; "
        "move the file [stray-entry]\n1 entry checked: 1 warning\n"
    )


@pytest.mark.parametrize("break_it", ["not json", "a loop", "a pipe"])
def test_a_lock_that_cannot_be_read_is_one_problem(run: Run, project: Path, break_it: str) -> None:
    """The entry's facts are unknown, not missing: no rule speaks of them. All else is exported."""
    path = project / "entries/locked/visionfm.json"
    path.unlink()
    if break_it == "not json":
        path.write_text("{", encoding="utf-8")
    elif break_it == "a loop":
        path.symlink_to(path)
    else:
        os.mkfifo(path)
    told = run("check", code=1).stderr.splitlines()
    assert told[0].startswith("entries/locked/visionfm.json:1:")
    assert told[1:] == ["1 entry checked: 1 error"]
    exported = run("export", code=1).stderr.splitlines()
    assert exported[0] == told[0]
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
        (["export", "visionfm"], "say where to write"),
        (["export", "--all", "-o", "x"], "one format"),
        (["export", "--all", "--format", "bibtex"], "exclude each other"),
        (["export", "--format", "endnote"], "'endnote' is not one of 'biblatex', 'bibtex',"),
        (["export", "--format", "bibtex", "-o", "-", "visionfn"], "did you mean `visionfm`?"),
        (["table", "-o", "x"], "one format"),
        (["table", "--format", "docx"], "'docx' is not one of"),
        (["import", "absent.md"], "'absent.md' does not exist"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], message: str) -> None:
    assert message in run(*arguments, code=2).stderr


@pytest.mark.usefixtures("project")
def test_a_bibliography_with_errors_is_written_and_fails(run: Run, write: Write) -> None:
    write("entries/b.yaml", GOOD.replace("2310.04990", "2310.04991"))
    result = run("export", "--format", "bibtex", code=1)
    assert "entries/b.yaml:2:8: error: no author known (article) [missing-fact]" in result.stderr
    assert "wrote     output/references.bib  (2 works)" in result.stderr


@pytest.mark.usefixtures("project")
def test_table(run: Run) -> None:
    assert run("table").stderr.count("wrote") == len(TABLES)
    matrix = run("table", "--format", "markdown", "--matrix", "-o", "-").stdout
    assert matrix.splitlines()[0].split() == "| Model | Year | Venue | Code | Reference |".split()
    run("table", "--check")


def environment(**variables: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    return kept | variables


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/New_York"},
        slow({"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}),
        slow({"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1", "PYTHONHASHSEED": "2"}),
    ],
)
def test_the_same_bytes_everywhere(tmp_path: Path, variables: dict[str, str]) -> None:
    """The real list, exported under odd locales and time zones, is what is committed."""
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
def test_a_full_disk_behind_the_output_is_told(project: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = eyebib_process(project, *arguments, stdout=full)
    assert (done.returncode, done.stderr) == (1, "eyebib: no space left on device\n")


@pytest.mark.parametrize(
    "arguments", [["show", "visionfm"], ["export", "--format", "csl-json", "-o", "-"]]
)
def test_a_closed_pipe_is_no_error_of_ours(project: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = eyebib_process(project, *arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read(project: Path) -> None:
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


def test_what_is_committed_is_current(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    run("check")
    run("export", "--all", "--check")
    run("table", "--check")
    copy = REPOSITORY / "entries/entry.schema.json"
    assert copy.read_bytes() == (REPOSITORY / "src/eyebib/project/entry.schema.json").read_bytes()


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
        eyebib.exprt  # noqa: B018 - the look-up is the test
