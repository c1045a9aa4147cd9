"""Resolve a list from Crossref's yearly file instead of its API.

    python crossref_dump.py select DUMP LIST works.jsonl   the works of the list, by DuckDB
    python crossref_dump.py serve works.jsonl              answers as Crossref, on this machine

DUMP is the folder of the yearly file: gzipped JSON Lines, one work a line, as the API has it.
LIST is a folder with `entries/`. Needs the packages eyebib and duckdb.
"""

import argparse
import json
import re
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import duckdb

from eyebib.project.folder import Project

LARGEST_WORK = 1 << 26
"""Bytes; physics papers with thousands of authors take some megabytes."""

Work = dict[str, Any]


def select(dump: Path, folder: Path, target: Path) -> int:
    """Write the works whose DOI an entry of the list has; return how many there are."""
    works = Project(folder).bibliography().works
    identifiers = {each for work in works for each in work.entry.identifiers}
    wanted = sorted({each.value.lower() for each in identifiers if each.scheme == "doi"})
    files = str(dump / "*.json*.gz")
    database = duckdb.connect()
    database.execute("CREATE TABLE wanted AS SELECT unnest(?) AS doi", [wanted])
    rows = database.execute(
        "SELECT json FROM read_json_objects(?, format = 'newline_delimited', "
        "maximum_object_size = ?) WHERE lower(json ->> '$.DOI') IN (SELECT doi FROM wanted)",
        [files, LARGEST_WORK],
    )
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as lines:
        while row := rows.fetchone():
            lines.write(json.dumps(json.loads(row[0]), ensure_ascii=False) + "\n")
            count += 1
    return count


class Handler(BaseHTTPRequestHandler):
    """Answers `/works/DOI` and `/works?filter=doi:...,doi:...` as Crossref does."""

    def __init__(self, works: dict[str, Work], *arguments: Any) -> None:  # noqa: ANN401 - those of the base class
        self.works = works
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer with one work, with a list, or with 404 for an unknown DOI."""
        url = urlsplit(self.path)
        if url.path == "/works":
            names = re.split(r",(?=doi:)", parse_qs(url.query).get("filter", [""])[0])
            dois = [name.removeprefix("doi:").lower() for name in names]
            items = [self.works[doi] for doi in dois if doi in self.works]
            self.answer({"total-results": len(items), "items": items})
        else:
            self.answer(self.works.get(unquote(url.path.removeprefix("/works/")).lower()))

    def answer(self, message: Work | None) -> None:
        """Send a message as the API does."""
        body = json.dumps({"status": "ok", "message": message}).encode()
        self.send_response(200 if message is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def serve(path: Path, port: int) -> None:
    """Answer until Ctrl-C."""
    with path.open(encoding="utf-8") as lines:
        works = {work["DOI"].lower(): work for work in map(json.loads, lines)}
    with ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, works)) as server:
        print(f"{len(works):,} works at http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    selecting = commands.add_parser("select")
    for name in ("dump", "list", "works"):
        selecting.add_argument(name, type=Path)
    serving = commands.add_parser("serve")
    serving.add_argument("works", type=Path)
    serving.add_argument("--port", type=int, default=8071)
    arguments = parser.parse_args()
    if arguments.command == "select":
        print(f"{select(arguments.dump, arguments.list, arguments.works):,} works selected")
    else:
        serve(arguments.works, arguments.port)


if __name__ == "__main__":
    main()
