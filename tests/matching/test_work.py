import pytest

from eyebib.matching import work
from eyebib.matching.author import shares_authors
from eyebib.model.bibliography import Entry, Record
from eyebib.model.csl import Item
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
        (entry(title="doi:10.1038/X"), "Anything at all", True),
        (entry(title="doi:10.1038/y"), "Anything at all", False),
    ],
)
def test_titles(listed: Entry, title: str, *, accepted: bool) -> None:
    reason = work.refusal(listed, record("doi:10.1038/x", OTHER | {"title": title}))
    assert (reason == "") is accepted


ACCEPTED = [
    # title, name, title of the record
    ("RETFound: eyes", "RETFound", "RETFound, a model of eyes"),
    ("RETFound: eyes", "RETFound", "Less compute for RETFound-based models"),
    ("RETFound-Green: less", "RETFound-Green", "A retinal model (RETFound‐Green)"),
    ("EYES WITH VISIONFM", "VisionFM", "VisionFM: eyes"),
    ("SAM: segment anything", "SAM", "Segment Anything Model (SAM)"),
    ("SAM 2: segment anything", "SAM", "Segment anything with SAM 2"),
    ("Retina: a model of fundus images", "Retina", "The Retina model for fundus photographs"),
    ("A model of eyes", "", "RETRACTED: A model of eyes"),
    ("A model of eyes", "", "[Retracted] – A Model of Eyes"),
    ("RETFound: eyes", "RETFound", "WITHDRAWN: RETFound, a model of eyes"),
    ("Correction: A model", "", "Correction: A Model"),
    ("FooNet: part I", "FooNet", "FooNet for eyes, Part 1"),
    ("Correction of myopia with MyoNet", "MyoNet", "MyoNet: correction of myopia"),
]
REFUSED = [
    ("RETFound: eyes", "RETFound", "RETFound-Green: less"),
    ("RETFound: eyes", "RETFound", "Mini-RETFound: less"),
    ("SAM: segment anything", "SAM", "SAM 2: Segment anything in images and videos"),
    ("SAM: segment anything", "SAM", "Uncle Sam in Africa"),
    ("Retina: a model of fundus images", "Retina", "Cells of the retina"),
    ("GPT-3: eyes", "GPT-3", "GPT-4: eyes"),
    ("FooNet: part I", "FooNet", "FooNet: part II"),
    ("FooNet: eyes", "FooNet", "FooNet II: more eyes"),
    ("RETFound: eyes", "RETFound", "Author Correction: RETFound, a model of eyes"),
    ("RETFound: eyes", "RETFound", "Erratum to: RETFound, a model of eyes"),
    ("RETFound: eyes", "RETFound", "Corrigendum to “RETFound: eyes” [Nature 1 (2024)]"),
    ("RETFound: eyes", "RETFound", "Retraction Note: RETFound, a model of eyes"),
    ("RETFound: eyes", "RETFound", "Expression of concern: RETFound"),
    ("RETFound: eyes", "RETFound", "Comment on “RETFound: a model”"),
    ("RETFound: eyes", "RETFound", "Reply to: RETFound and its limits"),
    ("RETFound: eyes", "RETFound", 'Review for "RETFound: eyes"'),
    ("RETFound: eyes", "RETFound", "Decision letter: RETFound, a model of eyes"),
    ("RETFound: eyes", "RETFound", "Data from: RETFound, a model of eyes"),
    ("RETFound: eyes", "RETFound", "Supplementary Figure 5 from RETFound"),
    ("A model of eyes", "", "Correction: A model of eyes"),
    ("A model of eyes", "", "A model of eyes, part II"),
    ("A model of eyes (I)", "", "A model of eyes (II)"),
]


@pytest.mark.parametrize(("title", "name", "other"), ACCEPTED)
def test_accepted_titles(title: str, name: str, other: str) -> None:
    listed = entry(title=title, name=name)
    assert work.refusal(listed, record("doi:10.1038/x", OTHER | {"title": other})) == ""


@pytest.mark.parametrize(("title", "name", "other"), REFUSED)
def test_refused_titles(title: str, name: str, other: str) -> None:
    listed = entry(title=title, name=name)
    reason = work.refusal(listed, record("doi:10.1038/x", OTHER | {"title": other}))
    assert reason == f'doi:10.1038/x is "{other}", the entry is "{title}"'


@pytest.mark.parametrize(
    ("title", "kind", "accepted"),
    [
        ("Developing a model", "article-journal", True),
        ("Developing a model", "paper-conference", True),
        ("Developing a model", "article", True),
        ("Developing a model", "dataset", False),
        ("Developing a model", "document", False),  # a component
        ("Developing a model", "review", False),  # a peer review
        ("", "article-journal", False),
        ("Correction to: Developing a model", "article-journal", False),
        ("Reply to Li et al.: what the model learns", "article-journal", False),
        ("A model. Part II", "article-journal", True),
    ],
)
def test_a_version_by_its_authors(title: str, kind: str, *, accepted: bool) -> None:
    """The authors of a paper also write its corrections, replies and data."""
    item = ARTICLE | {"title": title, "type": kind}
    reason = work.refusal(
        VERSIONS, record("doi:10.1038/x", item), [record("arxiv:2310.04992", PREPRINT)]
    )
    assert (reason == "") is accepted


def test_the_next_part_by_the_same_authors() -> None:
    listed = entry(title="Eyes, part I", paper="arxiv:2310.04992", published="doi:10.1038/x")
    next_part = record("doi:10.1038/x", ARTICLE | {"title": "Models of eyes. Part II"})
    assert work.refusal(listed, next_part, [record("arxiv:2310.04992", PREPRINT)])


@pytest.mark.parametrize(
    ("mine", "theirs", "shared"),
    [
        ("Jian Wu", "J. Wu", True),
        ("Jian Wu", "Jun Wu", True),  # some sources have only an initial
        ("Jian Wu", "Qi Wu", False),
        ("Jian Wu", "Wu", True),
    ],
)
def test_given_names(mine: str, theirs: str, *, shared: bool) -> None:
    one, other = (
        {"author": [{"family": name.split()[-1], "given": name.rpartition(" ")[0]}]}
        for name in (mine, theirs)
    )
    assert shares_authors(one, other) is shared


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
    assert shares_authors(one, other) is shared


@pytest.mark.parametrize(
    ("arriving", "others", "accepted"),
    [
        # a version with another title needs authors of the paper
        (record("doi:10.1038/x", OTHER | {"author": ARTICLE["author"]}), [record("arxiv:2310.04992", PREPRINT)], True),
        (record("doi:10.1038/x", OTHER), [record("arxiv:2310.04992", PREPRINT)], False),
        (record("doi:10.1038/x", OTHER), [], False),
        # a transcribed record of the same version counts, an earlier fetched one does not
        (record("doi:10.1038/x", OTHER), [record("doi:10.1038/x", OTHER, "transcribed")], True),
        (record("doi:10.1038/x", OTHER), [record("doi:10.1038/x", OTHER)], False),
        # the paper itself needs the title
        (record("arxiv:2310.04992", OTHER), [record("doi:10.1038/x", OTHER)], False),
    ],
)  # fmt: skip
def test_versions(arriving: Record, others: list[Record], *, accepted: bool) -> None:
    reason = work.refusal(VERSIONS, arriving, others)
    assert reason == (
        "" if accepted else f'{arriving.identifier} is "Ears", the entry is "A model"'
    )


def test_the_entrys_own_authors_count() -> None:
    own = entry(
        paper="arxiv:2310.04992", published="doi:10.1038/x", csl={"author": [{"family": "Mo"}]}
    )
    assert work.refusal(own, record("doi:10.1038/x", OTHER)) == ""
