"""Readers that run on node: Better BibTeX's parser, citation-js, Zotero's importer.

A script next to this module runs each reader on many texts at once, because starting node takes
longer than reading. `npm install --prefix tests/readers` installs them.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eyebib.exporters.zotero_model import TYPES as ZOTERO_TYPES
from eyebib.model import csl
from readers.bib_fields import of_fields
from readers.conftest import absent, need
from readers.csl_items import by_key
from readers.facts import Facts, Name

HERE = Path(__file__).parent
NODE_MODULES = HERE / "node_modules"

Answer = dict[str, Facts]
"""The facts of each work by citekey, in the order of the file."""


def need_node() -> None:
    """Require node and the packages of `package.json`; see `absent`."""
    need("node")
    if not NODE_MODULES.is_dir():
        absent("node's readers", "npm install --prefix tests/readers")


def ask(script: str, texts: Sequence[str], *arguments: str) -> list[Any]:
    """The answer of a script to each text; raises CalledProcessError if it fails on one."""
    need_node()
    command = ["node", str(HERE / f"{script}.mjs"), *arguments]
    data = json.dumps(texts).encode()
    process = subprocess.run(command, input=data, capture_output=True, check=True, timeout=600)
    answers: list[Any] = json.loads(process.stdout)
    return answers


def version(package: str) -> str:
    """The version of an installed package."""
    need_node()
    manifest = NODE_MODULES / package / "package.json"
    return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


def bibtex_parser(text: str) -> Answer:
    """The facts that Better BibTeX's parser reads in a .bib text."""
    return bibtex_parser_many([text])[0]


def bibtex_parser_many(texts: Sequence[str]) -> list[Answer]:
    """The facts that Better BibTeX's parser reads in each of many .bib texts, in one process."""
    return [
        {entry["key"]: _of_entry(entry) for entry in answer["entries"]}
        for answer in ask("bibtex_parser", texts)
    ]


def _of_entry(entry: Mapping[str, Any]) -> Facts:
    fields = {
        name: " and ".join(value) if value and isinstance(value[0], str) else value
        for name, value in entry["fields"].items()
    } | {name: value for name, value in entry["fields"].items() if isinstance(value, str)}
    people = {
        role: tuple(map(_creator, entry["fields"].get(role, ()))) for role in ("author", "editor")
    }
    return of_fields(entry["type"], fields, authors=people["author"], editors=people["editor"])


def _creator(creator: Mapping[str, str]) -> Name:
    if "name" in creator:
        return Name(family=creator["name"])
    family = " ".join(filter(None, (creator.get("prefix"), creator.get("lastName"))))
    given, suffix = creator.get("firstName", ""), creator.get("suffix", "")
    return Name(family=family or given, given=given if family else "", suffix=suffix)


def citation_js(form: str, text: str) -> Answer:
    """The facts that citation-js reads in a text; `form` is its format name (`@bibtex/text`)."""
    return by_key(ask("citation_js", [text], form, "data")[0])


def citation_js_bibtex(text: str) -> str:
    """The .bib text that citation-js writes for a CSL-JSON text."""
    return str(ask("citation_js", [text], "@csl/list+object", "bibtex")[0])


_CSL_TYPES = {kind: name for name, kind in ZOTERO_TYPES.items()} | {
    "artwork": "graphic", "document": "document", "encyclopediaArticle": "entry-encyclopedia",
    "forumPost": "post", "journalArticle": "article-journal", "letter": "personal_communication",
    "presentation": "speech", "statute": "legislation",
}  # fmt: skip
"""The CSL type of each Zotero type; if eyebib writes several CSL types as it, Zotero's own one."""


def zotero(citekeys: Sequence[str], text: str) -> Answer:
    """The facts that Zotero's importer of 2019 reads in a text.

    It returns citekeys only for .bib files; the items of other files are matched by position.

    Raises:
        ValueError: the number of items differs from the number of citekeys.
    """
    answer = ask("zotero", [text])[0]
    items = [item for item in answer if item["itemType"] not in ("note", "attachment")]
    keyed = {item["id"]: item for item in items}
    if not citekeys or not keyed.keys() <= set(citekeys):
        keyed = dict(zip(citekeys, items, strict=True))
    return {citekey: _of_zotero(item) for citekey, item in keyed.items()}


def _of_zotero(item: Mapping[str, Any]) -> Facts:
    """The facts of an item, including lines of Extra, which Zotero reads when it cites."""
    extra = dict(re.findall(r"(?m)^([\w -]+): (.*)$", item.get("extra", "")))
    kind = extra.get("Type", extra.get("type", ""))
    people = {role: tuple(_people(item, role)) for role in ("author", "editor")}
    containers = "publicationTitle bookTitle proceedingsTitle encyclopediaTitle dictionaryTitle"
    containers += " blogTitle websiteTitle programTitle forumTitle"
    number = re.search(r"(?i)arxiv:\s*([\w.-]+(?:/\d+)?)", _all_text(item))
    return Facts(
        type=kind if kind in csl.TYPES else _CSL_TYPES[item["itemType"]],
        authors=people["author"],
        editors=people["editor"],
        title=_first(item, "title caseName nameOfAct subject"),
        container=_first(item, containers) or extra.get("container-title", ""),
        volume=_first(item, "volume codeVolume reporterVolume") or extra.get("volume", ""),
        issue=item.get("issue", "") or extra.get("issue", ""),
        pages=_first(item, "pages codePages firstPage") or extra.get("page", ""),
        date=_date(
            _first(item, "date dateDecided dateEnacted issueDate") or extra.get("issued", "")
        ),
        doi=item.get("DOI", "") or extra.get("DOI", ""),
        arxiv=number[1] if number else "",
    )


def _first(item: Mapping[str, Any], fields: str) -> str:
    return next((str(item[field]) for field in fields.split() if item.get(field)), "")


def _all_text(item: Mapping[str, Any]) -> str:
    return "\n".join(
        str(item.get(field, "")) for field in ("extra", "archiveID", "archiveLocation")
    )


def _people(item: Mapping[str, Any], role: str) -> Iterator[Name]:
    for creator in item["creators"]:
        kind = creator["creatorType"]
        if kind == role or (role == "author" and kind not in _NO_AUTHORS):
            first, _, suffix = creator.get("firstName", "").partition(", ")
            yield Name(
                family=creator.get("lastName") or creator.get("name", ""),
                given=first,
                suffix=suffix,
            )


_NO_AUTHORS = {
    "editor",
    "seriesEditor",
    "translator",
    "bookAuthor",
    "contributor",
    "reviewedAuthor",
}
_MONTHS = "January February March April May June July August September October November December"


def _date(text: str) -> str:
    """The ISO date for Zotero's `May 17, 2024` or `May 2024`."""
    months = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
    if match := re.fullmatch(r"(?:(\w+) )?(?:(\d\d?), )?(\d{4})", text):
        parts = (match[3], months.get(match[1] or "", ""), match[2] or "")
        return "-".join(f"{int(part):02d}" for part in parts if part)
    return text
