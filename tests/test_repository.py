"""The files around the code: what a clone, a package and PyPI make of them."""

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import eyebib
from conftest import REPOSITORY, Run

PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))

TOP_LEVEL = set(
    """
    .ci .gitattributes .github .gitignore .pre-commit-config.yaml .pre-commit-hooks.yaml
    CHANGELOG.md CITATION.cff CONTRIBUTING.md LICENSE README.md SECURITY.md
    benchmarks docs entries examples eyebib.toml hatch_build.py output pyproject.toml src tests
    """.split()
)


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    """The text files that git knows, by path; bytes that are not UTF-8 are replaced."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a clone")
    names = git(REPOSITORY, "ls-files", "-z").split("\0")[:-1]
    files = {name: REPOSITORY / name for name in names if (REPOSITORY / name).is_file()}
    return {
        name: path.read_text(encoding="utf-8", errors="replace") for name, path in files.items()
    }


def git(folder: Path, *args: str) -> str:
    command = ["git", "-C", str(folder), *args]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_top_level_file_is_expected(tracked: dict[str, str]) -> None:
    assert {name.partition("/")[0] for name in tracked} == TOP_LEVEL


def test_the_version_is_written_once(tracked: dict[str, str]) -> None:
    version = PYPROJECT["project"]["version"]
    written = re.compile(rf"version[\W_]+{re.escape(version)}\b", re.IGNORECASE)
    assert [name for name, text in tracked.items() if written.search(text)] == ["pyproject.toml"]
    assert eyebib.__version__ == importlib.metadata.version("eyebib")


def test_the_address_is_written_once(tracked: dict[str, str]) -> None:
    (address,) = PYPROJECT["project"]["urls"].values()
    places = [name for name, text in tracked.items() for _ in range(text.count(address))]
    assert places == ["pyproject.toml"]


FOREIGN = {
    "a path of one machine": r"(?<![\w.:/~-])/(?:root|home|Users|opt|mnt|srv|work|workspace)/\w",
    "a package registry": r"https?://[^/\s\"']*(?:pypi|pythonhosted|npmjs|debian|conda)",
    "an option that names a registry": r"--(?:extra-)?index-url|--find[-]links|(?:PIP|UV)_\w*INDEX",
}


@pytest.mark.parametrize("pattern", FOREIGN.values(), ids=FOREIGN)
def test_no_file_depends_on_one_machine(tracked: dict[str, str], pattern: str) -> None:
    found = [
        (name, match[0]) for name, text in tracked.items() for match in re.finditer(pattern, text)
    ]
    assert not found


LINK = re.compile(r"""(?:\]\(|(?:src|href)=")(?![a-z]+:|#)([^)\s"#]+)""")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_links_lead_to_files(name: str) -> None:
    links = LINK.findall((REPOSITORY / name).read_text(encoding="utf-8"))
    assert not [link for link in links if not (REPOSITORY / link).exists()]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](docs/a.md#b)", "[a](https://x.org/r/blob/HEAD/docs/a.md#b)"),
        ("![a](b.png)", "![a](https://x.org/r/raw/HEAD/b.png)"),
        (
            "[![a](b.png)](c.md)",
            "[![a](https://x.org/r/raw/HEAD/b.png)](https://x.org/r/blob/HEAD/c.md)",
        ),
        ('<img src="b.png">', '<img src="https://x.org/r/raw/HEAD/b.png">'),
        ('<a href="c.md">', '<a href="https://x.org/r/blob/HEAD/c.md">'),
        ("[a](https://y.org/)", "[a](https://y.org/)"),
        ("[a](mailto:a@y.org)", "[a](mailto:a@y.org)"),
        ("[a](#b)", "[a](#b)"),
        ("[💻 Code]()", "[💻 Code]()"),
    ],
)
def test_links_on_pypi_are_absolute(
    monkeypatch: pytest.MonkeyPatch, markdown: str, expected: str
) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not here: pip install hatchling")
    monkeypatch.syspath_prepend(REPOSITORY)
    from hatch_build import absolute  # noqa: PLC0415 - hatchling may be absent

    assert absolute(markdown, "https://x.org/r") == expected


def test_a_clone_that_converts_line_ends_is_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """As of Git for Windows, which sets `core.autocrlf`."""
    if not shutil.which("git"):
        pytest.skip("git is not here")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "gitconfig").write_text("[user]\nname = A\nemail = a@example.org\n")
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    for folder in ("entries", "output"):
        shutil.copytree(REPOSITORY / folder, origin / folder)
    for file in ("eyebib.toml", ".gitattributes"):
        shutil.copy(REPOSITORY / file, origin)
    git(tmp_path, "init", "--quiet", str(origin))
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message", "The list")
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(origin), str(clone))
    monkeypatch.chdir(clone)
    run("export", "--all", "--check")
    run("table", "--check")
