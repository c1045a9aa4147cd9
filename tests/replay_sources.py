"""The replies of Crossref and arXiv, as pure functions of a request and a library of works.

Both omit unknown works. Crossref omits empty keys in lists but not in single works. Its 404 is plain
text, sometimes labelled as JSON. A list has 20 rows by default. arXiv refuses a whole request for
one malformed id, with HTTP 400 and an error feed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from shared import RECORDED, SHARED

PAYLOADS = Path(__file__).parent / "payloads"
JSON = "application/json"
ATOM = "application/atom+xml; charset=utf-8"

EMPTY_KEYS: dict[str, Any] = {
    "original-title": [],
    "relation": {},
    "short-container-title": [],
    "short-title": [],
    "subject": [],
    "subtitle": [],
}
LIMITS = {  # (polite, list): pool, requests per second, concurrent requests
    (True, True): ("polite-array", "3", "3"),
    (True, False): ("polite-single", "10", "3"),
    (False, True): ("public-array", "1", "1"),
    (False, False): ("public-single", "5", "1"),
}
ARXIV_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?")
FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/replay</id>
  <title>arXiv Query: replayed</title>
  <opensearch:totalResults>{total}</opensearch:totalResults>
{entries}
</feed>
"""

Work = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int = 200
    content_type: str = JSON
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Library:
    """Crossref messages by lower-case DOI, arXiv papers and entries by id, and renamed DOIs.

    `deposits` are DOIs of DataCite, `agencies` those of other agencies (`replay_agencies`).
    """

    works: dict[str, Work]
    papers: dict[str, Work]
    entries: dict[str, str]
    moved: dict[str, str]
    deposits: dict[str, Work] = field(default_factory=dict)
    agencies: dict[str, tuple[str, Work | None]] = field(default_factory=dict)

    def work(self, doi: str) -> Work | None:
        if match := re.fullmatch(r"10\.5555/made\.([\d,]+)", doi, re.IGNORECASE):
            title = f"Made-up work {match[1]}"
            return {"DOI": doi, "type": "journal-article", "title": [title]} | MADE_UP
        return self.works.get(doi.lower())

    def entry(self, id_: str, version: str) -> str | None:
        if id_ in self.entries:
            return self.entries[id_]
        is_made_up = id_.startswith("2001.")
        paper = MADE_UP_PAPER | {"id": id_} if is_made_up else self.papers.get(id_)
        return entry(paper, int(version or len(paper["versions"]))) if paper else None


MADE_UP: Work = {
    "author": [{"given": "Ann", "family": "Example", "sequence": "first", "affiliation": []}],
    "container-title": ["Journal of Examples"],
    "issued": {"date-parts": [[2020, 1, 2]]},
    "publisher": "Example",
}
MADE_UP_PAPER: Work = {
    "title": "A made-up paper",
    "authors": ["Ann Example"],
    "versions": ["2020-01-02T00:00:00Z"],
    "categories": ["cs.CV"],
    "summary": "Made up.",
}


def library(*, recorded: bool = False) -> Library:
    """The payloads, and with `recorded` also the recorded works and entries, if available."""
    works = [json.loads(path.read_bytes()) for path in sorted(PAYLOADS.glob("crossref/*.json"))]
    papers = [json.loads(path.read_bytes()) for path in sorted(PAYLOADS.glob("arxiv/*.json"))]
    entries = {}
    if recorded and RECORDED.exists():
        lines = RECORDED.read_text(encoding="utf-8").splitlines()
        works = [*map(json.loads, lines), *works]
        entries = dict(recorded_entries())
    return Library(
        works={work["DOI"].lower(): work for work in works},
        papers={paper["id"]: paper for paper in papers},
        entries=entries,
        moved={},
    )


def recorded_entries() -> Iterator[tuple[str, str]]:
    for path in sorted((SHARED / "arxiv_feeds").glob("arxivpy_*.xml")):
        for text in re.findall(r"<entry.*?</entry>", path.read_text(encoding="utf-8"), re.DOTALL):
            if match := re.search(r"/abs/(.+?)(?:v\d+)?</id>", text):
                yield match[1], text


def crossref(source: Library, target: str, agent: str) -> Reply:
    """The reply of Crossref to GET `target`."""
    parts = urlsplit(target)
    is_list = parts.path == "/works"
    pool, requests, at_once = LIMITS["mailto:" in agent, is_list]
    headers = {
        "X-Api-Pool": pool,
        "X-Rate-Limit-Limit": requests,
        "X-Rate-Limit-Interval": "1s",
        "X-Concurrency-Limit": at_once,
    }
    if is_list:
        return work_list(source, parse_qs(parts.query), headers)
    return single(source, unquote(parts.path.removeprefix("/works/")), headers)


def single(source: Library, doi: str, headers: dict[str, str]) -> Reply:
    if doi.lower() in source.moved:
        location = {"Location": f"/works/{source.moved[doi.lower()]}"}
        return Reply(status=301, content_type="", headers=headers | location)
    if (work := source.work(doi)) is None:
        label = JSON if len(doi) % 2 else "text/plain"
        return Reply(status=404, content_type=label, body=b"Resource not found.", headers=headers)
    return message("work", EMPTY_KEYS | work, headers)


def work_list(source: Library, query: dict[str, list[str]], headers: dict[str, str]) -> Reply:
    rows = int(query.get("rows", ["20"])[0])
    works: list[Work | None] = []
    for condition in filter(None, query.get("filter", [""])[0].split(",")):
        name, _, value = condition.partition(":")
        if name not in {"doi", "alternative-id"} or (name == "doi" and "/" not in value):
            return bad_request(name, headers)
        if name == "doi":
            works.append(source.work(value))
        else:
            works += [w for w in source.works.values() if value in w.get("alternative-id", [])]
    if words := query.get("query.bibliographic"):
        works += search(source, words[0])
    items = [{key: value for key, value in work.items() if value} for work in works if work]
    content = {"facets": {}, "total-results": len(items), "items": items[:rows]}
    return message("work-list", content | {"items-per-page": rows}, headers)


def search(source: Library, words: str) -> list[Work | None]:
    query = set(words.lower().split())

    def score(work: Work) -> int:
        people = (author.get("family", "") for author in work.get("author", []))
        return len(query & set(" ".join([*work.get("title", []), *people]).lower().split()))

    return [work for work in sorted(source.works.values(), key=score, reverse=True) if score(work)]


def message(kind: str, content: Work, headers: dict[str, str]) -> Reply:
    answer = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": content}
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(body=body, headers=headers)


def bad_request(name: str, headers: dict[str, str]) -> Reply:
    problem = {"type": "filter-not-available", "value": name, "message": f"No filter {name} here"}
    answer = {"status": "failed", "message-type": "validation-failure", "message": [problem]}
    return Reply(status=400, body=json.dumps(answer).encode(), headers=headers)


def arxiv(source: Library, target: str, _: str) -> Reply:
    """The reply of arXiv to GET `target`."""
    query = parse_qs(urlsplit(target).query)
    rows = int(query.get("max_results", ["10"])[0])
    entries = titled(source, query["search_query"][0]) if "search_query" in query else []
    for id_ in filter(None, query.get("id_list", [""])[0].split(",")):
        match = ARXIV_ID.fullmatch(id_)
        if match is None:
            return Reply(status=400, content_type=ATOM, body=feed([error(id_)]))
        entries.append(source.entry(match[1], match[2]))
    return Reply(content_type=ATOM, body=feed([text for text in entries if text][:rows]))


def titled(source: Library, query: str) -> list[str | None]:
    """The papers that match a query of `ti:"..."` and `au:"..."` with `AND`, `OR` and brackets."""
    papers = [paper for paper in source.papers.values() if _matches(paper, QUERY.findall(query))]
    return [entry(paper, len(paper["versions"])) for paper in papers]


QUERY = re.compile(r'[()]|AND|OR|(?:ti|au):"[^"]*"')


def _matches(paper: Work, tokens: list[str]) -> bool:
    """Whether a paper matches a query up to its end or a closing bracket; removes the tokens."""
    result = _has_term(paper, tokens)
    while tokens and (joint := tokens.pop(0)) != ")":
        other = _has_term(paper, tokens)
        result = (result and other) if joint == "AND" else (result or other)
    return result


def _has_term(paper: Work, tokens: list[str]) -> bool:
    term = tokens.pop(0)
    if term == "(":
        return _matches(paper, tokens)
    texts = [paper["title"]] if term.startswith("ti:") else paper["authors"]
    return any(words_of(term[3:]) in words_of(text) for text in texts)


def words_of(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.lower()), ""])


def feed(entries: list[str]) -> bytes:
    return FEED.format(total=len(entries), entries="\n".join(entries)).encode()


def entry(paper: Work, version: int) -> str | None:
    """A paper as an Atom entry; None if the version does not exist."""
    if not 1 <= version <= len(paper["versions"]):
        return None
    names = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper["authors"])
    hints = "".join(
        f"<arxiv:{key}>{escape(paper[key])}</arxiv:{key}>"
        for key in ("comment", "journal_ref", "doi")
        if key in paper
    )
    category = f'<arxiv:primary_category term="{paper["categories"][0]}"/>'
    return (
        f"<entry><id>http://arxiv.org/abs/{paper['id']}v{version}</id>"
        f"<title>{escape(paper['title'])}</title><summary>{escape(paper['summary'])}</summary>"
        f"<published>{paper['versions'][0]}</published>"
        f"<updated>{paper['versions'][version - 1]}</updated>{hints}{category}{names}</entry>"
    )


def error(id_: str) -> str:
    reason = f"incorrect id format for {escape(id_)}"
    return (
        f"<entry><id>https://arxiv.org/api/errors#{reason.replace(' ', '_')}</id>"
        f"<title>Error</title><summary>{reason}</summary></entry>"
    )
