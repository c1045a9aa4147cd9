"""What readers copy of each work from a table: its BibTeX entry, and a citation as a sentence."""

import re

from eyebib.citation import reference
from eyebib.exporters import EXPORTERS
from eyebib.model import DEFAULTS, Bibliography
from eyebib.table import Snippet


def snippets(bibliography: Bibliography) -> dict[str, Snippet]:
    """The snippets of all works, by citekey; an entry begins a line of its own with `@`."""
    entries = bibtex_entries(EXPORTERS["bibtex"].export(bibliography, DEFAULTS), bibliography)
    return {
        work.citekey: Snippet(bibtex=entries[work.citekey], reference=reference(work))
        for work in bibliography.works
    }


def bibtex_entries(text: str, bibliography: Bibliography) -> dict[str, str]:
    """The entries of a bibliography's .bib file, by citekey."""
    _, *entries = re.split(r"(?m)^(?=@)", text)
    keys = (work.citekey for work in bibliography.works)
    return dict(zip(keys, map(str.strip, entries), strict=True))
