"""`eyebib init`: files that make a list, and none that is overwritten."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from conftest import Run, Write
from eyebib.cli import cli
from eyebib.project import settings_file
from eyebib.project.folder import Project, load
from pseudo_terminal import printed
from shared import SHARED
from slow import slow

FILES = [
    ".gitattributes",
    ".github/workflows/list.yml",
    "CONTRIBUTING.md",
    "README.md",
    "entries/entry.schema.json",
    "eyebib.toml",
]
"""What an empty folder gets."""

TITLE = "A Multimodal Generalist Foundation Model for Ophthalmic Imaging"
ENTRY = (
    f"title: {TITLE}\npaper: arxiv:2405.11338\ncsl:\n  author: [{{family: Shi}}]\n  issued: 2024\n"
)

pytestmark = pytest.mark.usefixtures("folder")


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_an_empty_folder(run: Run, folder: Path) -> None:
    lines = run("init").stderr.splitlines()
    assert files(folder) == FILES
    assert lines[:6] == [
        "wrote     README.md",
        "wrote     entries/entry.schema.json",
        "wrote     .gitattributes",
        "wrote     .github/workflows/list.yml",
        "wrote     CONTRIBUTING.md",
        "wrote     eyebib.toml",
    ]
    assert lines[6] == "next:"
    assert [line.split("  ")[1] for line in lines[7:]] == [
        "eyebib add https://arxiv.org/abs/2405.11338",
        "eyebib check",
        "eyebib export --format list --into README.md",
    ]


def test_the_title_is_that_of_the_folder(run: Run, folder: Path) -> None:
    run("init")
    assert settings_file.read(folder / "eyebib.toml").title == folder.name
    assert (folder / "README.md").read_text(encoding="utf-8").startswith(f"# {folder.name}\n")


def test_the_title_of_a_readme_and_of_the_command_line(run: Run, write: Write) -> None:
    write("README.md", "<h1 align=center>:eye: <b>Awesome</b> Eyes</h1>\n\nText.\n")
    run("init")
    assert settings_file.read(Path("eyebib.toml")).title == "Awesome Eyes"
    Path("eyebib.toml").unlink()
    run("init", "--title", 'A "b" \\ \x7f*c*', "--columns", "name, Year,Images (M)")
    settings = settings_file.read(Path("eyebib.toml"))
    assert settings.title == 'A "b" \\ *c*'
    assert settings.columns == {"name": "Name", "Year": "Year", "Images (M)": "Images (M)"}


def test_nothing_is_overwritten(run: Run, write: Write, folder: Path) -> None:
    """Also under a name in another case, which is the same file on Windows."""
    texts = {
        "Contributing.md": "c",
        "readme.md": "# A\r\n\r\nMine.",
        ".gitattributes": "g",
        ".github/Workflows/list.YML": "w",
        "entries/a.yaml": ENTRY,
        "eyebib.toml": '[list]\ntitle = "T"\n',
    }
    for name, text in texts.items():
        write(name, text)
    lines = run("init").stderr.splitlines()
    assert lines[:6] == [
        "marked    readme.md  (markers for the list at its end)",
        "wrote     entries/entry.schema.json",
        "kept      .gitattributes  (exists)",
        "kept      .github/Workflows/list.YML  (exists)",
        "kept      Contributing.md  (exists)",
        "kept      eyebib.toml  (exists)",
    ]
    added = "\r\n\r\n<!-- eyebib:list -->\r\n<!-- /eyebib:list -->\r\n"
    texts["readme.md"] += added
    assert {name: (folder / name).read_bytes().decode() for name in texts} == texts
    assert files(folder) == sorted([*texts, "entries/entry.schema.json"])
    assert "kept      readme.md  (exists)" in run("init").stderr


def test_a_list_that_exists_keeps_its_settings(run: Run, write: Write) -> None:
    write("eyebib.toml", '[list]\ntitle = "T"\n')
    hint = "hint: eyebib.toml exists; change title and columns there"
    assert hint in run("init", "--title", "X").stderr
    assert Path("eyebib.toml").read_text(encoding="utf-8") == '[list]\ntitle = "T"\n'
    assert Path("README.md").read_text(encoding="utf-8").startswith("# T\n")


def test_a_readme_that_cannot_be_read(run: Run, write: Write, folder: Path) -> None:
    write("README.md", b"# A\n\xff")
    assert "README.md:2:1: error: byte 0xFF is not UTF-8" in run("init", code=1).stderr
    assert files(folder) == ["README.md"]


def test_not_inside_a_list(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("entries/a.yaml", ENTRY)
    monkeypatch.chdir("entries")
    assert "this folder is `entries/` of a list" in run("init", code=2).stderr


def on_a_terminal(typed: bytes, *arguments: str) -> tuple[str, int]:
    """What `eyebib init` prints on a terminal, and its exit code."""
    reader, writer = os.openpty()
    os.write(reader, typed)
    command = [sys.executable, "-m", "eyebib", "init", *arguments]
    done = subprocess.run(command, stdin=writer, stdout=writer, stderr=writer, check=False)
    return printed(reader, writer), done.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_questions_on_a_terminal(folder: Path) -> None:
    shown, code = on_a_terminal(b"My eyes\nname,images\n")
    assert code == 0
    assert f"Title of the list [{folder.name}]: " in shown
    assert "Columns of the table, with commas (empty: all that the list fills) []: " in shown
    settings = settings_file.read(Path("eyebib.toml"))
    assert (settings.title, dict(settings.columns)) == (
        "My eyes",
        {"name": "Name", "images": "images"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_question_without_an_answer(folder: Path) -> None:
    shown, code = on_a_terminal(b"\x04")  # Ctrl-D
    assert "eyebib: nothing was written: a question was not answered" in shown
    assert (code, files(folder)) == (1, [])


Jobs = dict[str, dict[str, list[dict[str, str]]]]


def workflow(run: Run) -> Jobs:
    run("init")
    text = Path(".github/workflows/list.yml").read_text(encoding="utf-8")
    assert not re.search(r"@[A-Z]+@", text)
    jobs: Jobs = yaml.safe_load(text)["jobs"]
    return jobs


def scripts(jobs: Jobs, *names: str) -> Iterator[str]:
    """What the jobs run."""
    for name in names:
        yield from (step["run"] for step in jobs[name]["steps"] if "run" in step)


def test_the_workflow_has_commands_that_exist(run: Run) -> None:
    jobs = workflow(run)
    commands = [
        shlex.split(line)
        for script in scripts(jobs, "check", "refresh")
        for line in map(str.strip, script.splitlines())
        if line.startswith("eyebib ")
    ]
    assert {words[1] for words in commands} == {"check", "resolve", "published", "export", "table"}
    for _, verb, *arguments in commands:
        command = cli.get_command(None, verb)  # type: ignore[arg-type] # it needs no context
        assert command
        command.make_context(verb, arguments)  # refuses what the verb does not have


def test_contributors_are_told_commands_that_exist(run: Run) -> None:
    run("init")
    text = Path("CONTRIBUTING.md").read_text(encoding="utf-8")
    verbs = set(re.findall(r"`eyebib (\w+)", text))
    assert verbs == {"add", "check", "export"}


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(run: Run, write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """A list that was started, committed and pushed; the jobs of its workflow."""
    if not shutil.which("git") or not shutil.which("bash"):
        pytest.skip("git or bash is not here")
    path = os.pathsep.join(
        [str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    )
    monkeypatch.setenv("PATH", path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "bin/config"))
    monkeypatch.setenv("RUNNER_TEMP", str(folder / "bin"))
    write("bin/config", "[user]\nname = A\nemail = a@example.org\n")
    write("bin/gh", '#!/bin/sh\necho "$@" >> "$RUNNER_TEMP/called"\n').chmod(0o755)
    git("init", "--quiet", "--bare", "origin.git")
    git("clone", "--quiet", "origin.git", "clone")
    monkeypatch.chdir("clone")
    jobs = workflow(run)
    write("clone/entries/a.yaml", ENTRY)
    run("export", "--format", "list", "--into", "README.md")
    git("add", ".")
    git("commit", "--quiet", "--message", "The list")
    git("push", "--quiet", "origin", "HEAD")
    return jobs


def bash(script: str) -> int:
    """The exit code of a script, run as GitHub runs it."""
    return subprocess.run(["bash", "-e", "-c", script], check=False).returncode


def test_the_workflow_says_what_is_stale(repository: Jobs, write: Write) -> None:
    *_, readme, stale = scripts(repository, "check")
    assert bash(f"{readme}\n{stale}") == 0
    write("clone/entries/b.yaml", ENTRY.replace("Multi", "Bi").replace("11338", "11339"))
    assert bash(f"{readme}\n{stale}") == 1


@pytest.mark.usefixtures("server")
def test_the_workflow_opens_a_pull_request(repository: Jobs, folder: Path) -> None:
    _, refresh, propose = scripts(repository, "refresh")
    assert bash(propose) == 0
    assert not (folder / "bin/called").exists()  # nothing has changed
    assert bash(refresh) == 0
    assert bash(propose) == 0
    called = (folder / "bin/called").read_text(encoding="utf-8")
    assert called.startswith("pr create --head eyebib-refresh --title Refresh the metadata")
    assert "entries/locked/a.json" in git("show", "--name-only", "origin/eyebib-refresh")
    body = (folder / "bin/body.txt").read_text(encoding="utf-8")
    assert "    1 entry: 1 resolved\n" in body


README = """\
# Awesome eyes

- [A foundation model for retinal images](https://www.nature.com/articles/s41586-023-06555-x)
- **EyeFound**: A model of eyes [[Paper](https://arxiv.org/abs/2405.11338)]

| Model | Title | Parameters |
|---|---|---|
| SAM | [A model of ears](https://arxiv.org/abs/2310.04992) | 1B |

See our [paper](https://arxiv.org/abs/2408.11227).
"""

BIB = """\
@article{Zhou:2023,
  title = {A foundation model for retinal images}, author = {Zhou, Yukun}, year = 2023,
  journal = {Nature}, doi = {10.1038/s41586-023-06555-x}
}
@misc{Doe, title = {A page}}
@article{zhou-2023, title = {Ears}, author = {Zhou, Y and others}, year = {}, journal = {X}, doi = {10.1000/x}}
@misc{Doe, title = {Another page}}
@misc{, title={}}
"""


def test_a_list_and_a_bib_file(run: Run, write: Write) -> None:
    write("README.md", README)
    write("survey.bib", BIB)
    lines = run("init", "--from", "README.md", "--from", "survey.bib", code=1).stderr.splitlines()
    assert "marked    README.md  (markers for the list at its end)" in lines
    start = lines.index("README.md   3 items: 2 written, 1 joined")
    assert lines[start + 1 : start + 3] == [
        "survey.bib  5 items: 3 written, 2 not imported",
        "5 entries written, 1 joined, 2 not imported",
    ]
    assert "  eyebib resolve " in lines[start + 4]
    assert settings_file.read(Path("eyebib.toml")).title == "Awesome eyes"
    assert {work.citekey for work in load(Project())[0].works} == {
        "Zhou:2023", "zhou-2023", "Doe", "eyefound", "sam",
    }  # fmt: skip
    assert "eyebib:list" in Path("README.md").read_text(encoding="utf-8")


def test_the_title_of_an_imported_list(run: Run, write: Write) -> None:
    write("old/list.md", README)
    run("init", "--from", "old/list.md")
    assert Path("README.md").read_text(encoding="utf-8").startswith("# Awesome eyes\n")


def test_the_columns_of_a_list(run: Run, write: Write) -> None:
    write("README.md", README)
    run("init", "--from", "README.md")
    assert settings_file.read(Path("eyebib.toml")).columns == {}
    assert "| 1B " in run("table", "--format", "markdown", "-o", "-").stdout
    Path("eyebib.toml").unlink()
    shown = run("init", "--from", "README.md", "--columns", "name,parameters").stderr
    assert "3 items: 3 unchanged" in shown
    columns = settings_file.read(Path("eyebib.toml")).columns
    assert columns == {"name": "Name", "parameters": "Parameters"}
    table = run("table", "--format", "markdown", "-o", "-").stdout
    assert table.startswith("| Name ")
    assert "| 1B " in table


def test_a_file_that_cannot_be_read_starts_nothing(run: Run, write: Write, folder: Path) -> None:
    write("list.docx", "x")
    assert "unknown file type" in run("init", "--from", "list.docx", code=2).stderr
    assert files(folder) == ["list.docx"]


KEY = re.compile(
    r"^[ \t]*@(?!(?:string|comment|preamble)\b)\w+\s*\{\s*([^,\s]+)\s*,",
    re.IGNORECASE | re.MULTILINE,
)

INTO = ["export", "--format", "list", "--into", "README.md"]

RIS = "TY  - JOUR\nID  - one\nTI  - T\nER  - \nTY  - JOUR\nTI  - U\nDO  - 10.1000/x\nER  - \n"
JSON = '[\n{"id": "a", "title": "T", "type": "book"},\n{"id": "b"}]'

REAL = [*SHARED.glob("lists/*.md"), SHARED / "awesome-list.md", *SHARED.glob("bib/*.bib")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("README.md", README.encode(), 0),
        ("a.bib", BIB.encode(), 1),
        ("a.ris", RIS.encode(), 0),
        ("a.json", JSON.encode(), 1),
        *(slow(path.name, path.read_bytes(), 0) for path in REAL if path.is_file()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_file_becomes_a_list(
    run: Run, write: Write, name: str, content: bytes, code: int
) -> None:
    """It can be written in every format. `check` only warns, with the line of the file."""
    write(name, content)
    printed = run("init", "--from", name, code=code).stderr
    [[items, parts]] = re.findall(rf"(?m)^{re.escape(name)}  (\d+) items?: (.*)$", printed)
    assert int(items) == sum(map(int, re.findall(r"\d+", parts)))
    works = load(Project())[0].works
    stems = {path.stem.lower() for path in Path("entries").glob("*.yaml")}
    assert len(stems) == len(works) == int(parts.split()[0])
    if name.endswith(".bib"):
        keys = {*KEY.findall(content.decode("latin-1"))}
        assert {key for w in works for key in (w.citekey, *w.entry.aliases)} == keys
    for verb in (["export", "--all"], ["table"], INTO):
        run(*verb)
    lines = content.decode("latin-1").splitlines()
    for problem in run("check").stdout.splitlines():
        if "[missing-fact]" in problem:
            line = re.findall(rf"; imported from {re.escape(name)}:(\d+) ", problem)[0]
            assert re.match(r"\s*@|TY|\{", lines[int(line) - 1])
