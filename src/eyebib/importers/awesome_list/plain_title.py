"""The title in plain text: without the authors, venues and years around it."""

import re
from itertools import takewhile

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.marked import LINE, SOFT, bare, without_labels

_NAME_WORD = r"(?:[^\W\d_a-z][\w.'’-]*+|d[eu]|van|von|der|el|bin|al)"
_NAME = re.compile(rf"\s*{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}[*†‡\d.]*\s*")
"""The name of a person: two to four capitalised words."""
_LISTED_NAME = r"[^\W\d_][\w'’-]++(?: [\w'’-]++)?, (?:[A-Z]\.[\s-]?)++(?:,\s*|;\s*|&\s*|and\s+)*+"
_BYLINE = re.compile(
    rf"^\s*(?:(?:{_LISTED_NAME})++(?:et al\.?,?\s*)?|[^,.:]{{2,40}}? et al\.?(?=\s*[(:]))"
    r"\s*(?:\(?(?:19|20)\d\d\w?\)?)?[.,:]*\s*"
)
"""Authors and year before a title: `Lee, A., & Wu, B. (2024).`, `Lee et al.:`."""

_SENTENCE = re.compile(
    rf"{SOFT}|{LINE}|(?<=[^\W\d_]{{2}})[.]\s+|(?<=[?!\d)])[.]?\s+(?=[A-Z][^\W\d_]*[ ,.])"
)
"""Where a title may end; it goes on if the next sentence is neither authors nor a venue."""
_TAIL = re.compile(r"[\[(（【]([^\[\]()（）【】]*)[\])）】][\s.,]*$|[,，]\s*([^,，]*)$")
_YEAR_END = re.compile(r"(?<![\s,.(])[\s,.(]++(?:19|20)\d\d(?:[./-]\d{1,2})?\)?[\s.]*$")
_TRAILING = " ,;:：|·•–—([，；、。-"
"""Signs between a title and what follows."""
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\.\w+|al|etc|\.)\.$")
_SHORT_CODE = r":[a-z][a-z_\d+-]*:|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_EMOJI = re.compile(rf"^(?:(?:{_SHORT_CODE})\s*)++|(?:\s{{0,2}}(?:{_SHORT_CODE})){{1,9}}$")
"""Emoji and their short codes before and after a title."""

_PART = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})|(?i:part|vol(?:ume|\.)|version|chapter)\b.*")
"""Text in parentheses at the end of a title that is not a short name: `(II)`, `(Part 2)`."""
_LONGEST_NAME = 4
SHORT = 3
"""Words: what has fewer is a name rather than a title."""


def words(text: str) -> list[str]:
    """The words and numbers of a text as they are written; `GPT-4` is one."""
    return re.findall(r"[^\W_]+(?:['’.+-][^\W_]+)*", text)


def title_in(text: str) -> str:
    """The part of a text that is the title, without authors, venue and year around it."""
    text = _BYLINE.sub("", without_labels(text))
    parts = [part for part in _SENTENCE.split(text) if part and part.strip()]
    while len(parts) > 1 and _is_beside(parts[0]):
        parts.pop(0)
    kept = [*parts[:1], *takewhile(lambda part: not _is_beside(part), parts[1:])]
    if not kept:
        return ""
    start = text.find(kept[0])
    title = text[start : text.find(kept[-1], start) + len(kept[-1])]
    return tidy(_YEAR_END.sub("", without_tail(title)))


def _is_beside(part: str) -> bool:
    """Whether a sentence is not part of a title: authors, a venue, or signs."""
    return looks_like_authors(part) or labels.is_venue(tidy(part)) or not words(part)


def without_tail(title: str) -> str:
    """The title without the venues and labels after a comma or in brackets at its end."""
    for _ in range(4):
        tail = _TAIL.search(title)
        inside = next(filter(None, tail.groups()), "") if tail else ""
        if not tail or not (labels.is_venue(inside) or labels.is_label(inside)):
            return title
        title = _without_names(title[: tail.start()])
    return title


def _without_names(title: str) -> str:
    """The title without the authors between it and a venue: `T, Ann Lee, Bo Wu, Cy Roe`."""
    parts = title.split(",")
    count = sum(1 for _ in takewhile(_NAME.fullmatch, reversed(parts)))
    return ",".join(parts[:-count]) if 2 < count < len(parts) else title


def is_title_like(text: str) -> bool:
    """Whether the text after a name is a title, and not authors or a venue."""
    parts = words(text)
    has_lower = any(word[0].islower() and word not in ("and", "et", "al") for word in parts)
    is_known = looks_like_authors(text) or labels.is_venue(text) or labels.is_label(text)
    return len(parts) >= SHORT and not is_known and (has_lower or len(parts) > SHORT)


def looks_like_authors(text: str) -> bool:
    """Whether the text is a list of names."""
    before, et_al, _ = text.partition("et al")
    if et_al:
        return len(words(before)) <= 2 * _LONGEST_NAME or text.count(",") > 1
    parts = [part for part in re.split(r",| and | & |;", text) if part.strip()]
    names = [part for part in parts if _NAME.fullmatch(part)]
    return len(parts) > 2 and len(names) >= len(parts) - 1


def tidy(text: str) -> str:
    """The text without labels and styles, and without the signs, emoji and quotes around it."""
    text = _EMOJI.sub("", bare(text)).rstrip(_TRAILING)
    if text.endswith(".") and not _ABBREVIATED.search(text):
        text = text[:-1]
    for opening, closing in ("“”", '""', "「」", "《》", "()"):
        inner = text[1:-1]
        if text.startswith(opening) and text.endswith(closing) and closing not in inner:
            text = inner
    return text.rstrip(_TRAILING)


def split_name(text: str) -> tuple[str, str]:
    """A title and the short name in parentheses at its end; a year there is dropped."""
    title, name = _parenthesised(text)
    if labels.is_venue(name) and re.search(r"\d{4}", name):
        return title, ""
    is_name = bool(name) and len(words(name)) <= _LONGEST_NAME
    return split_exact(text) if is_name else (text, "")


def split_exact(text: str) -> tuple[str, str]:
    """The same for a title that is kept as it is, whatever it says: `Title (2024)` has no name."""
    title, name = _parenthesised(text)
    is_name = title and re.search("[A-Za-z]", name) and not _PART.fullmatch(name)
    return (title, name) if is_name else (text, "")


def is_beside(text: str) -> bool:
    """Whether text in parentheses after a bold title is a name, in whatever script."""
    name = text[1:-1].strip()
    return re.search(r"[^\W\d_]", name) is not None and not _PART.fullmatch(name)


def _parenthesised(text: str) -> tuple[str, str]:
    """The text before the last parentheses, if they end it, and the text in them."""
    head, _, name = text.removesuffix(")").rpartition("(")
    is_last = text.endswith(")") and ")" not in name and head.strip()
    return (head.rstrip(), name.strip()) if is_last else (text, "")
