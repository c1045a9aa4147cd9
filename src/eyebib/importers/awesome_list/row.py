"""The facts in the row of a table, by the headings of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list import title as titles
from eyebib.importers.awesome_list.block import Block, Piece
from eyebib.importers.awesome_list.link import link_of
from eyebib.importers.awesome_list.marked import LINE, bare, marked, year_in
from eyebib.model.settings import COLUMNS as BUILT_IN
from eyebib.text.clean import clean

COLUMNS = {
    "title": r"title|paper ?(?:title|name)|name of (?:the )?paper|标题|论文标题|论文名称|题目",
    "paper": r"papers?|articles?|publications?|works?|references?|ref\.?|paper ?links?|论文|文章",
    "name": r"(?:(?:short|model|method|data ?set) ?)?names?|models?|methods?|abbreviations?|abbr\.?"
    r"|acronyms?|frameworks?|algorithms?|approach(?:es)?|data ?sets?|benchmarks?|systems?|agents?"
    r"|tools?|networks?|architectures?|模型|方法|名称|数据集|简称",
    "venue": r"venues?|conferences?|journals?|published(?: in)?|publishers?|pub\.?|sources?"
    r"|proceedings|conference ?/ ?journal|venue ?/ ?year|会议|期刊|来源|发表",
    "date": r"dates?|years?|time|released?(?: date)?|publish(?:ed)? ?dates?"
    r"|publication (?:date|year)|submitted|月|年份|时间|日期|年",
    "code": r"codes?|github|repos?|repositor(?:y|ies)|implementations?|code ?links?|open ?source"
    r"|source code|代码|开源",
    "link": r"links?|urls?|pdf|arxiv|doi|preprint|resources?|project(?: page)?s?|homepage|website"
    r"|stars?|demo|no\.?|#|id|index|链接|下载|序号|编号",
    "modality": r"modalit(?:y|ies)|image modalit(?:y|ies)",
    "author": r"(?:first )?authors?|team|affiliations?|institut(?:ion|e)s?|org(?:anization)?s?"
    r"|作者|机构",
}
"""What the heading of a column says that it holds, as patterns for the whole heading."""

_COLUMNS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in COLUMNS.items()}
_TITLES = ("title", "paper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row says; `cells` are those of the list's own columns, by the headings of these."""

    title: str
    name: str = ""
    year: int | None = None
    cells: dict[str, str] = field(default_factory=dict)


def role(heading: str) -> str:
    """What a column holds, by its heading; empty if it is one of the list's own."""
    heading = re.sub(r"^[^\w#]+|[^\w.#]+$", "", heading)
    return next((role for role, pattern in _COLUMNS.items() if pattern.fullmatch(heading)), "")


def row_of(block: Block) -> Row:
    """The facts of a row; the title is empty if no cell has one."""
    cells = [(head, role(head), pieces) for head, pieces in block.cells]
    name = next(
        (text for _, kind, pieces in cells if kind == "name" and (text := _name(pieces))), ""
    )
    title, inner = _title([(kind, pieces) for _, kind, pieces in cells])
    if not title:
        title, inner = name, name
    title, name = clean(title), clean(_short(name, title) or inner)
    return Row(title=title, name=name, year=_year(cells), cells=_own(cells, title))


def _own(cells: Sequence[tuple[str, str, Sequence[Piece]]], title: str) -> dict[str, str]:
    """The cells of the list's own columns; `Modalities` is a built-in column of eyebib's tables."""
    named = [
        ("Modality" if kind else heading, _text(pieces))
        for heading, kind, pieces in cells
        if kind == "modality" or not (kind or heading.casefold() in BUILT_IN)
    ]
    return {clean(name): clean(text) for name, text in named if name and text not in ("", title)}


def _short(name: str, title: str) -> str:
    return name if len(name.split()) <= 6 and (name != title or len(title.split()) <= 3) else ""


def _title(cells: list[tuple[str, Sequence[Piece]]]) -> tuple[str, str]:
    """The title under Title or Paper, else the text of a paper link, else the longest text."""
    for wanted in _TITLES:
        for kind, pieces in cells:
            if kind == wanted and (found := _cell_title(pieces))[0]:
                return found
    for kind, pieces in cells:
        linked = [link for p in pieces if p.url is not None and (link := link_of(p)).has_title]
        if linked and kind not in ("venue", "date", "code", "author", "link"):
            return titles.of_link(linked[0].label)
    if any(kind == "name" for kind, _ in cells):
        return "", ""
    texts = [_cell_title(pieces) for kind, pieces in cells if kind == ""]
    return max(texts, key=lambda found: len(found[0]), default=("", ""))


def _cell_title(pieces: Sequence[Piece]) -> tuple[str, str]:
    linked = next(
        (link for p in pieces if p.url is not None and (link := link_of(p)).has_title), None
    )
    if linked:
        return titles.of_link(linked.label)
    return titles.title_and_name(marked(pieces), is_item=True)


def _name(pieces: Sequence[Piece]) -> str:
    """The text of a cell under Model; the text of a link counts, also if it looks like a venue."""
    links = [
        link_of(piece).label for piece in pieces if piece.url is not None and not piece.is_badge
    ]
    linked = next((text for text in links if not labels.is_label(text)), "")
    return _text(pieces) or linked


def _text(pieces: Sequence[Piece]) -> str:
    """The text of a cell; a cell of labels or signs alone has none."""
    lines = re.split(f"[{LINE}]", marked(pieces))
    text = ", ".join(filter(None, (bare(line) for line in lines)))
    return text if re.search(r"\w", text) else ""


def _year(cells: Sequence[tuple[str, str, Sequence[Piece]]]) -> int | None:
    texts = [
        _text(pieces) for wanted in ("date", "venue") for _, kind, pieces in cells if kind == wanted
    ]
    return next(filter(None, map(year_in, texts)), None)
