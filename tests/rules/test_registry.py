"""The registry of rule ids, the ids that the code reports, and the page that lists them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import eyebib
from eyebib.rules.registry import GROUPS
from golden_file import renewed

PACKAGE = Path(eyebib.__file__).parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent.name != "registry"
}
RULES = [rule for rules in GROUPS.values() for rule in rules]

WARNING_FUNCTIONS = {"warning", "warn", "report"}
"""Functions that take a rule and report a warning, unless a severity is an argument."""

INDIRECT = {
    "project/yaml_file.py": {"yaml"},
    "resolver/resolve.py": {"not-found", "title-mismatch"},
    "rules/facts.py": {"all-caps", "entity", "et-al", "replacement-character"},
}
"""Ids that reach the function that reports them in a variable."""

Use = tuple[str, str]
"""A rule id and a severity."""


def functions(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef, list[str]]]:
    """The functions of a module with the names of their parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node, [argument.arg for argument in node.args.args if argument.arg != "self"]


def rule_positions() -> dict[str, set[int]]:
    """The positions, in a call, of the parameter `rule` of the functions of each name."""
    positions: dict[str, set[int]] = {}
    for tree in TREES.values():
        for function, names in functions(tree):
            if "rule" in names:
                positions.setdefault(function.name, set()).add(names.index("rule"))
    return positions


def rule_arguments(call: ast.Call, positions: set[int]) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "rule")
    for position in positions:
        yield from (arg for arg in call.args[:position] if isinstance(arg, ast.Starred))
        yield from call.args[position : position + 1]


def severity(name: str, call: ast.Call) -> str:
    attributes = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
    for severity in ("error", "warning"):
        if severity.upper() in attributes:
            return severity
    if name == "note":
        return "note"
    return "warning" if name in WARNING_FUNCTIONS else "error"


def arguments() -> Iterator[tuple[str, str, ast.expr]]:
    """Module, severity and value of every argument for a parameter `rule`.

    Without those of functions that have such a parameter themselves and pass it on.
    """
    positions = rule_positions()
    for path, tree in TREES.items():
        for function, names in functions(tree):
            for call in ast.walk(function) if "rule" not in names else ():
                if isinstance(call, ast.Call):
                    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                    for argument in rule_arguments(call, positions.get(name, set())):
                        yield path, severity(name, call), argument


def direct_uses() -> Iterator[Use]:
    for _, severity, argument in arguments():
        if isinstance(argument, ast.Constant):
            yield str(argument.value), severity


def indirect_uses() -> Iterator[Use]:
    for path, ids in INDIRECT.items():
        texts = {node.value for node in ast.walk(TREES[path]) if isinstance(node, ast.Constant)}
        severity = "warning" if path.startswith("rules/") else "error"
        yield from ((id_, severity) for id_ in ids & texts)


def test_every_id_in_the_code_is_in_the_registry_and_the_other_way_round() -> None:
    registered = {(rule.id, severity.value) for rule in RULES for severity in rule.severities}
    assert {*direct_uses(), *indirect_uses()} == registered


def test_ids_in_variables_are_known_to_this_test() -> None:
    """A variable with a rule is called `rule`; others are arguments of functions of the same name."""
    modules = {
        path
        for path, _, argument in arguments()
        if isinstance(argument, ast.Starred) or "rule" in ast.unparse(argument).split(".")
    }
    assert modules == INDIRECT.keys()


def test_ids_are_unique_and_kebab_case() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if not id_.replace("-", "a").isalpha() or id_ != id_.lower()] == []


def test_descriptions_and_advice_are_sentences() -> None:
    texts = [text for rule in RULES for text in (rule.description, rule.advice)]
    assert [text for text in texts if not text.endswith(".") or "\n" in text or "|" in text] == []


def document() -> str:
    """The text of `docs/rules.md`."""
    lines = [
        "# Rules",
        "",
        "Every problem that eyebib reports ends in the id of a rule in brackets:",
        "`entries/a.yaml:2:8: error: missing `author` (book) [missing-fact]`. An error makes the",
        "command fail, a warning makes `eyebib check --strict` fail. This page is generated from the",
        "registry of rules in the code.",
    ]
    for heading, rules in GROUPS.items():
        lines += ["", f"## {heading}", "", "| rule | severity | what is wrong | what to do |"]
        lines += ["|---|---|---|---|"]
        for rule in rules:
            severities = ", ".join(rule.severities)
            lines += [f"| `{rule.id}` | {severities} | {rule.description} | {rule.advice} |"]
    return "\n".join([*lines, ""])


def test_the_page_is_current() -> None:
    text = document()
    assert text == renewed("../../docs/rules.md", text)
