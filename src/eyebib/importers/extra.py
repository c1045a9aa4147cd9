"""Lines such as `arXiv: 2405.14137 [cs.CV]` in Zotero's field Extra, which is `note` in CSL."""

import re
from collections.abc import Mapping
from typing import Any

_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]{1,20}(?:\.[a-z]{2})?/\d{7})(?:v\d+)?[ \t]*(?:\[|$)"
_LINE = re.compile(
    rf"(?im)^[ \t]*(arXiv(?=[ \t]*:[ \t]*{_ID})|Citation Key|DOI|PMCID|PMID)"
    r"[ \t]*:[ \t]*(\S.*?)[ \t]*$\n?"
)
_ARXIV = re.compile(r"(\S+?)(?:\s*\[([\w.-]+)\])?")
_VARIABLES = {"citation key": "citation-key", "doi": "DOI", "pmcid": "PMCID", "pmid": "PMID"}


def with_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of an item, those that its note states included, and the rest of the note."""
    note = data.get("note")
    if not isinstance(note, str) or not _LINE.search(note):
        return dict(data)
    lines = {name.lower(): value for name, value in _LINE.findall(note)}
    variables = {_VARIABLES[name]: value for name, value in lines.items() if name in _VARIABLES}
    arxiv = _ARXIV.fullmatch(lines.get("arxiv", ""))
    facts = {"arxiv": arxiv[1], "arxiv-primary-class": arxiv[2]} if arxiv else {}
    custom = data.get("custom")
    own = custom if isinstance(custom, dict) else {}
    known = {name: fact for name, fact in facts.items() if fact} | own
    result = variables | {**data, "note": _LINE.sub("", note).strip()}
    return result | ({"custom": known} if known else {})
