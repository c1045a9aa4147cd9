"""What the fields of a .bib entry say, as CSL variables. Tables say what a field becomes."""

import re

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person, PybtexError

from eyebib.importers.bibtex_file import MONTHS, Block, Field
from eyebib.model import csl
from eyebib.model.identifier import Identifier
from eyebib.model.name import is_et_al, is_group_name
from eyebib.text.tex_reader import plain_text


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_TYPES = _pairs("""
    article article-journal book book bookinbook chapter booklet pamphlet collection book
    conference paper-conference dataset dataset electronic webpage inbook chapter
    incollection chapter inproceedings paper-conference inreference entry-encyclopedia manual report
    mastersthesis thesis misc document mvbook book mvcollection book mvproceedings book
    online webpage patent patent periodical periodical phdthesis thesis proceedings book
    reference book report report software software standard standard suppbook chapter
    techreport report thesis thesis unpublished manuscript www webpage
""")
"""Types of BibTeX and BibLaTeX, and CSL's."""

_TEXTS = _pairs("""
    journal container-title journaltitle container-title booktitle container-title
    publisher publisher school publisher institution publisher organization publisher
    address publisher-place location publisher-place note note addendum note annote annote
    annotation annote language language langid language eid number articleno number
    pagetotal number-of-pages numpages number-of-pages chapter chapter-number edition edition
    eventtitle event-title isbn ISBN issn ISSN issue issue part part pmcid PMCID pmid PMID
    pubstate status series collection-title shortjournal container-title-short
    shorttitle title-short type genre venue event-place version version volume volume
    volumes number-of-volumes pages page origtitle original-title
    origpublisher original-publisher origlocation original-publisher-place library call-number
""")
"""Fields of LaTeX text and the CSL variables they are; of several for one the first stands."""

_PUBLISHERS = frozenset("publisher institution organization school".split())
"""Where one of these stands besides, `howpublished` says what the work is in."""

_NAMES = _pairs("author author editor editor translator translator bookauthor container-author")
_DATES = _pairs("date issued urldate accessed eventdate event-date origdate original-date")
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
}
_PREPRINTS = frozenset("article misc online electronic unpublished".split())
"""Types that a preprint comes as."""


def item(block: Block, paper: Identifier | None, *, as_is: bool = False) -> csl.Item:
    """What the rest of the fields say, as CSL variables; `as_is` if no source will be asked."""
    asked = None if as_is else paper
    names = {variable: _names(block, name, asked) for name, variable in _NAMES.items()}
    found: csl.Item = {variable: people for variable, people in names.items() if people}
    found |= _dates(block)
    number = "collection-number" if "series" in block.fields else "number"
    published = "container-title" if _PUBLISHERS & block.fields.keys() else "publisher"
    of_kind = {
        "number": "issue" if block.kind in ("article", "periodical") else number,
        "howpublished": published if block.kind in ("misc", "online") else "medium",
    }
    for name, variable in (_TEXTS | of_kind).items():
        where = block.fields[name].where if name in block.fields else block.where
        value = text_of(block, name)
        if value and found.setdefault(variable, value).casefold() != value.casefold():
            message = f"`{name}` is not kept: {variable} is `{found[variable][:60]}` already"
            block.warn(where, message, "not-read")
    if "page" in found:
        found["page"] = re.sub(r"\s*[-‐-―−]+\s*", "-", found["page"])
    if "edition" in found:  # classic BibTeX's `2nd`
        found["edition"] = re.sub(r"(?i)^(\d+)(?:st|nd|rd|th)$", r"\1", found["edition"])
    return _typed(block, found, paper)


def _typed(block: Block, item: csl.Item, paper: Identifier | None) -> csl.Item:
    """The item with type and genre. A `misc` says nothing, where a source can be asked."""
    container = item.get("container-title", "")
    arxiv = paper is not None and paper.scheme == "arxiv"
    if arxiv and block.kind in _PREPRINTS and re.search(r"(?i)^$|\barxiv\b|^corr$", container):
        rest = {variable: item[variable] for variable in item if variable != "container-title"}
        return rest | {"type": "article", "genre": "preprint"}
    if block.kind not in _TYPES:
        message = f"`@{block.kind}` is no known type; read as `misc`"
        block.warn(block.where, message, "type")
    kind = _TYPES.get(block.kind, "document")
    if block.kind == "manual" and item.get("genre", "").casefold() == "standard":
        return {variable: item[variable] for variable in item if variable != "genre"} | {
            "type": "standard"
        }
    if kind == "document" and paper and paper.scheme != "url":
        return item
    genre = _GENRES.get(str(item.get("genre", block.kind)))
    return item | {"type": kind} | ({"genre": genre} if genre else {})


def _names(block: Block, name: str, paper: Identifier | None) -> list[dict[str, str]]:
    """The names, none if more are meant ("and others") and a source can be asked for all."""
    field = block.fields.pop(name, None)
    if field is None:
        return []
    listed = f" {' '.join(field.raw.split())} ".replace(" and and ", " and  and ")
    people = split_name_list(listed)
    named = [person for person in people if not is_et_al(person)]
    if len(named) < len(people):
        kept = "the names are left out: resolving fills them in" if paper else "the others are lost"
        block.warn(field.where, f"`{name}` ends in `{people[-1]}`; {kept}", "incomplete-names")
    names = [_name(block, field, person) for person in named]
    if not all(names):
        block.warn(field.where, f"`{name}` has an empty name", "name")
    complete = not paper or len(named) == len(people)
    return [said for said in names if said] if complete else []


def _name(block: Block, field: Field, person: str) -> dict[str, str]:
    try:
        parts = Person(person)
    except PybtexError as error:
        block.warn(field.where, f"{error}; taken as one name", "name")
        return {"literal": _latex(block, field, person)}
    is_braced = re.fullmatch(r"\{.*\}", person) and parts.last_names == [person]
    is_group = "," not in person and ("&" in person or is_group_name(person))
    if is_group and not is_braced:
        message = f"`{person}` is taken for a group; brace it, or else write `Last, First`"
        block.warn(field.where, message, "name")
    words = {
        "family": parts.last_names,
        "given": parts.bibtex_first_names,
        "non-dropping-particle": parts.prelast_names,
        "suffix": parts.lineage_names,
    }
    if is_braced or is_group:
        words = {"literal": [person]}
    name = {part: _latex(block, field, " ".join(said)) for part, said in words.items()}
    stated = {part: said for part, said in name.items() if said}
    return stated if stated.keys() & {"family", "literal"} else {}


def _dates(block: Block) -> csl.Item:
    item: csl.Item = {}
    fields = block.fields
    for name, variable in _DATES.items():
        if (field := fields.pop(name, None)) and (date := _date(block, field, raw_of(field))):
            item[variable] = date
    if "year" not in fields:
        return item
    year, month, day = (fields.pop(name, None) for name in ("year", "month", "day"))
    if year and "issued" not in item and (date := _date(block, year, raw_of(year))):
        parts = f"{raw_of(year)}{_month_and_day(month, day)}" if month else ""
        item["issued"] = (month and _date(block, month, parts)) or date
    return item


def _date(block: Block, field: Field, text: str) -> csl.Date | None:
    try:
        return csl.date(text)
    except ValueError as error:
        block.warn(field.where, f"`{field.name}`: {error}", "date")
        return None


def _month_and_day(month: Field, day: Field | None) -> str:
    """`-09-13` of `sep`, `Sept.`, `9` or `13~sep`; no date if it is none of these."""
    words = re.findall(r"[^\W\d_]+", raw_of(month).casefold())
    digits = re.findall(r"\d+", raw_of(month)) + ([raw_of(day)] if day else [])
    for number, name in enumerate(MONTHS, 1):
        if len(words) == 1 and len(words[0]) > 2 and name.startswith(words[0]):
            return "-".join(["", str(number), *digits])
    return "-".join(["", *words, *digits])


def text_of(block: Block, name: str) -> str:
    """Takes a field and reads its LaTeX; empty if there is no such field."""
    field = block.fields.pop(name, None)
    return _latex(block, field, field.raw) if field else ""


def raw_of(field: Field) -> str:
    r"""A value that is no LaTeX, though some write it so: `10.1007/978-3-031-72390-2{\_}66`."""
    return re.sub(r"\\(?=[_%&#$~])|[{}]", "", field.raw).strip()


def _latex(block: Block, field: Field, latex: str) -> str:
    said, odd = plain_text(latex)
    for what in odd:
        block.warn(field.where, f"`{field.name}`: LaTeX that is not understood: {what}", "latex")
    return said
