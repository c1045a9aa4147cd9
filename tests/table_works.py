"""Works for the tests of the formats of the table."""

from typing import Any

from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
from works import ARTICLE, bibliography, entry, record

WORKS = bibliography(
    merge(
        entry(
            "retfound",
            name="RETFound",
            listed=2023,
            code="https://github.com/a/b_c?d=1&e=%20#f",
            modalities=("CFP", "OCT"),
            table={"images": "1,600,000"},
        ),
        [record("doi:10.1038/x", ARTICLE)],
    ),
    merge(entry("eyefound", name="EyeFound", listed=2024, code="none"), []),
)

HOSTILE = [
    r"\input{/etc/passwd} | <script>alert(1)</script> [x](javascript:x) *b* `c` $d$ %e #f & ~g ^h",
    '=cmd|"/c calc"!A0',
    "+1", "-1", "@SUM(A1)", "＝1", "a\tb", "a\nb & c", "}{", "[@key]", "!\\", "|", "\\|", "\u202eevil",
    "#REF!", "--- | ---", "x" * 300, "\\end{longtable}", "</table>", "%", "![x](http://y.org/z.png)",
]  # fmt: skip
"""Texts that a format could read as markup, formula or command."""

COLUMNS = ("model", "title", "authors", "venue", "modalities", "images", "code", "reference")


def hostile(text: str) -> Bibliography:
    item = ARTICLE | {"title": text, "author": [{"literal": text}], "container-title-short": text}
    fields: dict[str, Any] = {
        "name": text,
        "modalities": (text,),
        "table": {"images": text, text: text},
    }
    named = entry("retfound", code="https://x.org/a|b)c%20\"d'e<f>&g_h~i^j{k}", **fields)
    return bibliography(
        merge(named, [record("doi:10.1038/x", item)]), settings=Settings(title=text)
    )
