from itertools import pairwise
from typing import get_args

import pytest

from eyebib.model.bibliography import RANK, Source, Sourced
from eyebib.model.merge import merge
from works import ARTICLE, PREPRINT, entry, record

PUBLISHED = {"paper": "arxiv:2310.04992", "published": "doi:10.1038/x"}


def test_the_first_source_of_a_variable_wins() -> None:
    listed = entry(csl={"volume": "1"}, listed=2020, abstract="Listed.")
    item = ARTICLE | {"publisher": "P"}
    work = merge(
        listed,
        [
            record("doi:10.1038/x", ARTICLE | {"ISSN": "1", "publisher": "Q"}, "transcribed"),
            record("doi:10.1038/X", item, "crossref"),
        ],
    )
    assert work.variables["volume"] == Sourced(value="1", source="entry")
    assert work.variables["publisher"] == Sourced(value="P", source="crossref")
    assert work.variables["ISSN"] == Sourced(value="1", source="transcribed")
    assert work.variables["issued"].source == "crossref"
    assert work.variables["abstract"] == Sourced(value="Listed.", source="entry")


def test_a_published_version_is_cited_and_keeps_the_eprint() -> None:
    work = merge(
        entry(**PUBLISHED),
        [record("doi:10.1038/x", ARTICLE), record("arxiv:2310.04992", PREPRINT, "arxiv")],
    )
    assert str(work.cited) == "doi:10.1038/x"
    assert work.item["title"] == "A model"
    assert work.item["author"] == [{"family": "Wu", "given": "Jian"}]
    assert "number" not in work.item
    assert not work.is_preprint
    assert work.variables["abstract"] == Sourced(value="We present.", source="arxiv")
    assert work.eprint == Sourced(value="2310.04992", source="arxiv")
    assert work.eprint_class == Sourced(value="cs.CV", source="arxiv")


def test_a_pubmed_identifier_without_a_record_is_kept_as_a_variable() -> None:
    assert merge(entry(paper="PMID: 19910308"), []).item["PMID"] == "19910308"
    assert merge(entry(paper="PMC3531190"), []).item["PMCID"] == "PMC3531190"


def test_an_incomplete_published_version_is_not_cited() -> None:
    incomplete = {variable: value for variable, value in ARTICLE.items() if variable != "author"}
    records = [record("doi:10.1038/x", incomplete), record("arxiv:2310.04992", PREPRINT)]
    work = merge(entry(**PUBLISHED), records)
    assert str(work.cited) == "arxiv:2310.04992"
    assert work.item["title"] == "A model, early"
    assert work.is_preprint
    complete = merge(entry(**PUBLISHED, csl={"author": [{"family": "Wu"}]}), records)
    assert str(complete.cited) == "doi:10.1038/x"


def test_the_identifier_is_cited_before_a_link_without_one() -> None:
    fields = {"paper": "https://example.org/a", "identifier": "doi:10.1038/x"}
    work = merge(entry(**fields), [record("doi:10.1038/x", ARTICLE)])
    assert str(work.cited) == "doi:10.1038/x"
    assert work.item["volume"] == "622"
    assert str(merge(entry(**fields), []).cited) == "doi:10.1038/x"
    published = merge(entry(**fields, published="doi:10.1038/y"), [])
    assert str(published.cited) == "doi:10.1038/x"  # the published version has no record yet


def test_an_empty_list_of_authors_is_incomplete() -> None:
    records = [
        record("doi:10.1038/x", ARTICLE | {"author": []}),
        record("arxiv:2310.04992", PREPRINT),
    ]
    work = merge(entry(**PUBLISHED), records)
    assert str(work.cited) == "arxiv:2310.04992"


def test_a_record_of_another_paper_adds_nothing() -> None:
    stale = record("doi:10.1038/other", ARTICLE | {"abstract": "Of another paper."})
    assert "abstract" not in merge(entry(), [record("doi:10.1038/x", ARTICLE), stale]).variables


def test_an_unresolved_entry_is_still_a_work() -> None:
    work = merge(entry(title="T", paper="arxiv:2310.04992", listed=2023), [])
    assert {
        variable: sourced.source for variable, sourced in work.variables.items()
    } == dict.fromkeys(["title", "type", "issued", "URL", "genre", "publisher", "number"], "entry")
    assert work.item["number"] == "arXiv:2310.04992"
    assert work.eprint == Sourced(value="2310.04992", source="entry")


def test_custom_is_not_merged() -> None:
    work = merge(entry(paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT, "arxiv")])
    assert "custom" not in work.variables


def test_a_lock_edited_by_hand_is_cleaned() -> None:
    item = ARTICLE | {
        "title": " A  model\n\u200b ",
        "abstract": "One. \n\nTwo.",
        "author": [{"family": "Ben\tAyed"}],
    }
    work = merge(entry(), [record("doi:10.1038/x", item)])
    assert work.item["title"] == "A model"
    assert work.item["author"] == [{"family": "Ben Ayed"}]
    assert work.item["abstract"] == "One.\nTwo."


def test_an_entry_without_a_link() -> None:
    work = merge(entry(paper="url:https://x.org/a", csl={"type": "book"}), [])
    assert work.item["type"] == "book"
    assert work.item["URL"] == "https://x.org/a"


@pytest.mark.parametrize(
    ("title", "is_untitled"),
    [
        ("doi:10.1038/X", True),
        ("https://doi.org/10.1038/x", True),
        ("https://example.org/a", True),
        ("doi:10.1038/y", False),
        ("A model", False),
        ("10", False),
    ],
)
def test_a_title_that_is_only_the_link(title: str, *, is_untitled: bool) -> None:
    listed = entry(title=title, paper="https://example.org/a", identifier="doi:10.1038/x")
    assert listed.is_untitled is is_untitled


def test_the_rank_of_every_source() -> None:
    """Of two records of an identifier, that of the source with the lower rank is taken."""
    order: tuple[Source, ...] = (
        *("crossref", "datacite", "agency", "arxiv", "transcribed", "imported"),
        "entry",
    )
    assert tuple(sorted(RANK, key=RANK.__getitem__)) == order
    assert set(get_args(Source)) == set(order)
    for first, second in pairwise(order[:-1]):
        records = [
            record("doi:10.1038/x", ARTICLE | {"volume": name}, name) for name in (second, first)
        ]
        assert merge(entry(), records).variables["volume"] == Sourced(value=first, source=first)


def test_what_was_fetched() -> None:
    fetched = [name for name in get_args(Source) if record("doi:10.1038/x", {}, name).is_fetched]
    assert fetched == ["crossref", "datacite", "agency", "arxiv"]


def test_an_incomplete_list_of_names_yields_to_a_complete_one() -> None:
    known = [{"family": "Wu"}, {"family": "Li"}]
    mark = {"custom": {"incomplete": ["author"]}}
    mine = entry(paper="doi:10.1038/x", csl={"author": known, **mark})
    assert merge(mine, []).incomplete == {"author"}
    assert merge(mine, []).item["author"] == known
    complete = merge(mine, [record("doi:10.1038/x", ARTICLE)])
    assert (complete.item["author"], complete.incomplete) == (ARTICLE["author"], frozenset())
    other = merge(mine, [record("doi:10.1038/x", ARTICLE | mark)])
    assert (other.item["author"], other.incomplete) == (known, frozenset({"author"}))


def test_a_protected_title_is_kept_apart() -> None:
    rich = 'The <span class="nocase">RNA</span> world'
    work = merge(entry(csl={"title": rich}), [])
    assert (work.item["title"], work.rich_title) == ("The RNA world", rich)
    assert merge(entry(title="T"), []).rich_title == "T"


def test_formulas_of_an_entry() -> None:
    rich = 'A bound on <span class="tex">$x^n$</span>'
    work = merge(entry(title="A bound", csl={"title": rich}), [record("doi:10.1038/x", ARTICLE)])
    assert (work.item["title"], work.rich_title) == ("A bound on x^n", rich)


def test_formulas_of_an_imported_title_stay_if_a_source_has_the_same_text() -> None:
    rich = 'A bound on <span class="tex">$x^n$</span>'
    for text, expected in [("A bound on x^n", rich), ("The bound on x^n", "The bound on x^n")]:
        records = [
            record("doi:10.1038/x", ARTICLE | {"title": text}),
            record("doi:10.1038/x", ARTICLE | {"title": rich}, "imported"),
        ]
        work = merge(entry(), records)
        assert (work.item["title"], work.rich_title) == (text, expected)
        assert work.variables["title"].source == "crossref"


@pytest.mark.parametrize(
    ("title", "formulas", "expected"),
    [
        ("A bound on x^n of x^n", ["$x^n$", "$x^n$"], "A bound on <A>$x^n$</A> of <A>$x^n$</A>"),
        ("N=4 in O_(7-δ)", [r"$\mathcal{N}=4$", r"$O_{7-\delta}$"], r"<A>$\mathcal{N}=4$</A> in <A>$O_{7-\delta}$</A>"),
        ("R in vitamin R", [r"$\mathbb{R}$"], ""),
        ("Rings of R", [r"$\mathbb{R}$"], r"Rings of <A>$\mathbb{R}$</A>"),
        ("A bound", ["$x^n$"], ""),
        ("A bound", "$x^n$", ""),
        (r"$\input{x}$", [r"$\input{x}$"], r"<A>$\input{x}$</A>"),  # `tex_formula` does not write it
    ],
)  # fmt: skip
def test_formulas_that_a_source_found(title: str, formulas: object, expected: str) -> None:
    """Of each formula whose text is in the title as often, and nowhere else."""
    item = ARTICLE | {"title": title, "custom": {"formulas": formulas}}
    work = merge(entry(), [record("doi:10.1038/x", item)])
    marked = expected.replace("<A>", '<span class="tex">').replace("</A>", "</span>")
    assert (work.item["title"], work.rich_title) == (title, marked or title)
