"""What people change in Zotero comes back as proposals, and as lines of entries if accepted."""

from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.exporters.zotero_model import TYPES
from eyebib.model import csl
from eyebib.zotero.proposal import _TYPES, _VARIABLES
from zotero_library import Data, Library
from zotero_list import ENTRY, Push, last

pytestmark = pytest.mark.usefixtures("two")

AUTHORS = [
    {"creatorType": "author", "lastName": "Example", "firstName": "Anna"},
    {"creatorType": "author", "name": "A Group"},
    {"creatorType": "editor", "lastName": "Doe", "firstName": "J., Jr."},
]

CHANGES: dict[str, tuple[Data, str, str]] = {
    "field": ({"volume": "70"}, "one: csl.volume\n  - 7\n  + 70\n", '"70"'),
    "container": ({"publicationTitle": "J. Ex."}, "csl.container-title\n  - Journal of Examples\n  + J. Ex.\n", "container-title: J. Ex."),
    "title": ({"title": "Another: title"}, "csl.title\n  - A made-up paper of one\n  + Another: title\n", "title: 'Another: title'"),
    "date": ({"date": "June 2023"}, "csl.issued\n  - 2024-05\n  + 2023-06\n", "issued: 2023-06"),
    "type": ({"itemType": "magazineArticle"}, "csl.type\n  - article-journal\n  + article-magazine\n", "type: article-magazine"),
    "authors": ({"creators": AUTHORS}, "csl.author\n  - Ann Example\n  + Anna Example\n", "given: Anna"),
    "editor": ({"creators": AUTHORS}, "csl.editor\n  + J. Doe Jr.\n", "suffix: Jr."),
    "abstract": ({"abstractNote": "New\n\nwords."}, "one: abstract\n  - Old\n  + New\n  + words.\n", "abstract: "),
    "extra": ({"extra": "PMID: 123\nmine: no"}, "csl.PMID\n  - 12\n  + 123\n", "PMID: '123'"),
    "tag": ({"tags": [{"tag": t} for t in ("modality:CFP", "modality:OCT", "eyes", "to read")]}, "one: tags\n  - eyes\n  + eyes, to read\n", "tags: [eyes, to read]"),
    "facet": ({"tags": [{"tag": t} for t in ("modality:CFP", "modality:FFA", "eyes")]}, "one: modalities\n  - CFP, OCT\n  + CFP, FFA\n", "modalities: [CFP, FFA]"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_a_change_comes_back(
    push: Push, pull: Push, library: Library, write: Write, name: str
) -> None:
    there, shown, written = CHANGES[name]
    write("entries/one.yaml", f"{ENTRY.format('one')}  PMID: '12'\nabstract: Old\n")
    push()
    library.edit("one", **there)
    before = Path("entries/one.yaml").read_text(encoding="utf-8")
    result = pull()
    assert shown in result.stdout
    assert Path("entries/one.yaml").read_text(encoding="utf-8") == before
    assert pull("--accept", "one").stderr.count("wrote     entries/one.yaml") == 1
    text = Path("entries/one.yaml").read_text(encoding="utf-8")
    assert written.replace('"', "'") in text
    assert "code: https://github.com/example/one\n" in text
    assert "0 entries changed in Zotero" in pull().stderr
    push()  # a type has other fields, and what it does not have goes to Extra
    assert last(push()) == "2 works: 2 unchanged"


@pytest.mark.parametrize("library", ["web", "local"], indirect=True)
def test_notes_and_links(push: Push, pull: Push, library: Library) -> None:
    push()
    parent = library.key_of("one")
    for note in ("<p>First &amp; best</p>", "<p>Second</p>"):
        library.add(itemType="note", note=note, parentItem=parent)
    [link] = (i["data"] for i in library.items.values() if i["data"].get("parentItem") == parent and "url" in i["data"])  # fmt: skip
    link["url"] = "https://gitlab.com/example/one"
    result = pull("--accept", "one")
    assert "one: code\n  - https://github.com/example/one\n  + https://gitlab.com/example/one\n" in result.stdout  # fmt: skip
    assert "one: csl.annote\n  + First & best\n" in result.stdout
    assert "  ! not taken over, because there is an annotation: Second\n" in result.stdout
    assert "annote: First & best" in Path("entries/one.yaml").read_text(encoding="utf-8")
    assert last(push()) == "2 works: 2 unchanged"
    assert "1 entry changed in Zotero" in pull().stderr  # the second note


@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_what_an_entry_cannot_hold(push: Push, pull: Push, library: Library) -> None:
    push()
    library.edit("one", date="some day", citationKey="another")
    result = pull("--accept", "one")
    assert "csl.issued\n  - 2024-05\n  ! `some day` is not a date that an entry can hold\n" in result.stdout  # fmt: skip
    assert "  ! to take it over: eyebib rename one another\n" in result.stdout
    assert "wrote" not in result.stderr


@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_our_changes_are_not_proposed(push: Push, pull: Push, write: Write) -> None:
    push()
    write("entries/one.yaml", ENTRY.format("one").replace('"7"', '"8"'))
    assert "0 entries changed in Zotero" in pull().stderr


@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_a_comment_is_not_lost(push: Push, pull: Push, library: Library, write: Write) -> None:
    text = ENTRY.format("one").replace("csl:\n", "csl:\n  # from the page\n")
    write("entries/one.yaml", text)
    push()
    library.edit("one", volume="70")
    result = pull("--accept", "one", code=1)
    assert "entries/one.yaml: write by hand:" in result.stderr
    assert Path("entries/one.yaml").read_text(encoding="utf-8") == text


def test_an_unknown_entry(run: Run) -> None:
    assert "no entry `onw`; did you mean `one`?" in run("zotero", "pull", "--accept", "onw", code=2).stderr  # fmt: skip


def test_the_way_back_of_types_and_fields() -> None:
    assert {TYPES[_TYPES[kind]] for kind in _TYPES} == {*_TYPES}
    assert {*_VARIABLES.values()} <= csl.VARIABLES


@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_values_of_facets(push: Push, pull: Push, library: Library, write: Write) -> None:
    write("entries/one.yaml", f"{ENTRY.format('one')}facets: {{task: [staging, other]}}\n")
    push()
    tags = {tag["tag"] for tag in library.paper("one")["tags"]}
    assert {"task:staging", "task:other"} <= tags
    new = [*(tags - {"task:other"}), "task:segmentation", "subject: eyes"]
    library.edit("one", tags=[{"tag": tag} for tag in new])
    result = pull("--accept", "one")
    assert "one: facets.task\n  - staging, other\n  + staging, segmentation\n" in result.stdout
    assert "one: tags\n  - eyes\n  + eyes, subject: eyes\n" in result.stdout
    assert last(push()) == "2 works: 2 unchanged"
