"""Requests and wall time for many DOIs: eyebib's batches compared with habanero, one by one.

Both send their requests to the replay server of the tests, with a latency of 150 ms. Run it with
`python benchmarks/resolve.py 100`.
"""

import os
import sys
import time
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from habanero import Crossref

from eyebib.model.identifier import Identifier, identify
from eyebib.sources.crossref import client
from replay import Replay

LATENCY = 0.15


def batched(identifiers: list[Identifier], _: str) -> int:
    """Fetch with eyebib at the pace of the polite pool; returns the number of records."""
    answers = client.fetch(identifiers, today="2026-01-01", mailto="benchmark@example.org")
    return sum(1 for answer in answers if hasattr(answer, "item"))


def one_by_one(identifiers: list[Identifier], url: str) -> int:
    """Fetch with habanero's defaults, one request per DOI; returns the number of records."""
    host = Crossref(base_url=url, mailto="benchmark@example.org")
    answers = [host.works(ids=[quote(i.value, safe="")]) for i in identifiers]
    return sum(1 for answer in answers if answer)


def main() -> None:
    """Print a row for each client."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    identifiers = [identify(f"doi:10.5555/made.{number}") for number in range(count)]
    print(f"{count} DOIs, {LATENCY * 1000:.0f} ms latency")
    print(f"{'':<22}{'records':>8}{'requests':>10}{'seconds':>9}")
    for label, fetch in (("eyebib, batches", batched), ("habanero, one by one", one_by_one)):
        with Replay(latency=LATENCY) as server:
            os.environ.update(server.environment)
            start = time.perf_counter()
            records = fetch(identifiers, server.crossref_url)
            seconds = time.perf_counter() - start
            print(f"{label:<22}{records:>8}{len(server.requests):>10}{seconds:>9.2f}")


if __name__ == "__main__":
    main()
