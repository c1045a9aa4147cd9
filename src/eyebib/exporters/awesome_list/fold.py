"""Folded parts of an item: its abstract and its BibTeX entry."""

from collections.abc import Iterator

from eyebib.text import markdown


def folds(abstract: str, citation: str) -> Iterator[str]:
    """The parts of an item that has an abstract or a citation."""
    if text := markdown.paragraphs(abstract):
        yield _fold("Abstract", text)
    if citation:
        yield _fold("BibTeX", markdown.fence(citation, "bibtex"))


def _fold(summary: str, content: str) -> str:
    head = f"<details>\n<summary><strong>{summary}</strong></summary>"
    return f"{head}\n\n{content}\n\n</details>"
