"""The values of a .bib entry as text."""

import re

from eyebib.importers.bibtex_file import Block, Field
from eyebib.text.tex_reader import plain_text, title


def text_of(block: Block, name: str) -> str:
    """Remove a field and return its LaTeX as text; empty if there is no such field."""
    field = block.fields.pop(name, None)
    return latex_text(block, field, field.raw) if field else ""


def title_of(block: Block, name: str) -> str:
    """As `text_of`, with a span around each part whose case is protected."""
    field = block.fields.pop(name, None)
    if field is None:
        return ""
    text, unknown = title(field.raw)
    _report(block, field, unknown)
    return text


def raw_of(field: Field) -> str:
    r"""A value that is not LaTeX, without LaTeX escapes: `10.1007/978-3-031-72390-2{\_}66`."""
    return re.sub(r"\\(?=[_%&#$~])|[{}]", "", field.raw).strip()


def latex_text(block: Block, field: Field, latex: str) -> str:
    """The text of a part of a field; reports LaTeX that was not understood."""
    text, unknown = plain_text(latex)
    _report(block, field, unknown)
    return text


def _report(block: Block, field: Field, unknown: list[str]) -> None:
    for command in unknown:
        block.warn(field.where, f"`{field.name}`: unknown LaTeX: {command}", "latex")
