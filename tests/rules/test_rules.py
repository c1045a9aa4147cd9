from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from eyebib import rules
from eyebib.model.bibliography import Record, Work
from eyebib.model.csl import Item
from eyebib.model.facet import Facet, Term
from eyebib.model.identifier import NO_IDENTIFIER
from eyebib.model.merge import merge
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from works import ARTICLE, PREPRINT, bibliography, entry, record, work


def problems_of(*works: Work) -> list[tuple[str, str, str]]:
    """Rule, severity and message of every problem."""
    problems = sorted(rules.check(bibliography(*works)))
    return [(p.rule, str(p.severity), p.message) for p in problems]


def test_work_without_problems() -> None:
    assert problems_of(work()) == []


def test_unresolved() -> None:
    assert (
        "unresolved",
        "warning",
        "doi:10.1038/x is not resolved, so only the entry's own metadata is cited; run `eyebib resolve`",
    ) in problems_of(merge(entry(), []))


def test_unresolved_link() -> None:
    problems = problems_of(merge(entry(paper="https://x.org/a"), []))
    message = (
        "the link holds no identifier; run `eyebib resolve` to search for the paper, or write its "
        "DOI or arXiv id into `identifier:`"
    )
    assert [each for rule, _, each in problems if rule == "unresolved"] == [message]


@pytest.mark.parametrize(
    ("kind", "is_missing"), [("webpage", False), ("document", False), ("book", True)]
)
def test_a_web_page_without_a_date(kind: str, is_missing: bool) -> None:  # noqa: FBT001 - a column
    item: Item = {"type": kind, "author": [{"family": "Mo"}], "publisher": "X"}
    item["accessed"] = {"date-parts": [[2024, 1, 2]]}
    problems = problems_of(merge(entry(paper="https://x.org/a", csl=item), []))
    missed = [message for rule, _, message in problems if rule in ("missing-fact", "unresolved")]
    assert any("missing `issued`" in message for message in missed) == is_missing
    assert bool(missed) == is_missing


def test_placeholder_title() -> None:
    message = (
        "`doi:10.1038/x` is an identifier, not a title; "
        "run `eyebib resolve` to fetch the title, or write it"
    )
    waiting = merge(entry(title="doi:10.1038/x"), [record("doi:10.1038/x", ARTICLE)])
    assert problems_of(waiting) == [("placeholder-title", "error", message)]


def test_unresolved_is_located_at_the_identifier() -> None:
    marks = {(): (1, 1), ("paper",): (2, 8), ("published",): (3, 12)}
    waiting = merge(entry(**VERSIONS, marks=marks), [])
    [place] = [p.location for p in rules.check(bibliography(waiting)) if p.rule == "unresolved"]
    assert (place.line, place.column) == (3, 12)


def test_entry_with_only_a_url_needs_no_lock() -> None:
    item = {variable: value for variable, value in ARTICLE.items() if variable != "DOI"}
    assert problems_of(merge(entry(paper="https://x.org/a", csl=item), [])) == []


def test_stale_lock() -> None:
    stale = merge(
        entry(preprint="arxiv:2310.04992"),
        [record("doi:10.1038/x", ARTICLE), record("doi:10.1038/old", ARTICLE)],
    )
    assert problems_of(stale) == [
        (
            "stale-lock",
            "error",
            "the lock has a record of doi:10.1038/old, which is not in the entry; run `eyebib resolve --refresh`",
        ),
        (
            "stale-lock",
            "error",
            "the lock has no record of arxiv:2310.04992; run `eyebib resolve`",
        ),
    ]


def test_published_incomplete() -> None:
    incomplete = {v: value for v, value in ARTICLE.items() if v not in ("author", "issued")}
    posted = PREPRINT | {"title": "A model"}
    records = [record("doi:10.1038/x", incomplete), record("arxiv:2310.04992", posted)]
    waiting = merge(entry(paper="arxiv:2310.04992", published="doi:10.1038/x"), records)
    message = (
        "doi:10.1038/x is not cited yet: missing `author`, `issued`; arxiv:2310.04992 is cited"
    )
    assert problems_of(waiting) == [("published-incomplete", "warning", message)]


OTHER: Item = ARTICLE | {"title": "Ears", "author": [{"family": "Mo"}]}
VERSIONS = {"paper": "arxiv:2310.04992", "published": "doi:10.1038/x"}


@pytest.mark.parametrize(
    ("fields", "records", "mismatches"),
    [
        ({}, [record("doi:10.1038/x", OTHER)], ['doi:10.1038/x is "Ears", the entry is "A model"; if it is the same paper, write its title into `title:`']),
        ({"name": "VisionFM", "title": "VisionFM: eyes and ears"}, [record("doi:10.1038/x", OTHER | {"title": "A model of ears and eyes (VisionFM)"})], []),
        ({"name": "FM", "title": "FM: eyes"}, [record("doi:10.1038/x", OTHER | {"title": "VisionFM"})], ['doi:10.1038/x is "VisionFM", the entry is "FM: eyes"; if it is the same paper, write its title into `title:`']),
        (VERSIONS, [record("doi:10.1038/x", ARTICLE | {"title": "Renamed"}), record("arxiv:2310.04992", PREPRINT | {"title": "A model"})], []),
        (VERSIONS, [record("doi:10.1038/x", OTHER), record("arxiv:2310.04992", PREPRINT | {"title": "A model"})], ['doi:10.1038/x is "Ears", the entry is "A model"; if it is the same paper, write its title into `title:`']),
        ({}, [record("doi:10.1038/x", OTHER, "transcribed")], []),
    ],
)  # fmt: skip
def test_title_mismatch(
    fields: dict[str, Any], records: list[Record], mismatches: list[str]
) -> None:
    problems = problems_of(merge(entry(**fields), records))
    assert [m for rule, _, m in problems if rule == "title-mismatch"] == mismatches


@pytest.mark.parametrize(
    ("titles", "is_warned"),
    [
        (["A model of retinal images in eyes"], False),
        (["A model of retinall images in eyes"], True),
        (["A model of retinall images in eyes", "A model of retinal images in eyes"], False),
    ],
)
def test_title_spelling(titles: list[str], *, is_warned: bool) -> None:
    listed = entry(title="A model of retinal images in eyes", listed=2024, **VERSIONS)
    identifiers = ("doi:10.1038/x", "arxiv:2310.04992")
    pairs = zip(identifiers, titles, strict=False)
    records = [record(identifier, ARTICLE | {"title": title}) for identifier, title in pairs]
    warned = [m for rule, _, m in problems_of(merge(listed, records)) if rule == "title-spelling"]
    message = (
        "doi:10.1038/x: the titles differ by one letter: the record is "
        f'"{titles[0]}", the entry is "A model of retinal images in eyes"'
    )
    assert warned == [message] * is_warned


def test_consortium_members() -> None:
    listed = record("doi:10.1038/x", ARTICLE | {"custom": {"consortium-members": "83"}})
    message = (
        "crossref lists 1 authors, up to 83 of them members of a group; "
        "set the authors with `csl: author:`"
    )
    assert problems_of(merge(entry(), [listed])) == [("consortium-members", "warning", message)]
    assert problems_of(merge(entry(csl={"author": [{"family": "Wu"}]}), [listed])) == []


@pytest.mark.parametrize(
    ("update", "problems"),
    [
        ({"type": "retraction"}, [("retracted", "error", "doi:10.1038/x: retraction (10.1/n)")]),
        ({"type": "Retraction", "doi": "10.1038/X"}, []),
        ({"type": "retraction", "direction": "to"}, []),
        ({"type": "withdrawal", "doi": ""}, [("retracted", "error", "doi:10.1038/x: withdrawal")]),
        ({"type": "expression_of_concern"}, [("corrected", "warning", "doi:10.1038/x: expression of concern (10.1/n)")]),
        ({"type": "correction"}, [("corrected", "warning", "doi:10.1038/x: correction (10.1/n)")]),
        ({"type": "new_version"}, []),
    ],
)  # fmt: skip
def test_updated(update: dict[str, str], problems: list[tuple[str, str, str]]) -> None:
    updated = replace(
        record("doi:10.1038/x", ARTICLE), updates=({"direction": "by", "doi": "10.1/n"} | update,)
    )
    assert problems_of(merge(entry(), [updated])) == problems


BY = {"direction": "by", "source": "publisher", "doi": "10.1/n"}
WATCH = BY | {"source": "retraction-watch"}


@pytest.mark.parametrize(
    ("updates", "messages"),
    [
        ([BY | {"type": "retraction"}, WATCH | {"type": "retraction"}], ["retraction (10.1/n)"]),
        ([WATCH | {"type": "Retraction", "doi": "10.1/N"}, BY | {"type": "retraction"}], ["retraction (10.1/n)"]),
        ([BY | {"type": "removal"}, WATCH | {"type": "retraction"}], ["removal (10.1/n)"]),
        ([BY | {"type": "retraction"}, WATCH | {"type": "retraction", "doi": "10.1/m"}], ["retraction (10.1/n, 10.1/m)"]),
        ([BY | {"type": "retraction"}, WATCH | {"type": "retraction", "doi": ""}], ["retraction (10.1/n)"]),
        ([WATCH | {"type": "retraction", "doi": ""}], ["retraction"]),
        ([BY | {"type": "correction"}, BY | {"type": "correction", "doi": "10.1/m"}], ["correction (10.1/n, 10.1/m)"]),
        ([BY | {"type": "expression_of_concern", "doi": "10.1/e"}, WATCH | {"type": "retraction"}], ["expression of concern (10.1/e)", "retraction (10.1/n)"]),
        ([BY | {"type": "correction"}, WATCH | {"type": "retraction"}], ["retraction (10.1/n)"]),
    ],
)  # fmt: skip
def test_a_notice_is_reported_once(updates: list[dict[str, str]], messages: list[str]) -> None:
    told = replace(record("doi:10.1038/x", ARTICLE), updates=tuple(updates))
    assert [message for _, _, message in problems_of(merge(entry(), [told]))] == [
        f"doi:10.1038/x: {message}" for message in messages
    ]


def test_withdrawn() -> None:
    note = {"type": "withdrawal", "direction": "by", "source": "arxiv", "note": "It is wrong"}
    posted = PREPRINT | {"title": "A model"}
    preprint = replace(record("arxiv:2310.04992", posted, "arxiv"), updates=(note,))
    alone = merge(entry(paper="arxiv:2310.04992"), [preprint])
    message = "arxiv:2310.04992 was withdrawn: It is wrong"
    assert problems_of(alone) == [("withdrawn", "error", message)]
    published = merge(
        entry(paper="arxiv:2310.04992", published="doi:10.1038/x"),
        [record("doi:10.1038/x", ARTICLE), preprint],
    )
    assert problems_of(published) == [("withdrawn", "warning", message)]


def test_a_corrected_work_may_be_marked_retracted() -> None:
    corrected = replace(
        record("doi:10.1038/x", ARTICLE | {"title": "[Retracted] A model"}),
        updates=(BY | {"type": "correction"},),
    )
    retracted = replace(corrected, updates=(BY | {"type": "retraction"},))
    assert [rule for rule, _, _ in problems_of(merge(entry(), [corrected]))] == [
        "corrected",
        "retracted",
    ]
    assert [rule for rule, _, _ in problems_of(merge(entry(), [retracted]))] == ["retracted"]


@pytest.mark.parametrize(
    ("title", "is_retracted"),
    [
        ("RETRACTED: A model", True), ("Retracted Article: A model", True), ("[Retracted] A model", True),
        ("WITHDRAWN: A model", True), ("REMOVED: A model", True), ("TEMPORARY REMOVAL: A model", True),
        ("A model (Retracted)", True), ("A model [WITHDRAWN]", True), ("Removed: a history of lenses", False),
        ("A model (retracted papers)", False), ("Retraction: A model", False), ("Retracted papers: a study", False),
        ("Withdrawn drugs and the eye", False), ("A model", False),
    ],
)  # fmt: skip
def test_marked_retracted(title: str, is_retracted: bool) -> None:  # noqa: FBT001 - a column
    rules = [
        rule
        for rule, _, _ in problems_of(
            merge(entry(), [record("doi:10.1038/x", ARTICLE | {"title": title})])
        )
    ]
    assert ("retracted" in rules) is is_retracted


def test_override() -> None:
    overridden = replace(record("doi:10.1038/x", ARTICLE), overridden={"volume": "7"})
    message = "crossref now says volume 622; the entry says 7"
    assert problems_of(merge(entry(csl={"volume": "7"}), [overridden])) == [
        ("override", "warning", message)
    ]
    assert problems_of(merge(entry(csl={"volume": "8"}), [overridden])) == []
    assert problems_of(merge(entry(), [overridden])) == []


def test_unprintable() -> None:
    message = "title: pdflatex cannot print 李; use lualatex"
    assert problems_of(work(title="A 李 model")) == [("unprintable", "warning", message)]


UNCONFIRMED = "doi:10.1038/x is imported; run `eyebib resolve` to confirm it"


def test_imported() -> None:
    """A source outranks an imported file, and the contradiction is named with its line."""
    said = replace(
        record("doi:10.1038/x", ARTICLE | {"volume": "999", "page": "1--7"}, "imported"),
        evidence=("old.bib:123",),
    )
    fetched = record("doi:10.1038/x", ARTICLE)
    message = "old.bib:123 says volume 999; crossref says 622, which is cited"
    resolved = merge(entry(), [fetched, said])
    assert problems_of(resolved) == [("imported", "warning", message)]
    assert resolved.item["volume"] == "622"
    assert problems_of(merge(entry(csl={"volume": "999"}), [fetched, said])) == []
    alone = merge(entry(), [said])
    assert problems_of(alone) == [
        ("unconfirmed", "warning", f"{UNCONFIRMED}; imported from old.bib:123")
    ]
    with_preprint = merge(entry(preprint="arxiv:2310.04992"), [said])
    assert problems_of(with_preprint) == problems_of(
        alone
    )  # nothing was resolved, so nothing is stale
    unnamed = replace(said, identifier=NO_IDENTIFIER)
    assert problems_of(merge(entry(paper="https://x.org"), [unnamed])) == []
    assert problems_of(merge(entry(), [fetched, unnamed])) == [("imported", "warning", message)]


def test_unconfirmed() -> None:
    transcribed = merge(entry(), [record("doi:10.1038/x", ARTICLE, "transcribed")])
    message = "doi:10.1038/x is transcribed; run `eyebib resolve` to confirm it"
    assert problems_of(transcribed) == [("unconfirmed", "warning", message)]
    both = merge(entry(), [*transcribed.records, record("doi:10.1038/x", ARTICLE)])
    assert problems_of(both) == []


@pytest.mark.parametrize(
    ("variables", "problems"),
    [
        ({"author": None}, [("warning", "missing `author` (article-journal)")]),
        ({"issued": None}, [("error", "missing `issued` (article-journal)")]),
        ({"container_title": None}, [("error", "missing `container-title` (article-journal)")]),
        ({"volume": None}, [("warning", "missing `volume` (article-journal)")]),
        ({"page": None}, [("warning", "missing `page` or `number` (article-journal)")]),
        ({"page": None, "number": "6862"}, []),
        ({"type": "book"}, [("error", "missing `publisher` (book)")]),
        ({"type": "book", "publisher": "P", "author": None}, [("warning", "missing `author` or `editor` (book)")]),
        ({"type": "standard", "author": None, "publisher": "ISO"}, []),
        ({"type": "standard", "author": None}, [("warning", "missing `author`, `editor`, `authority` or `publisher` (standard)")]),
        ({"type": "periodical", "author": None, "publisher": "Wiley"}, []),
        ({"type": "book", "publisher": "P", "author": None, "editor": [{"family": "Wu"}]}, []),
        ({"type": "map"}, []),
    ],
)  # fmt: skip
def test_missing_facts(variables: Mapping[str, Any], problems: list[tuple[str, str]]) -> None:
    assert problems_of(work(**variables)) == [("missing-fact", *problem) for problem in problems]


def test_missing_author_is_an_error_unless_a_source_answered() -> None:
    """A source may know a work without authors; a transcribed record or the entry may not."""
    unsigned = {variable: value for variable, value in ARTICLE.items() if variable != "author"}
    problem = ("missing-fact", "error", "missing `author` (article-journal)")
    transcribed = merge(entry(), [record("doi:10.1038/x", unsigned, "transcribed")])
    by_hand = merge(entry(paper="https://x.org/a", csl=unsigned), [])
    assert problem in problems_of(transcribed)
    assert problem in problems_of(by_hand)


@pytest.mark.parametrize(
    ("variables", "rule", "message"),
    [
        ({"title": "A MODEL FOR EYES"}, "all-caps", "title (crossref): `A MODEL FOR EYES` is all in capitals"),
        ({"author": [{"family": "SMITH", "given": "JOHN"}]}, "all-caps", "author (crossref): `JOHN SMITH` is all in capitals"),
        ({"title": "Eye \N{REPLACEMENT CHARACTER}"}, "replacement-character", "title (crossref): a character was lost (U+FFFD) in `Eye \N{REPLACEMENT CHARACTER}`"),
        ({"author": [{"family": "WU", "given": "LI"}, {"family": "SMITH", "given": "A."}, {"family": "JONES", "given": "B."}, {"family": "Li"}]}, "all-caps", "author (crossref): `A. SMITH` is all in capitals, and 1 more"),
        ({"title": "Eye &amp; ear"}, "entity", "title (crossref): `&amp;` is an HTML entity"),
        ({"container_title": "Eye &#38; Ear"}, "entity", "container-title (crossref): `&#38;` is an HTML entity"),
        ({"author": [{"family": "Wu"}, {"literal": "et al."}]}, "et-al", "author (crossref): `et al.` is in place of the names that are missing"),
        ({"author": [{"family": "Wu"}, {"family": "others"}]}, "et-al", "author (crossref): `others` is in place of the names that are missing"),
    ],
)  # fmt: skip
def test_suspicious_text(variables: Mapping[str, Any], rule: str, message: str) -> None:
    assert problems_of(work(**variables)) == [(rule, "warning", message)]


@pytest.mark.parametrize(
    "variables",
    [
        {"container_title": "PNAS"},
        {"title": "OCT"},
        {"author": [{"literal": "UNESCO"}, {"literal": "PINNACLE consortium"}]},
        {"author": [{"literal": "中央眼科医院"}, {"literal": "زهرا نیازی"}]},
        {"title": "RETFOUND-GREEN: a model"},
        {"title": "Smith & Wesson; R&D"},
        {"author": [{"family": "Wu", "given": "J. H."}, {"family": "NG"}]},
        {"author": [{"family": "Etal"}, {"family": "Mothers"}]},
    ],
)
def test_text_that_is_not_suspicious(variables: Mapping[str, Any]) -> None:
    assert problems_of(work(**variables)) == []


def test_script_without_capitals_is_not_all_caps() -> None:
    titles = ["الاختصاص في اتخاذ القرار الإداري", "中央眼科 医院研究会", "ОФТАЛЬМОЛОГИЯ СЕГОДНЯ"]
    rules_of_titles = [
        [rule for rule, _, _ in problems_of(work(title=title)) if rule == "all-caps"]
        for title in titles
    ]
    assert rules_of_titles == [[], [], ["all-caps"]]


def test_incomplete_names() -> None:
    """Until a source has all names."""
    names = {"author": [{"family": "Wu"}], "custom": {"incomplete": ["author"]}}
    mine = entry(csl=names, paper="doi:10.1038/x")
    message = "author: names are missing at the end of the list (et al.)"
    problem = ("incomplete-names", "warning", message)
    assert problem in problems_of(merge(mine, []))
    assert problem not in problems_of(merge(mine, [record("doi:10.1038/x", ARTICLE)]))


def test_listed_year() -> None:
    far = merge(entry(listed=2021), [record("doi:10.1038/x", ARTICLE)])
    near = merge(entry(listed=2022), [record("doi:10.1038/x", ARTICLE)])
    assert problems_of(far) == [("year", "warning", "issued in 2024 but listed under 2021")]
    assert problems_of(near) == []


def test_unknown_value() -> None:
    listed = merge(
        entry(modalities=("CFP", "b-ultrasound", "optical coherence tomography", "OTC")),
        [record("doi:10.1038/x", ARTICLE)],
    )
    message = "unknown modality `OTC`; did you mean `OCT`?"
    assert problems_of(listed) == [("facet", "error", message)]
    unlike = merge(entry(modalities=("Xylophone",)), [record("doi:10.1038/x", ARTICLE)])
    message = "unknown modality `Xylophone`; add it to `[modalities]` in eyebib.toml"
    assert problems_of(unlike) == [("facet", "error", message)]
    tasked = Settings(facets=(Facet(name="task", values=(Term(term="grading", name="grading"),)),))
    other = merge(entry(facets={"task": ("gradin", "Grading"), "any": ("x",)}), [])
    found = rules.check(bibliography(other, settings=tasked))
    messages = [problem.message for problem in found if problem.rule == "facet"]
    assert messages == ["unknown task `gradin`; did you mean `grading`?"]


def test_older_ids_of_rules_are_accepted() -> None:
    older = entry(modalities=("OTC",), accept={"modality": "as in the paper"})
    assert problems_of(merge(older, [record("doi:10.1038/x", ARTICLE)])) == []


SINGLE = Settings(facets=(Facet(name="design", many=False),))


def test_several_values() -> None:
    works = [
        merge(entry("a", facets={"design": ("cohort", "trial")}), []),
        merge(entry("b", facets={"design": ("cohort",)}), []),
    ]
    found = rules.check(bibliography(*works, settings=SINGLE))
    assert [(p.location.path.stem, p.message) for p in found if p.rule == "facet"] == [
        ("a", "`design` has one value in this list, not 2; keep one of them")
    ]


def test_similar_facet() -> None:
    listed = merge(entry(facets={"desing": ("cohort",), "other": ("x",)}), [])
    found = rules.check(bibliography(listed, settings=SINGLE))
    messages = [(p.severity.value, p.message) for p in found if p.rule == "facet"]
    assert messages == [("warning", "undeclared facet `desing`; did you mean `design`?")]


def test_own_columns() -> None:
    """Settings with `[table.columns]` are in tests/cli/test_table.py."""
    own = merge(entry(table={"Venue": "x", "images": "3"}), [record("doi:10.1038/x", ARTICLE)])
    message = "`Venue` is a built-in column; choose another name"
    assert problems_of(own) == [("column", "error", message)]


def published(citekey: str, **fields: Any) -> Work:  # noqa: ANN401 - any field of an Entry
    own = entry(citekey, title=citekey, **fields)
    return merge(
        own, [record(str(i), ARTICLE | {"title": citekey, "DOI": ""}) for i in own.identifiers]
    )


BY_PII = merge(
    entry("b", title="b", paper="pii:S1361841524002822"),
    [record("pii:S1361841524002822", ARTICLE | {"title": "b", "DOI": "10.1038/aBC"})],
)


def by_pmid(citekey: str, **variables: str) -> Work:
    item = ARTICLE | {"title": citekey, "DOI": "10.1038/aBC", "PMID": "19910308"} | variables
    return merge(
        entry(citekey, title=citekey, paper="pmid:19910308"), [record("pmid:19910308", item)]
    )


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        (
            published("a", paper="doi:10.1038/ABC"),
            published("b", paper="https://doi.org/10.1038/abc"),
            "doi:10.1038/abc",
        ),
        (
            published("a", preprint="arxiv:2310.04992"),
            published("b", paper="arxiv:2310.04992v1"),
            "arxiv:2310.04992",
        ),
        (published("a", paper="doi:10.1038/ABC"), BY_PII, "doi:10.1038/abc"),
        (published("a", paper="doi:10.1038/ABC"), by_pmid("b"), "doi:10.1038/abc"),
        (by_pmid("a"), by_pmid("b"), "doi:10.1038/abc"),
        (by_pmid("a", DOI=""), by_pmid("b", DOI=""), "pmid:19910308"),
        (published("a", csl={"PMID": "19910308"}), by_pmid("b"), "pmid:19910308"),
    ],
)
def test_duplicate_identifiers(first: Work, second: Work, key: str) -> None:
    message = f"{key} is already in entry `a`; keep one entry per work"
    problems = [problem for problem in problems_of(first, second) if problem[0] == "duplicate"]
    assert problems == [("duplicate", "error", message)]


def test_unknown_rule() -> None:
    accepting = replace(work(), entry=entry(accept={"retractd": "on purpose", "duplicate": "both"}))
    message = "unknown rule `retractd`; did you mean `retracted`?"
    assert problems_of(accepting) == [("unknown-rule", "warning", message)]


@pytest.mark.parametrize("accepting", ["a", "b"])
def test_accepted_problems_are_not_reported(accepting: str) -> None:
    """Only in the entry that accepts them."""
    works = [
        replace(each, entry=replace(each.entry, accept={"duplicate": "two editions"}))
        if each.citekey == accepting
        else each
        for each in (work("a"), work("b"))
    ]
    rules_of_problems = [rule for rule, _, _ in problems_of(*works)]
    assert ("duplicate" in rules_of_problems) is (accepting == "a")


def test_duplicate_titles() -> None:
    preprint = merge(
        entry("b", paper="arxiv:2310.04992"),
        [record("arxiv:2310.04992", PREPRINT | {"title": "A Model"})],
    )
    [(rule, severity, message)] = problems_of(work(), preprint)
    assert (rule, severity) == ("duplicate", "warning")
    assert message.startswith("same title as entry `a`; if it is the same work, put both versions")


def other_authors(citekey: str, *, families: str) -> Work:
    item = ARTICLE | {
        "DOI": f"10.1038/{citekey}",
        "author": [{"family": f} for f in families.split()],
    }
    return merge(
        entry(citekey, paper=f"doi:10.1038/{citekey}"),
        [record(f"doi:10.1038/{citekey}", item | {"title": "Editorial"})],
    )


def test_same_title_by_other_authors_is_not_a_duplicate() -> None:
    assert not [
        p
        for p in problems_of(work(title="Editorial"), other_authors("b", families="Li Mo"))
        if p[0] == "duplicate"
    ]
    assert [
        p
        for p in problems_of(work(title="Editorial"), other_authors("b", families="Mo Wu"))
        if p[0] == "duplicate"
    ]


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"relations": {"is-preprint-of": ["doi:10.1038/x"]}}, "crossref states is-preprint-of"),
        ({"relations": {"has-preprint": ["doi:10.1038/x"]}}, "crossref states has-preprint"),
        (
            {"source": "arxiv", "item": PREPRINT | {"custom": {"doi": "10.1038/x"}}},
            "the authors give this DOI on arXiv",
        ),
    ],
)
def test_duplicate_versions(changes: dict[str, Any], evidence: str) -> None:
    other = replace(record("arxiv:2310.04992", PREPRINT), **changes)
    versions = (
        work(),
        merge(entry("b", paper="arxiv:2310.04992", title=PREPRINT["title"]), [other]),
    )
    message = (
        f"another version, doi:10.1038/x ({evidence}), is entry `a`; "
        "put both versions in one entry (`published:`, `preprint:`)"
    )
    assert problems_of(*versions) == [("duplicate", "warning", message)]


def test_versions_in_one_entry_are_not_duplicates() -> None:
    preprint = replace(
        record("arxiv:2310.04992", PREPRINT), relations={"is-preprint-of": ["doi:10.1038/x"]}
    )
    both = merge(entry(preprint="arxiv:2310.04992"), [record("doi:10.1038/x", ARTICLE), preprint])
    alone = merge(entry("b", paper="arxiv:2310.04992", title=PREPRINT["title"]), [preprint])
    assert problems_of(both) == []
    assert [rule for rule, *_ in problems_of(alone)] == ["published-since"]


STATED = {"is-preprint-of": ["doi:10.1056/x"]}


@pytest.mark.parametrize(
    ("relations", "fields", "named"),
    [
        (STATED, {}, ["doi:10.1056/x"]),
        ({"is-preprint-of": ["doi:10.1056/x", "doi:10.1056/y"]}, {}, ["doi:10.1056/x", "doi:10.1056/y"]),
        ({}, {}, []),
        ({"has-preprint": ["doi:10.1056/x"]}, {}, []),
        (STATED, {"published": "doi:10.1056/x"}, []),
    ],
)  # fmt: skip
def test_published_since(
    relations: dict[str, Any], fields: dict[str, Any], named: list[str]
) -> None:
    preprint = replace(record("arxiv:2310.04992", PREPRINT), relations=relations)
    alone = merge(entry(paper="arxiv:2310.04992", title=PREPRINT["title"], **fields), [preprint])
    accept = "--accept " if len(named) == 1 else ""
    assert [p for p in problems_of(alone) if p[0] == "published-since"] == [
        (
            "published-since",
            "warning",
            f"published as {each} (crossref states is-preprint-of); run `eyebib published {accept}a`",
        )
        for each in named
    ]


def test_every_rule_has_a_test_of_its_name() -> None:
    for rule in (*rules.WORK_RULES, *rules.LIST_RULES):
        assert f"test_{rule.__name__}" in globals()


def test_problems_are_located_at_the_line_of_the_value() -> None:
    marks = {(): (1, 1), ("csl", "title"): (5, 10), ("paper",): (2, 8)}
    marked = entry(csl={"title": "A SHOUTED TITLE"}, marks=marks)
    problems: list[Problem] = list(
        rules.check(
            bibliography(merge(marked, [record("doi:10.1038/x", ARTICLE | {"volume": ""})]))
        )
    )
    assert sorted(str(p) for p in problems) == [
        "entries/a.yaml:2:8: missing `volume` (article-journal) [missing-fact]",
        "entries/a.yaml:5:10: title (entry): `A SHOUTED TITLE` is all in capitals [all-caps]",
    ]
