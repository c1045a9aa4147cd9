"""What readers copy of each work from a table: its BibTeX entry, and a citation as a sentence."""

import re

from eyebib.citation import reference
from eyebib.exporters import EXPORTERS
from eyebib.model import DEFAULTS, Bibliography
from eyebib.table import Snippet


def snippets(bibliography: Bibliography) -> dict[str, Snippet]:
    """The snippets of all works, by citekey; an entry begins a line of its own with `@`."""
    text = EXPORTERS["bibtex"].export(bibliography, DEFAULTS)
    _, *entries = re.split(r"(?m)^(?=@)", text)
    return {
        work.citekey: Snippet(bibtex=bibtex.strip(), reference=reference(work))
        for work, bibtex in zip(bibliography.works, entries, strict=True)
    }
