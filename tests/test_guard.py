import pytest

from eyebib import guard
from eyebib.csl import Item
from eyebib.model import Entry, Record
from works import ARTICLE, PREPRINT, entry, record

OTHER: Item = {"title": "Ears", "author": [{"family": "Mo"}, {"family": "Li"}]}
VERSIONS = entry(paper="arxiv:2310.04992", published="doi:10.1038/x")


@pytest.mark.parametrize(
    ("listed", "title", "accepted"),
    [
        (entry(title="A model of eyes"), "A Model of Eyes.", True),
        (entry(title="A model of eyes"), "A model of eyes (RETFound)", True),
        (entry(title="A model of eyes"), "A <i>model</i> of&nbsp;eyes", True),
        (entry(title="A model of eyes"), "A model of ears", False),
        (entry(title="A model of eyes"), "", False),
        (entry(title="VisionFM: eyes", name="VisionFM"), "Validating VisionFM", True),
        (entry(title="Eyes", name="VisionFM"), "Validating VisionFM", False),
        (entry(title="FM: eyes", name="FM"), "VisionFM", False),
        (entry(title="RETFound: eyes", name="RETFound"), "RETFound-Green: less", True),
        (entry(title="doi:10.1038/X"), "Anything at all", True),
        (entry(title="doi:10.1038/y"), "Anything at all", False),
    ],
)
def test_titles(listed: Entry, title: str, *, accepted: bool) -> None:
    reason = guard.refusal(listed, record("doi:10.1038/x", OTHER | {"title": title}))
    assert (reason == "") is accepted


@pytest.mark.parametrize(
    ("mine", "theirs", "shared"),
    [
        (["Wu", "Li"], ["Wu", "Mo"], True),
        (["Wu", "Li"], ["Mo", "Wu"], True),
        (["Wu", "Li", "Mo"], ["Xu", "Wu", "Qi"], False),
        (["Wu", "Li", "Mo", "Xu"], ["Qi", "Wu", "LI", "Ng"], True),
        (["Müller"], ["MULLER"], True),
        ([], ["Wu"], False),
    ],
)
def test_authors(mine: list[str], theirs: list[str], *, shared: bool) -> None:
    one, other = ({"author": [{"family": name} for name in names]} for names in (mine, theirs))
    assert guard.shares_authors(one, other) is shared


@pytest.mark.parametrize(
    ("arriving", "others", "accepted"),
    [
        # a version of record under another title has the paper's authors, or is refused
        (record("doi:10.1038/x", OTHER | {"author": ARTICLE["author"]}), [record("arxiv:2310.04992", PREPRINT)], True),
        (record("doi:10.1038/x", OTHER), [record("arxiv:2310.04992", PREPRINT)], False),
        (record("doi:10.1038/x", OTHER), [], False),
        # what a person transcribed of this version counts, what the source said before does not
        (record("doi:10.1038/x", OTHER), [record("doi:10.1038/x", OTHER, "transcribed")], True),
        (record("doi:10.1038/x", OTHER), [record("doi:10.1038/x", OTHER)], False),
        # the paper itself has to have the title
        (record("arxiv:2310.04992", OTHER), [record("doi:10.1038/x", OTHER)], False),
    ],
)  # fmt: skip
def test_versions(arriving: Record, others: list[Record], *, accepted: bool) -> None:
    reason = guard.refusal(VERSIONS, arriving, others)
    assert reason == (
        "" if accepted else f'{arriving.identifier} is "Ears", the entry is "A model"'
    )


def test_the_entrys_own_authors_count() -> None:
    own = entry(
        paper="arxiv:2310.04992", published="doi:10.1038/x", csl={"author": [{"family": "Mo"}]}
    )
    assert guard.refusal(own, record("doi:10.1038/x", OTHER)) == ""
