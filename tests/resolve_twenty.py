"""Resolve the entries of the current folder, with a tenth of all times but that for connecting.

`python tests/resolve_twenty.py` prints the kind of each outcome, the seconds, and the peak memory in
bytes, as JSON. It is a process of its own, because memory is measured for a process as a whole.
"""

import json
import resource
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

from eyebib import sources
from eyebib.project.folder import Project
from eyebib.project.selected import load_selected
from eyebib.resolver import resolve
from eyebib.sources import arxiv
from eyebib.sources.agency import registration
from eyebib.sources.crossref import client
from eyebib.sources.pace import Policy
from hurried import TODAY, Hurried

FASTER = 10
TIMES = {"interval", "timeout", "total", "overall", "wait", "wait_max"}


def faster(policy: Policy) -> Policy:
    times = {f.name: getattr(policy, f.name) / FASTER for f in fields(policy) if f.name in TIMES}
    return replace(policy, **times)


def peak_memory() -> int:
    """Linux keeps the peak of the parent in `getrusage`, but not in `VmHWM`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> None:
    client.PUBLIC, registration.POLICY = faster(client.PUBLIC), faster(registration.POLICY)
    sources.SOURCES["arxiv"] = Hurried(arxiv, faster(arxiv.POLICY))
    here, began = Project(), time.monotonic()
    bibliography, _ = load_selected(here)
    kinds = {
        outcome.entry.citekey: outcome.kind
        for outcome in resolve.resolve(here, bibliography, today=TODAY)
    }
    seconds = time.monotonic() - began
    print(json.dumps({"kinds": kinds, "seconds": seconds, "memory": peak_memory()}))  # noqa: T201 - the output of the script


if __name__ == "__main__":
    main()
