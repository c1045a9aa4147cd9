import pytest

from eyebib.matching import notice
from title_patterns import MARKED, NOTICES

TITLE = "A model for disease detection from retinal images"


@pytest.mark.parametrize("pattern", NOTICES)
def test_notices_differ_from_their_paper(pattern: str) -> None:
    assert notice.difference(TITLE, pattern.format(title=TITLE))
    assert notice.difference(pattern.format(title=TITLE), TITLE)


@pytest.mark.parametrize("pattern", MARKED)
def test_a_withdrawn_paper_is_the_paper(pattern: str) -> None:
    title = pattern.format(title=TITLE)
    assert notice.is_marked_withdrawn(title)
    assert notice.without_mark(title) == TITLE


@pytest.mark.parametrize(
    "mark", ["RETRACTED", "wıthdrawn", "WITHDRAWN", "Retraction in:", "REMOVED"]
)
def test_marks_are_found_in_any_case(mark: str) -> None:
    assert notice.is_marked_withdrawn(f"{TITLE} [{mark}]")


@pytest.mark.parametrize(
    "title",
    [
        "Removed: a history of lost pictures",
        "Retraction of the jet stream over the North Pacific",
        "Retracted landing gear and its drag",
    ],
)
def test_papers_that_are_not_withdrawn(title: str) -> None:
    assert not notice.is_marked_withdrawn(title)


@pytest.mark.parametrize(
    "subtitle",
    [
        "The ARIPI randomized trial", "a protocol for private aggregation", "data augmentation at scale",
        "response surfaces of enzymes", "software for splicing analysis", "letters from a village",
        "Rhetoric and reality", "reviewing the reviewers", "Cu(II), Ni(II) and Zn(II) complexes",
    ],
)  # fmt: skip
def test_subtitles(subtitle: str) -> None:
    assert notice.difference(TITLE, f"{TITLE}: {subtitle}") == ""
