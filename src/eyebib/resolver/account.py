"""What became of every entry in one run of `eyebib resolve`."""

from collections.abc import Iterable, Sequence
from typing import Literal

from eyebib.resolver.identification import Finding
from eyebib.resolver.resolve import Outcome

Kind = Literal[
    "unreachable", "refused", "not found", "proposed", "not asked", "resolved", "unchanged"
]

PRECEDENCE: Sequence[Kind] = (
    "unreachable",
    "refused",
    "not found",
    "proposed",
    "not asked",
    "resolved",
    "unchanged",
)
"""If the identifiers of an entry fared differently, the first of these is that of the entry."""


def account(
    citekeys: Iterable[str],
    *,
    outcomes: Iterable[Outcome] = (),
    findings: Iterable[Finding] = (),
    not_asked: Iterable[str] = (),
) -> dict[str, Kind]:
    """The kind of each entry, by citekey; `unchanged` if nothing had to be fetched.

    Args:
        citekeys: All entries of the run, also those that could not be read.
        outcomes: What was fetched.
        findings: What searches found; for an identified entry, the outcomes say more.
        not_asked: The citekeys of entries that could not be asked for.
    """
    kinds: dict[str, set[str]] = {citekey: {"unchanged"} for citekey in citekeys}
    for citekey in not_asked:
        kinds[citekey].add("not asked")
    for outcome in outcomes:
        kinds[outcome.entry.citekey].add(outcome.kind)
    for finding in findings:
        kinds[finding.entry.citekey].add(finding.kind)
    return {
        citekey: next(kind for kind in PRECEDENCE if kind in own) for citekey, own in kinds.items()
    }
