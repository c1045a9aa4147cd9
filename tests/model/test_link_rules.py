"""Links that curators paste, of every form in the rules, and links that hold no identifier."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from eyebib.model.identifier import _BY_KIND, _candidates, _compiled, identify
from eyebib.model.link_rules import GROUPS, RULES, Rule
from eyebib.model.link_text import clean
from golden_file import renewed
from links import LINKS
from shared import SHARED

TABLE = [(link, want) for links in LINKS.values() for link, want in links]


@pytest.mark.parametrize(("link", "want"), TABLE)
def test_link(link: str, want: str | None) -> None:
    """A link has the identifier, or none: then it is a web address or refused, but no guess."""
    try:
        identifier = identify(link)
    except ValueError:
        assert want is None
        return
    if want is None:
        assert identifier.scheme == "url"
    else:
        assert identifier.key == (want.lower() if want.startswith("doi:") else want)
    assert identify(str(identifier)) == identify(identifier.url) == identifier


def test_the_table_is_large() -> None:
    assert len(TABLE) >= 150


HEAD = """\
# Which links are understood

eyebib reads the identifier of a paper out of the link that you paste, offline; `eyebib identify LINK`
prints it. This page is generated from the rules in the code, and each example is tested.

- The link may be in Markdown or HTML, in brackets or quotation marks, and at the end of a sentence.
  Full-width punctuation counts as punctuation. Tracking parameters, anchors and what publishers append
  to a DOI (`/full`, `.pdf`) are removed.
- Links of library proxies (`www-nature-com.ezproxy.lib.edu`, `login?url=...`), of archives
  (`web.archive.org/web/2024/...`) and redirects of search engines, mail programs and networks
  (`google.com/url?q=...`, `safelinks`) are unwrapped, also inside each other.
- Any other link is kept as a web address (`url:`). It is not guessed: IEEE Xplore, MDPI, JAMA,
  OpenReview and the pages of many conferences have links from which no identifier follows.
- A shortened link (`rdcu.be`, `t.co`) is not opened.
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.site)
def test_example(rule: Rule) -> None:
    """The example of a rule is read, and by this rule."""
    identifier = identify(rule.example)
    assert identifier.scheme == rule.scheme
    assert {other for other in RULES if other.example == rule.example} == {rule}
    assert rules_of(rule.example)[0] is rule


def rules_of(link: str) -> list[Rule]:
    """The rules that match a link, the first of which gives its identifier."""
    candidates = [*_candidates(clean(link))]
    return [
        rule
        for candidate in candidates
        for rule in _BY_KIND[candidate.partition(" ")[0]]
        if _compiled(rule.pattern).fullmatch(candidate)
    ]


def test_rules_have_different_sites() -> None:
    assert [site for site, count in Counter(rule.site for rule in RULES).items() if count > 1] == []


def document() -> str:
    """The text of `docs/reference/links.md`."""
    parts = [HEAD]
    for heading, rules in GROUPS.items():
        rows = "".join(f"| {rule.site} | `{rule.example}` | {shown(rule)} |\n" for rule in rules)
        parts.append(f"## {heading}\n\n| link | example | identifier |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def shown(rule: Rule) -> str:
    """The identifier in the example of a rule."""
    return "none" if rule.scheme == "url" else f"`{identify(rule.example)}`"


def test_the_page_is_current() -> None:
    assert document() == renewed("../../docs/reference/links.md", document())


LIST = SHARED / "links.tsv"


def test_every_link_of_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """No link is read wrongly, and 97 % of those with an identifier are read."""
    if not LIST.exists():
        pytest.skip("../shared/data/links.tsv is not here")
    results = Counter(result(*row) for row in rows(LIST))
    with capsys.disabled():
        print(f"\n{LIST.name}: {dict(results)}")  # noqa: T201 - the figures are for people
    assert results["wrong"] == 0
    assert results["missed"] <= 0.03 * (results["right"] + results["missed"])


def rows(path: Path) -> list[list[str]]:
    """The links and their identifiers, of which two are not those of the list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            [link, OTHERWISE.get(link, want)]
            for link, want in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


OTHERWISE = {
    "PMID: 37704728": "pmid:37704728",  # the list is older than this scheme
    # the number in this DOI is not in the link
    "https://www.isca-archive.org/interspeech_2023/radford23_interspeech.html": "none",
}


def result(link: str, want: str) -> str:
    try:
        identifier = identify(link)
    except ValueError:
        return "right, none" if want == "none" else "missed"
    if identifier.scheme == "url":
        return "right, none" if want == "none" else "missed"
    return "right" if identifier.key.lower() == want.lower() else "wrong"
