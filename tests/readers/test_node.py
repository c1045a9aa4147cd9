"""Further tests with readers on node: bibtex-tidy, citeproc, hostile and arbitrary text."""

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eyebib.exporters import EXPORTERS, bibtex
from eyebib.model.bibliography import Work
from eyebib.text.markup import plain
from readers import python_readers
from readers.corpora import CORPORA
from readers.facts import Facts, comparable, expected
from readers.node_readers import Answer, ask, bibtex_parser_many
from works import bibliography, work

pytestmark = pytest.mark.readers


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("corpus", CORPORA)
def test_bibtex_tidy_keeps_all_facts_and_is_idempotent(name: str, corpus: str) -> None:
    text = EXPORTERS[name].export(CORPORA[corpus]())
    [tidy] = ask("bibtex_tidy", [text])
    assert ask("bibtex_tidy", [tidy]) == [tidy]
    before, after = bibtex_parser_many([text, tidy])
    assert {key: comparable(facts) for key, facts in after.items()} == {
        key: comparable(facts) for key, facts in before.items()
    }


@pytest.mark.parametrize("corpus", CORPORA)
def test_citeproc_prints_every_work(corpus: str) -> None:
    works = {work.citekey: work for work in CORPORA[corpus]().works}
    [references] = ask("citeproc", [EXPORTERS["csl-json"].export(CORPORA[corpus]())], "apa")
    assert sorted(citekey for citekey, _ in references) == sorted(works)
    if corpus in ("thirteen", "recorded"):
        missing = [
            c for c, html in references if _letters(works[c].item["title"]) not in _letters(html)
        ]
        assert missing == []


def _letters(text: str) -> str:
    """The letters of a title without case, quotation marks and tags, which styles change."""
    text = unicodedata.normalize("NFKC", plain(unescape(re.sub("<[^>]+>", "", text))))
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize(
    ("name", "form"),
    [("csl-json", "@csl/list+object"), ("ris", "@ris/file"), ("bibtex", "@bibtex/text")],
)
def test_citation_js_reads_hostile_text_and_the_next_work(name: str, form: str) -> None:
    works = CORPORA["hostile"]().works
    [items] = ask("citation_js", [EXPORTERS[name].export(CORPORA["hostile"]())], form, "data")
    assert [item["id"] for item in items] == [work.citekey for work in works]
    assert [item["title"] for item in items[1::2]] == [work.item["title"] for work in works[1::2]]


@pytest.mark.parametrize("name", ["zotero-rdf", "ris", "bibtex"])
def test_zotero_reads_hostile_text_and_the_next_work(name: str) -> None:
    works = CORPORA["hostile"]().works
    [items] = ask("zotero", [EXPORTERS[name].export(CORPORA["hostile"]())])
    titles = [i["title"] for i in items if i["itemType"] not in ("note", "attachment")]
    assert len(titles) == len(works)
    assert titles[1::2] == [work.item["title"] for work in works[1::2]]
    links = [item["url"] for item in items if "url" in item]
    assert [link for link in links if not re.match("https?://", link)] == []


_TEXTS = st.text(min_size=1, max_size=30).filter(lambda text: plain(text).strip())
_PEOPLE = st.lists(
    st.one_of(
        st.builds(lambda family, given: {"family": family, "given": given}, _TEXTS, _TEXTS),
        st.builds(lambda literal: {"literal": literal}, _TEXTS),
    ),
    max_size=3,
)
_WORKS = st.lists(
    st.builds(lambda title, container, author: (title, container, author), _TEXTS, _TEXTS, _PEOPLE),
    min_size=40,
    max_size=60,
)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(_WORKS)
def test_any_unicode_is_one_entry_for_four_readers(
    examples: list[tuple[str, str, list[dict[str, str]]]],
) -> None:
    """Each example is a file of its own, so that one entry cannot hide the errors of another."""
    works = [
        work(f"k{number}", title=title, container_title=container, author=author or None)
        for number, (title, container, author) in enumerate(examples)
    ]
    texts = [bibtex.export(bibliography(each)) for each in works]
    for each, text, read in zip(works, texts, bibtex_parser_many(texts), strict=True):
        _agree(each, read)
        assert list(python_readers.pybtex(text)) == [each.citekey]
        assert list(python_readers.bibtexparser(text)) == [each.citekey]
        _agree(each, python_readers.eyebib(".bib", text))


def _agree(work: Work, result: Answer) -> None:
    """Assert that a result has one entry, with the facts that text in other fields could change."""
    assert list(result) == [work.citekey]
    assert _frame(result[work.citekey]) == _frame(expected(work))


def _frame(facts: Facts) -> dict[str, object]:
    values = comparable(facts)
    return {fact: values[fact] for fact in ("type", "volume", "pages", "year", "doi")} | {
        "authors": len(facts.authors)
    }
