"""What the heading of a table's column says that it holds."""

import re

from eyebib.model.settings import COLUMNS as BUILT_IN

_PATTERNS = {
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

_ROLES = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in _PATTERNS.items()}


def role(heading: str) -> str:
    """What a column holds, by its heading; empty if it is one of the list's own."""
    heading = re.sub(r"^[^\w#]+|[^\w.#]+$", "", heading)
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(heading)), "")


def is_own(heading: str) -> bool:
    """Whether a column is one of the list's own, which has no meaning to eyebib."""
    return bool(heading) and not role(heading) and heading.casefold() not in BUILT_IN


_PROSE = re.compile(
    r"abstract|tl;? ?dr|summary|description|notes?|comments?|key ?words|citation|bibtex|updates?"
    r"|highlights?|contributions?|introduction|overview|摘要",
    re.IGNORECASE,
)


def is_fact_of_list(key: str) -> bool:
    """Whether a key names a fact that the list has of its own, such as `Dataset`; not prose."""
    is_known = role(key) != "name" and not is_own(key)
    return not (is_known or key.casefold() == "name" or _PROSE.fullmatch(key))
