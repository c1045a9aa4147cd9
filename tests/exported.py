"""Texts and works for the tests of every format."""

import json

from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from eyebib.sources.crossref.item import item
from works import entry, record

HOSTILE = [
    r"\input{/etc/passwd}", r"\write18{ls}", "} unbalanced {", "@article{x,", "50% # & $ _ ~ ^ \\",
    "a\nb\x00c\u202ed", "]]>", "<script>alert(1)</script>", '=cmd|"/c calc"!A0', "TY  - JOUR", "- a: b",
    "Παπα 李飞飞 Иван 🤗 ﬁ", "ER  - ", "'\"`", "# not a comment",
]  # fmt: skip


REFERENCES = [name for name in EXPORTERS if name != "list"]
"""Formats with complete references; a list of links has no citekeys, authors or volumes."""


def converted(line: str, number: int) -> Work:
    """A work from a recorded message of Crossref."""
    variables = item(json.loads(line))
    listed_entry = entry(f"w{number}", title=variables.get("title", "Untitled"))
    return merge(listed_entry, [record("doi:10.1038/x", variables)])
