"""The titles in a Crossref message: those of the work, with subtitle, and of its container."""

import re

from eyebib.matching.title import normal, same
from eyebib.model.csl import Item
from eyebib.sources.field import Message, raw_text, texts

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
"""Series of proceedings, by the start of their names."""
_SERIES = re.compile(
    r"(?i)lecture notes\b|ifip\b|springer\b|nato\b|(?:undergraduate|graduate) (?:texts|topics)\b"
    r"|(?:current topics|advances|methods|progress|studies|texts|topics|trends) in\b"
    r"|boston studies\b|mechanisms and machine science|understanding complex systems"
    r"|(?:annals|international review) of\b|.*\bseries\b|.* library\Z"
)
"""Series of any kind; volumes of proceedings may also start with `Advances in`."""
_SUBTITLE = re.compile(r"(?:<|&lt;)subtitle(?:>|&gt;)", re.IGNORECASE)
_ENDINGS = (".", "?", "!", ":", ";", "–", "—")
"""What separates a title from its subtitle."""
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|\b[IVXL]{2,}\b|\b\d+(?:st|nd|rd|th)\b")
"""A year or number in a title: it belongs to a volume, not to a series."""


def titles(message: Message) -> Item:
    """`title`, `original-title` and `title-short`; other titles and subtitles are in `custom`.

    If `title` is `[""]`, the original title is used. Several titles are translations, each with its
    subtitle.
    """
    originals, subtitles, shorts = (
        list(dict.fromkeys(texts(message.get(field))))
        for field in ("original-title", "subtitle", "short-title")
    )
    own = list(dict.fromkeys(_titles(message.get("title")))) or originals[:1]
    is_each = len(own) == len(subtitles)
    groups = [[part] for part in subtitles] if is_each else [subtitles, *([] for _ in own[1:])]
    pairs = list(zip(own, groups, strict=False))
    full = [_join(title, [part for part in parts if _adds(title, part)]) for title, parts in pairs]
    other_parts = [part for title, parts in pairs for part in parts if not _adds(title, part)]
    other = [text for text in originals if not any(same(text, title) for title in own)]
    short = [text for text in shorts if text not in own]
    return {
        "title": full[0] if full else "",
        "original-title": other[0] if other else "",
        "title-short": short[0] if short else "",
        "custom": {"titles": full[1:], "subtitles": other_parts},
    }


def _titles(value: object) -> list[str]:
    """The titles in a field; JAMA puts subtitles in a tag inside the title."""
    values = value if isinstance(value, list) else [value]
    return texts([_with_colons(raw_text(each)) for each in values])


def _with_colons(text: str) -> str:
    """The text with a colon for each tag, unless the words before it end with another sign."""
    *heads, last = _SUBTITLE.split(text)
    ends = (head.rstrip() for head in heads)
    return "".join([f"{end} " if end.endswith(_ENDINGS) else f"{end}: " for end in ends] + [last])


def _join(title: str, subtitles: list[str]) -> str:
    full = title
    for subtitle in (subtitle for subtitle in subtitles if _adds(title, subtitle)):
        if normal(subtitle).startswith(f"{normal(full)} "):  # the subtitle repeats the title
            full = subtitle
            continue
        full += f" {subtitle}" if full.endswith(_ENDINGS) else f": {subtitle}"
    return full


def _adds(title: str, subtitle: str) -> bool:
    """Whether a subtitle adds to the title: not if it is a number, a running head or a repetition.

    Running heads are in capitals (`REPAIR STRATEGIES`) or abbreviate the title word by word.
    """
    words, subwords = normal(title).split(), normal(subtitle).split()
    if not re.search(r"[^\W\d_]", subtitle) or (_is_upper(subtitle) and not _is_upper(title)):
        return False
    rest = iter(words)
    is_abbreviation = all(any(_abbreviates(part, word) for word in rest) for part in subwords)
    return not is_abbreviation and "".join(subwords) not in "".join(words)


def _abbreviates(part: str, word: str) -> bool:
    return part == word or (len(part) == 1 and word.startswith(part))


def _is_upper(text: str) -> bool:
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return upper > 1 and lower <= upper / 8


def containers(message: Message, kind: str) -> Item:
    """`container-title` with its short form, and `collection-title`, for a CSL type.

    The container of a book is a series. A chapter or paper has two titles, in either order: the
    series is recognized by its name, else the volume by its year or number, else the series is
    first.
    """
    names = list(dict.fromkeys(texts(message.get("container-title"))))
    shorts = texts(message.get("short-container-title"))
    if kind == "book":
        return {"collection-title": "; ".join(names)}
    if not names:
        return {}
    volume = _volume(names) if kind in _PARTS else names[0]
    others = [name for name in names if name != volume]
    is_each = len(names) in {1, len(shorts)}  # the first of several short forms of one title
    short_forms = dict(zip(names, shorts, strict=False)) if is_each else {}
    return {
        "container-title": volume,
        "container-title-short": short_forms.get(volume, ""),
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
    """Whether a chapter is a conference paper, because publishers deposit LNCS volumes as books.

    It is if the message has an event, the volume has `proceedings` in its name, or the series is a
    series of proceedings.
    """
    names = texts(message.get("container-title"))
    return bool(message.get("event")) or any(
        _PROCEEDINGS.match(name) or re.search(r"(?i)\bproceedings\b", name) for name in names
    )
