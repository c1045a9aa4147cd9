"""The fields of a .bib entry as CSL variables. Tables map fields to variables."""

import re
from collections.abc import Iterator
from dataclasses import replace

from eyebib.importers import aas_journal
from eyebib.importers.bibtex_date import dates
from eyebib.importers.bibtex_file import Block
from eyebib.importers.bibtex_name import names
from eyebib.importers.bibtex_text import text_of
from eyebib.model import csl
from eyebib.model.identifier import Identifier
from eyebib.text.suggestion import suggestion


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_TYPES = _pairs("""
    article article-journal artifactdataset dataset artifactsoftware software
    artwork graphic audio song image graphic book book bookinbook chapter booklet pamphlet
    codefragment software collection book commentary book constitution legislation game software
    conference paper-conference dataset dataset electronic webpage inbook chapter
    incollection chapter inproceedings paper-conference inreference entry-encyclopedia
    jurisdiction legal_case legadminmaterial regulation legal treaty legislation legislation
    letter personal_communication
    manual report mastersthesis thesis misc document movie motion_picture music song
    mvbook book mvcollection book mvproceedings book mvreference book online webpage patent patent
    performance performance periodical periodical phdthesis thesis proceedings book
    reference book report report review review software software
    softwaremodule software softwareversion software standard standard
    suppbook chapter suppcollection chapter suppperiodical article-journal
    techreport report thesis thesis unpublished manuscript video motion_picture www webpage
""")
"""Entry types of BibTeX, BibLaTeX (its manual, 2.1), ACM and JabRef, with the CSL type of each."""

_TEXTS = _pairs("""
    journal container-title journaltitle container-title booktitle container-title
    publisher publisher school publisher institution publisher organization publisher
    address publisher-place location publisher-place note note addendum note annote annote
    annotation annote language language langid language eid number articleno number
    art_number number abbrev_source_title container-title-short pagetotal number-of-pages
    numpages number-of-pages bookpages number-of-pages chapter chapter-number edition edition
    eventtitle event-title
    isbn ISBN isbn-13 ISBN issn ISSN issue issue part part pmcid PMCID pmid PMID pubmed_id PMID
    pubstate status publicationstatus status series collection-title
    shortjournal container-title-short shorttitle title-short type genre venue event-place
    version version volume volume volumes number-of-volumes pages page
    origtitle original-title origpublisher original-publisher
    origlocation original-publisher-place library call-number lccn call-number city event-place
""")
"""Text fields, with the CSL variable of each; the first field for a variable is used."""

_PUBLISHERS = frozenset("publisher institution organization school".split())
"""If an entry has one of these, `howpublished` is the container, not the publisher."""

_NAMES = _pairs("author author editor editor translator translator bookauthor container-author")
_EDITORS = ("editor", "editora", "editorb", "editorc")
_ROLES = _pairs("compiler compiler organizer organizer collaborator contributor")
"""BibLaTeX's types of editors (its manual, 2.3.6) that are CSL roles."""
_ANYHOW = frozenset("booklet misc online software".split())
"""Entry types whose `howpublished` names who published the work, or in what."""
_SPONSORED = frozenset(
    "conference dataset inproceedings manual misc online proceedings software".split()
)
"""Entry types that BibTeX or BibLaTeX gives an `organization` beside the publisher."""
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
}
_MISC = """
    bill broadcast collection dataset event figure graphic hearing interview legal_case legislation
    map motion_picture musical_score performance periodical personal_communication regulation review
    song treaty
""".split()
_TYPED = {
    ("manual", "standard"): "standard",
    **{("misc", kind.replace("_", " ")): kind for kind in _MISC},
}
"""The CSL type of an entry type with this field `type`."""
_SUBTYPES = ("magazine", "newspaper")
"""BibLaTeX's `entrysubtype` of articles that are not in journals."""
_PREPRINTS = frozenset("article misc online electronic unpublished".split())
"""Entry types that are used for preprints."""


_CITATIONS = re.compile(r"(?i)(?:cited by|times cited)[\s:]*\d+[\s;.]*|export date:.*")
"""What Scopus and Web of Science write into `note`; it does not describe the work."""


_SUBTITLES = (
    ("booktitle", "booksubtitle"),
    ("journaltitle", "journalsubtitle"),
    ("journal", "journalsubtitle"),
    ("issuetitle", "issuesubtitle"),
)


def join_subtitles(block: Block) -> None:
    """Add the subtitles of books, journals and issues to the titles."""
    for title, subtitle in _SUBTITLES:
        if title in block.fields and subtitle in block.fields:
            raw = f"{block.fields[title].raw}: {block.fields.pop(subtitle).raw}"
            block.fields[title] = replace(block.fields[title], raw=raw)


def item(block: Block, paper: Identifier | None) -> csl.Item:
    """The other fields as CSL variables; `custom` names the name lists that are incomplete."""
    _regular_fields(block)
    variables: csl.Item = {}
    incomplete = []
    for name, variable in (_NAMES | dict(_roles(block))).items():
        people, is_incomplete = names(block, name)
        if people:
            variables[variable] = [*variables.get(variable, []), *people]
            incomplete += [variable] if is_incomplete else []
    if incomplete:
        variables["custom"] = {csl.INCOMPLETE: incomplete}
    variables |= dates(block)
    for name, variable in (_TEXTS | _by_type(block)).items():
        where = block.fields[name].where if name in block.fields else block.where
        value = text_of(block, name)
        if value and variables.setdefault(variable, value).casefold() != value.casefold():
            first = variables[variable][:60]
            message = f"field `{name}` was ignored; {variable} is already `{first}`"
            block.warn(where, message, "not-read")
    if "page" in variables:
        variables["page"] = re.sub(r"\s*[-‐-―−]+\s*", "-", variables["page"])
    if "edition" in variables:  # classic BibTeX's `2nd`
        variables["edition"] = re.sub(r"(?i)^(\d+)(?:st|nd|rd|th)$", r"\1", variables["edition"])
    return _with_type(block, variables, paper)


def _roles(block: Block) -> Iterator[tuple[str, str]]:
    """The CSL roles of editors whose type says that they are none."""
    for name in _EDITORS:
        kind = block.fields.get(f"{name}type")
        if name in block.fields and kind and kind.raw.lower() in _ROLES:
            del block.fields[kind.name]
            yield name, _ROLES[kind.raw.lower()]


def _by_type(block: Block) -> dict[str, str]:
    """The variables of the fields whose meaning depends on the type and on other fields.

    Beside `address`, `location` is the place of the conference (ACM's manual of its styles).
    """
    number = "collection-number" if "series" in block.fields else "number"
    channel = "container-title" if _PUBLISHERS & block.fields.keys() else "publisher"
    has_other = _PUBLISHERS & block.fields.keys() > {"organization"}
    return {
        "organization": "authority" if has_other and block.kind in _SPONSORED else "publisher",
        "location": "event-place" if "address" in block.fields else "publisher-place",
        "number": "issue" if block.kind in ("article", "periodical") else number,
        "howpublished": channel if block.kind in _ANYHOW else "medium",
    }


def _regular_fields(block: Block) -> None:
    """Read BibLaTeX's PMIDs and macros of journals; leave counts of citations in `note` unread."""
    kind = block.fields.get("eprinttype")
    if kind and "eprint" in block.fields and kind.raw.lower() == "pubmed":
        del block.fields["eprinttype"]
        block.fields.setdefault("pmid", block.fields.pop("eprint"))
    for name in ("journal", "journaltitle"):
        if name in block.fields and (title := aas_journal.title(block.fields[name].raw)):
            block.fields[name] = replace(block.fields[name], raw=title)
    if "note" in block.fields and _CITATIONS.fullmatch(block.fields["note"].raw):
        field = block.fields.pop("note")
        block.fields["note (citations)"] = replace(field, name="note (citations)")


def _with_type(block: Block, item: csl.Item, paper: Identifier | None) -> csl.Item:
    """The item with type and genre; `misc` sets no type if the entry can be resolved."""
    if item.get("status") == "prepublished":  # biblatex's word for a preprint
        item = {name: value for name, value in item.items() if name != "status"}
        item["genre"] = "preprint"
    container = item.get("container-title", "")
    if (
        item.get("genre", "").casefold() == "preprint"
        and block.kind in _PREPRINTS
        and not container
    ):
        return item | {"type": "article"}
    arxiv = paper is not None and paper.scheme == "arxiv"
    if arxiv and block.kind in _PREPRINTS and re.search(r"(?i)^$|\barxiv\b|^corr$", container):
        rest = {variable: item[variable] for variable in item if variable != "container-title"}
        return rest | {"type": "article", "genre": "preprint"}
    if block.kind not in _TYPES:
        hint = suggestion(block.kind, _TYPES)
        message = f"unknown entry type `@{block.kind}`{hint or '; read as `misc`'}"
        block.warn(block.where, message, "type")
    kind = _TYPES.get(block.kind, "document")
    subtype = block.fields.get("entrysubtype")
    if kind == "article-journal" and subtype and subtype.raw.lower() in _SUBTYPES:
        del block.fields["entrysubtype"]
        kind = f"article-{subtype.raw.lower()}"
    if block.kind == "inbook" and not container:  # in BibTeX, `title` is that of the book
        kind = "book"
    if (type_ := _TYPED.get((block.kind, item.get("genre", "").casefold()))) is not None:
        rest = {variable: item[variable] for variable in item if variable != "genre"}
        return rest | {"type": type_}
    if kind == "document" and paper and paper.scheme != "url":
        return item
    if (
        item.get("genre", "").lower() == block.kind
    ):  # biblatex requires a type: `@report{type={Report}}`
        item = {variable: value for variable, value in item.items() if variable != "genre"}
    genre = _GENRES.get(str(item.get("genre", block.kind)))
    return item | {"type": kind} | ({"genre": genre} if genre else {})
