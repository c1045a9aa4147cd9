"""What pandoc makes of a file, and what it writes of one. `pip install '.[test]'` installs it."""

import json
import subprocess
from functools import cache
from importlib.util import find_spec

from readers.conftest import absent
from readers.csl_items import by_key
from readers.facts import Facts


@cache
def path() -> str:
    """Where pandoc is."""
    if find_spec("pypandoc") is None:
        absent("pandoc", "pip install '.[test]'")
    import pypandoc  # noqa: PLC0415 - it is installed where readers are

    return str(pypandoc.get_pandoc_path())


def version() -> str:
    """Pandoc's version."""
    return run("", "--version").split()[1]


def run(text: str, *arguments: str) -> str:
    """What pandoc writes; raises CalledProcessError if it fails, or warns of anything."""
    command = [path(), "--fail-if-warnings", *arguments]
    done = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, timeout=600
    )
    return done.stdout.decode()


def read(form: str, text: str) -> dict[str, Facts]:
    """A text as pandoc reads it; `form` is its name of the format, as `biblatex`."""
    if form == "markdown":
        text = f"---\n{text}...\n"
    return by_key(json.loads(run(text, "--from", form, "--to", "csljson")))
