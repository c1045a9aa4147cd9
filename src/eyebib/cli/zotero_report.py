"""What `eyebib zotero` prints."""

from collections import Counter
from collections.abc import Iterable, Iterator

from eyebib.cli.report import quantity
from eyebib.cli.terminal import Styled, echo
from eyebib.zotero.difference import Difference
from eyebib.zotero.plan import Step, Wishes
from eyebib.zotero.pull import Pulled
from eyebib.zotero.push import Result

_ORDER = (
    "created",
    "updated",
    "unchanged",
    "in conflict",
    "outdated",
    "trashed",
    "deleted",
    "refused",
    "gone",
    "pruned",
)
"""What becomes of a work. `outdated` are items that Zotero 8 and 9 do not let other programs
change, `gone` those whose entries are gone."""

_COLOURS = {
    **dict.fromkeys(("created", "updated", "pruned"), "green"),
    **dict.fromkeys(("conflict", "outdated", "trashed", "deleted", "gone"), "yellow"),
    "refused": "red",
}

_LONGEST = 70
"""Characters of a value that are shown."""

_TRASHED = "it is in Zotero's trash: restore it, or delete it for good"
_DELETED = "it was deleted in Zotero; `--ours` creates it again"
_GONE = "it is no longer in the list; `--prune` moves it to Zotero's trash"


def print_result(result: Result, wishes: Wishes, *, is_dry: bool) -> None:
    """Print a line for each work that is not as it was, its conflicts, and a summary."""
    width = max((len(step.work.citekey) for step in result.plan.steps), default=0)
    kinds: Counter[str] = Counter()
    for step in result.plan.steps:
        kind = _kind(step, result)
        kinds[kind] += 1
        kinds["in conflict"] += bool(step.conflicts)
        if kind != "unchanged":
            _line(kind, step.work.citekey, _text(step, kind, result), width)
        for change in step.changes if kind in {"updated", "outdated"} else ():
            echo(f"    {change.name}: {_short(change.there)} -> {_short(change.here)}")
        _print_conflicts(step, width)
    pruned = result.plan.gone if wishes.prune else {}
    for citekey in result.plan.gone:
        kind = "pruned" if citekey in pruned else "gone"
        kinds[kind] += 1
        _line(kind, citekey, "moved to Zotero's trash" if kind == "pruned" else _GONE, width)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in _ORDER if kinds[kind])
    dry = "would be: " if is_dry else ""
    echo(f"{quantity(len(result.plan.steps), 'work')}: {dry}{parts}", err=True)


def _kind(step: Step, result: Result) -> str:
    citekey = step.work.citekey
    if citekey in result.done.refused:
        return "refused"
    if step.kind == "create" or citekey in result.done.created:
        return "created"
    if step.kind == "keep" and result.is_add_only:
        return "outdated" if step.changes or step.is_retagged else "unchanged"
    if step.kind == "keep":
        return "updated" if step.is_updated or citekey in result.done.updated else "unchanged"
    return step.kind


def _text(step: Step, kind: str, result: Result) -> str:
    texts = {"trashed": _TRASHED, "deleted": _DELETED}
    if kind == "refused":
        return result.done.refused[step.work.citekey]
    return texts.get(kind) or _short(step.work.title)


def _line(kind: str, citekey: str, text: str, width: int) -> None:
    echo(Styled(f"{kind:<10}", _COLOURS.get(kind)), f" {citekey:<{width}}  {text}")


def _print_conflicts(step: Step, width: int) -> None:
    if step.conflicts:
        names = ", ".join(conflict.name for conflict in step.conflicts)
        _line("conflict", step.work.citekey, names, width)
    for line in _sides(step.conflicts):
        echo(line)


def _sides(differences: Iterable[Difference]) -> Iterator[str]:
    for each in differences:
        yield f"    {each.name}"
        yield f"      list:   {_short(each.here)}"
        yield f"      Zotero: {_short(each.there)}"


def _short(text: str) -> str:
    """A value on one line, cut in the middle if it is long; `(none)` if it is empty."""
    line = " / ".join(text.split("\n"))
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} ... {line[-_LONGEST // 2 + 5 :]}"
    return line or "(none)"


def exit_code(result: Result) -> int:
    """1 if something needs a decision or was refused, else 0."""
    has_conflicts = any(step.conflicts for step in result.plan.steps)
    return 1 if has_conflicts or result.done.refused else 0


def print_proposals(pulled: Pulled) -> None:
    """Print each proposal as a difference of lines."""
    for each in pulled.proposals:
        where = ".".join(map(str, each.keys))
        echo(Styled(f"{pulled.work.citekey}: {where}", bold=True))
        old, new = each.before.split("\n"), each.after.split("\n")
        for line in old if each.before else ():
            if line not in new:
                echo(Styled(f"  - {line}", "red"))
        for line in new:
            if line not in old:
                sign = "+" if each.value is not None else "!"
                echo(Styled(f"  {sign} {line}", "green" if sign == "+" else "yellow"))
