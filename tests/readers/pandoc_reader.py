"""Pandoc as a reader and a converter; `pip install '.[test]'` installs it."""

import json
import subprocess
from functools import cache
from importlib.util import find_spec

from readers.conftest import absent
from readers.csl_items import by_key
from readers.facts import Facts


@cache
def path() -> str:
    """The path of pandoc."""
    if find_spec("pypandoc") is None:
        absent("pandoc", "pip install '.[test]'")
    import pypandoc  # noqa: PLC0415 - it may be missing

    return str(pypandoc.get_pandoc_path())


def version() -> str:
    """The version of pandoc."""
    return run("", "--version").split()[1]


def run(text: str, *arguments: str) -> str:
    """The output of pandoc; raises CalledProcessError if it fails or warns."""
    command = [path(), "--fail-if-warnings", *arguments]
    process = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, timeout=600
    )
    return process.stdout.decode()


def read(form: str, text: str) -> dict[str, Facts]:
    """The facts that pandoc reads in a text; `form` is its format name (`biblatex`)."""
    if form == "markdown":
        text = f"---\n{text}...\n"
    return by_key(json.loads(run(text, "--from", form, "--to", "csljson")))
