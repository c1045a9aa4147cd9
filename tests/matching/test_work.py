from dataclasses import replace
from typing import Any

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
        (entry(title="VisionFM: eyes", name="VisionFM"), "Validating VisionFM", False),
        (entry(title="Eyes", name="VisionFM"), "Validating VisionFM", False),
        (entry(title="FM: eyes", name="FM"), "VisionFM", False),
        (entry(title="doi:10.1038/X"), "Anything at all", True),
        (entry(title="doi:10.1038/y"), "Anything at all", False),
    ],
)
def test_titles(listed: Entry, title: str, *, accepted: bool) -> None:
    reason = work.refusal(listed, record("doi:10.1038/x", OTHER | {"title": title}))
    assert (reason == "") is accepted


EYES = "VisionFM: a vision model for generalist ophthalmic intelligence"
FUNDUS = "A model for disease detection from retinal images"

ACCEPTED = [
    # title, name, title of the record, the reason
    (FUNDUS, "", f"RETRACTED: {FUNDUS}", ""),
    (FUNDUS, "", f"[Retracted] – {FUNDUS.upper()}", ""),
    (f"Correction: {FUNDUS}", "", f"Correction: {FUNDUS.upper()}", ""),
    ("Localisation of tumours & foetal α-haemoglobin", "", "The Localization of Tumors and Fetal Alpha-Hemoglobin", ""),
    (f"RETFound: {FUNDUS}", "RETFound", FUNDUS, "the titles are equal but for a label"),
    (FUNDUS, "Mini RETFound", f"{FUNDUS} (Mini RETFound)", "the titles are equal but for a label"),
    (f"[CVPR 2023] {FUNDUS}", "", FUNDUS, "the titles are equal but for a label"),
    (FUNDUS, "", f"{FUNDUS}. NeurIPS, 2023.", "the titles are equal but for a label"),
    (FUNDUS, "", f"{FUNDUS} (Preprint)", "the titles are equal but for a label"),
    ("Controlling HIV/AIDS", "", "Controlling HIV/AIDS: The Obstacles and Opportunities Ahead", "one title has a subtitle that the other lacks"),
    (f"{FUNDUS}. A multicentre study", "RETFound", f"RETFound: {FUNDUS}", "one title has a subtitle that the other lacks"),
    ("VISION AND OPHTHALMIC INTELLIGENCE WITH VISIONFM", "VisionFM", EYES, "the titles have the short name and other words in common"),
    (EYES, "VisionFM", "VisionFM: an ophthalmic vision model with cross-device validation", "the titles have the short name and other words in common"),
    ("SAM: segment anything", "SAM", "Segment Anything Model (SAM)", "the titles have the short name and other words in common"),
    ("FooNet: detection of eyes, part I", "FooNet", "FooNet, eye detection, Part 1", "the titles have the short name and other words in common"),
]  # fmt: skip
REFUSED = [
    (EYES, "VisionFM", "Evaluating VisionFM for glaucoma detection"),
    (EYES, "VisionFM", "VisionFM for generalist ophthalmic intelligence"),
    (EYES, "VisionFM", "VisionFM: external validation for generalist ophthalmic intelligence"),
    (f"{EYES} with validation", "VisionFM", "VisionFM: external validation for generalist ophthalmic intelligence"),
    (EYES, "VisionFM", "VisionFM++: a vision model for generalist ophthalmic intelligence"),
    (EYES, "VisionFM", "VisionFM 2: a vision model for generalist ophthalmic intelligence"),
    (EYES, "VisionFM", "FastVisionFM: a vision model for generalist ophthalmic intelligence"),
    (EYES, "", "VisionFM: cheese"),
    ("VisionFM", "VisionFM", "VisionFM: a long story"),
    ("RETFound-Green: less data", "RETFound", "RETFound: more data"),
    ("SAM: segment anything", "SAM", "SAM 2: Segment anything in images and videos"),
    ("SAM: segment anything", "SAM", "Uncle Sam in Africa"),
    ("Retina: a model of fundus images", "Retina", "Cells of the retina"),
    ("GPT-3: eyes", "GPT-3", "GPT-4: eyes"),
    ("Deaths from glaucoma, 2019", "", "Deaths from glaucoma, 2020"),
    ("Glaucoma (mice)", "", "Glaucoma (rats)"),
    ("Symmetric models of eyes", "", "Asymmetric models of eyes"),
    ("Introduction", "", "Introduction: Questions regarding thieves"),
]  # fmt: skip
MARKED = [
    # title, title of the record, what only one of them is
    (FUNDUS, f"Author Correction: {FUNDUS}", "a correction"),
    (FUNDUS, f"{FUNDUS} – CORRIGENDUM", "a correction"),
    (FUNDUS, f"{FUNDUS} (Reply)", "a reply"),
    (FUNDUS, f"Re: {FUNDUS}", "a comment"),
    (FUNDUS, f"{FUNDUS}: study protocol", "a protocol"),
    (FUNDUS, f"{FUNDUS}: a review", "a review"),
    (FUNDUS, f"Abstract 1234: {FUNDUS}", "an abstract"),
    (FUNDUS, f"{FUNDUS}: Part II", "another part"),
    (f"{FUNDUS}, part I", f"{FUNDUS}, part II", "another part"),
    (f"{FUNDUS} (I)", f"{FUNDUS} (II)", "another part"),
    (f"Reply to “{FUNDUS}”", FUNDUS, "a reply"),
]


WAY_OUT = "; if it is the same paper, write its title into `title:`"


@pytest.mark.parametrize(("title", "name", "other", "reason"), ACCEPTED)
def test_accepted_titles(title: str, name: str, other: str, reason: str) -> None:
    listed = entry(title=title, name=name)
    arriving = record("doi:10.1038/x", OTHER | {"title": other})
    assert work.refusal(listed, arriving) == ""
    said = f'{reason}: the record is "{other}", the entry is "{title}"' if reason else ""
    assert work.belief(listed, arriving) == said


@pytest.mark.parametrize(("title", "name", "other"), REFUSED)
def test_refused_titles(title: str, name: str, other: str) -> None:
    listed = entry(title=title, name=name)
    reason = work.refusal(listed, record("doi:10.1038/x", OTHER | {"title": other}))
    assert reason == f'doi:10.1038/x is "{other}", the entry is "{title}"{WAY_OUT}'


@pytest.mark.parametrize(("title", "other", "mark"), MARKED)
def test_notices(title: str, other: str, mark: str) -> None:
    """A notice is refused whoever wrote it."""
    listed = entry(title=title, csl={"author": OTHER["author"]})
    reason = work.refusal(listed, record("doi:10.1038/x", OTHER | {"title": other}))
    assert reason == f'doi:10.1038/x is "{other}", the entry is "{title}" ({mark}){WAY_OUT}'


@pytest.mark.parametrize(
    ("fields", "other", "accepted"),
    [
        (
            {},
            "A model of retinnal images of the noisy fundus",
            False,
        ),  # neither authors nor year are known
        ({"listed": 2024}, "A model of retinnal images of the noisy fundus", True),
        ({"listed": 2023}, "A model of retinnal images of the noisy fundus", False),
        (
            {"csl": {"author": ARTICLE["author"]}},
            "A model of retinnal images of the noisy fundus",
            True,
        ),
        (
            {"csl": {"author": OTHER["author"]}, "listed": 2024},
            "A model of retinnal images of the noisy fundus",
            False,
        ),
        ({"listed": 2024}, "A model of retinal imaged of the noisy fundus", True),
        ({"listed": 2024}, "Comet: a model of retinal images of the noisy fundus", False),
        ({"listed": 2024}, "CometNet: a model of retinal images of the noisy fundus", True),
        (
            {"csl": {"author": OTHER["author"]}},
            "A model of retinal images of the noisy fundus: a trial",
            False,
        ),
    ],
)
def test_authors_and_years(fields: dict[str, Any], other: str, *, accepted: bool) -> None:
    """What is not certain by the title alone needs the authors or the year, and no other authors."""
    listed = entry(title="A model of retinal images of the noisy fundus", **fields)
    reason = work.refusal(listed, record("doi:10.1038/x", ARTICLE | {"title": other}))
    assert (reason == "") is accepted


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
        ("A model. Part II", "article-journal", False),
        ("Renamed", "article-journal", True),
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
        "" if accepted else f'{arriving.identifier} is "Ears", the entry is "A model"{WAY_OUT}'
    )


def test_the_way_out_of_a_refusal() -> None:
    """With the title of the other version in the entry, the paper itself is accepted by authors."""
    paper = record("arxiv:2310.04992", PREPRINT | {"title": "Seeing"})
    version = record("doi:10.1038/x", ARTICLE | {"title": "Hearing"})
    assert work.refusal(replace(VERSIONS, title="Hearing"), paper, [version]) == ""
    assert work.refusal(replace(VERSIONS, title="Smelling"), paper, [version])


def test_the_entrys_own_authors_count() -> None:
    own = entry(
        paper="arxiv:2310.04992", published="doi:10.1038/x", csl={"author": [{"family": "Mo"}]}
    )
    assert work.refusal(own, record("doi:10.1038/x", OTHER)) == ""
