"""COinS, read as Zotero's `parseContextObject` and `cleanAuthor` read them."""

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from conftest import REPOSITORY
from eyebib.exporters import zotero_item, zotero_model
from eyebib.model import csl
from eyebib.model.bibliography import Sourced, Work
from eyebib.model.merge import merge
from eyebib.project.folder import Project
from eyebib.tables.html import coins
from works import PREPRINT, entry, record, work

REAL = Project(REPOSITORY).bibliography().works

OF_BOOKS = {
    "bookitem": "bookSection",
    "proceeding": "conferencePaper",
    "report": "report",
    "book": "book",
}
FORM = "info:ofi/fmt:kev:mtx:"
PARTS = {"bookSection", "conferencePaper"}


def pairs(context_object: str) -> list[tuple[str, str]]:
    """Keys and values; Zotero splits at `&` and `=` before it decodes, and reads a plus as a space."""
    split = [pair.split("=") for pair in context_object.split("&")]
    assert all(len(pair) == 2 for pair in split)
    return [(key, unquote(value.replace("+", " ").replace("%2B", " "))) for key, value in split]


def item_type(form: str, genre: str) -> str:
    return (
        OF_BOOKS[genre] if form == "book" else {"journal": "journalArticle", "dc": "webpage"}[form]
    )


def zotero(context_object: str) -> dict[str, Any]:
    """The item that Zotero imports."""
    values = pairs(context_object)
    first = dict(values)
    kind = item_type(first["rft_val_fmt"].removeprefix(FORM), first.get("rft.genre", ""))
    is_part = kind in PARTS
    places = {
        "rft.type": "itemType",
        "rft.btitle": "container" if is_part else "title",
        "rft.atitle": "title" if is_part else "",
        "rft.title": "container" if is_part else "title",
        "rft.jtitle": "container",
        "rft.source": "container",
    }
    if kind == "journalArticle":
        places |= {"rft.atitle": "title", "rft.title": "container"}
    item: dict[str, Any] = {"itemType": kind}
    for key, value in values:
        if key == "rft_id":
            doi = value.removeprefix("info:doi/")
            item["DOI" if doi != value else "url" if value.startswith("http") else ""] = doi
        elif key != "rft.au":
            item[places.get(key, key.removeprefix("rft."))] = value
    return {**item, "creators": [author(value) for key, value in values if key == "rft.au"]}


def author(value: str) -> tuple[str, str]:
    """Family and given name, split at the comma or else before the last word."""
    trimmed = value.strip(" .,/[]:")
    if "," in value:
        family, *given = trimmed.split(", ")
        return family, "".join(given[:1])
    given_name, _, family = trimmed.rpartition(" ")
    return family, given_name


def expected_author(name: csl.Name) -> tuple[str, str]:
    family, given = zotero_item.parts(name)
    return family.rstrip("."), given.rstrip(".")


def expected(work: Work) -> dict[str, Any]:
    """The item that Zotero should import for a work."""
    item = work.item
    text = {
        "title": item["title"],
        "container": item.get("container-title"),
        "stitle": item.get("container-title-short"),
        "DOI": item.get("DOI"),
        "url": item.get("URL"),
        "date": csl.iso_date(item.get("issued")),
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "pages": csl.pages(item),
        "publisher": item.get("publisher"),
        "place": item.get("publisher-place"),
        "series": item.get("collection-title"),
        "issn": item.get("ISSN"),
        "isbn": item.get("ISBN"),
    }
    return {
        **{key: value for key, value in text.items() if value},
        "itemType": zotero_model.TYPES[item["type"]],
        "creators": [expected_author(name) for name in item["author"]],
    }


AROUND = {"ctx_ver", "rft_val_fmt", "genre", ""}


@pytest.mark.parametrize("work", REAL, ids=lambda work: str(work.citekey))
def test_every_work_of_the_real_list(work: Work) -> None:
    item = zotero(coins.context_object(work))
    assert {key: value for key, value in item.items() if key not in AROUND} == expected(work)


def test_preprints_have_their_title_before_their_type() -> None:
    preprints = [work for work in REAL if work.is_preprint]
    assert len(preprints) == 4
    for preprint in preprints:
        keys = [key for key, _ in pairs(coins.context_object(preprint))]
        assert keys.index("rft.title") < keys.index("rft.type")
        assert ("rft.type", "preprint") in pairs(coins.context_object(preprint))


@pytest.mark.parametrize("kind", sorted(csl.TYPES))
def test_every_type(kind: str) -> None:
    typed = work(type=kind, title="Title", container_title="Whole")
    item = zotero(coins.context_object(typed))
    assert item["itemType"] == zotero_model.TYPES[kind]
    assert item["title"] == "Title"
    assert item.get("container") == (None if item["itemType"] in {"book", "report"} else "Whole")


@pytest.mark.parametrize(
    ("name", "creator"),
    [
        ({"family": "Wu", "given": "Jian"}, ("Wu", "Jian")),
        ({"literal": "UK Biobank Eye & Vision Consortium"}, ("UK Biobank Eye & Vision Consortium", "")),
        ({"family": "Aristotle"}, ("Aristotle", "")),
        ({"family": "Ben Ayed", "given": "Ismail"}, ("Ben Ayed", "Ismail")),
        ({"family": "Waals", "non-dropping-particle": "van der", "given": "J. D"}, ("van der Waals", "J. D")),
        ({"family": "Smith", "given": "Ann", "suffix": "Jr"}, ("Smith", "Ann Jr")),
        ({"literal": "Foo, Bar and Sons"}, ("Foo Bar and Sons", "")),
    ],
)  # fmt: skip
def test_names(name: Any, creator: tuple[str, str]) -> None:  # noqa: ANN401 - a CSL name
    assert zotero(coins.context_object(work(author=[name])))["creators"] == [creator]


def test_authors_whose_given_names_have_the_same_start() -> None:
    names = [{"family": "Zhang", "given": given} for given in ("Weiyi", "Wei", "W")]
    item = zotero(coins.context_object(work(author=names)))
    assert item["creators"] == [("Zhang", "Weiyi"), ("Zhang", "Wei"), ("Zhang", "W")]


def test_context_object() -> None:
    posted = merge(entry(paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert coins.context_object(posted) == (
        "ctx_ver=Z39.88-2004&rft_id=https%3A%2F%2Farxiv.org%2Fabs%2F2310.04992"
        "&rft_id=info%3Aarxiv%2F2310.04992&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"
        "&rft.title=A%20model%2C%20early&rft.type=preprint&rft.au=Wu%2C%20J.&rft.date=2023-01-02"
        "&rft.publisher=arXiv"
    )
    assert "rft_id=info%3Adoi%2F10.1038%2Fx&" in coins.context_object(work())


@pytest.mark.parametrize("text", ["a&rft.au=x", "a=b", "100 % \"'<script>", "a\nb", "é…文", "a;b"])
def test_hostile_text_is_a_value(text: str) -> None:
    context_object = coins.context_object(work(title=text))
    assert zotero(context_object)["title"] == text.replace("\n", " ")
    assert len(pairs(context_object)) == len(pairs(coins.context_object(work())))


def test_url_that_is_not_a_web_address_is_left_out() -> None:
    bad = {"URL": Sourced(value="javascript:alert(1)", source="entry")}
    changed = replace(work(), variables={**work().variables, **bad})
    ids = [value for key, value in pairs(coins.context_object(changed)) if key == "rft_id"]
    assert ids == ["info:doi/10.1038/x"]
