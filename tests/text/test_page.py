"""Addresses of the same page."""

import pytest

from eyebib.text.page import page

IEEE = "https://ieeexplore.ieee.org/document/9684442/"
MDPI = "https://www.mdpi.com/2225-1154/9/2/24"
OUP = "https://academic.oup.com/bjs/article/87/3/273/6156441"


@pytest.mark.parametrize(
    ("link", "other"),
    [
        ("http://WWW.Example.org/a/", "https://example.org/a"),
        ("https://example.org", "https://example.org/index.html"),
        ("https://example.org/a/index.php", "https://example.org:443/a"),
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
        ("https://example.org/a#methods", "https://example.org/a"),
        ("https://example.org/a%2Db", "https://example.org/a-b"),
        ("https://example.org/a?utm_source=mail&x=1", "https://example.org/a?x=1"),
        ("https://ieeexplore.ieee.org/abstract/document/9684442", IEEE),
        ("https://ieeexplore.ieee.org/document/9684442/authors#authors", IEEE),
        ("https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9684442", IEEE),
        ("https://ieeexplore.ieee.org/iel7/6287639/9668973/09684442.pdf", IEEE),
        (f"{MDPI}/htm", MDPI),
        (f"{MDPI}/pdf?version=1612345678", MDPI),
        (f"{OUP}?login=false", OUP),
        ("https://academic.oup.com/bjs/article-abstract/87/3/273/6156441", OUP),
        ("https://academic.oup.com/bjs/article-pdf/87/3/273/6156441/bjs1374.pdf", OUP),
        ("https://academic.oup.com/bjs/article/87/3/273/6156441/Title-of-the-paper", OUP),
        ("https://mhealth.jmir.org/2018/1/e23/PDF", "http://mhealth.jmir.org/2018/1/e23/"),
        (
            "https://f1000research.com/articles/14-157/v2/pdf",
            "https://f1000research.com/articles/14-157/v2",
        ),
        (
            "https://proceedings.mlr.press/v139/a21a.html",
            "https://proceedings.mlr.press/v139/a21a.pdf",
        ),
    ],
)
def test_the_same_page(link: str, other: str) -> None:
    assert page(link) == page(other) != ""


@pytest.mark.parametrize(
    ("link", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/Article", "https://example.org/article"),
        (IEEE, "https://ieeexplore.ieee.org/document/9684443/"),
        (MDPI, "https://www.mdpi.com/2225-1154/9/2/240"),
        (OUP, "https://academic.oup.com/bjs/article/87/3/273/6156442"),
        (
            "https://f1000research.com/articles/14-157/v1",
            "https://f1000research.com/articles/14-157/v2",
        ),
    ],
)
def test_other_pages(link: str, other: str) -> None:
    assert page(link) != page(other)


@pytest.mark.parametrize(
    "text", ["", "doi:10.1038/x", "ftp://example.org/a", "https://[", "https://"]
)
def test_what_is_no_web_address(text: str) -> None:
    assert page(text) == ""
