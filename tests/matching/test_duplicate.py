"""Which works may be one: by identifiers, titles with labels, names, and stated versions."""

from dataclasses import replace
from typing import Any

import pytest

from eyebib.matching.duplicate import may_be_one, shares_title, title_keys
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from works import ARTICLE, entry, record


def paper(
    citekey: str,
    doi: str,
    *,
    name: str = "",
    relations: Any = None,  # noqa: ANN401 - any relations of a record
    **variables: Any,  # noqa: ANN401 - any CSL variables
) -> Work:
    one = record(f"doi:{doi}", ARTICLE | {"DOI": doi} | variables)
    title = str(variables.get("title", ARTICLE["title"]))
    return merge(
        entry(citekey, name=name, title=title, paper=f"doi:{doi}"),
        [replace(one, relations=relations or {})],
    )


@pytest.mark.parametrize(
    ("title", "other", "is_same"),
    [
        ("A tumour of the eye", "Tumor of the Eye", True),
        ("Color & form in the retina", "Colour and form in the retina", True),
        ("A model of retinal images (RETFound)", "A model of retinal images", True),
        ("A model of retinal images", "A model of brain images", False),
        ("", "", False),
    ],
)
def test_shares_title(title: str, other: str, *, is_same: bool) -> None:
    one, two = paper("a", "10.1000/a", title=title), paper("b", "10.1000/b", title=other)
    assert shares_title(one, two) is is_same
    assert bool(title_keys(one) & title_keys(two)) is is_same


AUTHORS = [{"family": "Quist", "given": "Zoe"}]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"title": "One"}, {"title": "Two"}, False),
        ({"title": "One"}, {"title": "One", "author": AUTHORS}, False),
        ({"title": "One", "name": "UNI"}, {"title": "Two", "name": "Uni"}, True),
        ({"title": "One", "name": "UNI"}, {"title": "Two", "name": "UNI", "author": AUTHORS}, False),
        ({"title": "One", "relations": {"is-preprint-of": ["doi:10.1000/b"]}}, {"title": "Two"}, True),
    ],
)  # fmt: skip
def test_may_be_one(one: dict[str, Any], other: dict[str, Any], *, expected: bool) -> None:
    first, second = paper("a", "10.1000/a", **one), paper("b", "10.1000/b", **other)
    assert may_be_one(first, second) is may_be_one(second, first) is expected
