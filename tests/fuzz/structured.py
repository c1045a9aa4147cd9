"""Fuzzers of YAML, TOML, JSON and XML: what is read into a tree."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import replay_sources
from eyebib.model.csl import DATE_VARIABLES as DATES
from eyebib.model.csl import NAME_VARIABLES, VARIABLES
from eyebib.model.identifier import identify
from eyebib.project import entry_file, lock_file, settings_file
from eyebib.sources import arxiv
from eyebib.sources.crossref.message import record
from fuzz import hostile
from fuzz.mutation import as_json, changed_json
from fuzz.prose import LINKS
from fuzz.reader import REPOSITORY, TESTS, TODAY, Fuzzer, file, line, locked, read_import, tokens

PAPERS = [json.loads(path.read_bytes()) for path in sorted(TESTS.glob("payloads/arxiv/*.json"))]
WORKS = [
    json.loads(path.read_bytes())
    for path in sorted(TESTS.glob("payloads/crossref/*.json"))
    if path.stem != "retfound"  # 95 authors
]
LOCKS = [
    json.loads(path.read_bytes())
    for path in sorted(REPOSITORY.glob("entries/locked/*.json"))
    if path.stat().st_size < 6000
]
ITEMS = json.loads((TESTS / "golden/references.json").read_bytes())

KEYS = tokens(
    "title paper name code listed modalities facets tags abstract csl table published preprint author "
    "issued family given literal DOI URL page type custom id"
)
YAML = tokens(
    "a: : - -- --- ... & &a *a ! !!python/object/apply:os.system !!binary | > |- >+ ? << <<: % %YAML "
    "%TAG @ ` ' ''  # {a: [b, c: [ ] } , ~ no yes 0o7 1:30 \\u0000 \\x1b \\ud800 \\N",
    "\n  - ",
    "\n  ",
    ": |\n    ",
    '"\\ud83d"',
)
TOML = tokens(
    "[ ] [[ ]] = . , # { } ''' \"\"\" inf -nan 1979-05-27T07:32:00Z 0b1 0x_1 1_000 \\u0000 \\UFFFFFFFF "
    "list crossref modalities facets facets.task values many venues table.columns title mailto "
    "authors synonyms",
    "\n[list]\n",
    "a.b.c.d = ",
    '"" = ',
)
JSON = tokens(
    '"a": : , [ ] { } [[Infinity]] "\\ud800" "\\u0000" \\u202e 1e9999 -0 0.1e-999 {"":{}} "id": // '
    '"date-parts": "literal": "raw": "DOI": "version":1 "records":',
    '"title": "<b>x</i>"',
    '{"family":""}',
)
XML = tokens(
    "<entry> </entry> <id> </id> <title> <name> <author> <summary/> <arxiv:doi> <arxiv:comment> "
    "<!DOCTYPE <!ENTITY &e; &#x0; &#8238; <?xml xmlns= xmlns:a='' <a:b> <![CDATA[ ]]> --> withdrawn "
    "http://arxiv.org/abs/2405.11338v1 api/errors $x^{2}$ \\emph{ \\",
)

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML does not allow."""


def yaml_value(random: Random, depth: int = 0) -> str:
    kind = random.randrange(9)
    text = hostile.text(random, YAML)
    if kind < 3:
        return text
    if kind < 5:
        return json.dumps(text, ensure_ascii=random.random() < 0.5)
    if kind < 7 and depth < 3:
        parts = [yaml_value(random, depth + 1) for _ in range(random.randint(0, 3))]
        pairs = [f"{random.choice(KEYS)}: {part}" for part in parts]
        return f"[{', '.join(parts)}]" if kind == 5 else f"{{{', '.join(pairs)}}}"
    if random.random() < 0.1:
        return hostile.nested(random, *random.choice((("[", "]"), ("{a: ", "}"))), text)
    return random.choice(("2310.04990", "arxiv:2405.11338", "doi:10.1000/x", "[CFP, OCT]", "2024"))


def in_quotes(random: Random, words: tuple[str, ...]) -> str:
    """A text as YAML and TOML accept it in quotes; what is not printable is escaped."""
    text = json.dumps(hostile.text(random, words), ensure_ascii=False)
    return "".join(
        s if s.isprintable() or "\ud800" <= s <= "\udfff" else f"\\U{ord(s):08x}" for s in text
    )


def entry(random: Random) -> str:
    """An entry whose texts are hostile and whose form is good, but for a line at times."""

    def quoted() -> str:
        return in_quotes(random, YAML)

    def quotes() -> str:
        return f"[{', '.join(quoted() for _ in range(random.randint(1, 3)))}]"

    fields: dict[str, Callable[[], str]] = {
        "name": quoted,
        "code": lambda: random.choice(("none", f"https://x.org/{quoted()[1:-1]}", quoted())),
        "listed": lambda: random.choice(("2024", "1066", hostile.LONG[0], quoted())),
        "modalities": quotes,
        "facets": lambda: f"{{task: {quotes()}, {quoted()}: {quoted()}}}",
        "tags": quotes,
        "abstract": quoted,
        "table": lambda: f"{{{quoted()}: {quoted()}}}",
        "accept": lambda: (
            f"{{{random.choice(('title-spelling', 'missing-fact', quoted()))}: {quoted()}}}"
        ),
        "preprint": lambda: random.choice(("arxiv:2405.11338v2", "doi:10.48550/x", quoted())),
        "published": lambda: random.choice(("https://doi.org/10.1000/y", quoted())),
        hostile.text(random, YAML): lambda: yaml_value(random),
    }
    lines = [f"title: {quoted()}", f"paper: {random.choice((*LINKS, 'doi:10.1000/x'))}"]
    lines += [f"{name}: {fields[name]()}" for name in random.sample(list(fields), 3)]
    if random.random() < 0.5:
        lines.append("csl:")
        for variable in random.sample(sorted(VARIABLES), 3):
            people = f"[{{family: {quoted()}, given: {quoted()}}}, {{literal: {quoted()}}}]"
            value = (
                people
                if variable in NAME_VARIABLES
                else "2024-02-29"
                if variable in DATES
                else quoted()
            )
            lines.append(f"  {variable}: {value if random.random() < 0.9 else yaml_value(random)}")
    return "\n".join([*lines, ""])


def toml_value(random: Random) -> str:
    text, quoted = hostile.text(random, TOML), in_quotes(random, TOML)
    return random.choice(
        (
            random.choice(
                (text, hostile.LONG[0], f"1e{hostile.LONG[0]}", "inf", "1979-05-27T07:32:00Z")
            ),
            "2026-01-31",
            quoted,
            quoted,
            quoted,
            f"'{text}'",
            f'"""{text}"""',
            f"[{quoted}, 1, {{}}]",
            f'{{ name = {quoted}, synonyms = ["a", "A"] }}',
            '[{ family = "A", given = "B" }]',
            "2026-01-31",
            hostile.nested(random, "[", "]", ""),
            hostile.nested(random, "{a=", "}", "1"),
        )
    )


def settings(random: Random) -> str:
    lines = []
    for _ in range(random.randint(1, 4)):
        name = random.choice(
            ("list", "crossref", "modalities", "facets.task", "venues", "table.columns", "[x]")
        )
        lines.append(f"[{name if random.random() < 0.9 else hostile.text(random, TOML)}]")
        for _ in range(random.randint(0, 4)):
            key = random.choice(
                (
                    "title",
                    "url",
                    "authors",
                    "date",
                    "mailto",
                    "values",
                    "many",
                    "CFP",
                    '"a b"',
                    "a.b",
                )
            )
            if random.random() < 0.2:
                key = random.choice((str, json.dumps))(hostile.text(random, TOML))
            lines.append(f"{key} = {toml_value(random)}")
    return "\n".join([*lines, ""])


def tree(random: Random, seeds: list[Any]) -> str:
    """A JSON text of a changed value; some have other values nested too deep."""
    text = as_json(random, changed_json(random, random.choice(seeds), JSON))
    if random.random() < 0.05:
        deep = hostile.nested(random, *random.choice((("[", "]"), ('{"a":', "}"))), "1")
        text = text.replace("null", deep, 1) if "null" in text else deep
    return text


def item(random: Random) -> str:
    """A CSL-JSON file: items of our own, and items made of variables and any values."""
    if random.random() < 0.5:
        return tree(random, [[item] for item in ITEMS])
    variables = random.choices([*VARIABLES, "id", "custom", "title", "DOI"], k=random.randint(1, 8))
    made = {name: hostile.value(random, JSON) for name in variables}
    return as_json(random, [{"id": "a", "title": "A title"} | made])


def feed(random: Random) -> str:
    """A feed of arXiv, with hostile texts in its elements."""
    paper = dict(random.choice(PAPERS))
    entry = replay_sources.entry(paper, 1) or ""
    for _ in range(random.randint(1, 3)):
        old = random.choice([paper["title"], paper["summary"], paper["versions"][0], paper["id"]])
        text = hostile.text(random, XML)
        text = text if random.random() < 0.1 else escape(CONTROL.sub("", text))
        entry = entry.replace(old, random.choice((text, f"{old}{text}")))
        name = escape(CONTROL.sub("", line(random, XML)))
        entry = entry.replace("<author>", f"<author><name>{name}</name></author><author>", 1)
    if random.random() < 0.1:
        entry += hostile.nested(random, "<a>", "</a>", "")
    term = quoteattr(CONTROL.sub("", hostile.text(random, XML)))
    entry = entry.replace('term="cs.CV"', f"term={term}")
    return replay_sources.feed([entry] * random.choice((1, 1, 2))).decode()


def read_lock(content: bytes) -> None:
    """A lock that is read is written, too, and read as the same."""
    records = lock_file.read(file("key.json", content))
    again = lock_file.read(file("key.json", lock_file.dump(records).encode()))
    assert again == records


def read_work(content: bytes) -> None:
    """What a message of Crossref gives is locked, and the lock is read as the same."""
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):  # the client refuses it, which tests/sources shows
        return
    if not isinstance(message, dict):  # so does the client
        return
    locked(record(identify("doi:10.1000/x"), message, TODAY))


def read_feed(content: bytes) -> None:
    """Every paper of a feed is locked, and the lock is read as the same."""
    for paper in arxiv.records(content, today=TODAY):
        locked(paper)


FUZZERS = {
    "entry": Fuzzer(
        seeds=tuple(p.read_text(encoding="utf-8") for p in REPOSITORY.glob("entries/*.yaml")),
        tokens=YAML,
        make=entry,
        rough=0.2,
        read=lambda content: entry_file.read(file("key.yaml", content)),
    ),
    "settings": Fuzzer(
        seeds=((REPOSITORY / "eyebib.toml").read_text(encoding="utf-8"),),
        tokens=TOML,
        make=settings,
        rough=0.2,
        read=lambda content: settings_file.read(file("eyebib.toml", content)),
    ),
    "lock": Fuzzer(
        seeds=tuple(json.dumps(lock, indent=2) for lock in LOCKS),
        tokens=JSON,
        make=lambda random: tree(random, LOCKS),
        rough=0.2,
        read=read_lock,
    ),
    "csl-json": Fuzzer(
        seeds=tuple(json.dumps([item]) for item in ITEMS),
        tokens=JSON,
        make=item,
        rough=0.2,
        read=lambda content: read_import("a.json", content),
    ),
    "csl-yaml": Fuzzer(
        seeds=tuple(json.dumps({"references": [item]}) for item in ITEMS),
        tokens=YAML,
        make=lambda random: f'{{"references": {item(random)}}}',
        rough=0.2,
        read=lambda content: read_import("a.yaml", content),
    ),
    "crossref": Fuzzer(
        seeds=tuple(json.dumps(work) for work in WORKS),
        tokens=JSON,
        make=lambda random: tree(random, WORKS),
        rough=0.2,
        read=read_work,
    ),
    "arxiv": Fuzzer(
        seeds=tuple(
            replay_sources.feed([replay_sources.entry(p, 1) or ""]).decode() for p in PAPERS
        ),
        tokens=XML,
        make=feed,
        rough=0.2,
        read=read_feed,
    ),
}
