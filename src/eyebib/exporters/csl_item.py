"""A work as a CSL item for other programs, and what more than one exporter says besides of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import Settings
from eyebib.text.link import is_web_link

TYPES = {kind: kind for kind in sorted(csl.TYPES)} | {"software": "document"}
"""Every CSL type, and what it is written as: one software item makes Zotero refuse the file."""


def item(work: Work) -> dict[str, Any]:
    """One CSL item; variables in alphabetical order after `id`, `citation-key` and `type`."""
    variables = work.item
    kind = variables.pop("type")
    if pages := csl.pages({**variables, "type": kind}):
        variables["page"] = pages
    if TYPES[kind] != kind:
        variables.setdefault("genre", kind)
    head = {"id": work.citekey, "citation-key": work.citekey, "type": TYPES[kind]}
    return (
        head
        | dict(sorted(variables.items(), key=lambda pair: pair[0].lower()))
        | {"custom": _own_facts(work)}
    )


def differences(items: Sequence[Mapping[str, Any]], bibliography: Bibliography) -> Iterator[str]:
    """What the items of a file that was read back do not say as the bibliography does."""
    if [found.get("id") for found in items] != [work.citekey for work in bibliography.works]:
        yield "other items than the bibliography's"
    for found, work in zip(items, bibliography.works, strict=False):
        for reason in csl.shape_problems(found):
            yield f"{work.citekey}: {reason}"
        for variable, value in work.item.items():
            expected = TYPES[value] if variable == "type" else value
            if found.get(variable) != expected:
                yield f"{work.citekey}: {variable} is not what it was"


def tags(work: Work, settings: Settings) -> list[str]:
    """`modality:OCT` in the vocabulary's words, the entry's tags, CSL's keywords; each once."""
    modalities = [f"modality:{term}" for term in settings.terms(work.entry.modalities)]
    keywords = re.split(r"\s*[;,]\s*", work.item.get("keyword", ""))
    return list(dict.fromkeys(filter(None, [*modalities, *work.entry.tags, *keywords])))


def code_link(work: Work) -> str:
    """Where the code is; empty if it is nowhere, or the entry's word for it is no web address."""
    code = work.entry.code or ""
    return code if is_web_link(code) else ""


def _own_facts(work: Work) -> dict[str, Any]:
    entry = work.entry
    facts: dict[str, Any] = {
        "name": entry.name,
        "code": entry.code,
        "modalities": list(entry.modalities),
        "tags": list(entry.tags),
        "listed": str(entry.listed or ""),
        "arxiv": work.eprint.value if work.eprint else "",
        "arxiv-primary-class": work.eprint_class.value if work.eprint_class else "",
        "sources": {
            variable: sourced.source for variable, sourced in sorted(work.variables.items())
        },
    }
    return {fact: value for fact, value in facts.items() if value}
