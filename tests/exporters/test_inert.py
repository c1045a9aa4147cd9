"""No value, whatever it says, becomes a command of TeX in a .bib file or a LaTeX table."""

import re

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model import csl
from eyebib.model.settings import Options
from eyebib.tables import tabulate
from eyebib.tables.table import Layout, View
from injected import COLUMNS, COMMANDS, FORBIDDEN, injected, injected_bibliography
from works import bibliography


def without_escapes(text: str) -> str:
    r"""The file without what stands for a character: `{\textbackslash}`, `{\textasciicircum}`, `\{`."""
    text = re.sub(r"\{\\text[a-z]+\}|\\text[a-z]+\{\}", "", text)
    return re.sub(r"\\[&%#_${}]", "", text)


@pytest.mark.parametrize(
    "options", [Options(), Options(ascii=True, abstracts=True)], ids=["plain", "ascii"]
)
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_bib_file_holds_no_command(name: str, command: str, options: Options) -> None:
    works = injected_bibliography(COMMANDS[command])
    text = EXPORTERS[name].export(works, options)
    inert = without_escapes(text)
    assert [word for word in FORBIDDEN if word in inert] == []
    assert inert.count("{") == inert.count("}")
    assert list(EXPORTERS[name].verify(text, works, options)) == []


@pytest.mark.parametrize("layout", ["longtable", "table*", "hline"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_holds_no_command(command: str, layout: Layout) -> None:
    columns = (*COLUMNS, COMMANDS[command])
    works = injected_bibliography(COMMANDS[command])
    for view in (
        View(layout=layout, columns=columns, group_by="venue"),
        View(layout=layout, matrix=True),
    ):
        text = tabulate(works, "latex", view)
        assert isinstance(text, str)
        _, _, body = text.partition("tabcolsep")  # before it stand comments and lines of our own
        assert [word for word in FORBIDDEN if word in without_escapes(body)] == []


@pytest.mark.parametrize("kind", sorted(csl.TYPES))
def test_every_type_is_tried(kind: str) -> None:
    """The sample is not empty: the words of a command are there, as text."""
    text = EXPORTERS["bibtex"].export(bibliography(injected(kind, COMMANDS["input-hex"])))
    assert "secret" in text
