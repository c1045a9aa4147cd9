"""Pushes to a library, each followed by what people do there, seen from the command line."""

import re
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.exporters import csl_item
from eyebib.model.bibliography import Bibliography
from papers import PAPERS
from zotero_library import Data, Library
from zotero_list import ENTRY, Push, last, writes
from zotero_schema import base_names
from zotero_server import USER, Zotero


@pytest.mark.usefixtures("thirteen")
def test_the_story_of_a_list(push: Push, zotero: Zotero, library: Library, write: Write) -> None:
    assert last(push()) == "13 works: 13 created"
    assert [what.rpartition("/")[2] for what in writes(zotero)] == ["collections", *["items"] * 2]
    assert last(push()) == "13 works: 13 unchanged"
    assert writes(zotero) == []

    old = library.paper("eyeclip")
    [own] = library.write("collections", [{"name": "Mine"}])["success"].values()
    library.edit("eyeclip", rights="CC BY", collections=[*old["collections"], own], tags=[*old["tags"], {"tag": "to read", "type": 1}])  # fmt: skip
    library.add(itemType="note", note="<p>mine</p>", parentItem=library.key_of("eyeclip"))
    text = Path("entries/eyeclip.yaml").read_text(encoding="utf-8")
    write("entries/eyeclip.yaml", f"{text}csl:\n  volume: '9'\n")
    assert last(push()) == "13 works: 1 updated, 12 unchanged"
    assert len(writes(zotero)) == 1
    new = library.paper("eyeclip")
    assert (old["volume"], new["volume"], new["rights"]) == ("8", "9", "CC BY")
    assert new["collections"] == [*old["collections"], own]
    assert new["tags"] == [*old["tags"], {"tag": "to read", "type": 1}]
    notes = [item["data"] for item in library.listed("items") if item["data"]["itemType"] == "note"]
    assert [note["note"] for note in notes] == ["<p>mine</p>"]
    assert {name for name in new if new[name] != old.get(name)} == {"volume", "rights", "collections", "tags"}  # fmt: skip

    assert last(push()) == "13 works: 13 unchanged"
    assert writes(zotero) == []


def test_every_fact_of_the_thirteen(push: Push, library: Library, thirteen: Bibliography) -> None:
    push()
    for paper in PAPERS:
        item = library.paper(paper.citekey)
        [work] = (work for work in thirteen.works if work.citekey == paper.citekey)
        names = [
            creator.get("name") or f"{creator['lastName']}, {creator['firstName']}"
            for creator in item["creators"]
            if creator["creatorType"] == "author"
        ]
        assert "; ".join(names) == paper.authors.replace("{", "").replace("}", "")
        kinds = {"article-journal": "journalArticle", "paper-conference": "conferencePaper", "article": "preprint"}  # fmt: skip
        assert item["itemType"] == kinds[work.item["type"]]
        fields = {base_names(item["itemType"]).get(name, name): text for name, text in item.items()}
        stated = {
            "title": paper.title,
            "volume": paper.volume,
            "DOI": work.item.get("DOI", ""),
            "citationKey": paper.citekey,
        }
        assert {name: fields.get(name, "") for name in stated} == stated
        lines = item.get("extra", "").split("\n")
        numbers = [line.split()[1] for line in lines if line.startswith("arXiv:")]
        assert numbers == [paper.arxiv] * bool(paper.arxiv)
        assert not [line for line in lines if line.startswith("Citation Key")]
        tags = {tag["tag"] for tag in item["tags"]}
        assert {*csl_item.facet_tags(work, thirteen.settings)} <= tags
        children = [
            each["data"]
            for each in library.listed("items")
            if each["data"].get("parentItem") == library.key_of(paper.citekey)
        ]
        code = work.entry.code if (work.entry.code or "").startswith("http") else None
        assert [child["url"] for child in children] == ([code] if code else [])
    [collection] = library.collections.values()
    assert collection["data"]["name"] == thirteen.settings.title
    assert {tuple(item["collections"]) for item in library.papers()} == {(collection["key"],)}


@pytest.mark.usefixtures("two")
def test_a_conflict_is_shown_and_left_alone(push: Push, library: Library, write: Write) -> None:
    push()
    library.edit("one", volume="70")
    write("entries/one.yaml", ENTRY.format("one").replace('"7"', '"8"').replace("2024-05", "2025"))
    result = push(code=1)
    assert last(result) == "2 works: 1 updated, 1 unchanged, 1 in conflict"
    assert "    volume\n      list:   8\n      Zotero: 70\n" in result.stdout
    assert (library.paper("one")["volume"], library.paper("one")["date"]) == ("70", "2025")
    assert last(push(code=1)) == "2 works: 2 unchanged, 1 in conflict"
    assert last(push("--ours")) == "2 works: 1 updated, 1 unchanged"
    assert library.paper("one")["volume"] == "8"
    assert last(push()) == "2 works: 2 unchanged"


@pytest.mark.usefixtures("two")
def test_values_that_cannot_be_written(push: Push, library: Library, write: Write) -> None:
    """One that the list dropped and a person changed, and those of another type of item."""
    push()
    library.edit("one", itemType="webpage")
    library.edit("two", volume="70")
    changed = ENTRY.format("one").replace("Ann", "Anna").replace("2024-05", "2025")
    write("entries/one.yaml", changed)
    write("entries/two.yaml", ENTRY.format("two").replace('  volume: "7"\n', ""))
    result = push(code=1)
    assert "conflict   one  creators" in result.stdout
    assert "    volume\n      list:   (none)\n      Zotero: 70\n" in result.stdout
    assert last(result) == "2 works: 1 updated, 1 unchanged, 2 in conflict"
    assert (library.paper("one")["date"], library.paper("two")["volume"]) == ("2025", "70")
    assert last(push(code=1)) == "2 works: 2 unchanged, 2 in conflict"
    push("--ours", code=1)  # a web page stays one, because only a person changed that
    assert "volume" not in library.paper("two")


@pytest.mark.usefixtures("two")
def test_what_only_a_person_changed_stays(push: Push, zotero: Zotero, library: Library) -> None:
    push()
    library.edit("one", volume="70", publicationTitle="", collections=[], tags=[{"tag": "eyes"}])
    [link] = (i for i in library.items.values() if i["data"].get("parentItem") == library.key_of("one"))  # fmt: skip
    link["data"]["deleted"] = 1
    assert last(push()) == "2 works: 2 unchanged"
    assert writes(zotero) == []
    assert (library.paper("one")["collections"], library.paper("one")["tags"]) == ([], [{"tag": "eyes"}])  # fmt: skip


@pytest.mark.usefixtures("two")
def test_without_memory_a_difference_is_a_conflict(
    push: Push, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    push()
    library.edit("one", volume="70", publicationTitle="", tags=[{"tag": "modality:MRI"}])
    monkeypatch.setenv("EYEBIB_STATE_DIR", str(tmp_path / "another"))
    result = push(code=1)
    assert "conflict   one  publicationTitle, volume, tags" in result.stdout
    assert library.paper("one")["volume"] == "70"
    assert "conflict   one  publicationTitle, volume" in push(code=1).stdout
    assert last(push("--ours")) == "2 works: 1 updated, 1 unchanged"
    assert library.paper("one")["publicationTitle"] == "Journal of Examples"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "there",
    [
        {"citationKey": "one"},
        {"extra": "mine\nCitation Key: one"},
        {"DOI": "10.5555/ONE"},
        {"DOI": "10.5555/ONE", "citationKey": "mine"},
        {"url": "https://doi.org/10.5555/one"},
        {"extra": "DOI: 10.5555/one"},
    ],
)
def test_an_item_of_the_user_is_not_created_again(
    push: Push, library: Library, there: Data
) -> None:
    key = library.add(itemType="journalArticle", title="Mine", **there)
    assert "1 created" in last(push(code=1))
    assert len([*library.papers()]) == 2
    assert library.items[key]["data"]["title"] == "Mine"
    assert last(push("--ours")) == "2 works: 1 updated, 1 unchanged"
    item = library.items[key]["data"]
    assert item["title"] == "A made-up paper of one"
    keys = [item.get("citationKey"), *re.findall("Citation Key: (.*)", item.get("extra", ""))]
    assert [*filter(None, keys)] == ["one"]
    assert ("mine" in item.get("extra", "")) == ("mine" in there.get("extra", ""))
    assert last(push()) == "2 works: 2 unchanged"


def test_a_preprint_is_found_by_its_arxiv_id(push: Push, library: Library, write: Write) -> None:
    write("entries/paper.yaml", "title: A paper\npaper: arxiv:2001.00001\n")
    library.add(itemType="preprint", title="A paper", archiveID="arXiv:2001.00001")
    library.add(itemType="preprint", title="Another", extra="arXiv: 2001.00002 [cs.CV]")
    push(code=1)
    assert len([*library.papers()]) == 2


@pytest.mark.usefixtures("two")
def test_what_is_in_the_trash_is_told(push: Push, library: Library) -> None:
    push()
    library.edit("one", deleted=1)
    result = push()
    assert "trashed    one  it is in Zotero's trash: restore it, or delete it for good" in result.stdout  # fmt: skip
    assert (last(result), len(library.items)) == ("2 works: 1 unchanged, 1 trashed", 4)


@pytest.mark.usefixtures("two")
def test_what_a_person_deleted_for_good_comes_back_only_if_asked(
    push: Push, library: Library
) -> None:
    push()
    key = library.key_of("one")
    library.items = {k: i for k, i in library.items.items() if key not in {k, i["data"].get("parentItem")}}  # fmt: skip
    assert last(push()) == "2 works: 1 unchanged, 1 deleted"
    assert last(push("--ours")) == "2 works: 1 created, 1 unchanged"
    assert last(push()) == "2 works: 2 unchanged"


@pytest.mark.usefixtures("two")
def test_an_entry_that_is_gone(push: Push, zotero: Zotero, library: Library) -> None:
    library.add(itemType="journalArticle", title="Mine", DOI="10.5555/two")
    push(code=1)
    Path("entries/one.yaml").unlink()
    result = push(code=1)
    assert "gone       one  it is no longer in the list; `--prune`" in result.stdout
    assert writes(zotero) == []
    Path("entries/two.yaml").rename("entries/three.yaml")
    Path("entries/three.yaml").write_text(ENTRY.format("three"), encoding="utf-8")
    result = push("--prune")
    assert last(result) == "1 work: 1 created, 1 pruned"
    assert [item["title"] for item in library.papers()] == ["Mine", "A made-up paper of three"]
    assert [item["data"]["title"] for item in library.listed("items/trash") if "title" in item["data"]][:1] == ["A made-up paper of one"]  # fmt: skip
    assert last(push()) == "1 work: 1 unchanged"


@pytest.mark.usefixtures("two")
def test_selected_works_are_pushed_alone(push: Push, library: Library) -> None:
    assert last(push("one")) == "1 work: 1 created"
    assert last(push("two")) == "1 work: 1 created"
    assert last(push()) == "2 works: 2 unchanged"
    assert "leave out the citation keys" in push("--prune", "one", code=2).stderr
    assert len([*library.papers()]) == 2


@pytest.mark.usefixtures("two")
def test_a_dry_run_writes_nothing(push: Push, zotero: Zotero, library: Library) -> None:
    assert last(push("--dry-run")) == "2 works: would be: 2 created"
    assert (library.items, library.collections, zotero.writes) == ({}, {}, [])
    assert last(push()) == "2 works: 2 created"


@pytest.mark.usefixtures("two")
def test_a_renamed_entry_is_the_same_item(push: Push, run: Run, library: Library) -> None:
    push()
    key = library.key_of("one")
    run("rename", "one", "first")
    assert last(push()) == "2 works: 1 updated, 1 unchanged"
    assert library.items[key]["data"]["citationKey"] == "first"
    assert last(push("--prune")) == "2 works: 2 unchanged"


@pytest.mark.usefixtures("two")
def test_a_published_preprint_changes_its_type(push: Push, library: Library, write: Write) -> None:
    paper = "title: A paper\npaper: arxiv:2001.00001\ncsl: {{type: {}, author: [{{literal: G}}], issued: 2024, publisher: X, container-title: Y, number: '1'}}\n"  # fmt: skip
    write("entries/paper.yaml", paper.format("article"))
    push()
    write("entries/paper.yaml", paper.format("paper-conference"))
    assert last(push()) == "3 works: 1 updated, 2 unchanged"
    item = library.paper("paper")
    assert (item["itemType"], item["proceedingsTitle"]) == ("conferencePaper", "Y")
    assert item["publisher"] == "X"
    assert last(push()) == "3 works: 3 unchanged"


@pytest.mark.usefixtures("two")
def test_a_facet_and_a_link_follow_the_list(push: Push, library: Library, write: Write) -> None:
    push()
    old = library.paper("one")
    library.edit("one", tags=[*old["tags"], {"tag": "mine"}, {"tag": "modality:MRI"}])
    text = ENTRY.format("one").replace("CFP, OCT", "OCT, FFA").replace("github.com", "gitlab.com")
    write("entries/one.yaml", text)
    push()
    tags = {tag["tag"] for tag in library.paper("one")["tags"]}
    assert tags == {"modality:OCT", "modality:FFA", "eyes", "mine", "modality:MRI"}
    urls = [i["data"]["url"] for i in library.listed("items") if "linkMode" in i["data"]]
    assert sorted(urls) == ["https://github.com/example/two", "https://gitlab.com/example/one"]
    write("entries/one.yaml", text.replace("code:", "abstract:"))
    push()
    urls = [i["data"]["url"] for i in library.listed("items") if "linkMode" in i["data"]]
    assert urls == ["https://github.com/example/two"]
    assert last(push()) == "2 works: 2 unchanged"


@pytest.mark.usefixtures("two")
def test_collections(push: Push, library: Library) -> None:
    result = push("--collection", "Retina", code=1)
    assert "Zotero has no collection `Retina` (it has none); create it there, or leave" in result.stderr  # fmt: skip
    keys = [*library.write("collections", [{"name": "Retina"}, {"name": "Twice"}, {"name": "Twice"}])["success"].values()]  # fmt: skip
    assert last(push("--collection", "Retina")) == "2 works: 2 created"
    assert library.paper("one")["collections"] == [keys[0]]
    assert "2 collections `Twice`; rename all but one" in push("--collection", "Twice", code=1).stderr  # fmt: skip
    library.collections[keys[0]]["data"]["name"] = "Eyes"
    assert last(push()) == "2 works: 2 unchanged"
    assert "no collection `Retina`" in push("--collection", "Retina", code=1).stderr


def test_notes_are_added_once(push: Push, library: Library, write: Write) -> None:
    write("entries/one.yaml", f"{ENTRY.format('one')}  note: A note & more\n")
    push()
    notes = [i for i in library.items.values() if i["data"]["itemType"] == "note"]
    assert [note["data"]["note"] for note in notes] == ["<p>A note &amp; more</p>"]
    notes[0]["data"]["note"] = "<div><p>Changed</p></div>"
    assert last(push()) == "1 work: 1 unchanged"


def of_many(write: Write, count: int) -> None:
    for number in range(count):
        write(f"entries/w{number:04}.yaml", ENTRY.format(f"w{number:04}"))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("count", [101, pytest.param(2000, marks=pytest.mark.slow)])
def test_the_number_of_requests(run: Run, zotero: Zotero, write: Write, count: int) -> None:
    of_many(write, count)

    def push() -> tuple[str, list[str]]:
        zotero.requests.clear()
        text = run("zotero", "push", "--user", str(USER)).stderr.splitlines()[-1]
        return text, writes(zotero)

    batches = -(-count // 50)
    text, sent = push()
    assert text == f"{count:,} works: {count} created"
    assert len(sent) == 1 + 2 * batches
    text, sent = push()
    assert (text, sent) == (f"{count:,} works: {count} unchanged", [])
    write("entries/w0007.yaml", ENTRY.format("w0007").replace('"7"', '"8"'))
    text, sent = push()
    assert (text, len(sent)) == (f"{count:,} works: 1 updated, {count - 1} unchanged", 1)
    [content] = (request.content for request in zotero.writes)
    [key] = (key for key, item in zotero.user.items.items() if item["data"].get("volume") == "8")
    assert [{name: each[name] for name in each if name != "version"} for each in content] == [
        {"key": key, "volume": "8"}
    ]
