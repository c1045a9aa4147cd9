r"""LaTeX: a table to `\input`, in one of three layouts, with `\cite` for each work.

`longtable` breaks across pages. `table*` floats across both columns of a page, where a longtable is
not allowed; it has as many parts as it needs pages. `hline` floats, too, and uses only commands of
LaTeX itself, for templates that forbid packages.
"""

from collections.abc import Iterator, Sequence

from eyebib.tables.latex import cell as latex_cell
from eyebib.tables.latex import frame as latex_frame
from eyebib.tables.latex import width
from eyebib.tables.latex.frame import Frame
from eyebib.tables.table import Layout, Row, Table
from eyebib.text import tex

FILE = "table.tex"

SNIPPETS = False

_PAGES: dict[Layout, tuple[int, int]] = {"table*": (60, 46), "hline": (41, 24)}
r"""Lines of `\footnotesize` below a caption on the smallest pages, in portrait and landscape."""

_FLOATS = 12
"""Number of parts after which pages are flushed, because LaTeX can only hold some floats."""


def render(table: Table) -> str:
    r"""The table with its legend, as a file to `\input`."""
    frame = latex_frame.frame(table)
    body = _longtable if table.view.layout == "longtable" else _parts
    parts = (_comments(table, frame), _commands(table, frame), body(table, frame))
    lines = [line for part in parts for line in part]
    return "\n".join(filter(None, [*lines, r"\endgroup"])) + "\n"


def _comments(table: Table, frame: Frame) -> Iterator[str]:
    layout = table.view.layout
    yield r"% Written by eyebib. \input it where the table belongs. In the preamble:"
    packages = list(_packages(table, frame))
    yield rf"%   \usepackage{{{','.join(packages)}}}" if packages else "%   no package"
    yield r"%   \usepackage{hyperref} % if links should work"
    yield r"% Its keys are those of references.bib: \bibliography{references}"
    if layout == "longtable":
        yield "% Text in two columns forbids a longtable: eyebib table --layout 'table*'"
    elif layout == "table*":
        yield "% For text in two columns; in one column, leave out --layout."
    if frame.is_crowded:
        turned = "" if table.view.landscape or frame.is_bare else " or --landscape"
        yield f"% Words break, as there is little room: fewer --columns{turned} would help."


def _packages(table: Table, frame: Frame) -> Iterator[str]:
    if frame.is_bare:
        return
    yield "booktabs"
    if frame.wraps:
        yield "array"
    if table.view.layout == "longtable":
        yield "longtable"
    if any(column.narrow for column in table.columns):
        yield from ("amssymb", "graphicx")
    if table.view.landscape:
        yield "pdflscape" if table.view.layout == "longtable" else "rotating"


def _commands(table: Table, frame: Frame) -> Iterator[str]:
    yield r"\begingroup"
    yield r"\providecommand{\href}[2]{#2}"
    if any(column.narrow for column in table.columns):
        sign = r"\surd" if frame.is_bare else r"\checkmark"
        yield rf"\providecommand{{{latex_cell.TICK}}}{{\ensuremath{{{sign}}}}}"
    if frame.wraps:
        back = "" if frame.is_bare else r"\arraybackslash"
        yield rf"\providecommand{{\eyebibcell}}{{\raggedright{back}\hspace{{0pt}}}}"
        if frame.wraps_numbers:
            yield rf"\providecommand{{\eyebibnumber}}{{\raggedleft{back}\hspace{{0pt}}}}"
        yield r"\ifdefined\eyebibflex\else\newdimen\eyebibflex\fi"
    yield rf"\setlength{{\tabcolsep}}{{{frame.gap}pt}}"
    yield from latex_cell.boxes(_text(table))


def _text(table: Table) -> str:
    """The texts of the table that are not ASCII, each once."""
    texts = {table.title, *(column.heading for column in table.columns)}
    texts.update(text for entry in table.legend for text in entry)
    for row in table.rows:
        texts.add(row.group)
        texts.update(cell.text for cell in row.cells)
    return " ".join(sorted(text for text in texts if not text.isascii()))


def _longtable(table: Table, frame: Frame) -> Iterator[str]:
    landscape = table.view.landscape
    headings = latex_frame.headings(frame)
    yield r"\begin{landscape}" if landscape else ""
    yield r"\footnotesize\setlength{\LTleft}{0pt}\setlength{\LTright}{0pt}"
    yield r"\setlength{\LTcapwidth}{\linewidth}"
    yield latex_frame.flex(frame)
    yield rf"\begin{{longtable}}{{{latex_frame.spec(frame)}}}"
    if table.title:
        yield rf"{_caption(table)}\\"
    yield from (r"\toprule", headings, r"\midrule", r"\endfirsthead")
    if table.title:
        yield latex_frame.across(frame, r"\tablename~\thetable{} (continued)") + r"\\"
    yield from (r"\toprule", headings, r"\midrule", r"\endhead")
    yield from (r"\bottomrule", r"\endfoot", r"\bottomrule")
    if legend := _legend(table, frame):
        yield latex_frame.across(frame, rf"\rule{{0pt}}{{3ex}}{legend}") + r"\\"
    yield r"\endlastfoot"
    yield from _body(table.rows, frame)
    yield from _totals(table, frame)
    yield r"\end{longtable}"
    yield r"\end{landscape}" if landscape else ""


def _caption(table: Table) -> str:
    return rf"\caption{{{tex.escape(table.title)}}}\label{{{table.view.label}}}"


def _legend(table: Table, frame: Frame) -> str:
    names = dict(table.legend)
    numbers = latex_frame.numbered(frame)
    headings = {heading for _, heading in numbers}
    numbered = [(n, f"{h} ({names[h]})" if h in names else h) for n, h in numbers]
    terms = [*numbered, *(entry for entry in table.legend if entry[0] not in headings)]
    return latex_cell.legend(terms) if terms else ""


def _body(rows: Sequence[Row], frame: Frame) -> Iterator[str]:
    """The rows, with a heading above each group that is on the page of the next row."""
    group = ""
    for place, row in enumerate(rows):
        if row.group != group:
            group = row.group
            if place:
                yield r"\noalign{\smallskip}" if frame.is_bare else r"\addlinespace"
            heading = latex_frame.across(frame, rf"\itshape {latex_cell.breakable(group, 30)}")
            yield heading + (latex_frame.end(frame) if frame.is_bare else r"\\*")
        yield latex_frame.cells(frame, row.cells)


def _totals(table: Table, frame: Frame) -> Iterator[str]:
    if table.totals:
        yield latex_frame.rule(frame, "mid")
        yield latex_frame.cells(frame, table.totals)


def _parts(table: Table, frame: Frame) -> Iterator[str]:
    """One float for each page; the first has the caption, the last has the legend."""
    name = "sidewaystable*" if table.view.landscape else "table*"
    parts = _pages(table, frame)
    for place, rows in enumerate(parts):
        yield r"\clearpage" if place and place % _FLOATS == 0 else ""
        yield rf"\begin{{{name}}}" + ("" if table.view.landscape else "[tp]")
        if table.title and place == 0:
            yield _caption(table)
        elif table.title:
            yield rf"\noindent\tablename~\ref{{{table.view.label}}} (continued)\par\smallskip"
        yield from (r"\footnotesize", latex_frame.flex(frame))
        yield rf"\noindent\begin{{tabular*}}{{\linewidth}}{{{latex_frame.spec(frame)}}}"
        yield latex_frame.rule(frame, "top")
        yield latex_frame.headings(frame)
        yield latex_frame.rule(frame, "mid")
        yield from _body(rows, frame)
        is_last = place == len(parts) - 1
        yield from _totals(table, frame) if is_last else ()
        yield latex_frame.rule(frame, "bottom")
        yield r"\end{tabular*}"
        if is_last and (legend := _legend(table, frame)):
            yield rf"\par\smallskip\noindent\parbox{{\linewidth}}{{\raggedright {legend}}}"
        yield rf"\end{{{name}}}"


def _pages(table: Table, frame: Frame) -> list[list[Row]]:
    """The rows of each part; the parts have about the same height, and fit the smallest page."""
    page = _PAGES[table.view.layout][table.view.landscape]
    legend = int(width.ems(_legend(table, frame)) / frame.line) + 1
    room = max(page - legend - latex_frame.heading_height(frame), 10)
    heights = [latex_frame.height(frame, row) for row in table.rows]
    parts = _split(table.rows, heights, room)
    level = sum(heights) // len(parts) + max(heights, default=0)
    even = _split(table.rows, heights, min(level, room))
    return even if len(even) == len(parts) else parts


def _split(rows: Sequence[Row], heights: Sequence[int], room: int) -> list[list[Row]]:
    """Parts of at most `room` lines, filled one after the other; a heading has two lines."""
    parts: list[list[Row]] = [[]]
    used, group = 0, ""
    for row, height in zip(rows, heights, strict=True):
        needed = height + 2 * (row.group != group)
        if parts[-1] and used + needed > room:
            parts.append([])
            used, needed = 0, height + 2 * bool(row.group)
        parts[-1].append(row)
        used, group = used + needed, row.group
    return parts
