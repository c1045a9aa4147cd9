"""The titles of a work in a Crossref message, with subtitles."""

import re

from eyebib.matching.title import normal, same
from eyebib.model.csl import FORMULAS, Item
from eyebib.sources.field import Message, raw_text, texts, verbatim
from eyebib.text.tex_formula import of_source

_SUBTITLE = re.compile(r"(?:<|&lt;)subtitle(?:>|&gt;)", re.IGNORECASE)
_ENDINGS = (".", "?", "!", ":", ";", "–", "—")
"""What separates a title from its subtitle."""
_WILEY = ("10.1002/", "10.1111/")
"""The prefixes of Wiley's journals, also of those that are now with another publisher."""


def titles(message: Message) -> Item:
    """`title`, `original-title` and `title-short`; the rest is in `custom`.

    If `title` is `[""]`, the original title is used. Several titles are translations, each with its
    subtitle. A running head is not part of the title.
    """
    originals, subtitles, shorts = (
        list(dict.fromkeys(texts(message.get(field))))
        for field in ("original-title", "subtitle", "short-title")
    )
    subtitles, heads = ([], subtitles) if _has_running_heads(message) else (subtitles, [])
    own = list(dict.fromkeys(_titles(_texts(message)))) or originals[:1]
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
        "custom": {
            "titles": full[1:],
            "subtitles": heads + other_parts,
            FORMULAS: [formula for title in _texts(message) for formula in of_source(title)],
        },
    }


def _texts(message: Message) -> list[str]:
    """The texts of the field `title`, with their markup."""
    value = message.get("title")
    return [raw_text(each) for each in (value if isinstance(value, list) else [value])]


def _titles(values: list[str]) -> list[str]:
    """The titles of texts with markup; JAMA puts subtitles in a tag inside the title."""
    return texts(list(map(_with_colons, values)))


def _with_colons(text: str) -> str:
    """The text with a colon for each tag, unless the words before it end with another sign."""
    *heads, last = _SUBTITLE.split(text)
    ends = (head.rstrip() for head in heads)
    return "".join([f"{end} " if end.endswith(_ENDINGS) else f"{end}: " for end in ends] + [last])


def _join(title: str, subtitles: list[str]) -> str:
    full = title
    for subtitle in subtitles:
        if normal(subtitle).startswith(f"{normal(full)} "):  # the subtitle repeats the title
            full = subtitle
            continue
        full += f" {subtitle}" if full.endswith(_ENDINGS) else f": {subtitle}"
    return full


def _has_running_heads(message: Message) -> bool:
    """Whether a subtitle is a running head, in whatever case: it is in articles from Wiley.

    All 21 subtitles of articles in Wiley's journals, in 958 recorded works, are running heads, and
    the titles are complete. Books have real subtitles.
    """
    publisher = " ".join(texts(message.get("publisher")))
    is_wiley = "Wiley" in publisher or verbatim(message.get("DOI")).startswith(_WILEY)
    return is_wiley and message.get("type") == "journal-article"


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
