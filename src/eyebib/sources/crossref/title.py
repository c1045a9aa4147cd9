"""Titles of a Crossref message: the work's own with its subtitle, and those of what contains it."""

import re

from eyebib.matching.title import normal, same
from eyebib.model.csl import Item
from eyebib.sources.crossref.field import Message, stated, texts

_PARTS = frozenset(("chapter", "paper-conference", "entry-encyclopedia"))
_PROCEEDINGS = re.compile(
    r"(?i)lecture notes (?:in (?:computer science|artificial intelligence|bioinformatics"
    r"|networks and systems|(?:electrical|mechanical|civil) engineering|business information"
    r" processing)|of the institute for computer sciences"
    r"|on data engineering and communications technologies)\b"
    r"|communications in computer and information science"
    r"|ifip (?:advances in|international federation)|advances in intelligent systems and computing"
    r"|smart innovation, systems and technologies|ifmbe proceedings|springer proceedings in"
    r"|spie proceedings|aip conference proceedings|conference proceedings of the society"
)
"""Series of proceedings, by the beginning of their names."""
_SERIES = re.compile(
    r"(?i)lecture notes\b|ifip\b|springer\b|nato\b|(?:undergraduate|graduate) (?:texts|topics)\b"
    r"|(?:current topics|advances|methods|progress|studies|texts|topics|trends) in\b"
    r"|boston studies\b|mechanisms and machine science|understanding complex systems"
    r"|(?:annals|international review) of\b|.*\bseries\b|.* library\Z"
)
"""Series of any kind; volumes of proceedings are called `Advances in` something as well."""
_SUBTITLE = re.compile(r"([.?!:;–—]?)\s*(?:<|&lt;)subtitle(?:>|&gt;)", re.IGNORECASE)
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|\b[IVXL]{2,}\b|\b\d+(?:st|nd|rd|th)\b")
"""A year or a number in a title: the volume's, not the series'."""


def titles(message: Message) -> Item:
    """`title`, `original-title`, `title-short`; translations and what is no title in `custom`.

    A title of `[""]` is the original one. Several titles are translations, each with its subtitle.
    """
    originals, subtitles, shorts = (
        list(dict.fromkeys(texts(message.get(field))))
        for field in ("original-title", "subtitle", "short-title")
    )
    own = list(dict.fromkeys(_titles(message.get("title")))) or originals[:1]
    is_each = len(own) == len(subtitles)
    of_titles = [[part] for part in subtitles] if is_each else [subtitles, *([] for _ in own[1:])]
    pairs = list(zip(own, of_titles, strict=False))
    joined = [
        _joined(title, [part for part in parts if _adds(title, part)]) for title, parts in pairs
    ]
    left = [part for title, parts in pairs for part in parts if not _adds(title, part)]
    other = [text for text in originals if not any(same(text, title) for title in own)]
    short = [text for text in shorts if text not in own]
    return {
        "title": joined[0] if joined else "",
        "original-title": other[0] if other else "",
        "title-short": short[0] if short else "",
        "custom": {"titles": joined[1:], "subtitles": left},
    }


def _titles(value: object) -> list[str]:
    """The titles of a field; JAMA's have their subtitles inside, in tags."""
    values = value if isinstance(value, list) else [value]
    return texts([_SUBTITLE.sub(_colon, stated(each)) for each in values])


def _colon(tag: re.Match[str]) -> str:
    return f"{tag[1]} " if tag[1] else ": "


def _joined(title: str, subtitles: list[str]) -> str:
    joined = title
    for subtitle in (subtitle for subtitle in subtitles if _adds(title, subtitle)):
        if normal(subtitle).startswith(f"{normal(joined)} "):  # the title again, and more
            joined = subtitle
            continue
        joined += f" {subtitle}" if joined[-1] in ".?!:;–—" else f": {subtitle}"
    return joined


def _adds(title: str, subtitle: str) -> bool:
    """Whether a subtitle says something: no number, no running head, no words of the title again.

    Running heads are in capitals (`REPAIR STRATEGIES`) or shorten the title word by word.
    """
    words, subwords = normal(title).split(), normal(subtitle).split()
    if not re.search(r"[^\W\d_]", subtitle) or (_is_upper(subtitle) and not _is_upper(title)):
        return False
    rest = iter(words)
    is_shortened = all(any(_abbreviates(part, word) for word in rest) for part in subwords)
    return not is_shortened and "".join(subwords) not in "".join(words)


def _abbreviates(part: str, word: str) -> bool:
    return part == word or (len(part) == 1 and word.startswith(part))


def _is_upper(text: str) -> bool:
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return upper > 1 and lower <= upper / 8


def containers(message: Message, kind: str) -> Item:
    """`container-title` with its short form and `collection-title`, by the CSL type.

    A book stands in a series. Of the two titles of a chapter or paper, in either order, the series
    is told by its name, else the volume by its year or number, else the series comes first.
    """
    names = list(dict.fromkeys(texts(message.get("container-title"))))
    shorts = texts(message.get("short-container-title"))
    if kind == "book":
        return {"collection-title": "; ".join(names)}
    if not names:
        return {}
    volume = _volume(names) if kind in _PARTS else names[0]
    others = [name for name in names if name != volume]
    is_each = len(names) in {1, len(shorts)}  # of several short forms of one title, the first
    short_of = dict(zip(names, shorts, strict=False)) if is_each else {}
    return {
        "container-title": volume,
        "container-title-short": short_of.get(volume, ""),
        "collection-title": "; ".join(others) if kind in _PARTS else "",
        "custom": {"container-titles": [] if kind in _PARTS else others},
    }


def _volume(names: list[str]) -> str:
    guesses = (
        [name for name in names if not _PROCEEDINGS.match(name)],
        [name for name in names if not _SERIES.match(name)],
        [name for name in names if _DATED.search(name)],
    )
    return next((guess[0] for guess in guesses if len(guess) == 1), names[-1])


def is_paper(message: Message) -> bool:
    """Whether a chapter is a conference paper: publishers deposit LNCS volumes as books.

    The message names an event, or the volume is called proceedings, or its series is one of
    proceedings.
    """
    names = texts(message.get("container-title"))
    return bool(message.get("event")) or any(
        _PROCEEDINGS.match(name) or re.search(r"(?i)\bproceedings\b", name) for name in names
    )
