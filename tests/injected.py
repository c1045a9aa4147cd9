r"""Works whose every value is a command to TeX, written in each way that TeX understands.

`^^5c`, `^^7b` and `^^7d` are `\ { }` to TeX wherever it reads characters, also in an address that is
set verbatim, if a style makes it an argument first.
"""

from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.facet import Facet, Term
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
from works import ARTICLE, bibliography, entry, record

SECRET = "QUITESECRET"  # noqa: S105 - the word that no page may show
"""What the file `secret.tex` beside a document holds; no page may show it."""

COMMANDS = {
    "input": r"\input{secret}",
    "input-hex": r"^^5cinput^^7bsecret^^7d",
    "input-control": r"^^\input secret",
    "openout": r"\immediate\openout5=pwned.txt \immediate\write5{x}\closeout5",
    "openout-hex": r"^^5cimmediate^^5copenout5=pwned.txt ^^5cimmediate^^5cwrite5^^7bx^^7d",
    "lua": r"^^5cdirectlua^^7bio.open('pwned.txt','w'):close()^^7d",
    "breakout": r"}}^^7d^^7d^^5cinput^^7bsecret^^7d^^7b^^7b{{",
    "comment": r"%^^0d^^5cinput^^7bsecret^^7d",
    "csname": r"^^5ccsname input^^5cendcsname secret",
    "formula": r'<span class="tex">$\input{secret}^n$</span>',
    "formula-hex": r'<span class="tex">$x^^5cinput^^7bsecret^^7d$</span>',
    "script": r'<span class="tex">\textsuperscript{\input{secret}}</span>',
    "after-a-formula": r'<span class="tex">$x^n$\input{secret}</span>',
    "macro": r'" # ^^5cinput^^7bsecret^^7d # "',
}
"""What to try, by name."""

FORBIDDEN = ("^^", r"\input", r"\openout", r"\immediate", r"\directlua", r"\csname", r"\write")
"""What no .bib and no table may hold, whatever it is given."""


COLUMNS = ("model", "title", "authors", "venue", "modalities", "images", "code", "doi", "reference")
"""The columns of a table that show all of it."""


def _value(variable: str, text: str) -> Any:  # noqa: ANN401 - a CSL value of any shape
    if variable in csl.NAME_VARIABLES:
        return [{"family": text, "given": text, "suffix": text}, {"literal": text}]
    if variable in csl.DATE_VARIABLES:
        return {"date-parts": [[2024, 2, 3]]}
    return {
        "type": "article-journal",
        "custom": {"primary-class": text, "doi": text},
        "categories": [text],
        "URL": f"https://x.org/{text}",
        "DOI": f"10.1000/{text}",
    }.get(variable, text)


def injected(kind: str, text: str, citekey: str = "a", *, has_names: bool = True) -> Work:
    """A work of a CSL type whose every variable and every word of the curator's is the text."""
    held = csl.VARIABLES - {"id", "citation-key"}
    item = {variable: _value(variable, text) for variable in sorted(held)} | {"type": kind}
    if not has_names:
        item |= dict.fromkeys(sorted(csl.NAME_VARIABLES), ARTICLE["author"])
    if kind == "article":
        item["genre"] = "preprint"
    listed = entry(
        citekey, title=text, name=text, code=f"https://x.org/{text}", modalities=(text, "OCT"),
        tags=(text,), table={"images": text, text: text}, link=text,
        paper="arxiv:2310.04992", csl={"title": text},
    )  # fmt: skip
    return merge(listed, [record("arxiv:2310.04992", item, "arxiv")])


def injected_bibliography(text: str) -> Bibliography:
    """A work of each CSL type."""
    works = (injected(kind, text, f"k{number}") for number, kind in enumerate(sorted(csl.TYPES)))
    settings = Settings(
        title=text,
        facets=(Facet(name="modalities", values=(Term(term=text, name=text),)),),
        venues={text: text},
    )
    return bibliography(*works, settings=settings)
