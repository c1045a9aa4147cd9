"""What surrounds an identifier in a sentence, a table or a page, and how to remove it."""

import html
import re
from urllib.parse import unquote

from eyebib.model.link_rules.registered import REGISTERED
from eyebib.text.link import is_web_link

LABEL = re.compile(
    r"(doi|arxiv|pii|pmid|pmcid|pmc|pubmed|url)(?:\s*[:：]\s*(?:\1\s*:\s*)?|\s+)",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"\A(?:arxiv (?:preprint|e-?print),? |corr,? (?=abs/))", re.IGNORECASE)
_MARKUP = re.compile(r"\]\(<?(?=https?://)|\bhref=[\"']?(?=https?://)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6}|#x[\da-f]{1,5});", re.IGNORECASE)
_BROKEN = re.compile(r"((?:doi\.org/|doi\s*:)) +(?=10\.\d)", re.IGNORECASE)

_REMARK = re.compile(
    r"[.,;]? +(?:[\[(]|(?:epub|ecollection|pmc?id|published|online|print|accessed)\b)",
    re.IGNORECASE,
)
"""How a text after an identifier begins: `10.1000/x. Epub 2022 Sep 1.`, `arXiv:... [eess.IV]`."""
_WHOLE = re.compile(rf"(?:doi:)?{REGISTERED}", re.IGNORECASE)

OPENING = "\"'“‘<([{*`|（［【〔「『《〈"
INVISIBLE = "\u200b\u2060\ufeff"  # often pasted with links; `str.strip` keeps them
BRACKETS = dict(zip(")]}>）］】〕」』》〉", "([{<（［【〔「『《〈", strict=True))
STOPS = "。，；：！？、｡"
PUNCTUATION = rf"[.,;:!?\"'“”‘’*`\\|{STOPS}]\Z"
TAIL = (
    rf"(?i:{PUNCTUATION}|/\Z|_reference\Z|\+html\Z"
    r"|/(?:full(?:-?text)?|fulltext\.html|fullpdf|abstract|summary|e?pdf|pdfft|epub|citedby)\Z"
    r"|/(?:meta|metrics|references|ampdf|html|xml|nlm|suppinfo|supplementary-material)\Z"
    r"|/(?:supplemental|peer-review)\Z"
    r"|\.(?:e?pdf|html?|full(?:-text)?|abstract|short|svg|supplementary-material|article-info)\Z)"
)
"""What sentences and publishers' sites append to a DOI."""
LONGEST_TAIL = 25
TRACKING = r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id)="
SITE_QUERY = r"(?:sharing_token|download|casa_token|needaccess|journalcode|cookieset|via|ref)="
CUT = re.compile(
    r"(?:;jsessionid=|/(?:suppl_file|mediaobjects|asset)/|/(?:figures|tables)/\d|&sa=\w&"
    rf"|[?&]{TRACKING}|\?{SITE_QUERY}|[|\"]|</|<br\b|[;,](?:https?://|10\.\d{{4,9}}/)|__;"
    r"|(?<=\d)\.?(?:epub|ecollection)(?![a-z])"
    rf"|[{STOPS}（［【「『《](?=[^\x00-\x7f])).*",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"[{STOPS}](?=[^\x00-\x7f]).*")

_FOLDED = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(map(ord, "。｡"), "."),
    **dict.fromkeys(map(ord, "、"), ","),
    **dict.fromkeys(map(ord, "【〔「『《〈"), "["),
    **dict.fromkeys(map(ord, "】〕」』》〉"), "]"),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
}

_ENCODED = re.compile(r"(10\.\d{4,9})%2F", re.IGNORECASE)


def clean(link: str) -> str:
    """Remove what surrounds an identifier in a sentence; `DOI: x` becomes `doi:x`.

    The text still has spaces if it is not an identifier.
    """
    text = _unescaped(link).strip().strip(INVISIBLE).strip()
    if not text[:1].isalnum() and (match := _MARKUP.search(text)):
        text = re.split(r"[\s\"]", text[match.end() :], maxsplit=1)[0]
    text = text.lstrip(f"{OPENING} ").rstrip("| ")  # the cell of a table
    text = _BROKEN.sub(r"\1", _PREPRINT.sub("", text, count=1))
    if label := LABEL.match(text):
        rest = text[label.end() :].lstrip(OPENING)
        text = rest if is_web_link(rest) else f"{label[1]}:{rest}"
    return _ASIDE.sub("", _without_remark(text))


def _unescaped(text: str) -> str:
    """The text without HTML entities, which may be escaped more than once."""
    for _ in range(3 if "&" in text else 0):
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text


def _without_remark(text: str) -> str:
    """The identifier at the start of a text, if it is known where the identifier ends."""
    if remark := _REMARK.search(text):
        text = text[: remark.start()]
    if " " in text and (doi := _WHOLE.match(text)):
        return doi[0]
    return text


def readable(text: str) -> str:
    """The text decoded once and trimmed; empty if it then has spaces or control characters."""
    decoded = unquote(text).strip().strip(INVISIBLE).replace(r"\_", "_")  # from LaTeX and Markdown
    if _ENCODED.search(decoded):  # encoded twice
        decoded = unquote(decoded)
    if " " in decoded or "\ufffd" in decoded or not decoded.isprintable():
        return ""
    return trim(CUT.sub("", decoded).translate(_FOLDED), TAIL)


def trim(text: str, tail: str = TAIL) -> str:
    """The text without tails and without unmatched closing brackets."""
    while text:
        match = re.search(tail, text[-LONGEST_TAIL:])
        opening = BRACKETS.get(text[-1])
        is_unbalanced = opening and text.count(text[-1]) > text.count(opening)
        if not match and not is_unbalanced:
            break
        text = text[: -len(match[0])] if match else text[:-1]
    return text
