"""The title and the short name in the marked text of an item (`marked`)."""

import re

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.marked import (
    BOLD,
    END_BOLD,
    END_ITALIC,
    ITALIC,
    LINE,
    LINK,
    SOFT,
    without_labels,
    without_styles,
)
from eyebib.importers.awesome_list.plain_title import (
    SHORT,
    is_beside,
    is_title_like,
    split_exact,
    split_name,
    tidy,
    title_in,
    without_tail,
    words,
)

_LEAD = re.compile(
    r"^[^\x01-\x04\w\[(（【“\"'‘«「《<#$@]+"  # bullets and emoji
    r"|^(?:\d{1,3}[.)])\s+|^[#]+\s+"
)
_BRACKETED = re.compile(
    r"^\s*(?:\[([^\[\]]*)\]|【([^【】]*)】|\(([^()]*)\)|（([^（）]*)）)[\s:：,.\-–—|]*"
)
_SEPARATOR = re.compile(r"^[\s:：.,|–—-]+")
_QUOTED = re.compile(
    r"^(?:“([^“”]+)[,.]”|\"([^\"]+)[,.]\"|``([^`']+)[,.]''"
    r"|(?:“([^“”]+)”|\"([^\"]+)\"|``([^`']+)''|「([^「」]+)」|《([^《》]+)》)(?=\s*(?:[,.;(\[]|$)))"
)
_BOLD_LINE = re.compile(
    rf"\s*(?P<italic>{ITALIC}?){BOLD}(?P<title>[^{END_BOLD}{LINK}]*){END_BOLD}{END_ITALIC}?"
    rf"(?P<name>\s*\([^(){LINK}]*\))?\s*(?:[{LINE}{SOFT}]|· ?{LINK})"
)
_BOLD_NAME = re.compile(rf"{BOLD}([^{END_BOLD}]*){END_BOLD}[\s:：.-]*$")
_SMALL = frozenset(
    """a an the and or of for in on to by with from at as is are via using our its under without
    between towards into""".split()
)
"""Words in lower case that may follow the label of an item."""
_DANGLING = frozenset(
    """our the this that a an see in of from by their to and please with for is are check
    following""".split()
)
"""Words before a label that is a word of a sentence: `see our [paper]`."""
_PROSE = re.compile(
    r"(?i)(?:we|our|please|welcome|thanks|thank|note|if you|this (?:repo|list|page|survey|is)"
    r"|the (?:following|list|repo)|for more|more details|see|contact)\b"
)
_LONGEST = 45
"""Words of a title."""


def title_and_name(text: str, *, is_item: bool) -> tuple[str, str]:
    """The title in the text around the labels, and the short name; empty if there is none.

    In a list (`is_item`) unmarked text is a title; in a paragraph it may be prose.
    """
    before, link, after = text.partition(LINK)
    if is_sentence(text):
        return "", ""
    for part in (before, without_labels(link + after).split(LINK)[0]):
        title, name = _of(without_venue(part), is_item=is_item)
        if title:
            return title, name or name_after(link + after)
    return "", ""


def bold_line(text: str) -> tuple[str, str]:
    """The title of a line that is bold as a whole: it is one whatever it says.

    Other lines are below it, or a middle dot and the links follow. If it is in italics, too, and
    short, it is the name as well.
    """
    line = _BOLD_LINE.match(text)
    if not line:
        return "", ""
    title, name = (" ".join(without_styles(line[part] or "").split()) for part in ("title", "name"))
    if is_beside(name):
        return title, name[1:-1].strip()
    title = f"{title} {name}".rstrip()
    is_name = line["italic"] and len(title.split()) <= SHORT
    return (title, title) if is_name else split_exact(title)


def of_link(label: str) -> tuple[str, str]:
    """The title and the name in the text of a link, without a venue or a label around them."""
    return split_name(tidy(without_tail(without_venue(label))))


def title_after(text: str) -> str:
    """The title in the text after a name, up to a label, a line end or italic authors."""
    text = re.split(f"[{LINK}{ITALIC}{LINE}]", text)[0]
    return title_in(_SEPARATOR.sub("", without_styles(text)))


def name_before(text: str) -> str:
    """The bold name at the end of the text before a title: `**BERT**: [Pre-training](u)`."""
    match = _BOLD_NAME.search(text)
    name = match[1].strip(" :：.") if match and "[" not in text else ""
    is_name = 0 < len(words(name)) <= SHORT and not (labels.is_venue(name) or labels.is_label(name))
    return name if is_name else ""


def name_after(text: str) -> str:
    """The short name in parentheses after the labels: `[pdf] (**ELMo**)`."""
    match = re.search(rf"\(\s*{BOLD}([^{END_BOLD}]*){END_BOLD}\s*\)", text)
    return match[1].strip() if match else ""


def is_sentence(text: str) -> bool:
    """Whether the first label is a word of a sentence: `our [paper] has been accepted`."""
    before, link, after = text.partition(LINK)
    if not link or re.search(r"[\[(（【|]\s*$", before) or not words(before):
        return False
    if re.search(r"[.!?。:：,|\n-]\s*$", without_styles(before)):
        return False
    follows = re.match(r"\s+([a-z][\w-]*)", without_styles(after))
    is_followed = follows is not None and follows[1] not in _SMALL
    return is_followed or words(before)[-1].casefold() in _DANGLING


def without_venue(text: str) -> str:
    """The text without the numbers, signs and bracketed venues that it begins with."""
    for _ in range(6):
        shorter = _LEAD.sub("", text.lstrip(f" {SOFT}{LINE}"))
        bracket = _BRACKETED.match(without_styles(shorter))
        if bracket and _is_outer(next(filter(None, bracket.groups()), ""), bracket[0], shorter):
            shorter = _after(shorter, len(bracket[0]))
        if shorter == text:
            break
        text = shorter
    return text


def _is_outer(inside: str, bracket: str, text: str) -> bool:
    """Whether a bracket at the beginning is not part of the title."""
    rest = without_styles(text)[len(bracket) :]
    return bool(words(rest)) or labels.is_venue(inside) or not words(inside)


def _after(text: str, length: int) -> str:
    """The text after so many characters, signs of styles not counted."""
    for index, sign in enumerate(text):
        if length == 0 and sign not in (END_BOLD, END_ITALIC):
            return text[index:]
        length -= bool(without_styles(sign))
    return ""


def _of(text: str, *, is_item: bool) -> tuple[str, str]:
    if bold := _from_bold(text):
        return _bold(bold)
    italic = text[1 : text.find(END_ITALIC)] if text.startswith(ITALIC) else ""
    if len(words(italic)) >= SHORT:
        return split_name(tidy(italic))
    plain = without_styles(text.partition(ITALIC)[0])
    if quoted := _QUOTED.match(plain):
        return split_name(tidy(next(filter(None, quoted.groups()), "")))
    title = title_in(plain)
    is_prose = _PROSE.match(title) or (not is_item and len(words(title)) < SHORT)
    return ("", "") if is_prose or not _fits(title) else split_name(title)


def _from_bold(text: str) -> str:
    """The text from its bold title, which authors may precede; empty if there is none."""
    start = text.find(BOLD)
    if start <= 0 or "[" in text[:start]:
        return text if start == 0 else ""
    bold = words(text[start + 1 : text.find(END_BOLD)])
    return text[start:] if len(bold) >= max(SHORT, len(words(text[:start]))) else ""


def _bold(text: str) -> tuple[str, str]:
    """A bold title, or the title after a bold name."""
    end = text.find(END_BOLD)
    bold, after = tidy(text[1:end]), text[end + 1 :]
    while more := re.match(rf"\s*{BOLD}([^{END_BOLD}]*){END_BOLD}", after):  # `**a** **b**`
        bold, after = f"{bold} {tidy(more[1])}", after[more.end() :]
    name = re.match(r"\s*(\([^()]*\))", after)
    if name and not labels.is_venue(name[1]):
        return split_name(f"{bold} {name[1]}")
    title = title_after(after)
    if _follows(title, after) and not bold.endswith((".", "?")):
        if len(words(bold)) <= SHORT:
            is_name = not labels.is_venue(bold) and not labels.is_label(bold)
            return title, bold if is_name else ""
        if re.match(r"\s*[:：]", after):
            return f"{bold}: {title}", ""
    return split_name(bold) if _fits(bold) else ("", "")


def _follows(title: str, after: str) -> bool:
    """Whether the text after a bold name is a title, not a predicate: `**X** is a data set`."""
    is_apart = _SEPARATOR.match(without_styles(after).lstrip()) or not title[:1].islower()
    return bool(is_apart) and is_title_like(title)


def _fits(title: str) -> bool:
    return bool(title) and len(words(title)) <= _LONGEST and not labels.is_label(title)
