"""Convert links and identifiers of a paper to one canonical identifier.

All rules are in `link_rules`. A link that matches no rule becomes a `url:`; nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, quote, urlunsplit

from eyebib.model.link_rules import RULES, Scheme
from eyebib.model.link_text import PUNCTUATION, TRACKING, clean, readable, trim
from eyebib.model.link_wrapper import layers, split
from eyebib.text.link import is_web_link

ADDRESSES: dict[Scheme, str] = {
    "doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
    "pii": "https://linkinghub.elsevier.com/retrieve/pii/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "url": "",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identifier:
    """An identifier of a paper; two are equal if their keys are, whatever the version.

    Versions of a paper are one paper: that is what duplicates and citations need. What is asked of
    a source, and whether a record answers it, depends on the version: compare `exact`.

    `value` is a DOI as written (its case kept), an arXiv id without version, an Elsevier PII
    without punctuation, a PubMed identifier, a PubMed Central identifier with its `PMC`, or an
    http(s) URL. `version` is the `v2` of an arXiv id, else empty.
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
    def exact(self) -> str:
        """The key with the version, if one is pinned: what a source is asked for."""
        return self.key + self.version

    @property
    def label(self) -> str:
        """The identifier with its version, as messages and locks write it: `arxiv:2405.11338v2`."""
        return f"{self}{self.version}"

    @property
    def url(self) -> str:
        """The URL of the paper; characters that would end a URL are percent-encoded."""
        value = quote(self.value, safe="/:@!$&'()*+,;=") if self.scheme == "doi" else self.value
        return ADDRESSES[self.scheme] + value


NO_IDENTIFIER = Identifier(scheme="url", value="")
"""Stands for the identifier of an imported record of a paper that has none, not even a link."""

_BY_KIND = {
    kind: [rule for rule in RULES if f"{kind} " in rule.pattern]
    for kind in ("bare", "link", "query")
}
"""The rules that can match each kind of candidate, in their order."""


@cache  # compiling all of them takes a twentieth of `eyebib check` of a short list
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


LONGEST = 4096
"""Characters; Crossref accepts DOIs of up to 2,048. The limit also bounds the time of a rule."""


EASY = re.compile(
    r"(?:doi:|https://doi\.org/)(?P<doi>10\.(?!48550/)\d{4,9}/"
    r"(?!.*(?:epub|ecollection|v\d+\Z))[a-z\d]+(?:[._-][a-z\d]+)*(?<=\d))"
    r"|arxiv:(?P<arxiv>(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})",
    re.IGNORECASE | re.ASCII,
)
"""A DOI without anything that a rule would remove, or a number of arXiv; arXiv's DOIs are not."""


def identify(link: str) -> Identifier:
    """Read a link or an identifier in any form that `RULES` has.

    Args:
        link: `10.1038/...`, `doi:...`, `arXiv:2405.11338v2`, `pii:S...`, `PMID: 1...`, `PMC3...`,
            `url:https://...`, or a link, with or without percent-encoding; a known form may lack
            `https://`. Links of proxies, archives and redirects are unwrapped.

    Raises:
        ValueError: The text is neither an identifier nor an http(s) link; says what is expected.
    """
    identifier = _identifier(link)
    if identifier is None:
        raise _refusal(link)
    return identifier


@lru_cache(maxsize=1 << 10)  # an entry and its lock hold the same identifiers
def _identifier(link: str) -> Identifier | None:
    """The identifier in a text; None if there is none."""
    if len(link) < LONGEST and (easy := EASY.fullmatch(link)):
        scheme: Scheme = "doi" if easy["doi"] else "arxiv"
        return Identifier(scheme=scheme, value=easy[scheme])  # a shortcut for speed
    return by_rules(link)


def by_rules(link: str) -> Identifier | None:
    """The identifier in a text as `RULES` have it; None if there is none."""
    text = _clean(link)
    for layer in layers(text) if text else ():
        for candidate in _candidates(layer):
            for rule in _BY_KIND[candidate.partition(" ")[0]]:
                match = _compiled(rule.pattern).fullmatch(candidate)
                if match and rule.scheme == "url":
                    return _address(text)
                if match and (value := _value(rule.scheme, rule.read(match))):
                    version = match.groupdict().get("version") or ""
                    return Identifier(scheme=rule.scheme, value=value, version=version.lower())
    return _address(text)


def _address(text: str) -> Identifier | None:
    """The web address of a link without an identifier; None for other text."""
    if is_web_link(text) and (parts := split(text)):
        return Identifier(scheme="url", value=_without_tracking(parts))
    return None


def _clean(link: str) -> str:
    """What may be an identifier, without what surrounds it; empty if it cannot be one."""
    text = clean(link) if len(link) <= LONGEST else ""
    return text if " " not in text and text.isprintable() else ""


def _refusal(link: str) -> ValueError:
    return ValueError(
        f"{link[:80]!r} is neither an identifier nor a link: expected a DOI (10.1038/...), "
        f"an arXiv id (arxiv:2405.11338), a PII (pii:S1361841524002822), a PubMed id (PMID: "
        f"19910308, PMC3531190) or an address that starts with https://, of at most {LONGEST} "
        "characters and without spaces"
    )


def _candidates(text: str) -> Iterator[str]:
    yield f"bare {readable(text)}"
    if parts := split(text):
        yield f"link {parts.hostname}{readable(_SPACED.sub('/', parts.path))}"
        if parts.fragment.startswith(_PAGES):
            yield f"link {parts.hostname}/{readable(parts.fragment.lstrip('!/'))}"
        for pair in parts.query.split("&"):
            yield f"query {parts.hostname}?{readable(pair)}"


_SPACED = re.compile(r".*%20[^/]*/")
"""Folders up to the last with a space in its name; an identifier begins behind them."""

_PAGES = ("!", "/", "abs/")
"""How a fragment begins that names a page, not a place in a page."""


_UNFIT = re.compile(r"[\\^{}]")
"""Characters of no registered DOI. To TeX they are commands: `^^5c` is a backslash."""


def _value(scheme: Scheme, text: str) -> str:
    """The canonical DOI, arXiv id or PII; empty if trimming leaves no DOI."""
    match scheme:
        case "doi":  # a bracket before the DOI is closed after it: /doi(10.1038/x)
            doi = trim(text)
            return doi if "/" in doi and not _UNFIT.search(doi) else ""
        case "arxiv":  # arXiv prefers math/0309136 to math.GT/0309136
            return re.sub(r"\.[a-z]+/", "/", text.lower())
        case _:
            return re.sub(r"[-./()]", "", text.upper())


def _without_tracking(parts: SplitResult) -> str:
    """The link with its host in lower case, without tracking parameters and page anchors."""
    pairs = [pair for pair in parts.query.split("&") if not re.match(TRACKING, pair)]
    fragment = parts.fragment if parts.fragment.startswith(_PAGES) else ""
    address = parts._replace(netloc=parts.netloc.lower(), query="&".join(pairs), fragment=fragment)
    return trim(urlunsplit(address), PUNCTUATION)
