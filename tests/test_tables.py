import csv as csv_reader
import io

import pytest

from eyebib import table
from eyebib.merge import merge
from eyebib.model import Settings
from eyebib.table import Table
from eyebib.tables import TABLES
from works import ARTICLE, bibliography, entry, record

WORKS = bibliography(
    merge(
        entry(
            "retfound",
            name="RETFound",
            listed=2023,
            code="https://github.com/a/b_c?d=1&e=%20#f",
            modalities=("CFP", "OCT"),
        ),
        [record("doi:10.1038/x", ARTICLE)],
    ),
    merge(entry("eyefound", name="EyeFound", listed=2024, code="none"), []),
)
TABLE = table.build(WORKS)
MATRIX = table.build(WORKS, matrix=True)


@pytest.mark.parametrize(
    ("name", "built", "golden"),
    [
        (
            "markdown",
            TABLE,
            """\
| Model    | Year | Venue  | Modalities | Code                                           | Reference   |
| -------- | ---- | ------ | ---------- | ---------------------------------------------- | ----------- |
| RETFound | 2024 | Nature | CFP, OCT   | [GitHub](https://github.com/a/b_c?d=1&e=%20#f) | [@retfound] |
| EyeFound | 2024 | ?      | NR         | –                                              | [@eyefound] |

CFP: color fundus photography; OCT: optical coherence tomography; –: none, or not public; NR: not reported; ?: unknown.
""",
        ),
        (
            "markdown",
            MATRIX,
            """\
| Model    | Year | Venue  | CFP | OCT | Code                                           | Reference   |
| -------- | ---- | ------ | --- | --- | ---------------------------------------------- | ----------- |
| RETFound | 2024 | Nature | ✓   | ✓   | [GitHub](https://github.com/a/b_c?d=1&e=%20#f) | [@retfound] |
| EyeFound | 2024 | ?      |     |     | –                                              | [@eyefound] |

CFP: color fundus photography; OCT: optical coherence tomography; –: none, or not public; ?: unknown.
""",
        ),
        (
            "csv",
            TABLE,
            """\
\N{ZERO WIDTH NO-BREAK SPACE}Model,Year,Venue,Modalities,Code,Reference
RETFound,2024,Nature,"CFP, OCT",https://github.com/a/b_c?d=1&e=%20#f,retfound
EyeFound,2024,?,NR,–,eyefound
""",
        ),
        (
            "latex",
            TABLE,
            r"""% In the preamble: \usepackage{booktabs,longtable,array,amssymb,graphicx,hyperref}
% The keys are those of references.bib: \bibliography{references}
\providecommand{\eyebibtick}{\ensuremath{\checkmark}}
\begingroup\footnotesize\setlength{\tabcolsep}{4pt}
\begin{longtable}{@{}>{\raggedright\arraybackslash}p{0.17\linewidth}l>{\raggedright\arraybackslash}p{0.18\linewidth}>{\raggedright\arraybackslash}p{0.27\linewidth}ll@{}}
\caption{A List}\label{tab:eyebib}\\
\toprule
Model & Year & Venue & Modalities & Code & Reference \\
\midrule
\endfirsthead
\toprule
Model & Year & Venue & Modalities & Code & Reference \\
\midrule
\endhead
\bottomrule
\endfoot
\bottomrule
\multicolumn{6}{@{}p{\dimexpr\linewidth-2\tabcolsep\relax}@{}}{\rule{0pt}{3ex}\raggedright CFP: color fundus photography; OCT: optical coherence tomography; --: none, or not public; NR: not reported; ?: unknown.}\\
\endlastfoot
RETFound & 2024 & Nature & CFP, OCT & \mbox{\href{https://github.com/a/b\_c?d=1\&e=\%20\#f}{GitHub}} & \cite{retfound} \\
EyeFound & 2024 & ? & NR & -- & \cite{eyefound} \\
\end{longtable}
\endgroup
""",
        ),
    ],
)  # fmt: skip
def test_golden(name: str, built: Table, golden: str) -> None:
    assert TABLES[name].render(built) == golden


HOSTILE = [
    r"\input{/etc/passwd} | <script>alert(1)</script> [x](javascript:x) *b* `c` $d$ %e #f & ~g ^h",
    '=cmd|"/c calc"!A0',
    "+1", "-1", "@SUM(A1)", "a\tb", "}{", "[@key]", "!\\",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    work = merge(entry(name=text, modalities=(text,)), [record("doi:10.1038/x", ARTICLE)])
    built = table.build(bibliography(work, settings=Settings()))
    markdown = TABLES["markdown"].render(built).splitlines()[2]
    unescaped = markdown.replace("\\\\", "")
    for char in r"|<>[]*`$&~^":
        count = {"|": 7, "[": 1, "]": 1}.get(char, 0)
        assert unescaped.count(char) - unescaped.count(f"\\{char}") == count
    latex = TABLES["latex"].render(built)
    assert r"\input" not in latex
    assert latex.count("{") == latex.count("}")
    rows = list(csv_reader.reader(io.StringIO(TABLES["csv"].render(built))))
    assert rows[1][0].lstrip("'") == text
    assert not rows[1][0].startswith(("=", "+", "-", "@"))


def test_every_format_ends_with_a_newline_and_has_a_suffix_of_its_own() -> None:
    for module in TABLES.values():
        assert module.render(TABLE).endswith("\n")
    assert len({module.FILE for module in TABLES.values()}) == len(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table(name: str) -> None:
    assert TABLES[name].render(table.build(bibliography())).count("Model")
