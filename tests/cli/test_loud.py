"""No text of a file or of a server acts on the terminal or on a GitHub workflow that prints it."""

import ast
import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Write
from eyebib import cli as face
from eyebib import sources
from eyebib.cli import VERBS, cli
from eyebib.model.bibliography import Record
from eyebib.project import entry_schema
from eyebib.project.folder import Project, load
from eyebib.sources import arxiv
from eyebib.sources.crossref import client
from hurried import FAST, Hurried
from loud import (
    ANNOTATION,
    ENTRY,
    ITEM,
    LINKED,
    LOUD,
    RECORD,
    SETTINGS,
    awesome_list,
    bib,
    mistakes,
    nbib,
    ris,
    toml,
    variants,
)
from replay import Replay
from slow import slow
from zotero_server import USER, Answer, Zotero

TITLE = "A Model of Eyes"

Commands = Sequence[Sequence[str]]

FILES = ["loud.bib", "loud.json", "loud.md", "loud.nbib", "loud.ris", "loud.yaml"]

NAME = LOUD.replace("/", "").replace("\x00", "")[:80]
"""What a file can be called."""

COMMANDS: dict[str, Commands] = {
    "init": [["init", "--title", LOUD, "--columns", f"model,{LOUD}", *(part for name in FILES for part in ("--from", name))], ["init"]],
    "import": [["import", "--overwrite", *names] for names in (*([name] for name in FILES), FILES)],
    "add": [["add", "doi:10.5555/made.1"], ["add", f"https://example.org/{LOUD}"], ["add", LOUD], ["add", "https://example.org/x", "--title", TITLE, "--author", LOUD, "--author", f"{{{LOUD}}}"], ["add", "https://example.org/y", "--bibtex", "one.bib"]],
    "identify": [["identify", LOUD, f"{LOUD}x", f"10.1000/{LOUD}", f"https://example.org/{LOUD}"]],
    "rename": [["rename", "{}", LOUD], ["rename", LOUD, "new"], ["rename", "{}", "{}x"]],
    "resolve": [["resolve", "--dry-run"], ["resolve", "--refresh"], ["resolve", LOUD]],
    "published": [["published"], ["published", "--accept", "entry-1", "entry-2"]],
    "audit": [["audit", "loud.bib", *form] for form in (["--fix"], ["--complete", "--published", "--dry-run"], ["--cited-in", "paper.tex"], ["--offline"], ["--key", LOUD], *(["--output-format", form] for form in ("text", "json", "github", "markdown")))],
    "check": [["check"], ["check", "--output-format", "github"]],
    "show": [["show", LOUD], *(["show", "{}", *form] for form in ([], ["--output-format", "json"], ["--as", "reference"], ["--as", "reference", "--style", "alpha"]))],
    "cited": [["cited", "paper.tex", "paper.md"], ["cited", "paper.typ"], ["cited", "paper.bcf"], ["cited", "paper.tex", "--bibliography", "loud.bib"]],
    "export": [["export"], ["export", "--check"], ["export", "--losses"], ["export", "--ascii", "--format", "bibtex"], ["export", "--format", "list", "--into", "README.md"], ["export", "--cited-in", "paper.tex", "-o", "-", "--format", "ris"], ["export", "-o", "-", LOUD], ["export", "--format", "ris", "-o", NAME]],
    "convert": [["convert", name, "--to", form, "--ascii", "-o", "out"] for name in FILES for form in ("bibtex", "csl-yaml")],
    "table": [["table"], ["table", "--check"], ["table", "--columns", LOUD], ["table", "--format", "csv", "-o", NAME], ["table", "--where", f"modalities={LOUD}"]],
    "plot": [["plot"]],
    "zotero": [["zotero", "push", "--user", str(USER)], ["zotero", "push", "--dry-run"], ["zotero", "pull", "--user", str(USER), "--accept", "{}"], ["zotero", "push", "--collection", LOUD]],
}  # fmt: skip
"""What is typed for each verb; `{}` is each citekey. What `-o -` prints is the content of a file."""


WORK = {
    "DOI": "10.5555/loud",
    "type": "journal-article",
    "title": [TITLE],
    "author": [{"family": "Example", "given": "Ann", "suffix": "Jr"}, {"name": "A Group"}],
    "container-title": ["Journal of Examples"],
    "short-container-title": ["J. Ex."],
    "publisher": "Example",
    "page": "1-2",
    "abstract": "<p>An abstract.</p>",
    "issued": {"date-parts": [[2024, 1, 2]]},
    "license": [{"content-version": "vor", "URL": "https://example.org/license"}],
    "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/made.9"}]},
    "update-to": [{"type": "retraction", "DOI": "10.5555/made.8"}],
    "updated-by": [{"type": "correction", "DOI": "10.5555/made.7"}],
}
"""A message of Crossref."""

PAPER = {
    "title": TITLE,
    "authors": ["Ann Example", "A Group"],
    "versions": ["2020-01-02T00:00:00Z"],
    "categories": ["cs.CV"],
    "summary": "An abstract.",
    "comment": "A comment.",
    "journal_ref": "J. Ex. 1",
    "doi": "10.5555/made.6",
}
"""A paper of arXiv, as the replay server writes it."""

LOCK = {"version": 1, "records": [RECORD]}

NO_VERSIONS: dict[str, object] = {"relations": {}, "updates": []}

IN_XML = LOUD.translate(dict.fromkeys(map(ord, "\x00\x07\x1b")))
"""What XML can hold of it."""


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PUBLIC", FAST)
    monkeypatch.setattr(client, "POLITE", FAST)
    monkeypatch.setattr(arxiv, "POLICY", FAST)  # of searches
    both = {"crossref": Hurried(client, FAST), "arxiv": Hurried(arxiv, FAST)}
    monkeypatch.setattr(sources, "SOURCES", both)


def run(command: Sequence[str]) -> list[str]:
    """What a command prints that it must not print; colours are on, as on a terminal."""
    result = CliRunner().invoke(cli, list(command), color=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return mistakes(result.stdout) + mistakes(result.stderr)


def of_all(commands: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    found = {ascii(" ".join(command)): run(command) for command in commands}
    return {command: wrong for command, wrong in found.items() if wrong}


@pytest.fixture(autouse=True)
def _zotero(zotero: Zotero) -> None:
    """A library for each test."""


def commands(citekeys: Iterable[str], verbs: Iterable[str] = VERBS) -> Iterator[Sequence[str]]:
    for verb in verbs:
        for command in COMMANDS[verb]:
            keys = citekeys if "{}" in command else [""]
            yield from ([part.replace("{}", key) for part in command] for key in keys)


def make(write: Write, step: int) -> None:
    """Write an entry for every `step`-th loud variant of an entry and of a lock, and other files."""
    for number, entry in list(enumerate([*variants(ENTRY), *variants(LINKED)]))[::step]:
        own = {"key": f"key:{number}", "aliases": [f"alias:{number}"]}
        changed = {key: value for key, value in own.items() if entry.get(key) == LINKED[key]}
        write(f"entries/entry-{number}.yaml", json.dumps(entry | changed))
    for number, lock in list(enumerate(variants(LOCK)))[::step]:
        write(f"entries/lock-{number}.yaml", json.dumps(ENTRY))
        write(f"entries/locked/lock-{number}.json", json.dumps(lock))
    item = ITEM | {"id": "a", "citation-key": "a"}
    items = [*variants(item), *variants([item])]
    write("loud.json", json.dumps(items))
    write("loud.yaml", json.dumps({"references": items}))
    write("loud.ris", ris())
    write("loud.nbib", nbib())
    write("loud.bib", bib())
    write("one.bib", f"@misc{{a, title={{{LOUD}}}, author={{{LOUD}}}, note={{{LOUD}}}}}")
    write("loud.md", awesome_list())
    for name in ("paper.tex", "paper.md", "paper.typ", "paper.bcf"):
        write(name, citing())
    write("README.md", f"{LOUD}\n<!-- eyebib:list -->\n<!-- /eyebib:list -->\n")
    write("output/figures/timeline-99.pdf", "old")


def citing() -> str:
    """A document with loud keys and loud names of files."""
    named = f'\\input{{{LOUD}}} #include "{LOUD}"\n{{{{< include {LOUD.replace(" ", "")} >}}}}\n'
    keys = (
        f'\\cite{{{LOUD}}} @{{{LOUD.replace(" ", "")}}} #cite(label("{LOUD}")) \\cite{{\\{LOUD}}}\n'
    )
    return f"\\cite{{entry-0}} {LOUD} \\cite{{entry-0}} @entry-0\n{keys}{named}"


def remove_unreadable() -> list[str]:
    """Remove what no verb reads; returns the citekeys of the others."""
    _, problems = load(Project())
    for problem in problems:
        if problem.severity == "error" and problem.location.path.suffix == ".yaml":
            problem.location.path.unlink(missing_ok=True)
    return [work.citekey for work in load(Project())[0].works]


def test_every_key_is_tried() -> None:
    assert {*ENTRY, *LINKED} == set(entry_schema.SCHEMA["properties"])
    assert set(RECORD) == {field.name for field in fields(Record)}
    assert set(COMMANDS) == set(VERBS)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("verb", "step"), [(v, 9) for v in VERBS] + [slow(v, 1) for v in VERBS])
def test_a_loud_list(write: Write, verb: str, step: int) -> None:
    """First a verb reports what it cannot read, then it works on the rest."""
    make(write, step)
    assert of_all(commands(["entry-0"], [verb])) == {}
    citekeys = remove_unreadable()
    assert len(citekeys) > 90 / step
    assert of_all(commands(citekeys, [verb])) == {}


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("verb", VERBS)
def test_loud_names_of_files(write: Write, verb: str) -> None:
    make(write, 50)
    for text in (json.dumps(ENTRY), "{"):
        write(f"entries/{NAME}.yaml", text)
        write(f"entries/locked/{NAME}.json", text)
        write(f"entries/{NAME}/{NAME}.yaml", text)
        assert of_all(commands(["entry-0"], [verb])) == {}


@pytest.mark.parametrize("place", range(len([*variants(SETTINGS)])))
def test_loud_settings(write: Write, place: int) -> None:
    write("entries/a.yaml", json.dumps(ENTRY))
    write("eyebib.toml", toml([*variants(SETTINGS)][place]))
    tried = (["check"], ["check", "--output-format", "github"], ["table"], ["export", "--losses"])
    assert of_all(tried) == {}


def test_annotations_are_tried(write: Write) -> None:
    """The pattern of annotations is not what hides mistakes."""
    make(write, 1)
    printed = CliRunner().invoke(cli, ["check", "--output-format", "github"]).stdout
    lines = printed.splitlines()
    assert len(lines) > 50
    assert all(map(ANNOTATION.fullmatch, lines))
    assert mistakes(LOUD) != []
    assert mistakes(f"a\n{LOUD}") != []


class Loud(BaseHTTPRequestHandler):
    """Answers everything with the bytes of the server."""

    server: "Host"

    def do_GET(self) -> None:
        self.close_connection = True
        self.wfile.write(self.server.reply)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


class Host(ThreadingHTTPServer):
    daemon_threads = True
    reply = b""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, server: Replay) -> Iterator[Host]:
    """Both sources, on loopback."""
    assert server.environment
    with Host(("127.0.0.1", 0), Loud) as loud:
        threading.Thread(target=loud.serve_forever, args=(0.005,), daemon=True).start()
        for name in ("EYEBIB_CROSSREF_URL", "EYEBIB_ARXIV_URL"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{loud.server_port}")
        yield loud
        loud.shutdown()


def replies() -> Iterator[tuple[str, bytes]]:
    """Every part of a reply is loud, for each kind of status."""
    body = LOUD.encode()
    line = LOUD.replace("\r", "").replace("\n", "").replace("\x00", "").encode()
    for status in (200, 302, 400, 404, 429, 503):
        start = b"HTTP/1.1 %d OK\r\nConnection: close\r\n" % status
        yield f"{status} reason", start.replace(b"OK", line) + b"\r\n" + body
        for name in (
            "Content-Type",
            "Location",
            "Retry-After",
            "Content-Encoding",
            "Content-Length",
        ):
            yield f"{status} {name}", start + name.encode() + b": " + line + b"\r\n\r\n" + body
        yield f"{status} header", start + line + b"\r\n\r\n" + body
        for kind in (b"application/json", b"text/html", b"application/atom+xml"):
            for text in (body, json.dumps({"status": LOUD, "message": LOUD}).encode(), b"<" + line):
                head = start + b"Content-Type: " + kind + b"\r\n\r\n"
                yield f"{status} {kind.decode()} {text[:3]!r}", head + text


@pytest.mark.parametrize(
    ("name", "reply"), [*replies()][::3], ids=lambda value: value if isinstance(value, str) else ""
)
def test_loud_servers(write: Write, host: Host, name: str, reply: bytes) -> None:
    assert name
    host.reply = reply
    write("entries/doi.yaml", "title: A Model of Eyes\npaper: doi:10.5555/made.1\n")
    write("entries/arxiv.yaml", "title: A Model of Eyes\npaper: arxiv:2001.00001\n")
    write("entries/locked/doi.json", json.dumps({"version": 1, "records": [RECORD | NO_VERSIONS]}))
    tried = [
        ["resolve", "--refresh"],
        ["published"],
        ["add", "doi:10.5555/made.2"],
        ["add", "arxiv:2001.00002"],
    ]
    assert of_all(tried) == {}


@pytest.mark.usefixtures("folder")
def test_loud_records(server: Replay, write: Write) -> None:
    """What the sources say of papers is loud, one text after the other, and all of it is accepted."""
    for number, work in enumerate(variants(WORK)):
        name = f"10.5555/loud.{number}"
        is_named = work.get("DOI") == WORK["DOI"]
        server.library.works[name] = work | ({"DOI": name} if is_named else {})
        write(f"entries/doi-{number}.yaml", f"title: {TITLE}\npaper: doi:{name}\n")
    papers = (paper for paper in variants(PAPER, IN_XML) if paper.keys() == PAPER.keys())
    for number, paper in enumerate(papers):
        name = f"2002.{number:05}"
        server.library.papers[name] = paper | {"id": name}
        write(f"entries/x-{number}.yaml", f"title: {TITLE}\npaper: arxiv:{name}\n")
    tried = [["resolve"], ["check"], ["published"], ["check", "--output-format", "github"]]
    assert of_all(tried) == {}
    citekeys = [path.stem for path in Path("entries/locked").glob("*.json")]
    assert len(citekeys) > 20
    assert of_all(commands(citekeys[::10], ["show"])) == {}


def zotero_changes() -> Iterator[Mapping[str, object]]:
    """Fields of an item in Zotero that are loud."""
    item = {"title": "T", "volume": "7", "date": "2024", "extra": "arXiv: 1\nPMID: 2", "itemType": "book", "citationKey": "a", "tags": [{"tag": "t"}], "creators": [{"creatorType": "author", "name": "N"}], "abstractNote": "A"}  # fmt: skip
    return variants(item)


@pytest.mark.usefixtures("_hurried")
def test_a_loud_library(zotero: Zotero, write: Write) -> None:
    """What Zotero says of items, collections and refusals is loud."""
    items = {"title": "A Model", "paper": "doi:10.5555/made.1", "csl": {"volume": "8", "PMID": "3"}}
    write("entries/a.yaml", json.dumps(ENTRY | items))
    push, pull = (["zotero", verb, "--user", str(USER)] for verb in ("push", "pull"))
    tried = [[*push, "--dry-run"], [*pull], [*pull, "--accept", "a"], [*push, "--collection", "x"]]
    for change in [*zotero_changes()][::4]:
        zotero.user.version += 1
        zotero.user.items = {
            "K": {"key": "K", "version": 1, "data": {"citationKey": "a", **change}}
        }
        zotero.user.collections = {"C": {"key": "C", "data": {"name": LOUD}}}
        assert of_all(tried) == {}
    zotero.user.items = {}
    host = zotero.hosts["zotero_api"]
    play, refused = host.play, {"failed": {"0": {"code": 400, "message": LOUD}}}
    host.play = lambda request: Answer(200, refused) if request.is_write else play(request)
    assert of_all([push]) == {}


def test_only_one_module_prints() -> None:
    """All others call it: whatever prints, and the streams themselves."""
    folder = Path(face.__file__).parents[1]
    printing = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _prints(node)
    }
    assert printing == {"cli/terminal.py"}


def _prints(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="click"), attr=name):
            return name in {
                "echo",
                "secho",
                "style",
                "confirm",
                "prompt",
                "progressbar",
                "pause",
                "echo_via_pager",
                "get_text_stream",
                "get_binary_stream",
            }
        case ast.Attribute(
            value=ast.Name(id="sys"), attr="stdout" | "stderr" | "__stdout__" | "__stderr__"
        ):
            return True
        case ast.ImportFrom(module="click", names=names):
            return any(alias.name in {"echo", "secho"} for alias in names)
        case ast.Call(func=ast.Name(id="print")):
            return True
    return False
