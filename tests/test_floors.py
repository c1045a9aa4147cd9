"""The floors of the house: a module imports only from floors below its own."""

import ast
from pathlib import Path

import eyebib

PACKAGE = Path(eyebib.__file__).parent

FLOORS: dict[str, float] = {
    "errors": 0,
    "csl": 1,
    "formula": 1,
    "markers": 1,
    "identifiers": 1,
    "layout": 1,
    "textfile": 1,
    "markup": 1.1,
    "text": 1.2,
    "markdown": 1.3,
    "citekeys": 2,
    "model": 2,
    "pace": 2,
    "cslitem": 3,
    "figuredata": 3,
    "guard": 3,
    "citation": 3,
    "nearmiss": 2,
    "table": 3,
    "tablecell": 3.1,
    "tablerow": 3.2,
    "tableview": 3.2,
    "tabulation": 3.3,
    "tex": 3,
    "tex_ascii": 3.05,
    "tex_name": 3.05,
    "transport": 3,
    "yamlfile": 3,
    "yamlwalk": 2.9,
    "zoteroitem": 3.1,
    "bibfile": 3.1,
    "entries": 4,
    "entrywriter": 4,
    "exporters.biblatex_model": 3.2,
    "exporters.cff_model": 3.2,
    "exporters.*": 4,
    "figures.sheet": 3.1,
    "figures.*": 4,
    "importers.awesome_list": 3.1,
    "importers.bibtex_file": 3.1,
    "importers.csl_value": 3.1,
    "importers.latex_text": 3.1,
    "importers.bibtex_item": 3.2,
    "importers.*": 4,
    "lock": 4,
    "lockshape": 3,
    "merge": 4,
    "rules.place": 3.9,
    "rules.*": 4,
    "settings": 4,
    "sources.crossref_field": 3.1,
    "sources.crossref_grant": 3.2,
    "sources.crossref_name": 3.2,
    "sources.crossref_relation": 3.2,
    "sources.crossref_title": 3.2,
    "sources.crossref_type": 3.25,
    "sources.crossref_item": 3.3,
    "sources.*": 4,
    "tables.coins": 3.8,
    "tables.tag": 3.8,
    "tables.html_row": 3.9,
    "tables.spreadsheet": 3.8,
    "tables.latex_width": 3.7,
    "tables.latex_cell": 3.8,
    "tables.latex_frame": 3.9,
    "tables.*": 4,
    "exporters": 5,
    "figures": 5,
    "importers": 5,
    "rules": 5,
    "sources": 5,
    "tables": 5,
    "snippets": 5.1,
    "losses": 5.1,
    "listing": 6.1,
    "reference": 5.1,
    "project": 6,
    "report": 6,
    "foreign": 6.05,
    "resolver": 6.1,
    "additions": 6.1,
    "proposals": 6.1,
    "terminal": 6,
    "cli_add": 7.05,
    "cli_output": 6.8,
    "cli_list": 6.9,
    "cli_network": 7,
    "cli_plot": 7,
    "cli_read": 7,
    "cli_write": 7,
    "cli_table": 7.05,
    "cli": 7.1,
    "__init__": 7,
    "__main__": 8,
}


def module_name(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


def floor(name: str) -> float:
    return FLOORS[name] if name in FLOORS else FLOORS[f"{name.partition('.')[0]}.*"]


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(node: ast.AST) -> set[str]:
    """The modules of the package that an import statement loads."""
    names = set()
    if isinstance(node, ast.Import):
        names = {alias.name for alias in node.names}
    elif isinstance(node, ast.ImportFrom) and node.module:
        modules = {f"{node.module}.{alias.name}" for alias in node.names}
        found = {name for name in modules if name.removeprefix("eyebib.") in MODULES}
        names = found if len(found) == len(node.names) else {*found, node.module}
    ours = {name.removeprefix("eyebib.") for name in names if name.startswith("eyebib.")}
    return ours & set(MODULES)


def statements(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_every_module_has_a_floor() -> None:
    for name in MODULES:
        assert floor(name) >= 0


def test_imports_go_down() -> None:
    wrong = [
        f"{name} ({floor(name)}) imports {other} ({floor(other)})"
        for name, path in MODULES.items()
        for node in statements(path)
        for other in imported(node)
        if floor(other) >= floor(name) and other != name
    ]
    assert not wrong


def test_no_import_is_hidden_but_in_the_command_line() -> None:
    hidden = [
        f"{name}:{inner.lineno}"
        for name, path in MODULES.items()
        if not name.startswith("cli")
        for node in statements(path)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_modules_and_functions_are_small() -> None:
    long_modules = [
        name
        for name, path in MODULES.items()
        if len(path.read_text(encoding="utf-8").splitlines()) > 250
    ]
    long_functions = [
        f"{name}.{node.name}"
        for name, path in MODULES.items()
        for node in statements(path)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert (long_modules, long_functions) == ([], [])
