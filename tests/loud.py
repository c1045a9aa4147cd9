"""Data whose every text and key acts on a terminal or on a GitHub workflow, if it is printed as it is.

`LOUD` clears the screen, sets the title of the window, turns the direction of writing, begins lines, and
holds workflow commands in both forms that the runner of GitHub reads.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

LOUD = (
    "::error::pwned \x1b[2J\x1b]0;pwned\x07 \x9b2J \u202e \u2066 \u200b \u2028pwned ##[error]pwned "
    "\r\n::error::pwned\npwned\t\x00"
)

OWN = re.compile(r"\x1b\[[\d;]+m")
"""Colours and bold, which eyebib prints itself (SGR)."""

ANNOTATION = re.compile(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+::.*")


def mistakes(printed: str) -> list[str]:
    """Characters that are not printable, and lines that `LOUD` begins or that are commands."""
    text = OWN.sub("", printed)
    signs = sorted({ascii(sign) for sign in text if not (sign.isprintable() or sign == "\n")})
    lines = [line for line in text.split("\n") if _is_command(line)]
    return signs + [ascii(line) for line in lines if not ANNOTATION.fullmatch(line)]


def _is_command(line: str) -> bool:
    return line.lstrip().startswith(("::", "pwned")) or "##[" in line


def variants(value: Any, loud: str = LOUD) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """Copies of a value, each with one text or one key that is loud, or loud instead of a number."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from ({**value, key: variant} for variant in variants(child, loud))
            others = {name: other for name, other in value.items() if name != key}
            yield {**others, f"{key}{loud}": child}
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from ([*value[:place], v, *value[place + 1 :]] for v in variants(child, loud))
    elif isinstance(value, str):
        yield from (loud, f"{value}{loud}")
    else:
        yield loud


PEOPLE = [{"family": "Example", "given": "Ann"}, {"literal": "A Group"}]

ENTRY: dict[str, Any] = {
    "name": "Model",
    "title": "A Model of Eyes",
    "paper": "doi:10.5555/made.1",
    "published": "doi:10.5555/made.2",
    "preprint": "arxiv:2001.00001",
    "code": "https://example.org/code",
    "listed": 2024,
    "modalities": ["CFP"],
    "facets": {"task": ["grading"]},
    "tags": ["a tag"],
    "abstract": "An abstract.",
    "csl": {"author": PEOPLE, "issued": "2024-01", "volume": "1", "page": "1-2"},
    "table": {"images": "3"},
    "accept": {"retracted": "on purpose"},
}
"""An entry; with `LINKED`, every key is used."""

LINKED: dict[str, Any] = {
    "title": "Another Model of Eyes",
    "paper": "https://example.org/paper",
    "identifier": "doi:10.5555/made.5",
    "key": "Example:2024",
    "aliases": ["old:2024"],
}
"""An entry whose file is not named after its key."""

ITEM: dict[str, Any] = {
    "type": "article-journal",
    "title": "A Model of Eyes",
    "author": PEOPLE,
    "container-title": "Journal of Examples",
    "DOI": "10.5555/made.1",
    "URL": "https://example.org/1",
    "abstract": "An abstract.",
    "custom": {"doi": "10.5555/made.2", "journal-ref": "J. Ex."},
}

RECORD: dict[str, Any] = {
    "identifier": "doi:10.5555/made.1",
    "source": "crossref",
    "item": ITEM,
    "retrieved": "2026-01-31",
    "evidence": ["a title"],
    "relations": {"is-preprint-of": ["doi:10.5555/made.3"]},
    "updates": [{"type": "retraction", "doi": "10.5555/made.4", "date": "2025-01-01"}],
    "overridden": {"volume": "2"},
}
"""A record with every key."""

SETTINGS: dict[str, Any] = {
    "list": {
        "title": "A list",
        "url": "https://example.org",
        "authors": [{"family": "Example", "given": "Ann"}],
        "version": "1",
        "date": "2026-01-31",
    },
    "crossref": {"mailto": "ann@example.org"},
    "modalities": {"CFP": {"name": "Colour photography", "synonyms": ["fundus"]}},
    "facets": {
        "task": {"title": "Task", "many": True, "values": {"grading": "grading of disease"}}
    },
    "venues": {"Journal of Examples": "J. Ex."},
    "table": {"columns": {"images": "Images"}},
}
"""Settings with every table and key."""

FIELDS = (
    "title author editor journal booktitle year month pages volume number doi url eprint"
    " eprinttype primaryclass note howpublished keywords abstract edition isbn publisher unknown"
).split()


def bib() -> str:
    """BibTeX with a loud value of each field, loud names of fields, keys and types, and loud prose."""
    parts = [LOUD, f"@{LOUD}{{a, title = {{T}}}}", f"@misc{{k{LOUD}, title = {{T}}}}", "@misc{"]
    for place, field in enumerate(FIELDS):
        sound = "title = {A}, doi = {10.5555/made.1}, " if field != "title" else ""
        parts.append(f"@article{{key{place}, {sound}{field} = {{1 {LOUD}}}}}")
        parts.append(f"@article{{raw{place}, {sound}{field} = {{{LOUD}}}}}")
    parts.append(f"@article{{other, title = {{A}}, {LOUD} = {{x}}}}\n@article{{{LOUD}")
    return "\n\n".join(parts)


RIS_TAGS = "TI T2 AU ED PY DA VL IS SP EP DO UR L2 AN N1 KW AB ET SN PB ID C7 XX".split()
PUBMED_TAGS = "TI JT FAU AU CN DP VI IP PG LID AID IS PT OT MH AB GN XX".split()


def ris() -> str:
    """RIS with a loud value of each tag, a loud type, and loud prose; a value is one line there."""
    parts = [LOUD, _ris(f"TY  - {LOUD}", "TI  - T")]
    parts += [_ris("TY  - JOUR", "TI  - T", f"{tag}  - 1 {LOUD}") for tag in RIS_TAGS]
    parts += [_ris("TY  - JOUR", "TI  - T", f"{tag}  - {LOUD}") for tag in RIS_TAGS]
    return "\n".join(parts)


def _ris(*lines: str) -> str:
    return "\n".join([*lines, "ER  - \n"])


def nbib() -> str:
    """PubMed's format with a loud value of each tag, and loud prose."""
    tags = [(tag, value) for tag in PUBMED_TAGS for value in (LOUD, f"1 {LOUD}")]
    records = [f"PMID- {n}\n{tag:<4}- {value}\nTI  - T\n" for n, (tag, value) in enumerate(tags)]
    return "\n".join([LOUD, *records])


def awesome_list() -> str:
    """A list with a loud title, link, label, heading and so on."""
    line = LOUD.replace("\n", " ").replace("\r", " ")
    papers = (
        f"**{line}**\n[Paper](https://example.org/{line})",
        f"**T ({line})**\n[Paper](https://arxiv.org/abs/2001.00001) | [Code]({line}) | [x](y{line})",
        f"**T**\n[{line}](https://example.org/1)\n_Modalities:_ {line}, {line}",
        f"**T**\n[Paper](https://example.org/2)\n<details><summary>{line}</summary>{line}</details>",
        f"**T**\n[Paper](https://example.org/3)\n{line}",
    )
    return f"# {line}\n\n### 2024\n\n" + "\n\n".join(papers) + f"\n\n{LOUD}\n"


def toml(settings: Mapping[str, Any]) -> str:
    """Settings as TOML, in which JSON's strings and lists are valid."""
    return "\n".join(
        f"[{_key(table)}]\n" + "\n".join(f"{_key(key)} = {_value(v)}" for key, v in values.items())
        if isinstance(values, Mapping)
        else f"{_key(table)} = {_value(values)}"
        for table, values in sorted(settings.items(), key=lambda item: isinstance(item[1], Mapping))
    )


def _key(key: str) -> str:
    return json.dumps(key)


def _value(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value)
