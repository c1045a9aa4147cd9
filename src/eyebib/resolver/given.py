"""What the user says of a paper that no source may know: a BibTeX entry, or authors and year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eyebib.importers import bibtex, imported
from eyebib.matching.role import with_versions
from eyebib.model import csl
from eyebib.model.bibliography import Entry, Record
from eyebib.model.identifier import identify
from eyebib.model.problem import Problem, UsageError
from eyebib.sources.arxiv_name import names
from eyebib.text.clean import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The entry with what the user said, the record of a BibTeX entry, and problems of its file."""

    entry: Entry
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


def linked(link: str, draft: Entry) -> Entry:
    """The draft with its link.

    Raises:
        UsageError: The text is no link.
    """
    try:
        paper = identify(link)
    except ValueError as error:
        raise UsageError(str(error)) from None
    path = Path("entries/new.yaml")
    return replace(draft, citekey="new", link=link.strip(), paper=paper, path=path)


def of_bibtex(draft: Entry, text: str, path: Path, *, today: str) -> Given:
    """The draft with the facts of the only entry in the text of a .bib file, as a record.

    The key of that entry is not kept: nobody cites it yet.

    Raises:
        UsageError: The text has another number of entries, or one of another paper.
    """
    entries, problems = bibtex.read(text, path)
    if len(entries) != 1:
        hint = "; `eyebib import` reads several" if entries else ""
        raise UsageError(f"{path}: expected one BibTeX entry, found {len(entries)}{hint}")
    read = entries[0]
    entry = replace(
        with_versions(draft, read),
        title=draft.title or read.title,
        facets={**read.facets, **draft.facets},
        tags=read.tags,
    )
    identifier = entry.asked
    if read.paper is not None and read.paper.scheme != "url":
        identifier = read.paper
        if identifier not in entry.identifiers:
            raise UsageError(
                f"{path}: the BibTeX entry is of {identifier}, but the link is of {draft.paper}"
            )
    work = imported.work(replace(read, paper=identifier), today=today)
    return Given(entry=entry, records=work.records, problems=tuple(problems))


def of_options(draft: Entry, authors: Iterable[str], year: str) -> Given:
    """The draft with authors and year as its own metadata.

    An author is `Family, Given`, `Given Family`, or `{A Group}`; a year is four digits, or empty.
    """
    byline = [name for author in authors for name in _names(author)]
    facts: dict[str, Any] = {"author": byline} if byline else {}
    if year:
        facts["issued"] = csl.date(year)
    return Given(entry=replace(draft, csl=facts))


def completed(entry: Entry, records: Sequence[Record], *, today: str) -> Entry:
    """The entry without metadata that the records of sources have, which it would override.

    Without a record, a web page that has authors but no date gets the day as the date of access.
    """
    if records:
        known = {variable for record in records for variable in record.item}
        facts = {name: value for name, value in entry.csl.items() if name not in known}
        return replace(entry, csl=facts)
    is_page = entry.asked is not None and entry.asked.scheme == "url"
    if is_page and "author" in entry.csl and "issued" not in entry.csl:
        page = {"type": "webpage", "accessed": csl.date(today)}
        return replace(entry, csl={**page, **entry.csl})
    return entry


def _names(author: str) -> list[dict[str, str]]:
    text = clean(author)
    if text.startswith("{") and text.endswith("}"):
        return [{"literal": text[1:-1].strip()}]
    return names(text)
