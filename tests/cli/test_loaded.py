"""Which modules each verb imports, because imports take most of the time of a short run."""

import subprocess
import sys

import pytest

from conftest import REPOSITORY

HEAVY = frozenset(
    """
    bibtexparser defusedxml eyebib.exporters.bibtex eyebib.importers.awesome_list
    eyebib.importers.bibtex eyebib.importers.csl_json eyebib.rules eyebib.sources ftfy habanero
    httpx2 jsonschema_rs matplotlib openpyxl pybtex pylatexenc rich stamina xlsxwriter yaml
    """.split()
)
"""Packages and modules that are slow to import and that not every verb needs."""

SCRIPT = """
import sys
from eyebib.cli import cli
try:
    cli(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", *sorted(sys.modules), file=sys.stderr)
"""

FILES = {"jsonschema_rs", "yaml", "eyebib.rules"}
"""Modules needed to read a list."""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["--help"], set()),
        (["identify", "10.1038/x"], set()),
        (["check"], FILES),
        (["export", "--format", "csl-json", "-o", "-"], FILES),
        (["export", "--format", "ris", "-o", "-"], FILES),
        (["export", "--format", "zotero-rdf", "-o", "-"], FILES | {"defusedxml"}),
        (["export", "--format", "bibtex", "-o", "-"], FILES | {"bibtexparser", "pybtex", "pylatexenc", "eyebib.exporters.bibtex"}),
        (["export", "--format", "list", "-o", "-"], FILES | {"ftfy", "eyebib.importers.awesome_list"}),
        (["table", "--format", "latex", "-o", "-"], FILES),
        (["table", "--format", "csv", "-o", "-"], FILES),
        (["table", "--format", "html", "-o", "-"], FILES | {"bibtexparser", "pybtex", "pylatexenc", "eyebib.exporters.bibtex"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_verb_imports_only_what_it_needs(arguments: list[str], loaded: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    modules = done.stderr.splitlines()[-1].split()[1:]
    assert HEAVY & set(modules) == loaded
