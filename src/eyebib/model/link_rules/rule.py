"""A form of link, and the pieces of patterns that several forms share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from eyebib.model.settings import EMPTY

Scheme = Literal["doi", "arxiv", "pii", "pmid", "pmcid", "url"]

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
"""In order of preference: of several identifiers of a paper, the first is cited."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A form of link, and the identifier in it.

    `pattern` matches a whole candidate: `bare` and a text, `link` and host/path, or `query` and
    host?name=value, all decoded, trimmed and without spaces. `value` is a template of its named
    groups; `words` replaces what the group `word` matched. A rule of the scheme `url` says that
    there is no identifier in the link. `site` and `example` are for the documentation.
    """

    site: str
    pattern: str
    scheme: Scheme = "doi"
    value: str = "{value}"
    words: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    example: str

    def read(self, match: re.Match[str]) -> str:
        """The value of the identifier in a match of the pattern."""
        groups = match.groupdict("")
        word = groups.get("word", "")
        return self.value.format(**groups | {"word": self.words.get(word.lower(), word)})


def any_of(words: Mapping[str, str]) -> str:
    """A group `word` that matches each of the words."""
    return f"(?P<word>{'|'.join(map(re.escape, words))})"


SITE = r"link (?:[^/]*\.)?"
"""A host that follows also matches its subdomains."""
QUERY = r"query (?:[^?]*\.)?"

END = r"(?:[/?#].*)?"
"""Pages below the page of a paper."""

UP_TO_DOI = r"(?:(?!10\.\d{4,9}/).)*(?<![\w.])"  # the first DOI in a link counts

DOI_HEAD = (
    r"(?:bare (?:(?:info:)?doi[:/])?"
    rf"|link [^/]+/{UP_TO_DOI}"
    rf"|query [^?]*\?(?:id|doi|doid|persistentid|article(?:doi)?|uri|rft_id|rft\.doi)={UP_TO_DOI})"
)

# https://info.arxiv.org/help/arxiv_identifier.html: the year and month are checked because arXiv
# rejects a whole batch for one malformed id.
ARCHIVES = """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
    cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex
    nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con
""".split()

MONTH = r"(?:0[1-9]|1[0-2])"

ARXIV_ID = (
    rf"(?P<value>(?:0[7-9]|1[0-4]){MONTH}\.\d{{4}}|(?:1[5-9]|[2-9]\d){MONTH}\.\d{{5}}"
    rf"|(?:{'|'.join(ARCHIVES)})(?:\.[a-z]{{2}})?/(?:9[1-9]|0[0-7]){MONTH}\d{{3}})(?P<version>v[1-9]\d*)?"
)
