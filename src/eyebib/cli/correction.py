"""The options of `eyebib audit` that correct files."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from eyebib.audit.fix import Change, Wishes
from eyebib.audit.patch import Patch
from eyebib.cli.output import write
from eyebib.cli.report import quantity
from eyebib.cli.terminal import echo, print_data
from eyebib.importers import LIMIT
from eyebib.model.problem import EyebibError
from eyebib.project import encoding, text_file

_OPTIONS = {
    "--fix": "Write the right values of wrong fields into the files.",
    "--complete": "Also add missing DOIs, volumes, numbers and pages.",
    "--published": "Also replace preprints by their versions of record.",
    "--dry-run": "Write nothing; print the changes as a diff.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the options say: whether files are to be corrected, how, and whether only a diff."""

    is_wanted: bool
    is_dry: bool
    wishes: Wishes


def correction_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """Add the options to a command, which gets them as one `Correction`."""

    @wraps(command)
    def with_options(
        *, fix: bool, complete: bool, published: bool, dry_run: bool, **others: object
    ) -> None:
        correction = Correction(
            is_wanted=fix or complete or published or dry_run,
            is_dry=dry_run,
            wishes=Wishes(complete=complete, published=published),
        )
        command(correction=correction, **others)

    decorated: Any = with_options
    for name, text in reversed(_OPTIONS.items()):
        decorated = click.option(name, is_flag=True, help=text)(decorated)
    return decorated


def save(patches: Iterable[Patch]) -> None:
    """Write corrected files, and print what was done; all are encoded before one is written.

    Raises:
        EyebibError: A file was changed in the meantime, or its encoding lacks a character.
    """
    contents = [(patch, _content(patch)) for patch in patches]
    for patch, content in contents:
        write({patch.source.path: content}, None, _account(patch.fixed.changes))


def _content(patch: Patch) -> bytes:
    path = patch.source.path
    old = text_file.read_bytes(path, limit=LIMIT)
    if encoding.as_it_is(old, path)[0] != patch.source.text:
        raise EyebibError(f"{path}: changed during the audit; nothing was written, run it again")
    return encoding.rewritten(old, patch.fixed.text, path) if patch.fixed.edits else old


def _account(changes: Iterable[Change]) -> str:
    """`2 fields corrected, 3 fields added, 1 preprint replaced`."""
    changed = list(changes)
    fields = sum(len(change.corrected) for change in changed if not change.is_replaced)
    counts = {
        "corrected": quantity(fields, "field"),
        "added": quantity(sum(change.added for change in changed), "field"),
        "replaced": quantity(sum(change.is_replaced for change in changed), "preprint"),
    }
    said = [f"{number} {done}" for done, number in counts.items() if not number.startswith("0 ")]
    return ", ".join(said) or "nothing to correct"


def show(patches: Iterable[Patch]) -> None:
    """Print the diffs on standard output."""
    for patch in patches:
        print_data(patch.diff)


def offer(patches: Iterable[Patch]) -> None:
    """Print how many fields can be corrected, and by which command."""
    for patch in patches:
        changed = [change for change in patch.fixed.changes if change.corrected]
        fields = quantity(sum(len(change.corrected) for change in changed), "field")
        entries = quantity(len(changed), "entry")
        if changed:
            command = f"`eyebib audit --fix {patch.source.path.as_posix()}`"
            echo(f"{fields} in {entries} can be corrected: {command}", err=True)
