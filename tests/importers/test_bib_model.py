"""Entry types and fields of BibLaTeX, BibTeX, ACM and JabRef, as CSL and back.

The tables here are typed from the manuals, not made of the tables in the code. A test marked `readers`
compares their words with the data model of the installed biblatex and with ACM's style.
"""

import re
import subprocess
from pathlib import Path

import pytest

from eyebib.exporters import biblatex, bibtex
from eyebib.importers import bibtex as importer
from eyebib.model import csl
from eyebib.model.bibliography import Entry, Work
from eyebib.model.merge import merge
from eyebib.model.problem import Problem
from readers.conftest import need
from works import bibliography

TYPES = """
    article article-journal article article
    artifactdataset dataset misc misc
    artifactsoftware software software misc
    artwork graphic misc misc
    audio song misc misc
    bibnote - - -
    book book book book
    bookinbook chapter incollection incollection
    booklet pamphlet booklet misc
    codefragment software software misc
    collection book book book
    commentary book book book
    conference paper-conference inproceedings inproceedings
    constitution legislation misc misc
    customa document misc misc
    customb document misc misc
    customc document misc misc
    customd document misc misc
    custome document misc misc
    customf document misc misc
    dataset dataset misc misc
    electronic webpage online misc
    game software software misc
    image graphic misc misc
    inbook chapter incollection incollection
    incollection chapter incollection incollection
    inproceedings paper-conference inproceedings inproceedings
    inreference entry-encyclopedia inreference incollection
    jurisdiction legal_case misc misc
    legadminmaterial regulation misc misc
    legal treaty misc misc
    legislation legislation misc misc
    letter personal_communication misc misc
    manual report report techreport
    mastersthesis thesis thesis mastersthesis
    misc document misc misc
    movie motion_picture misc misc
    music song misc misc
    mvbook book book book
    mvcollection book book book
    mvproceedings book book book
    mvreference book book book
    online webpage online misc
    patent patent patent misc
    performance performance misc misc
    periodical periodical article article
    phdthesis thesis thesis phdthesis
    proceedings book book book
    reference book book book
    report report report techreport
    review review article article
    set - - -
    software software software misc
    softwaremodule software software misc
    softwareversion software software misc
    standard standard manual misc
    suppbook chapter incollection incollection
    suppcollection chapter incollection incollection
    suppperiodical article-journal article article
    techreport report report techreport
    thesis thesis thesis phdthesis
    unpublished manuscript unpublished misc
    video motion_picture misc misc
    www webpage online misc
    xdata - - -
"""
"""Entry type, its CSL type, and the types of BibLaTeX and BibTeX that are written; `-` if it is no
work: notes, groups of entries, and fields that entries share."""

KEPT = """
    abstract article abstract abstract            addendum article note note
    address book publisher-place address          annotation article annote annotation
    annote article annote annotation              articleno article number pages
    author article author author                  bookauthor inbook container-author bookauthor
    bookpages book number-of-pages pagetotal      booktitle inbook container-title booktitle
    chapter book chapter-number chapter           city inproceedings event-place venue
    date article issued date                      day article issued date
    doi article DOI doi                           edition book edition edition
    editor book editor editor                     eid article number pages
    eprint article number eprint                  eventdate inproceedings event-date eventdate
    eventtitle inproceedings event-title eventtitle  howpublished misc publisher organization
    institution report publisher institution      isbn book ISBN isbn
    isbn-13 book ISBN isbn                        issn article ISSN issn
    issue article issue number                    issuetitle periodical title title
    journal article container-title journaltitle  journaltitle article container-title journaltitle
    langid article language langid                language article language langid
    lastaccessed online accessed urldate          lccn book call-number library
    library book call-number library              location book publisher-place address
    month article issued date                     note article note note
    number article issue number                   number report number number
    number patent number number                   numpages book number-of-pages pagetotal
    organization manual publisher institution     origdate book original-date origdate
    origlocation book original-publisher-place origlocation
    origpublisher book original-publisher origpublisher
    origtitle book original-title origtitle       pages article page pages
    pagetotal book number-of-pages pagetotal      part book part part
    pmid article PMID eprint                      publisher book publisher publisher
    pubstate article status pubstate              school thesis publisher institution
    series book collection-title series           shortjournal article container-title-short shortjournal
    shorttitle article title-short shorttitle     subtitle article title title
    title article title title                     translator book translator translator
    type report genre type                        url online URL url
    urldate online accessed urldate               venue inproceedings event-place venue
    version software version version              volume article volume volume
    volumes book number-of-volumes volumes        year article issued date
    booksubtitle inbook container-title booktitle  journalsubtitle article container-title journaltitle
    issuesubtitle periodical title title          editora book compiler editora
    editorb book organizer editorb                editorc book contributor editorc
    editoratype book compiler editora             editorbtype book organizer editorb
    editorctype book contributor editorc          editortype book compiler editora
    entrysubtype article type entrysubtype        author_keywords article - keywords
    keywords article - keywords                   ids article - ids
    eprintclass article - eprintclass             primaryclass article - eprintclass
    pmcid article PMCID -
"""
"""Field, an entry type that has it, its CSL variable (`-` if it is the entry's own), and the field of
BibLaTeX that it is written to (`-` if there is none)."""

NOT_KEPT = frozenset(
    """
    advisor afterword annotator assignee authortype booktitleaddon coden comment commentator
    copyright crossref entryset eventtitleaddon foreword holder introduction isan ismn isrn
    issuetitleaddon iswc journaltitleaddon lista listb listc listd liste listf mainsubtitle
    maintitle maintitleaddon mrnumber namea nameaddon nameatype nameb namebtype namec namectype
    nationality origlanguage related relatedoptions relatedstring relatedtype reprinttitle review
    shortauthor shorteditor shortseries titleaddon usera userb userc userd usere userf verba verbb
    verbc xdata xref zmnumber
    """.split()
)
"""Fields that CSL has no variable for: import names each with its line."""

NOT_OF_THE_WORK = frozenset(
    """
    archiveprefix bookpagination citationcount creationdate distincturl eprinttype execute file
    gender groups indexsorttitle indextitle key label langidopts modificationdate options owner
    pagination presort printed priority qualityassured ranking readstatus shorthand shorthandintro
    sortkey sortname sortshorthand sorttitle sortyear timestamp
    """.split()
)
"""Fields about the file, its program or its style: import does not mention them."""


NAMES = frozenset("author bookauthor editor editora editorb editorc translator".split())
VALUES = {
    "date": "1919-02-03", "year": "1919", "month": "feb", "day": "17", "lastaccessed": "1919-02-03",
    "urldate": "1919-02-03", "eventdate": "1919-02-03", "origdate": "1919", "pages": "77--78",
    "doi": "10.5555/zed", "url": "https://zed.org/", "eprint": "2405.11338", "issn": "1941-6016",
    "isbn": "978-3-16-148410-0", "isbn-13": "978-3-16-148410-0", "eprintclass": "cs.CV",
    "primaryclass": "cs.CV", "langid": "german", "language": "german", "entrysubtype": "newspaper",
    "editoratype": "compiler", "editorbtype": "organizer", "editorctype": "collaborator",
    "editortype": "compiler", "pmid": "31978945", "ids": "zed77", "archiveprefix": "arXiv", "eprinttype": "arXiv",
}  # fmt: skip
WITH = {
    "subtitle": {"title": "A title"}, "booksubtitle": {"booktitle": "A book"},
    "journalsubtitle": {"journaltitle": "A journal"}, "issuesubtitle": {"issuetitle": "An issue"},
    "day": {"month": "mar"}, "eprintclass": {"eprint": "2405.11338", "eprinttype": "arxiv"},
    "primaryclass": {"eprint": "2405.11338"}, "editora": {"editoratype": "compiler"},
    "editorb": {"editorbtype": "organizer"}, "editorc": {"editorctype": "collaborator"},
    "editoratype": {"editora": "Zed, Zoe"}, "editorbtype": {"editorb": "Zed, Zoe"},
    "editorctype": {"editorc": "Zed, Zoe"}, "editortype": {"editor": "Zed, Zoe"},
    "archiveprefix": {"eprint": "2405.11338"}, "eprinttype": {"eprint": "2405.11338"},
}  # fmt: skip
"""Fields without which a field means nothing."""


def rows(table: str, width: int) -> list[tuple[str, ...]]:
    words = table.split()
    return [tuple(words[at : at + width]) for at in range(0, len(words), width)]


def read(kind: str, fields: dict[str, str]) -> tuple[list[Entry], list[Problem]]:
    written = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    return importer.read(f"@{kind}{{a, {written}}}", Path("a.bib"))


def base(kind: str) -> dict[str, str]:
    """The fields that BibLaTeX requires of a type."""
    fields = {"title": "A title", "author": "Wu, Jian", "year": "2024"}
    if kind in ("article", "suppperiodical", "review", "periodical"):
        return fields | {"journaltitle": "A journal"}
    if kind.startswith("in") or kind in ("bookinbook", "conference", "suppbook", "suppcollection"):
        fields |= {"booktitle": "A book"}
    return fields


def written(work: Work) -> dict[str, str]:
    """The fields of a work in BibLaTeX."""
    return dict(re.findall(r"(?m)^  (\S+) = \{(.*)\},?$", biblatex.export(bibliography(work))))


@pytest.mark.parametrize(("kind", "csl_type", "latex", "classic"), rows(TYPES, 4))
def test_type(kind: str, csl_type: str, latex: str, classic: str) -> None:
    more = {"editor": "Dou, Qi", "publisher": "A publisher", "url": "https://x.org/a"}
    entries, _ = read(kind, base(kind) | more)
    if csl_type == "-":
        assert entries == []
        return
    item = merge(entries[0], []).item
    types = (item["type"], biblatex.entry_type(item), bibtex.entry_type(item))
    assert types == (csl_type, latex, classic)


@pytest.mark.parametrize("csl_type", sorted(biblatex.TYPES))
def test_type_of_biblatex_is_read_back(csl_type: str) -> None:
    """The types that differ are those which `docs/losses.md` says are written alike."""
    item = {
        "type": csl_type, "title": "T", "author": [{"family": "Wu", "given": "J"}],
        "editor": [{"family": "Dou", "given": "Q"}], "container-title": "C", "URL": "https://x.org",
    }  # fmt: skip
    genre = {"genre": "preprint"} if csl_type == "article" else {}
    text = biblatex.export(bibliography(merge(Entry(citekey="a", title="T", csl=item | genre), [])))
    [entry], _ = importer.read(text, Path("a.bib"))
    assert merge(entry, []).item["type"] == ALIKE.get(csl_type, csl_type)


ALIKE = {
    "classic": "book", "entry": "entry-encyclopedia", "entry-dictionary": "entry-encyclopedia",
    "periodical": "article-journal", "post": "webpage", "post-weblog": "webpage",
    "review": "article-journal", "review-book": "article-journal", "speech": "manuscript",
}  # fmt: skip


@pytest.mark.parametrize(("field", "kind", "variable", "exported"), rows(KEPT, 4))
def test_field(field: str, kind: str, variable: str, exported: str) -> None:
    value = VALUES.get(field, "Zed, Zoe" if field in NAMES else "Zed 77")
    fields = {name: text for name, text in base(kind).items() if name != field} | WITH.get(
        field, {}
    )
    if field in ("journal", "date"):  # other names for fields of the base
        fields.pop({"journal": "journaltitle", "date": "year"}[field])
    [without], _ = read(kind, fields) if field != "title" else read(kind, {"title": "A"})
    [entry], problems = read(kind, fields | {field: value})
    assert [problem.message for problem in problems if f"`{field}`" in problem.message] == []
    one, other = merge(without, []), merge(entry, [])
    if variable != "-":
        assert other.item[variable] != one.item.get(variable)
    if exported != "-":
        assert written(other)[exported] != written(one).get(exported)


@pytest.mark.parametrize("field", sorted(NOT_KEPT))
def test_field_that_is_not_kept_is_reported(field: str) -> None:
    _, problems = read("book", base("book") | {field: "Zed, Zoe"})
    assert [problem.message for problem in problems] == [f"field `{field}` was ignored"]


@pytest.mark.parametrize("field", sorted(NOT_OF_THE_WORK))
def test_field_that_is_not_of_the_work_is_ignored(field: str) -> None:
    fields = base("book") | WITH.get(field, {})
    [without], _ = read("book", fields)
    [entry], problems = read("book", fields | {field: VALUES.get(field, "Zed")})
    assert (problems, merge(entry, []).item) == ([], merge(without, []).item)


def test_editors_of_one_kind_in_two_fields_are_joined() -> None:
    fields = {"editora": "Wu, Jian", "editorc": "Dou, Qi", "editorctype": "compiler"}
    [entry], _ = read("book", base("book") | fields | {"editoratype": "compiler"})
    assert [name["family"] for name in entry.csl["compiler"]] == ["Wu", "Dou"]
    [entry], problems = read("book", base("book") | {"editora": "Wu, J", "editoratype": "founder"})
    assert "compiler" not in entry.csl
    assert [p.message for p in problems] == [
        "field `editora` was ignored",
        "field `editoratype` was ignored",
    ]


def test_fields_of_xdata_are_inherited() -> None:
    text = """
    @xdata{p, publisher = {P}, address = {Berlin}}
    @xdata{s, series = {S}, publisher = {Other}}
    @book{a, title = {T}, year = 2020, address = {Rome}, xdata = {p, s}}
    @book{b, title = {T}, year = 2020, xdata = {p, none}}
    """
    entries, problems = importer.read(text, Path("a.bib"))
    facts = [
        [e.csl.get(v) for v in ("publisher", "publisher-place", "collection-title")]
        for e in entries
    ]
    assert facts == [["P", "Rome", "S"], ["P", "Berlin", None]]
    assert [problem.message for problem in problems] == ["field `xdata` was ignored"]


def test_subtitle_of_a_volume_is_inherited() -> None:
    text = """
    @incollection{a, title = {T}, author = {Wu, J}, crossref = {v}}
    @collection{v, title = {A book}, subtitle = {of eyes}, editor = {Dou, Q}, year = 2020}
    """
    [entry, _], _ = importer.read(text, Path("a.bib"))
    assert entry.csl["container-title"] == "A book: of eyes"


@pytest.mark.readers
def test_tables_have_every_word_of_biblatex_and_acm() -> None:
    need("biblatex.sty", "ACM-Reference-Format.bst", "plain.bst")
    model, acm, plain = map(source, ("blx-dm.def", "ACM-Reference-Format.bst", "plain.bst"))
    types = set(declared(r"\\DeclareDatamodelEntrytypes(?:\[\w+\])?\{([^}#]*)\}", model))
    fields = set(declared(r"\\DeclareDatamodelFields\[[^\]]*\]\{([^}#]*)\}", model))
    for style in (acm, plain):
        fields |= set(declared(r"ENTRY\s*\{([^}]*)\}", style))
    assert len(types) > 45
    assert types - {kind for kind, *_ in rows(TYPES, 4)} == set()
    known = {field for field, *_ in rows(KEPT, 4)} | NOT_KEPT | NOT_OF_THE_WORK
    assert {field.lower() for field in fields} - known == set()


def source(name: str) -> str:
    """A file of the TeX tree without comments."""
    path = subprocess.run(["kpsewhich", name], capture_output=True, check=True, text=True)
    text = Path(path.stdout.strip()).read_text(encoding="latin-1")
    return re.sub("%.*", "", text)


def declared(pattern: str, text: str) -> list[str]:
    return [
        word for block in re.findall(pattern, text) for word in re.split(r"[\s,]+", block) if word
    ]


def test_variables_are_those_of_csl() -> None:
    assert {variable for _, _, variable, _ in rows(KEPT, 4)} - {"-"} <= csl.VARIABLES
