"""The fields of a .bib entry as CSL variables. Tables map fields to variables."""

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
"""Entry types of BibTeX and BibLaTeX, with the CSL type of each."""

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
"""Text fields, with the CSL variable of each; the first field for a variable is used."""

_PUBLISHERS = frozenset("publisher institution organization school".split())
"""If an entry has one of these, `howpublished` is the container, not the publisher."""

_NAMES = _pairs("author author editor editor translator translator bookauthor container-author")
_DATES = _pairs("date issued urldate accessed eventdate event-date origdate original-date")
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
}
_PREPRINTS = frozenset("article misc online electronic unpublished".split())
"""Entry types that are used for preprints."""


def item(block: Block, paper: Identifier | None, *, as_is: bool = False) -> csl.Item:
    """The other fields as CSL variables; `as_is` if the entry will not be resolved."""
    resolvable = None if as_is else paper
    names = {variable: _names(block, name, resolvable) for name, variable in _NAMES.items()}
    variables: csl.Item = {variable: people for variable, people in names.items() if people}
    variables |= _dates(block)
    number = "collection-number" if "series" in block.fields else "number"
    channel = "container-title" if _PUBLISHERS & block.fields.keys() else "publisher"
    by_type = {
        "number": "issue" if block.kind in ("article", "periodical") else number,
        "howpublished": channel if block.kind in ("misc", "online") else "medium",
    }
    for name, variable in (_TEXTS | by_type).items():
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


def _with_type(block: Block, item: csl.Item, paper: Identifier | None) -> csl.Item:
    """The item with type and genre; `misc` sets no type if the entry can be resolved."""
    container = item.get("container-title", "")
    arxiv = paper is not None and paper.scheme == "arxiv"
    if arxiv and block.kind in _PREPRINTS and re.search(r"(?i)^$|\barxiv\b|^corr$", container):
        rest = {variable: item[variable] for variable in item if variable != "container-title"}
        return rest | {"type": "article", "genre": "preprint"}
    if block.kind not in _TYPES:
        message = f"unknown entry type `@{block.kind}`; read as `misc`"
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
    """The names; none if the list is incomplete ("and others") and a source can complete it."""
    field = block.fields.pop(name, None)
    if field is None:
        return []
    text = f" {' '.join(field.raw.split())} ".replace(" and and ", " and  and ")
    people = split_name_list(text)
    persons = [person for person in people if not is_et_al(person)]
    if len(persons) < len(people):
        hint = "`eyebib resolve` fetches the full list" if paper else "the other names are missing"
        block.warn(field.where, f"`{name}` ends in `{people[-1]}`; {hint}", "incomplete-names")
    names = [_name(block, field, person) for person in persons]
    if not all(names):
        block.warn(field.where, f"empty name in `{name}`", "name")
    is_usable = not paper or len(persons) == len(people)
    return [each for each in names if each] if is_usable else []


def _name(block: Block, field: Field, person: str) -> dict[str, str]:
    try:
        parts = Person(person)
    except PybtexError as error:
        block.warn(field.where, f"{error}; read as one name", "name")
        return {"literal": _latex(block, field, person)}
    is_braced = re.fullmatch(r"\{.*\}", person) and parts.last_names == [person]
    is_group = "," not in person and ("&" in person or is_group_name(person))
    if is_group and not is_braced:
        message = f"`{person}` was read as a group; add braces, or write `Last, First` for a person"
        block.warn(field.where, message, "name")
    words = {
        "family": parts.last_names,
        "given": parts.bibtex_first_names,
        "non-dropping-particle": parts.prelast_names,
        "suffix": parts.lineage_names,
    }
    if is_braced or is_group:
        words = {"literal": [person]}
    texts = {part: _latex(block, field, " ".join(values)) for part, values in words.items()}
    name = {part: text for part, text in texts.items() if text}
    return name if name.keys() & {"family", "literal"} else {}


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
    """`-09-13` for a month like `sep`, `Sept.`, `9` or `13~sep`, else text that is not a date."""
    words = re.findall(r"[^\W\d_]+", raw_of(month).casefold())
    digits = re.findall(r"\d+", raw_of(month)) + ([raw_of(day)] if day else [])
    for number, name in enumerate(MONTHS, 1):
        if len(words) == 1 and len(words[0]) > 2 and name.startswith(words[0]):
            return "-".join(["", str(number), *digits])
    return "-".join(["", *words, *digits])


def text_of(block: Block, name: str) -> str:
    """Remove a field and return its LaTeX as text; empty if there is no such field."""
    field = block.fields.pop(name, None)
    return _latex(block, field, field.raw) if field else ""


def raw_of(field: Field) -> str:
    r"""A value that is not LaTeX, without LaTeX escapes: `10.1007/978-3-031-72390-2{\_}66`."""
    return re.sub(r"\\(?=[_%&#$~])|[{}]", "", field.raw).strip()


def _latex(block: Block, field: Field, latex: str) -> str:
    text, unknown = plain_text(latex)
    for command in unknown:
        block.warn(field.where, f"`{field.name}`: unknown LaTeX: {command}", "latex")
    return text
