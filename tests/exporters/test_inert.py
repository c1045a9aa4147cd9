"""No value, whatever it says, becomes a command of TeX in a .bib file or a LaTeX table."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest

from eyebib.exporters import EXPORTERS, Exporter, bib_file, bib_name, biblatex, bibtex
from eyebib.model import csl
from eyebib.model.settings import Options
from eyebib.tables import tabulate
from eyebib.tables.table import Layout, View
from eyebib.text import link, tex, tex_title
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
        View(layout=layout, matrix="modalities"),
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


CONTEXTS: dict[str, Callable[..., str]] = {
    "text": tex.escape,
    "title": tex_title.title,
    "pages": tex.pages,
    "name": bib_name.name,
    "address": link.url,
    "DOI": bib_file.doi,
    "comment": bib_file.header,
}
"""The only ways into a .bib file or a LaTeX table for text that is not validated where it is read (as
citation keys and classes of arXiv are)."""

WORD = "zqxj"


def bib(exporter: Exporter, options: Options) -> str:
    return exporter.export(injected_bibliography(WORD), options)


def table(layout: Layout, columns: Sequence[str]) -> str:
    view = View(
        layout=layout,
        columns=tuple(columns),
        group_by="venue",
        matrix="" if columns else "modalities",
    )
    return str(tabulate(injected_bibliography(WORD), "latex", view))


WRITERS = {
    "bibtex": partial(bib, EXPORTERS["bibtex"], Options(abstracts=True)),
    "bibtex abbreviated": partial(bib, EXPORTERS["bibtex"], Options(journal="abbreviated")),
    "biblatex": partial(bib, EXPORTERS["biblatex"], Options(abstracts=True)),
    "longtable": partial(table, "longtable", (*COLUMNS, WORD)),
    "longtable with a matrix": partial(table, "longtable", ()),
    "table*": partial(table, "table*", (*COLUMNS, WORD)),
    "hline": partial(table, "hline", (*COLUMNS, WORD)),
}


def blank(monkeypatch: pytest.MonkeyPatch, *contexts: str) -> None:
    """Let functions return an empty text wherever a module of eyebib holds them."""
    functions = [CONTEXTS[context] for context in contexts]

    def empty(*_: object, **__: object) -> str:
        return ""

    for name, module in list(sys.modules.items()):
        if name.startswith("eyebib."):
            for holder in (vars(module), *_tables(vars(module))):
                for key in [key for key, value in holder.items() if value in functions]:
                    monkeypatch.setitem(holder, key, empty)
    bibtex._entries.cache_clear()  # noqa: SLF001 - it holds what the functions returned before
    biblatex._entries.cache_clear()  # noqa: SLF001 - likewise


def _tables(names: dict[str, Any]) -> Iterator[dict[Any, Any]]:
    return (value for value in names.values() if type(value) is dict and value is not CONTEXTS)


@pytest.mark.parametrize("writer", WRITERS)
def test_named_functions_are_the_only_way_in(monkeypatch: pytest.MonkeyPatch, writer: str) -> None:
    """If all of them return nothing, nothing of the works is in the file but the class."""
    blank(monkeypatch)
    assert WORD in WRITERS[writer]()
    blank(monkeypatch, *CONTEXTS)
    assert WORD not in WRITERS[writer]().replace(f"class = {{{WORD}}}", "")


@pytest.mark.parametrize("context", sorted(CONTEXTS.keys() - {"text"}))
def test_every_named_function_is_a_way_in(monkeypatch: pytest.MonkeyPatch, context: str) -> None:
    blank(monkeypatch)
    before = WRITERS["biblatex"]().count(WORD)
    blank(monkeypatch, context)
    assert WRITERS["biblatex"]().count(WORD) < before
