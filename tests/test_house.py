"""The house: modules and functions are small, and no two modules import each other.

Which package may import which is in pyproject.toml, under `tool.importlinter`; `lint-imports` checks
it.
"""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

import eyebib

PACKAGE = Path(eyebib.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40
"""Lines."""


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_modules_are_small() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [path for path, count in lines.items() if count > LONGEST_MODULE] == []


def test_functions_are_small() -> None:
    """A docstring does not count: the examples in that of a verb are its help."""
    long = [
        f"{path.name}:{function.lineno} {function.name}"
        for path in MODULES
        for function in functions(path)
        if _length(function) > LONGEST_FUNCTION
    ]
    assert long == []


def _length(function: ast.FunctionDef) -> int:
    first, *_ = function.body
    docstring = ast.get_docstring(function) and (first.end_lineno or 0) - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - (docstring or 0)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("eyebib", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len([*TopologicalSorter(imports).static_order()]) == len(graph.modules) > 80


def test_imports_are_at_the_top_but_for_named_reasons() -> None:
    hidden = {
        f"{path.parent.name}/{path.name}"
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert hidden == {"cli/cores.py", "cli/export.py", "cli/plot.py", "cli/terminal.py"}
