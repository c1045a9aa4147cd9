"""README and documentation say what the code does: their console blocks, tables and names.

`EYEBIB_RENEW=1 pytest tests/test_pages.py` writes the output of console blocks and the generated
tables anew.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import REPOSITORY
from console import Command, File, agrees, renewed, steps
from eyebib.cli import VERBS, cli
from eyebib.exporters import EXPORTERS
from eyebib.project import entry_schema, settings_file
from eyebib.tables import TABLES

DOCS = REPOSITORY / "docs"

PAGES = [
    REPOSITORY / "README.md",
    *sorted(page for page in DOCS.rglob("*.md") if "_build" not in page.parts),
]

RENEW = bool(os.environ.get("EYEBIB_RENEW"))

SHELL_SIGNS = frozenset("| || & && ; < << > >>".split())

TOOLS = {
    "bibtex": "apt-get install texlive-binaries",
    "pandoc": "pip install pypandoc_binary",
    "pdflatex": "apt-get install texlive-latex-recommended",
}
"""Programs that pages run and that need not be here, and how they get here."""


def name(page: Path) -> str:
    return page.relative_to(REPOSITORY).as_posix()


def read(page: str) -> str:
    return (REPOSITORY / page).read_text(encoding="utf-8")


def words(command: str) -> list[str]:
    """The words of a command line, `|` and its like apart."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return list(lexer)


def run(command: Command) -> tuple[str, int]:
    """What a command prints, and its exit code; eyebib alone runs in this process, for its speed."""
    typed = words(command.text)
    if typed[0] == "cd":
        os.chdir(typed[1])
        return "", 0
    if typed[0] == "eyebib" and not SHELL_SIGNS.intersection(typed):
        result = CliRunner().invoke(cli, typed[1:], prog_name="eyebib")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output, result.exit_code
    done = subprocess.run(
        ["bash", "-c", command.text],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode


def absent(command: Command) -> str:
    """What a command needs and is not here; empty if there is all."""
    typed = words(command.text)
    if typed[:2] == ["eyebib", "plot"] and find_spec("matplotlib") is None:
        return "matplotlib is not here: pip install matplotlib"
    if typed[0] in TOOLS and shutil.which(typed[0]) is None:
        return f"{typed[0]} is not here: {TOOLS[typed[0]]}"
    return ""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the list to be in; eyebib, and pandoc if Python brings it, are on the PATH."""
    programs = [Path(sys.executable).parent]
    if find_spec("pypandoc"):
        programs.append(Path(import_module("pypandoc").get_pandoc_path()).parent)
    monkeypatch.setenv("PATH", os.pathsep.join([*map(str, programs), os.environ["PATH"]]))
    for folder in ("entries", "output"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    shutil.copy(REPOSITORY / "eyebib.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(page: str, outputs: dict[Command, list[str]]) -> None:
    """Write a page with other outputs of its commands."""
    lines = read(page).splitlines()
    for command, output in sorted(outputs.items(), key=lambda item: -item[0].line):
        lines[command.line : command.line + len(command.output or ())] = output
    (REPOSITORY / page).write_text("\n".join([*lines, ""]), encoding="utf-8")


@pytest.mark.usefixtures("project", "server", "zotero")
@pytest.mark.parametrize(
    "page", [name(page) for page in PAGES if "```console" in page.read_text(encoding="utf-8")]
)
def test_console_blocks(page: str) -> None:
    outputs: dict[Command, list[str]] = {}
    missing = set()
    for step in steps(read(page)):
        if isinstance(step, File):
            with Path(step.name).open(step.mode, encoding="utf-8") as file:
                file.write(step.text)
        elif reason := absent(step):
            missing.add(reason)
        else:
            text, code = run(step)
            assert code == step.code, f"{page}: $ {step.text}\n{text}"
            printed = text.splitlines()
            if step.output is not None and not agrees(step.output, printed):
                outputs[step] = renewed(step.output, printed)
    if RENEW:
        written(page, outputs)
    else:
        assert differences(outputs) == ""
    if missing:
        pytest.skip("; ".join(sorted(missing)))


def differences(outputs: dict[Command, list[str]]) -> str:
    """What the page says, and what it should say."""
    return "\n".join(
        "\n".join(
            [
                f"$ {command.text}",
                *(f"- {line}" for line in command.output or ()),
                *(f"+ {line}" for line in output),
            ]
        )
        for command, output in outputs.items()
    )


def entry_keys() -> Iterator[str]:
    """The keys of an entry."""
    for key, rule in entry_schema.SCHEMA["properties"].items():
        yield f"| `{key}` | {rule['description']} |"


PROGRAMS = {
    "Zotero 7 to 11": ("zotero-rdf", "once: *File → Import…*"),
    "Better BibTeX": ("zotero-rdf", "import into Zotero, once"),
    "EndNote": ("ris", "*File → Import*, option *Reference Manager (RIS)*"),
    "Mendeley": ("ris", "*Add new → Import library*"),
    "JabRef": ("biblatex", "open it, in BibLaTeX mode"),
    "Overleaf": ("biblatex", "upload it, and `\\addbibresource`"),
    "Overleaf, classic templates": ("bibtex", "upload it, and `\\bibliography`"),
    "Word": ("csl-json", "`pandoc --citeproc`"),
    "Typst": ("biblatex", '`#bibliography("references.biblatex.bib")`'),
    "Quarto": ("csl-yaml", "`bibliography: references.yaml`"),
}
"""The file for each program, and how to give it to it."""

COMMON = """
    type author editor title container-title container-title-short issued volume issue number page
    publisher publisher-place event-title DOI URL ISSN ISBN PMID abstract keyword language note
""".split()


def programs() -> Iterator[str]:
    """The file for each program, and what its format does not hold of common facts."""
    for program, (form, how) in PROGRAMS.items():
        exporter = EXPORTERS[form]
        lost = ", ".join(name for name in COMMON if name in exporter.LOSSES) or "none"
        yield f"| {program} | `{exporter.FILE}` | {how} | {lost} |"


GENERATED = {
    ("docs/reference/entry.md", "key"): entry_keys,
    ("docs/how-to/which-file.md", "program"): programs,
}
"""Tables that are made of the code: their page, the heading of their first column, their rows."""


@pytest.mark.parametrize(("page", "heading"), GENERATED)
def test_tables_are_current(page: str, heading: str) -> None:
    rows = "".join(f"{row}\n" for row in GENERATED[page, heading]())
    table = re.compile(rf"(?m)^(\| {heading} \|.*\n\|[-|]+\n)((?:\|.*\n)*)")
    text = read(page)
    if RENEW:
        text = table.sub(lambda found: found[1] + rows, text)
        (REPOSITORY / page).write_text(text, encoding="utf-8")
    [found] = table.finditer(text)
    assert found[2] == rows


FILES = {
    **{name: exporter.FILE for name, exporter in EXPORTERS.items()},
    **{name: table.FILE for name, table in TABLES.items()},
}

SETTINGS = settings_file._TABLES  # noqa: SLF001 - the one place that knows all keys

NAMES: dict[str, list[str]] = {
    "docs/reference/formats.md": [f"`{name}` | `{file}`" for name, file in FILES.items()],
    "docs/reference/settings.md": [f"`{key}`" for keys in SETTINGS.values() for key in keys or ()],
    "docs/reference/index.md": [f"`{verb}`" for verb in VERBS],
    "docs/reference/environment.md": sorted(
        {
            f"`{variable}`"
            for module in (REPOSITORY / "src").rglob("*.py")
            for variable in re.findall(r"\bEYEBIB_[A-Z_]+\b", module.read_text(encoding="utf-8"))
        }
    ),
}
"""What a page has to name."""


@pytest.mark.parametrize("page", NAMES)
def test_pages_name_everything(page: str) -> None:
    assert [name for name in NAMES[page] if name not in read(page)] == []


def test_every_file_of_output_exists() -> None:
    for file in FILES.values():
        assert (REPOSITORY / "output" / file).exists()


def test_the_two_commands_are_there_for_ci() -> None:
    for command in ("export", "test"):
        assert f"<!-- {command} -->\n```sh\npython3 -m venv .venv && " in read("README.md")


def test_the_readme_is_short() -> None:
    assert len(read("README.md").splitlines()) <= 150


LINK = re.compile(r"\]\((?![a-z]+:|#)([^)\s#]+)")


@pytest.mark.parametrize("page", [name(page) for page in PAGES])
def test_links_lead_to_files(page: str) -> None:
    prose = re.sub(r"(?ms)^(```+)\w*$.*?^\1$", "", read(page))
    folder = (REPOSITORY / page).parent
    assert [link for link in LINK.findall(prose) if not (folder / link).exists()] == []
