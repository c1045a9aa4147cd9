"""Entries whose link holds no identifier: what `resolve` and `add` take, propose and say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, Write
from eyebib.resolver import plan
from hurried import hurry
from replay import Replay

TITLE = "Grading Retinal Photographs: An Example"
PAPER = "https://ieeexplore.ieee.org/abstract/document/9684442"
PAGE = "https://ieeexplore.ieee.org/document/9684442/"
DOI = "10.1109/EXAMPLE.2021.9684442"

ENTRY = f"""\
# kept as it is
title:   '{TITLE}'
paper: {PAPER}   # as pasted
listed: 2022
"""


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


def work(doi: str = DOI, page: str = PAGE, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of a message
    """A Crossref message of a paper of Chen and Ito."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [TITLE],
        "author": [{"given": "Ann", "family": "Chen"}, {"given": "Ken", "family": "Ito"}],
        "issued": {"date-parts": [[2022, 1, 14]]},
        "container-title": ["Journal of Examples"],
        "volume": "10",
        "page": "1-9",
        "publisher": "Example",
        "resource": {"primary": {"URL": page}},
    } | fields


def paper(id_: str = "2101.54321", **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of an entry
    """An arXiv paper of Chen and Ito."""
    return {
        "id": id_,
        "title": TITLE,
        "authors": ["Ann Chen", "Ken Ito"],
        "versions": ["2021-12-01T00:00:00Z", "2022-02-01T00:00:00Z"],
        "categories": ["cs.CV"],
        "summary": "We grade.",
    } | fields


@pytest.fixture
def hold(server: Replay) -> Callable[..., None]:
    """Put Crossref messages and arXiv papers into the library of the server."""

    def hold_works(*works: dict[str, Any]) -> None:
        for each in works:
            if "DOI" in each:
                server.library.works[each["DOI"].lower()] = each
            else:
                server.library.papers[each["id"]] = each

    return hold_works


Hold = Callable[..., None]

FORMS = [
    (PAPER, PAGE),
    ("https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9684442", PAGE),
    ("url:https://ieeexplore.ieee.org/document/9684442", PAGE),
    ("https://ieeexplore-ieee-org.ezproxy.example.edu/document/9684442", PAGE),
    ("https://web.archive.org/web/2020/https://ieeexplore.ieee.org/document/9684442/", PAGE),
    ("https://www.mdpi.com/2225-1154/9/2/24/htm", "https://www.mdpi.com/2225-1154/9/2/24"),
    (
        "https://academic.oup.com/bjs/article-abstract/87/3/273/6156441?redirectedFrom=fulltext",
        "https://academic.oup.com/bjs/article/87/3/273/6156441",
    ),
    ("https://mhealth.jmir.org/2018/1/e23/", "http://mhealth.jmir.org/2018/1/e23"),
    (
        "https://f1000research.com/articles/14-157/v2",
        "https://f1000research.com/articles/14-157/v2",
    ),
    ("https://WWW.example.org/journal/index.html?b=2&a=1", "http://example.org/journal?a=1&b=2"),
]


@pytest.mark.parametrize(("link", "page"), FORMS)
def test_the_publisher_knows_the_link(
    run: Run, write: Write, hold: Hold, link: str, page: str
) -> None:
    """The DOI is written into the entry, and the rest of the file is unchanged."""
    text = ENTRY.replace(PAPER, link)
    path = write("entries/grading.yaml", text)
    hold(work("10.9999/Example.1", page), work("10.9999/other", title=["Another paper"]))
    printed = run("resolve").stderr
    line = f"paper: {link}   # as pasted\n"
    assert path.read_text(encoding="utf-8") == text.replace(
        line, f"{line}identifier: doi:10.9999/Example.1\n"
    )
    assert "identified  grading  doi:10.9999/Example.1, written into" in printed
    assert "Crossref has the link of the entry for it; the title agrees" in printed
    assert "resolved    grading  doi:10.9999/Example.1\n" in printed
    assert printed.endswith("1 entry: 1 resolved\n")
    assert run("check").stderr == "1 entry checked: no problems\n"
    assert run("resolve").stderr == "1 entry: 1 unchanged\n"


ARXIV_FORMS = [
    "https://openreview.net/forum?id=ExAmPlE123",
    "https://papers.nips.cc/paper/2021/hash/abc-Abstract.html",
    "https://proceedings.neurips.cc/paper_files/paper/2021/file/abc-Paper.pdf",
    "https://openaccess.thecvf.com/content/CVPR2021/html/Chen_Grading_CVPR_2021_paper.html",
    "https://www.usenix.org/conference/osdi22/presentation/chen",
    "https://proceedings.mlr.press/v139/chen21a.html",
]


@pytest.mark.parametrize("link", ARXIV_FORMS)
def test_a_paper_at_arxiv_alone_is_taken_if_authors_and_year_agree(
    run: Run, write: Write, hold: Hold, link: str
) -> None:
    hold(paper(comment="Accepted at NeurIPS 2022"))
    text = ENTRY.replace(PAPER, link)
    path = write("entries/grading.yaml", text)
    printed = run("resolve").stderr
    assert path.read_text(encoding="utf-8") == text  # the entry names no authors
    assert "proposed    grading  1 proposal\n  arxiv:2101.54321\n" in printed
    assert "no authors to compare; the authors state on arXiv: Accepted at NeurIPS 2022" in printed
    assert printed.endswith("1 entry: 1 proposed\n")
    path.write_text(f"{text}csl: {{author: [{{family: Chen, given: A.}}]}}\n", encoding="utf-8")
    printed = run("resolve").stderr
    assert "identifier: arxiv:2101.54321\n" in path.read_text(encoding="utf-8")
    assert "resolved    grading  arxiv:2101.54321" in printed
    assert "eprint        arxiv" in run("show", "grading").stdout


@pytest.mark.parametrize(
    ("works", "evidence"),
    [
        ([work(page="https://example.org")], "the title agrees; authors in common"),
        (
            [work(title=["Another title"])],
            "Crossref has the link of the entry for it; the title differs",
        ),
        ([work(type="posted-content")], "a preprint or a copy, so check who posted it"),
        (
            [work(author=[{"given": "Zoe", "family": "Quist"}])],
            "Crossref has the link of the entry for it; the title agrees; other authors",
        ),
        ([paper(versions=["2019-01-01T00:00:00Z"])], "authors in common; another year"),
    ],
)
def test_what_is_not_proven_is_proposed(
    run: Run, write: Write, hold: Hold, works: list[dict[str, Any]], evidence: str
) -> None:
    text = ENTRY + "csl: {author: [{family: Chen, given: Ann}]}\n"
    path = write("entries/grading.yaml", text)
    hold(*works)
    printed = run("resolve").stderr
    assert evidence in printed
    assert "hint: take the only proposal with `eyebib resolve --accept CITEKEY`" in printed
    assert printed.endswith("1 entry: 1 proposed\n")
    assert path.read_text(encoding="utf-8") == text
    run("resolve", "--accept", "grading", code=1 if "title differs" in evidence else 0)
    assert "\nidentifier: " in path.read_text(encoding="utf-8")


def test_data_and_notices_with_the_title_are_not_proposed_but_the_linked_data_set_is_taken(
    run: Run, write: Write, hold: Hold
) -> None:
    write("entries/grading.yaml", ENTRY)
    hold(
        work("10.9999/data", "https://example.org/a", type="dataset"),
        work("10.9999/notice", "https://example.org/b", title=[f"Correction to: {TITLE}"]),
    )
    assert run("resolve").stderr.endswith("1 entry: 1 not found\n")
    hold(work("10.9999/linked", type="dataset"))
    assert "identified  grading  doi:10.9999/linked" in run("resolve", "--refresh").stderr


@pytest.mark.parametrize("count", [1, 7, 15])
def test_a_posted_copy_of_an_older_paper_is_not_proposed(
    run: Run, write: Write, hold: Hold, count: int
) -> None:
    """Somebody registers posted copies of a known paper, which come first in a search."""
    copies = (
        work(f"10.9998/copy{n}", "https://example.com", type="posted-content", subtype="other")
        | {"issued": {"date-parts": [[2025, 6, 1]]}, "publisher": "Copies"}
        for n in range(count)
    )
    hold(*copies, paper())
    path = write("entries/grading.yaml", ENTRY)
    printed = run("resolve").stderr
    assert "proposed    grading  1 proposal\n  arxiv:2101.54321\n" in printed
    hold(work(page="https://example.org/elsewhere"))
    printed = run("resolve", "--refresh", "--accept", "grading").stderr
    assert f"identifier: doi:{DOI}\n" in path.read_text(encoding="utf-8")
    assert "10.9998" not in printed


def test_a_posted_copy_is_never_taken_even_if_it_names_the_link(
    run: Run, write: Write, hold: Hold
) -> None:
    hold(
        work(type="posted-content"),
        work("10.9998/b", "https://example.org/b", type="posted-content"),
    )
    path = write("entries/grading.yaml", ENTRY)
    assert "proposed    grading  2 proposals\n" in run("resolve").stderr
    assert path.read_text(encoding="utf-8") == ENTRY


def test_one_of_several_proposals(run: Run, write: Write, hold: Hold) -> None:
    path = write("entries/grading.yaml", ENTRY)
    hold(
        work("10.9999/late", "https://example.org/a", issued={"date-parts": [[2023]]}),
        work("10.9999/same-year", "https://example.org/b"),
    )
    printed = run("resolve", "--accept", "grading").stderr
    assert printed.index("doi:10.9999/same-year") < printed.index("doi:10.9999/late")
    assert path.read_text(encoding="utf-8") == ENTRY
    refused = run("resolve", "--accept", "grading", "--identifier", "10.9999/x", code=2).stderr
    assert (
        "doi:10.9999/x is not proposed for grading; to use it, write `identifier: doi:" in refused
    )
    run("resolve", "--accept", "grading", "--identifier", "https://doi.org/10.9999/LATE")
    assert "\nidentifier: doi:10.9999/late\n" in path.read_text(encoding="utf-8")
    assert "10.9999/late" in run("show", "grading").stdout


def test_options_that_need_others(run: Run) -> None:
    assert "`--accept` needs the citation keys" in run("resolve", "--accept", code=2).stderr
    for arguments in (["a"], ["--accept", "a", "b"]):
        printed = run("resolve", "--identifier", "10.1/x", *arguments, code=2).stderr
        assert "`--identifier` needs `--accept` and one citation key" in printed


def test_a_file_without_a_place_for_the_identifier(run: Run, write: Write, hold: Hold) -> None:
    hold(work())
    write("entries/grading.yaml", f"{{title: '{TITLE}', paper: '{PAPER}'}}\n")
    printed = run("resolve").stderr
    assert f"the line could not be added; add it by hand: identifier: doi:{DOI}" in printed
    assert printed.endswith("1 entry: 1 proposed\n")


def test_every_entry_is_accounted_for(run: Run, write: Write, hold: Hold, server: Replay) -> None:
    """One bad link stops no other entry, and the counts add up."""
    hold(work(), work("10.9999/moved", title=["Another paper of theirs"]))
    write("entries/bad.yaml", "title: T\npaper: PMC10550819 and more\n")
    write("entries/found.yaml", ENTRY)
    write("entries/good.yaml", "title: Made-up work 1\npaper: doi:10.5555/made.1\n")
    write("entries/lost.yaml", "title: Made-up work 1\npaper: doi:10.9999/lost\n")
    write("entries/nothing.yaml", "title: Nobody wrote this\npaper: https://example.org/a\n")
    write("entries/other.yaml", "title: Ears\npaper: doi:10.9999/moved\n")
    write("entries/untitled.yaml", "title: https://example.org/b\npaper: https://example.org/b\n")
    printed = run("resolve", code=1).stderr
    for line in (
        "not asked   bad  its file or its lock cannot be read",
        "not found   nothing   no paper with this title at Crossref or arXiv",
        "not asked   untitled  the link holds no identifier, and there is no title to search for",
        "entries/bad.yaml:2:8: error:",
        "7 entries: 1 refused, 2 not found, 2 not asked, 2 resolved\n",
    ):
        assert line in printed
    assert run("resolve", "good").stderr == "1 entry: 1 unchanged\n"
    assert "entries/bad.yaml:2:8: error:" in run("resolve", "bad", code=1).stderr
    assert "1 entry: 1 not asked\n" in run("resolve", "bad", code=1).stderr
    assert "no entry `goood`" in run("resolve", "goood", code=2).stderr
    server.requests.clear()
    planned = run("resolve", "--dry-run", code=1)
    assert 'nothing: search for "Nobody wrote this"\n' in planned.stdout
    assert "untitled: the link holds no identifier" in planned.stdout
    assert "no search: the answers are in the cache" in planned.stderr
    assert not server.requests


@pytest.mark.usefixtures("server")
def test_an_identifier_that_no_source_resolves(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "_SCHEMES", frozenset())
    write("entries/made.yaml", "title: Made-up work 1\npaper: doi:10.5555/made.1\n")
    assert run("resolve").stderr == (
        "not asked   made  no source resolves doi:10.5555/made.1\n1 entry: 1 not asked\n"
    )


def test_searches_are_counted_and_kept(run: Run, write: Write, server: Replay, hold: Hold) -> None:
    for number in range(3):
        write(
            f"entries/paper-{number}.yaml",
            f"title: Title {number}\npaper: https://a.org/{number}\n",
        )
    planned = run("resolve", "--dry-run").stderr
    assert planned == "0 requests\nat most 6 searches: 3 to crossref, 3 to arxiv\n"
    assert run("resolve").stderr.endswith("3 entries: 3 not found\n")
    assert len(server.requests) == 6
    run("resolve")
    assert len(server.requests) == 6
    assert "at most 6 searches" in run("resolve", "--dry-run", "--refresh").stderr
    hold(work(title=["Title 1"], page="https://a.org/1"))
    assert "1 resolved" in run("resolve", "--refresh").stderr
    assert len(server.requests) == 12  # arXiv is not asked for what Crossref has, but one DOI is


def test_searches_that_fail(run: Run, write: Write, server: Replay) -> None:
    for number in range(5):
        write(
            f"entries/paper-{number}.yaml",
            f"title: Title {number}\npaper: https://a.org/{number}\n",
        )
    write("entries/zzz.yaml", "title: Made-up work 1\npaper: doi:10.5555/made.1\n")
    server.misbehave("html", match="query.bibliographic")
    printed = run("resolve", code=3).stderr
    assert printed.count(": invalid response") == 3
    assert printed.count("Crossref was not searched, after 3 failed searches") == 2
    assert printed.endswith("6 entries: 5 unreachable, 1 resolved\n")
    write("entries/zzz.yaml", "title: Ears\npaper: doi:10.5555/made.1\n")
    assert "5 unreachable, 1 refused" in run("resolve", "--refresh", code=1).stderr


def test_an_unreachable_arxiv_stops_no_search_of_crossref(
    run: Run, write: Write, server: Replay, hold: Hold
) -> None:
    for number in range(5):
        write(
            f"entries/paper-{number}.yaml",
            f"title: Title {number}\npaper: https://a.org/{number}\n",
        )
    write("entries/zzz.yaml", ENTRY)
    hold(work())
    server.misbehave("503", source="arxiv")
    printed = run("resolve", code=3).stderr
    assert printed.count("arXiv was not searched, after 3 failed searches") == 2
    assert len(server.of("arxiv")) == 3
    assert printed.endswith("6 entries: 5 unreachable, 1 resolved\n")


@pytest.mark.usefixtures("folder")
def test_an_unreachable_arxiv_hides_no_proposal(
    run: Run, write: Write, server: Replay, hold: Hold
) -> None:
    hold(work(type="posted-content"))
    write("entries/grading.yaml", ENTRY)
    server.misbehave("503", source="arxiv")
    printed = run("resolve", code=3).stderr
    assert "unreachable grading  1 proposal; 127.0.0.1: HTTP 503\n" in printed


def test_an_entry_without_a_link(run: Run, write: Write, hold: Hold) -> None:
    hold(work())
    path = write("entries/grading.yaml", f"title: '{TITLE}'\ncsl: {{volume: 1}}\n")
    run("resolve")
    run("resolve", "--accept", "grading")
    assert path.read_text(encoding="utf-8") == (
        f"title: '{TITLE}'\nidentifier: doi:{DOI}\ncsl: {{volume: 1}}\n"
    )


@pytest.mark.usefixtures("server")
def test_a_placeholder_title_is_replaced(run: Run, write: Write) -> None:
    path = write(
        "entries/uni.yaml", "name: UNI\ntitle: doi:10.5555/made.1\npaper: doi:10.5555/made.1\n"
    )
    assert "[placeholder-title]" in run("check", code=1).stdout
    printed = run("resolve").stderr
    assert 'resolved    uni  doi:10.5555/made.1: titled "Made-up work 1"\n' in printed
    assert path.read_text(encoding="utf-8") == (
        "name: UNI\ntitle: Made-up work 1\npaper: doi:10.5555/made.1\n"
    )
    assert "placeholder-title" not in run("check").stdout
    path.write_text("title: doi:10.5555/made.1\npaper: doi:10.5555/made.1\n", encoding="utf-8")
    run("resolve")  # the record is in the lock already
    assert "title: Made-up work 1\n" in path.read_text(encoding="utf-8")
    assert Path("entries/locked/uni.json").exists()


@pytest.mark.parametrize(("link", "page"), FORMS)
def test_add_a_link_that_the_publisher_knows(
    run: Run, hold: Hold, link: str, page: str, folder: Path
) -> None:
    hold(work("10.9999/Example.1", page))
    printed = run("add", link, "--title", TITLE, "--name", "GradeNet").stderr
    assert printed == (
        "found     GradeNet: Chen and Ito 2022, Journal of Examples\n"
        "wrote     entries/gradenet.yaml\n"
    )
    assert (folder / "entries/gradenet.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=entry.schema.json\n"
        f"name: GradeNet\ntitle: '{TITLE}'\npaper: {link}\n"
        "identifier: doi:10.9999/Example.1\nlisted: 2022\n"
    )
    assert run("check").stderr == "1 entry checked: no problems\n"
    assert run("resolve").stderr == "1 entry: 1 unchanged\n"


@pytest.mark.parametrize("link", [*(link for link, _ in FORMS), *ARXIV_FORMS])
def test_add_a_link_alone_says_what_is_missing(
    run: Run, server: Replay, folder: Path, link: str
) -> None:
    printed = run("add", link, code=2).stderr
    assert "nothing was written: the link holds no identifier" in printed
    assert "add `--title" in printed
    assert not server.requests
    assert not [*folder.iterdir()]


@pytest.mark.parametrize("link", ARXIV_FORMS)
def test_add_a_link_of_a_paper_at_arxiv_alone(
    run: Run, hold: Hold, link: str, folder: Path
) -> None:
    hold(paper(journal_ref="NeurIPS 2022"))
    printed = run("add", link, "--title", TITLE).stderr
    key = "grading-retinal-photographs-an"
    assert f"wrote     entries/{key}.yaml\nnot resolved: " in printed
    assert "  arxiv:2101.54321\n" in printed
    assert "the authors state on arXiv: NeurIPS 2022" in printed
    assert f"hint: if it is the paper, run `eyebib resolve --accept {key}`" in printed
    run("resolve", "--accept", key)
    assert "identifier: arxiv:2101.54321\n" in (folder / f"entries/{key}.yaml").read_text("utf-8")
    assert "1 entry checked" in run("check").stderr


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("options", "messages"),
    [
        (
            ["--code", "foo", "--modalities", "OCT,OCT"],
            ["`foo` is not an http(s) link, or `none`", "`modalities` lists a term twice"],
        ),
        (["--modalities", "OTC"], ["unknown modality `OTC`"]),
        (["--facet", "modalities=OTC"], ["unknown modality `OTC`"]),
        (["--facet", "design=a,b"], ["`design` has one value in this list, not 2"]),
        (["--facet", "Task=a"], ["`Task` cannot name a facet"]),
        (["--facet", "task"], ["`task` is not a facet; write NAME=VALUE"]),
    ],
)
def test_add_refuses_what_check_would_refuse(
    run: Run, write: Write, options: list[str], messages: list[str], server: Replay
) -> None:
    write(
        "eyebib.toml",
        '[modalities]\nOCT = "optical coherence tomography"\n[facets.design]\nmany = false\n',
    )
    printed = run("add", "doi:10.5555/made.1", *options, code=2).stderr
    assert [message for message in messages if message not in printed] == []
    assert not Path("entries").exists()
    assert not server.requests


@pytest.mark.usefixtures("server")
def test_add_with_the_title_of_another_paper(run: Run, folder: Path) -> None:
    printed = run("add", "doi:10.5555/made.1", "--title", "Ears", code=1).stderr
    assert (
        'nothing was written: doi:10.5555/made.1 is "Made-up work 1", the entry is "Ears"'
        in printed
    )
    assert not (folder / "entries").exists()


@pytest.mark.usefixtures("folder")
def test_add_a_paper_that_nobody_knows(run: Run, server: Replay) -> None:
    printed = run("add", "https://example.org/a", "--title", "Nobody wrote this").stderr
    assert "not resolved: no paper with this title at Crossref or arXiv\n" in printed
    assert "[unresolved]" in printed
    server.misbehave("html")
    printed = run("add", "https://example.org/b", "--title", "Nor this", code=3).stderr
    assert ": invalid response" in printed


@pytest.mark.usefixtures("folder")
def test_add_without_a_network_and_its_key(run: Run, server: Replay) -> None:
    """The key of a bare identifier is short, and the list never prints the placeholder."""
    server.misbehave("html")
    doi = f"10.9999/{'long-' * 30}1"
    run("add", doi, code=3)
    [path] = Path("entries").glob("*.yaml")
    assert path.name == f"{'long-' * 7}long.yaml"
    assert "**doi:" not in run("export", "--format", "list", "-o", "-", code=1).stdout
    assert "[placeholder-title]" in run("check", code=1).stdout


@pytest.mark.usefixtures("server")
def test_add_beside_a_broken_entry(run: Run, write: Write) -> None:
    write("entries/made.yaml", "title: T\npaper: no link\n")
    run("add", "doi:10.5555/made.1", "--name", "Made")
    assert Path("entries/made-2.yaml").exists()
