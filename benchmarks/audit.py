"""How often `eyebib audit` is right, and how much it asks.

`python benchmarks/audit.py` writes `benchmarks/audit.md`. It plays the sources on loopback: the
small world of the tests, and where it is, that of `../shared/data/audit` with labelled files.
"""

import json
import os
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from audit_world import EXPECTED, REFERENCES, fill
from eyebib.audit import file
from eyebib.audit.audit import audit
from eyebib.audit.finding import Finding
from eyebib.resolver.searches import Searches
from replay import NO_CERTIFICATES, Replay
from shared import SHARED

WORLD = SHARED / "audit"
SPLITS = ("real-dev", "hallmark-dev", "cases")
TODAY = "2026-11-26"
FLAGS = frozenset(("differs", "other-work", "retracted", "not-found"))

NOTES = """\
# How often an audit is right

Written by `python benchmarks/audit.py`. The sources are played on loopback, without DBLP, whose
search refuses programs; requests are counted from an empty cache.

- *small*: the world of our own tests (`tests/audit_world.py`): invented works, each convention and
  each kind of error once
- *real-dev*: 617 recorded works in 20 correct conventions, and with one planted error of 16 kinds
- *hallmark-dev*: the development half of HALLMARK, a public benchmark of invented references.
  *Decidable* are the 946 of 1,119 about which Crossref and arXiv know enough; the others have to
  be `cannot-confirm` or `not-found`. The labels of both false positives are doubtful: the year of
  one is not that of its DOI, the arXiv DOI of the other does not exist in that world

Detection is the share of wrong references that are flagged, false positives the share of right
ones. `not-found` counts as a flag, as in HALLMARK. *Named*: the wrong field is named; *value*: its
right value is offered.

| references | scope | detection | false positives | F1 | named | value | requests |
|---|---|--:|--:|--:|--:|--:|--:|
"""

PEERS = """
For comparison, other programs in the same world. These figures came with the shared data and are
not measured by this script. The releases in November 2026 were bibtex-updater 1.12.0, whose
`bibtex-check --strict` was used, bibaudit 0.1.2 and bibverify 0.5.0.

| program | F1, hallmark-dev | F1, decidable | F1, real-dev | false positives, real-dev | requests |
|---|--:|--:|--:|--:|--:|
| bibtex-check | .961 | .985 | .884 | 11.3% | 2,252 |
| bibaudit | .737 | .756 | .864 | 5.5% | 220 |
| bibverify | .893 | .903 | .803 | 37.2% | |
| eyebib 0.1.0 by `import`, `resolve`, `check` | .397 | .470 | .480 | 4.4% | |

*requests*: for real-dev. bibtex-check also asks DBLP, which confirms 95 of the references of
hallmark-dev that eyebib does not find.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The findings for the references of a split, and the number of requests by kind."""

    findings: Sequence[Finding]
    requests: Counter[str]


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    """Environment variables of eyebib for a block, with an empty cache."""
    old = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        own = {"EYEBIB_PACE": "0", "EYEBIB_CACHE_DIR": folder, "EYEBIB_MAILTO": ""}
        os.environ.update(NO_CERTIFICATES | own | variables)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(old)


def audited(path: Path) -> list[Finding]:
    """The findings for the references of a file."""
    return audit(file.read(path).references, Searches(today=TODAY, mailto="ann@example.org"))


def small() -> Result:
    """The small world of the tests."""
    with Replay() as server, _environment(**server.environment):
        fill(server.library)
        findings = audited(REFERENCES)
        kinds = Counter(request.source for request in server.requests)
    return Result(findings=findings, requests=kinds)


def shared_split(split: str) -> Result:
    """A split of the shared data."""
    sys.path.insert(0, str(WORLD))
    with import_module("world").World(dblp=False) as world:
        hosts = {f"EYEBIB_{name}_URL": world.url for name in ("CROSSREF", "ARXIV", "DATACITE")}
        with _environment(EYEBIB_DOI_URL=f"{world.url}/doi", **hosts):
            findings = audited(WORLD / "bench" / f"{split}.bib")
        return Result(findings=findings, requests=Counter(world.stats))


def scores(split: str, result: Result) -> dict[str, Any]:
    """The figures of the scorer that comes with the shared data."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder, "predicted.json")
        lines: list[dict[str, Any]] = [
            {"key": f.key, "verdict": f.verdict, "notes": f.notes, "fields": dict(f.fields)}
            for f in result.findings
        ]
        predicted.write_text(json.dumps(lines, default=dict), encoding="utf-8")
        figures: dict[str, Any] = import_module("score").main(split, predicted, True)  # noqa: FBT003
    return figures


def split_rows(split: str, result: Result) -> Iterator[str]:
    """The lines of the table for a split of the shared data."""
    figures, count = scores(split, result), sum(result.requests.values())
    named, value = figures["field named"], figures["value right"]
    for scope in ("all", "decidable"):
        row = figures[f"{scope}/strict"]
        shares = " | ".join(f"{row[name]:.1%}" for name in ("DR", "FPR"))
        ending = f"{named:.1%} | {value:.1%} | {count:,}"
        yield f"| {split} | {scope} | {shares} | {row['F1']:.3f} | {ending} |"


def small_row(result: Result) -> str:
    """The line of the table for the small world; every verdict and every value has to be exact."""
    pairs = list(zip(EXPECTED, result.findings, strict=True))
    wrong = [finding for expected, finding in pairs if expected.is_wrong]
    right = [finding for expected, finding in pairs if not expected.is_wrong]
    found = sum(finding.verdict in FLAGS for finding in wrong)
    false = sum(finding.verdict in FLAGS for finding in right)
    with_fields = [(e.fields, dict(f.fields)) for e, f in pairs if e.fields]
    named = sum(own.keys() == theirs.keys() for own, theirs in with_fields) / len(with_fields)
    value = sum(own == theirs for own, theirs in with_fields) / len(with_fields)
    f1 = 2 * found / (found + false + len(wrong))
    shares = f"{found / len(wrong):.1%} | {false / len(right):.1%} | {f1:.3f}"
    return (
        f"| small | all | {shares} | {named:.1%} | {value:.1%} | {sum(result.requests.values())} |"
    )


def kind_rows(split: str, result: Result) -> Iterator[str]:
    """The verdicts on the references of each kind."""
    kinds: dict[str, Counter[str]] = {}
    gold = (WORLD / "bench" / f"{split}.gold.jsonl").read_text(encoding="utf-8").splitlines()
    types = {each["key"]: each["type"] or "valid" for each in map(json.loads, gold)}
    for finding in result.findings:
        kinds.setdefault(types[finding.key], Counter())[finding.verdict] += 1
    yield from (
        "",
        f"Verdicts on the references of {split} by kind:",
        "",
        "| kind | references | verdicts |",
        "|---|--:|---|",
    )
    for kind, verdicts in sorted(kinds.items()):
        counts = ", ".join(f"{verdict} {count}" for verdict, count in verdicts.most_common())
        yield f"| {kind.replace('_', ' ')} | {verdicts.total()} | {counts} |"


def request_line(split: str, result: Result) -> str:
    """The requests for a split by kind."""
    counts = ", ".join(f"{count:,} {kind}" for kind, count in result.requests.most_common())
    return f"- Requests for the {len(result.findings)} references of {split}: {counts}."


def page() -> str:
    """The text of `audit.md`."""
    own = small()
    results = {split: shared_split(split) for split in SPLITS} if WORLD.exists() else {}
    rows = [small_row(own)]
    for split in ("real-dev", "hallmark-dev"):
        rows += split_rows(split, results[split]) if split in results else ()
    lines = [NOTES + "\n".join(rows), ""]
    if results:
        cases = scores("cases", results["cases"])["cases"]
        lines += [f"Of the 17 cases, one or more for each verdict, {cases} are right.", ""]
        lines += [request_line(split, results[split]) for split in ("real-dev", "hallmark-dev")]
        lines += [PEERS.rstrip()]
    for split in ("real-dev", "hallmark-dev") if results else ():
        lines += kind_rows(split, results[split])
    lines += ["", f"eyebib {version('eyebib')}, Python {platform.python_version()}.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    text = page()
    Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)
