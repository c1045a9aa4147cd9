"""Findings of an audit as tests make them."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from eyebib.audit.finding import Difference, Field, Finding
from eyebib.importers.bibtex_reference import Reference, references
from eyebib.model.csl import Item
from eyebib.model.problem import Problem
from works import record

HERE = Path("a.bib")

NAMES = {"venue": "journal"}
"""The BibTeX field of a fact, if it has another name."""


def people(text: str) -> list[dict[str, str]]:
    """`Family, Given; Family, Given` as names."""
    return [
        dict(zip(("family", "given"), name.split(", "), strict=False)) for name in text.split("; ")
    ]


def finding(reference: Reference, wrong: Mapping[str, str], item: Item | None = None) -> Finding:
    """A finding with wrong fields; a field can be followed by its name in the file: `year date`."""
    differences = []
    for key, value in wrong.items():
        field, _, name = key.partition(" ")
        name = name or NAMES.get(field, field)
        where = reference.place(name)
        problem = Problem(location=where, message=field, rule="differs")
        differences.append(
            Difference(field=cast("Field", field), name=name, value=value, problem=problem)
        )
    return Finding(
        reference=reference,
        verdict="differs" if differences else "confirmed",
        differences=tuple(differences),
        problems=tuple(difference.problem for difference in differences),
        record=record("doi:10.5072/x", {"type": "article-journal", "title": "T"} | (item or {})),
        is_certain=True,
    )


def findings(
    text: str, wrong: Mapping[str, Mapping[str, str]], items: Mapping[str, Item] | None = None
) -> list[Finding]:
    """A finding for each reference of a file, by its key."""
    read, _ = references(text, HERE)
    return [finding(r, wrong.get(r.key, {}), (items or {}).get(r.key)) for r in read]
