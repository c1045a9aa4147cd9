"""Correct the value of a field, in its own delimiters and in the form that it had."""

import re

from eyebib.audit.edit import Spelling, Value, value
from eyebib.audit.mend_author import authors
from eyebib.audit.mend_title import title
from eyebib.exporters import bib_file
from eyebib.matching.notice import without_mark
from eyebib.model.csl import Item
from eyebib.text import tex
from eyebib.text.markup import plain

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DASHES = re.compile(r"[-‐‑‒–—−]+|\\textendash\b\s*|\{--\}")
_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")


def mended(field: str, raw: str, new: str, item: Item, spelling: Spelling) -> str | None:
    """A value with its delimiters that says something else; None if that cannot be done.

    `field` is that of a Difference, `new` the source's value as text, `item` the source's record.
    """
    if field == "author":
        names = value(raw, is_deep=False)
        core = authors(names.core, item, spelling)
        return None if core is None else names.with_core(core)
    parts = value(raw)
    core = _core(field, parts, new, spelling)
    return None if core is None else parts.with_core(core)


def _core(field: str, parts: Value, new: str, spelling: Spelling) -> str | None:
    match field:
        case "title":
            text = without_mark(plain(new))
            return title(parts.core, text, spelling, is_protected=parts.is_braced)
        case "year":
            return year(parts.core, new)
        case "pages":
            return pages(parts.core, new)
        case "doi":
            return doi(parts.core, new)
        case "eprint":
            return eprint(parts.core, new)
        case _:
            return spelling.latex(plain(new)) if new else None


def year(core: str, new: str) -> str | None:
    """A year or a date with another year; None if it holds several."""
    years = _YEAR.findall(core)
    if not re.fullmatch(r"\d{4}", new) or len(years) > 1:
        return None
    return _YEAR.sub(new, core) if years else new


def pages(core: str, new: str) -> str | None:
    """Pages with the dash that the old ones had, if any."""
    if not new:
        return None
    dash = _DASHES.search(core)
    written = tex.pages(new)
    return written.replace("--", dash[0]) if dash else written


def doi(core: str, new: str) -> str | None:
    r"""A DOI, alone or at the end of an address; underscores are escaped as the old ones were.

    None if there is no DOI to be replaced, or no new one.
    """
    old, new = _DOI.search(core), new.removeprefix("doi:")
    if not old or not _DOI.fullmatch(new):
        return None
    written = bib_file.doi(new)
    if r"\_" in old[0]:
        written = written.replace("_", r"{\_}" if r"{\_}" in old[0] else r"\_")
    return f"{core[: old.start()]}{written}"


def eprint(core: str, new: str) -> str | None:
    """An arXiv id in place of another one; None if one of the two is none."""
    if not _ARXIV.search(core) or not _ARXIV.fullmatch(new):
        return None
    return _ARXIV.sub(new, core, count=1)
