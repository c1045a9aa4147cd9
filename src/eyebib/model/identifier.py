"""Convert links and identifiers of a paper to one canonical identifier.

All rules are in `link_rules`. A link that matches no rule becomes a `url:`; nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from eyebib.model.link_rules import RULES, Scheme
from eyebib.text.link import is_web_link

ADDRESSES: dict[Scheme, str] = {
    "doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
    "pii": "https://linkinghub.elsevier.com/retrieve/pii/",
    "url": "",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identifier:
    """An identifier of a paper; two are equal if their keys are, whatever the version.

    `value` is a DOI as written (its case kept), an arXiv id without version, an Elsevier PII
    without punctuation, or an http(s) URL. `version` is the `v2` of an arXiv id, else empty.
    """

    scheme: Scheme
    value: str
    version: str = ""

    def __str__(self) -> str:
        # `identify` decodes once, so a percent sign in a DOI must be encoded.
        value = self.value.replace("%", "%25") if self.scheme == "doi" else self.value
        return f"{self.scheme}:{value}"

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Identifier) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> str:
        """The canonical form for comparison; DOIs are case-insensitive."""
        return str(self).lower() if self.scheme == "doi" else str(self)

    @property
    def url(self) -> str:
        """The URL of the paper; characters that would end a URL are percent-encoded."""
        value = quote(self.value, safe="/:@!$&'()*+,;=") if self.scheme == "doi" else self.value
        return ADDRESSES[self.scheme] + value


_COMPILED = [
    (re.compile(rule, re.IGNORECASE | re.ASCII), scheme, template)
    for rule, scheme, template in RULES
]

LABEL = re.compile(r"(doi|arxiv|pii|url)(?:\s*:\s*(?:\1\s*:\s*)?|\s+)", re.IGNORECASE)
HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)

OPENING = "\"'“‘<([{*`"
INVISIBLE = "\u200b\u2060\ufeff"  # often pasted with links; `str.strip` keeps them
BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
PUNCTUATION = r"[.,;:!?\"'“”‘’*`\\]\Z"
TAIL = (
    rf"(?i:{PUNCTUATION}|/\Z|_reference\Z|\+html\Z"
    r"|/(?:full(?:-?text)?|fulltext\.html|abstract|summary|e?pdf|epub)\Z"
    r"|/(?:meta|metrics|references|ampdf|html|xml|nlm|suppinfo|supplementary-material)\Z"
    r"|\.(?:e?pdf|html?|full(?:-text)?|abstract|short|svg)\Z)"
)
"""What sentences and publishers' sites append to a DOI."""
LONGEST_TAIL = 25
TRACKING = r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id)="
CUT = re.compile(
    rf"(?:;jsessionid=|/(?:suppl_file|mediaobjects)/|/(?:figures|tables)/\d|&sa=\w&|[?&]{TRACKING}).*",
    re.IGNORECASE,
)

LONGEST = 4096
"""Characters; Crossref accepts DOIs of up to 2,048. The limit also bounds the time of a rule."""


@lru_cache(maxsize=1 << 10)  # an entry and its lock hold the same identifiers
def identify(link: str) -> Identifier:
    """Read a link or an identifier in any form that `RULES` has.

    Args:
        link: `10.1038/...`, `doi:...`, `arXiv:2405.11338v2`, `pii:S...`, `url:https://...`, or a
            link, with or without percent-encoding; a known form may lack `https://`.

    Raises:
        ValueError: The text is neither an identifier nor an http(s) link; says what is expected.
    """
    text = _clean(link)
    for candidate in _candidates(text):
        for pattern, scheme, template in _COMPILED:
            match = pattern.fullmatch(candidate)
            if match and (value := _value(scheme, template.format(**match.groupdict()))):
                version = match.groupdict().get("version") or ""
                return Identifier(scheme=scheme, value=value, version=version.lower())
    if is_web_link(text) and (parts := _split(text)):
        return Identifier(scheme="url", value=_without_tracking(parts))
    raise _refusal(link)


def _clean(link: str) -> str:
    """Remove what surrounds an identifier in a sentence; `DOI: x` becomes `doi:x`."""
    if len(link) > LONGEST:
        raise _refusal(link)
    text = link.strip().strip(INVISIBLE).strip().lstrip(OPENING)
    if label := LABEL.match(text):
        rest = text[label.end() :].lstrip(OPENING)
        text = rest if is_web_link(rest) else f"{label[1]}:{rest}"
    if " " in text or not text.isprintable():
        raise _refusal(link)
    return text


def _refusal(link: str) -> ValueError:
    return ValueError(
        f"{link[:80]!r} is neither an identifier nor a link: expected a DOI (10.1038/...), "
        f"an arXiv id (arxiv:2405.11338), a PII (pii:S1361841524002822) or an address that starts "
        f"with https://, of at most {LONGEST} characters and without spaces"
    )


def _candidates(text: str) -> Iterator[str]:
    yield f"bare {_readable(text)}"
    if parts := _split(text):
        yield f"link {parts.hostname}{_readable(parts.path)}"
        for pair in parts.query.split("&"):
            yield f"query {_readable(pair)}"


def _split(text: str) -> SplitResult | None:
    """The parts of a link, with or without `https://`; None if the text is not a link."""
    try:
        parts = urlsplit(text if is_web_link(text) or not HOST.match(text) else f"https://{text}")
    except ValueError:  # such as "[" without "]" in the host
        return None
    is_link = parts.scheme in {"http", "https"} and re.search(r"\w", parts.hostname or "")
    return parts if is_link else None


def _readable(text: str) -> str:
    """The text decoded once and trimmed; empty if it then has spaces or control characters."""
    decoded = unquote(text).strip().strip(INVISIBLE).replace(r"\_", "_")  # from LaTeX and Markdown
    if " " in decoded or "\ufffd" in decoded or not decoded.isprintable():
        return ""
    return _trim(CUT.sub("", decoded), TAIL)


def _trim(text: str, tail: str) -> str:
    """The text without tails and without unmatched closing brackets."""
    while text:
        match = re.search(tail, text[-LONGEST_TAIL:])
        opening = BRACKETS.get(text[-1])
        is_unbalanced = opening and text.count(text[-1]) > text.count(opening)
        if not match and not is_unbalanced:
            break
        text = text[: -len(match[0])] if match else text[:-1]
    return text


_UNFIT = re.compile(r"[\\^{}]")
"""Characters of no registered DOI. To TeX they are commands: `^^5c` is a backslash."""


def _value(scheme: Scheme, text: str) -> str:
    """The canonical DOI, arXiv id or PII; empty if trimming leaves no DOI."""
    match scheme:
        case "doi":  # a bracket before the DOI is closed after it: /doi(10.1038/x)
            doi = _trim(text, TAIL)
            return doi if "/" in doi and not _UNFIT.search(doi) else ""
        case "arxiv":  # arXiv prefers math/0309136 to math.GT/0309136
            return re.sub(r"\.[a-z]+/", "/", text.lower())
        case _:
            return re.sub(r"[-()]", "", text.upper())


def _without_tracking(parts: SplitResult) -> str:
    """The link with its host in lower case, without tracking parameters and page anchors."""
    pairs = [pair for pair in parts.query.split("&") if not re.match(TRACKING, pair)]
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    address = parts._replace(netloc=parts.netloc.lower(), query="&".join(pairs), fragment=fragment)
    return _trim(urlunsplit(address), PUNCTUATION)
