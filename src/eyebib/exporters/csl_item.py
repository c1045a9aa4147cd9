"""A work as a CSL item for other programs, and further facts that several exporters write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import terms_of
from eyebib.model.csl_shape import shape_problems
from eyebib.model.facet import MODALITIES
from eyebib.model.settings import Settings
from eyebib.text.link import is_web_link
from eyebib.text.nocase import without_formulas

TYPES = {kind: kind for kind in sorted(csl.TYPES)} | {"software": "document"}
"""The type that is written for every CSL type; Zotero refuses a file with a `software` item."""


def item(work: Work) -> dict[str, Any]:
    """The CSL item of a work: `id`, `citation-key`, `type`, then the variables by name."""
    variables = _variables(work)
    kind = variables.pop("type")
    if pages := csl.pages({**variables, "type": kind}):
        variables["page"] = pages
    if TYPES[kind] != kind:
        variables.setdefault("genre", kind)
    if short := variables.get("container-title-short"):  # Zotero reads only this older variable
        variables.setdefault("journalAbbreviation", short)
    head = {"id": work.citekey, "citation-key": work.citekey, "type": TYPES[kind]}
    return (
        head
        | dict(sorted(variables.items(), key=lambda pair: pair[0].lower()))
        | {"custom": _own_facts(work)}
    )


def _variables(work: Work) -> csl.Item:
    """The variables, with spans of `nocase` in the title, and `others` at the end of lists."""
    ended = {role: [*work.item[role], csl.OTHERS] for role in work.incomplete}
    title = without_formulas(work.rich_title)
    return work.item | ({"title": title} if title else {}) | ended


def differences(items: Sequence[Mapping[str, Any]], bibliography: Bibliography) -> Iterator[str]:
    """Differences between the items of a file that was read back and the bibliography."""
    if [each.get("id") for each in items] != [work.citekey for work in bibliography.works]:
        yield "the items differ from the works of the bibliography"
    for csl_item, work in zip(items, bibliography.works, strict=False):
        for reason in shape_problems(csl_item):
            yield f"{work.citekey}: {reason}"
        for variable, value in _variables(work).items():
            expected = TYPES[value] if variable == "type" else value
            if csl_item.get(variable) != expected:
                yield f"{work.citekey}: {variable} differs"
        if csl_item.get("custom") != _own_facts(work):
            yield f"{work.citekey}: custom differs"


def tags(work: Work, settings: Settings) -> list[str]:
    """Tags without repetitions: facets (`task:grading`), the entry's tags, CSL keywords."""
    keywords = re.split(r"\s*[;,]\s*", work.item.get("keyword", ""))
    words = [*facet_tags(work, settings), *work.entry.tags, *keywords]
    return list(dict.fromkeys(filter(None, words)))


def facet_tags(work: Work, settings: Settings) -> list[str]:
    """The tags with the prefixes of facets, which belong to the list wherever they are."""
    facets = terms_of(work.entry, settings).items()
    return [f"{settings.facet(name).tag}:{term}" for name, terms in facets for term in terms]


def code_link(work: Work) -> str:
    """The link to the code; empty if the entry has none or it is not a web address."""
    code = work.entry.code or ""
    return code if is_web_link(code) else ""


def _own_facts(work: Work) -> dict[str, Any]:
    entry = work.entry
    facets = {name: list(words) for name, words in entry.facets.items()}
    facts: dict[str, Any] = {
        "name": entry.name,
        "code": entry.code,
        MODALITIES: facets.pop(MODALITIES, []),
        "facets": facets,
        "tags": list(entry.tags),
        "listed": str(entry.listed or ""),
        "arxiv": work.eprint.value if work.eprint else "",
        "arxiv-primary-class": work.eprint_class.value if work.eprint_class else "",
        "sources": {
            variable: sourced.source for variable, sourced in sorted(work.variables.items())
        },
    }
    return {fact: value for fact, value in facts.items() if value}
