"""Start a list: the files around its entries, from the templates in `templates/`."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from eyebib.model.settings import DEFAULT_LAYOUT, ListLayout
from eyebib.project import entry_schema, text_file
from eyebib.project.folder import Project
from eyebib.text.clean import clean
from eyebib.text.markdown import inline

_TEMPLATES = {
    ".gitattributes": "gitattributes",
    ".github/workflows/list.yml": "list.yml",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
}

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A file of the list, and whether it was written; a file that exists is never replaced."""

    path: Path
    is_written: bool


def readme_path(project: Project) -> Path:
    """The README of the folder, in whatever case its name is; `README.md` if there is none."""
    return _existing(project, "README.md") or Path(project.root) / "README.md"


def readme_text(title: str) -> str:
    """The text of a new README, with the markers of the list."""
    return _template("README.md").replace("@TITLE@", inline(title))


def start(
    project: Project, *, title: str, columns: Mapping[str, str], layout: ListLayout = DEFAULT_LAYOUT
) -> Iterator[Started]:
    """Write each file around the entries that does not exist, in whatever case its name is.

    The settings come last: until they exist, the list has not been started.

    Args:
        project: The folder of the list.
        title: The title of the list.
        columns: The headings of the table's columns by name; empty for the default columns.
        layout: The layout of the list in the README.

    Raises:
        EyebibError: A file cannot be written.
    """
    for name, template in _TEMPLATES.items():
        yield _started(project, name, _filled(template, project))
    yield _started(project, project.settings.name, settings_text(title, columns, layout))


def start_entries(project: Project) -> Started:
    """Write the schema of entries, and so make their folder.

    Raises:
        EyebibError: The file cannot be written.
    """
    name = f"{project.entries.name}/{entry_schema.SCHEMA_NAME}"
    return _started(project, name, entry_schema.SCHEMA_TEXT)


def _started(project: Project, name: str, text: str) -> Started:
    path = _existing(project, name)
    if path is not None:
        return Started(path=path, is_written=False)
    path = Path(project.root) / name
    text_file.write(path, text, root=project.root)
    return Started(path=path, is_written=True)


def settings_text(
    title: str, columns: Mapping[str, str], layout: ListLayout = DEFAULT_LAYOUT
) -> str:
    """The text of `eyebib.toml`."""
    lines = [
        "# The settings of this list; every key is optional.",
        "",
        "[list]",
        f"title = {_string(title)}",
        *([f"layout = {_string(layout)}"] if layout != DEFAULT_LAYOUT else []),
        "# Who made the list, and where it is, for CITATION.cff:",
        '# authors = [{ family = "Family", given = "Given" }]',
        '# url = "https://example.org/the-list"',
    ]
    if columns:
        lines += ["", "[table.columns]"]
        lines += [f"{_key(name)} = {_string(heading)}" for name, heading in columns.items()]
    return "\n".join([*lines, ""])


def _filled(template: str, project: Project) -> str:
    text = _template(template).replace("@README@", readme_path(project).name)
    return text.replace("@VERSION@", metadata.version("eyebib"))


def _template(name: str) -> str:
    folder = resources.files("eyebib.project").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")


def _existing(project: Project, name: str) -> Path | None:
    """The file or folder with this name in any case, as some systems take it for the same file."""
    path = Path(project.root)
    for part in Path(name).parts:
        names = {each.name.casefold(): each for each in path.iterdir()} if path.is_dir() else {}
        if part.casefold() not in names:
            return None
        path = names[part.casefold()]
    return path


def _string(text: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return json.dumps(clean(text), ensure_ascii=False)


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)
