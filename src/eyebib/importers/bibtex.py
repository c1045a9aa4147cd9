"""BibTeX and BibLaTeX files, as written by authors, Google Scholar, Zotero, JabRef and DBLP.

bibtexparser splits the file, pybtex splits names, and pylatexenc reads LaTeX in text fields.
Addresses and identifiers are not read as LaTeX. Tables map fields to CSL variables; a field that is
in no table is reported.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import starmap
from pathlib import Path

from eyebib.importers.bibtex_file import Block, Field, blocks, distinct
from eyebib.importers.bibtex_item import item, join_subtitles
from eyebib.importers.bibtex_text import raw_of, text_of, title_of
from eyebib.importers.keyword import keywords
from eyebib.model import citekey as citekeys
from eyebib.model import csl
from eyebib.model.bibliography import Entry
from eyebib.model.identifier import Identifier, identify
from eyebib.model.link_rules import SCHEMES
from eyebib.model.problem import Location, Problem, warning
from eyebib.text.clean import clean
from eyebib.text.nocase import without_spans

SUFFIXES: tuple[str, ...] = (".bib",)

_BOOKKEEPING = re.compile(
    r"(?:mendeley|bdsk|jabref|citeulike|zotero|opt)-.*|file|timestamp|owner|date-(?:added|modified)"
    r"|added-at|posted-at|groups|bib(?:url|source)|int(?:er|ra)hash|key|sort\w+|presort|label"
    r"|options|hyphenation|__markedentry|read(?:status)?|rating|ranking|priority|printed"
    r"|creationdate|modificationdate|qualityassured|citationcount|distincturl"
    r"|execute|gender|index(?:sort)?title|(?:book)?pagination|langidopts|shorthand(?:intro)?"
    r"|primaryclass|eprintclass"  # arXiv's own record has it
)
"""Fields that do not describe the paper."""

_ARXIV = re.compile(
    r"(?:(?:arxiv|corr|e-?prints?|preprints?)\b[\s.,]*+){0,9}(?:arxiv:\s*|abs/)"
    r"(?P<id>\S+?)(?:\s*\[(?P<class>[\w.-]+)\])?\.?",
    re.IGNORECASE,
)
"""`arXiv preprint arXiv:2408.11227`, `arXiv: 2408.11227 [cs.CV]`, DBLP's `abs/2408.11227`."""

_URL = re.compile(r"(?:\\url)?\s*(https?://\S+)")


def read(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file, in file order, and its problems."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    taken = citekeys.Taken()
    unknown: dict[str, list[Location]] = {}
    for block in distinct(blocks(text, path, problems), problems):
        if found := entry(block, taken):
            entries.append(found)
            for name, field in block.fields.items():
                if not _BOOKKEEPING.fullmatch(name):
                    unknown.setdefault(name, []).append(field.where)
    return entries, [*problems, *starmap(_ignored, unknown.items())]


def older_keys(block: Block) -> Iterator[str]:
    """The keys in biblatex's `ids` that can be aliases."""
    ids = raw_of(block.fields.pop("ids")) if "ids" in block.fields else ""
    yield from (key for key in re.split(r"\s*,\s*", ids) if not citekeys.alias_problem(key))


def _ignored(name: str, places: list[Location]) -> Problem:
    """One warning for all fields with a name that is in no table."""
    lines = ", ".join(dict.fromkeys(str(place.line) for place in places[1:]))
    also = f"; also on line{'s' if ',' in lines else ''} {lines}" if lines else ""
    return warning(places[0], f"field `{name}` was ignored{also}", "not-read")


def entry(block: Block, taken: citekeys.Taken) -> Entry | None:
    """The entry that a block describes; None if it has no title, which is a problem.

    Removes the fields that it reads from those of the block.
    """
    join_subtitles(block)
    if issue := block.fields.pop("issuetitle", None):  # `title` is then the title of the periodical
        if periodical := block.fields.get("title"):
            block.fields["journaltitle"] = periodical
        block.fields["title"] = issue
    rich = ": ".join(filter(None, (title_of(block, "title"), title_of(block, "subtitle"))))
    title = without_spans(rich)
    if not title:
        message = f"missing title in `{block.key}`; the entry was not imported"
        block.problems.append(Problem(location=block.where, message=message, rule="title"))
        return None
    facts = _source_facts(block)
    paper, preprint, link, url = _identifiers(block)
    facets, tags = keywords(_words(block))
    choice = citekeys.choose(block.key, title, taken)
    if choice.message:
        block.warn(block.where, choice.message, "citekey")
    return Entry(
        citekey=choice.citekey,
        file_stem=choice.file_stem,
        aliases=tuple(dict.fromkeys([*choice.aliases, *older_keys(block)])),
        title=title,
        paper=paper,
        preprint=preprint,
        link=link,
        facets=facets,
        tags=tags,
        abstract=text_of(block, "abstract"),
        path=block.where.path,
        marks={("title",): (block.where.line, block.where.column)},
        csl=_joined({"title": rich} if rich != title else {}, item(block, paper), url, facts),
    )


def _joined(*items: csl.Item) -> csl.Item:
    """One item of several; their `custom` facts are joined."""
    custom = {name: fact for item in items for name, fact in item.get("custom", {}).items()}
    joined = {name: value for item in items for name, value in item.items()}
    return joined | ({"custom": custom} if custom else {})


def _words(block: Block) -> Iterator[str]:
    for name in ("keywords", "keyword", "author_keywords"):
        yield from re.split(r"\s*[,;]\s*", text_of(block, name))


def _source_facts(block: Block) -> csl.Item:
    """The address and the primary arXiv class, beside what identifies the paper."""
    kind = next(_classes({name: raw_of(field) for name, field in block.fields.items()}), "")
    url = raw_of(block.fields["url"]).removeprefix("\\url") if "url" in block.fields else ""
    item: csl.Item = {"custom": {"primary-class": kind}} if kind else {}
    return item | ({"URL": url} if _URL.fullmatch(url) else {})


def _classes(texts: Mapping[str, str]) -> Iterator[str]:
    """The arXiv classes in an entry; Zotero writes `eprint = {2405.11338 [cs.CV]}`."""
    yield from (texts[name] for name in ("primaryclass", "eprintclass") if name in texts)
    eprint = texts.get("eprint", "")
    for text in (f"arxiv:{eprint}", eprint, *map(texts.get, ("note", "howpublished"))):
        if text and (arxiv := _ARXIV.fullmatch(text)) and arxiv["class"]:
            yield arxiv["class"]


def _identifiers(
    block: Block,
) -> tuple[Identifier | None, Identifier | None, str, csl.Item]:
    """The paper, its preprint, its link, and another `URL`.

    The paper is identified by a DOI, else by arXiv, else by an address.
    """
    links: dict[Identifier, tuple[Field, str]] = {}
    for field, text in _links(block.fields):
        link = clean(text)
        try:
            links.setdefault(identify(link), (field, link))
        except ValueError as error:
            block.warn(field.where, f"`{field.name}`: {error}", "identifier")
    if not links:
        return None, None, "", {}
    paper, *others = sorted(links, key=lambda identifier: SCHEMES.index(identifier.scheme))
    preprint = next((other for other in others if other.scheme == "arxiv"), None)
    url: csl.Item = {}
    for field, link in (links[other] for other in others if other is not preprint):
        if url or not link.startswith("http"):
            message = f"`{field.name}`: {link} was ignored; {paper} identifies the paper"
            block.warn(field.where, message, "identifier")
        else:
            url = {"URL": link}
    return paper, preprint, links[paper][1], url


def _links(fields: dict[str, Field]) -> Iterator[tuple[Field, str]]:
    """Remove the fields that identify the paper; yield each with its link, `doi:` or `arxiv:`."""
    if doi := fields.pop("doi", None):
        link = raw_of(doi)
        yield doi, link if ":" in link else f"doi:{link}"
    kind = fields.get("eprinttype") or fields.get("archiveprefix")
    if "eprint" in fields and (kind is None or raw_of(kind).lower() == "arxiv"):
        for name in ("eprinttype", "archiveprefix"):
            fields.pop(name, None)
        eprint = fields.pop("eprint")
        number = re.sub(r"(?i)^arxiv:\s*|\s*\[[\w.-]+\]$", "", raw_of(eprint))
        yield eprint, f"arxiv:{number.lower()}"
    for name in ("journal", "journaltitle", "howpublished", "note", "number", "volume"):
        if name in fields and (arxiv := _ARXIV.fullmatch(raw_of(fields[name]))):
            yield fields.pop(name), f"arxiv:{arxiv['id']}"
    if "howpublished" in fields and (url := _URL.fullmatch(raw_of(fields["howpublished"]))):
        yield fields.pop("howpublished"), url[1]
    for name in ("url", "ee"):  # DBLP's `ee`
        if address := fields.pop(name, None):
            yield address, raw_of(address).removeprefix("\\url")
