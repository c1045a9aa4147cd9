"""Arbitrary items that are written and read again: the same facts, but for the losses named."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from arbitrary import DOIS, items
from eyebib.exporters import EXPORTERS, biblatex, bibtex
from eyebib.exporters.losses import losses
from eyebib.importers import IMPORTERS
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from eyebib.model.name import holds_et_al
from eyebib.model.problem import Problem
from eyebib.model.settings import Options
from eyebib.text.link import is_web_link, url
from slow import long, slow
from test_read_back import without_markup
from works import bibliography, entry

FORMATS = {
    "biblatex": "bibtex",
    "bibtex": "bibtex",
    "csl-json": "csl-json",
    "csl-yaml": "csl-yaml",
    "ris": "ris",
}
"""Formats that eyebib reads as items, and the importer of each. The proof of a list reads it as its
importer does; there are none for the other two."""

ONE_FIELD: dict[str, str] = {
    "biblatex": "authority=publisher container-title=collection-title container-title=medium"
    " container-title=publisher event=event-title issue=collection-number issue=number"
    " collection-number=issue collection-number=number journalAbbreviation=container-title-short"
    " number=collection-number number=issue number=page page=number shortTitle=title-short",
    "bibtex": "collection-number=volume container-title=medium container-title=publisher"
    " event-title=container-title genre=publisher issue=collection-number issue=number"
    " number=collection-number number=page number=publisher",
    "csl-json": "number=page",
    "csl-yaml": "number=page",
    "ris": "archive_location=PMID collection-title=container-title container-title=collection-title"
    " number=collection-number number=note number=PMID number=page number-of-pages=page"
    " page=number-of-pages journalAbbreviation=container-title-short shortTitle=title-short"
    " version=edition archive_location=number container-title=event-title note=note",
}
"""Variables for which a format has one field, which is read as the second of the two."""

UNREAD = {"ris": {"archive"}}
"""Fields that the importer does not read, because most files have something else in them."""

ADDED = {"Thesis", "Patent"}
"""Words that exporters add because styles need them."""

OPTIONS = Options(abstracts=True)


@pytest.mark.parametrize("count", [60, slow(500), long(20_000)])
def test_an_item_comes_back(count: int) -> None:
    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(items())
    def check(item: csl.Item) -> None:
        variables = {"title": "A title"} | without_markup(item) | {"type": item["type"]}
        work = work_of(variables)
        for name, importer in FORMATS.items():
            text = EXPORTERS[name].export(bibliography(work), OPTIONS)
            [again], problems = IMPORTERS[importer].read(text, Path("a"))
            lost = changes(work, merge(again, ()), name, problems)
            assert (name, lost) == (name, [])

    check()


def work_of(item: csl.Item) -> Work:
    """A work of an entry alone, without what a file cannot hold."""
    kept = {name: value for name, value in item.items() if not is_out_of_reach(name, value)}
    return merge(replace(entry("a", title=item["title"]), paper=None, csl=kept), ())


def is_out_of_reach(variable: str, value: Any) -> bool:  # noqa: ANN401 - a CSL value of any shape
    """Whether readers take a value for another kind of fact.

    That is a DOI that is none, a container that is an address, an arXiv id in some other variable,
    and a person called "et al."; in BibTeX a year of three digits is a part of a year.
    """
    if variable in csl.NAME_VARIABLES:
        return any(map(holds_et_al, csl.texts(value)))
    if variable in csl.DATE_VARIABLES:
        return variable == "issued" and csl.date_parts(value)[0] < 1000
    return (
        (variable == "DOI" and value not in DOIS)
        or (variable == "container-title" and is_web_link(value))
        or (variable != "title" and "arxiv:" in value.lower())
    )


def changes(work: Work, again: Work, name: str, problems: list[Problem]) -> list[str]:
    """The variables that are not read again and not named as lost, and those that are new."""
    written, read = facts(work, name), facts(again, name)
    messages = alike(" ".join(problem.message for problem in problems))
    one_field = [pair.split("=") for pair in ONE_FIELD[name].split()]
    unknown = (csl.VARIABLES - EXPORTERS[name].WRITTEN) | UNREAD.get(name, set())
    changed = []
    for variable, value in written.items():
        others = [two for one, two in one_field if one == variable]
        is_said = any(f"`{word}`" in messages for word in (value[:40], value, variable, *others))
        is_read = read.get(variable) == value or any(value in read.get(two, "") for two in others)
        if not is_said and not is_read:
            changed.append(variable)
    words = {*words_of(" ".join(written.values())), *ADDED}
    changed += [variable for variable, value in read.items() if not words >= {*words_of(value)}]
    if not set(changed) <= unknown:  # to find what is lost takes long
        unknown |= {loss.variable for loss in losses(bibliography(work), name, OPTIONS)}
    return [
        f"{variable}: {written.get(variable)!r} is read as {read.get(variable)!r}"
        for variable in dict.fromkeys(changed)
        if variable not in unknown
    ]


def words_of(text: str) -> list[str]:
    """The words of a text; notes are read with a semicolon between them."""
    return re.findall(r"[^\s;]+", text)


def facts(work: Work, name: str) -> dict[str, str]:
    """The variables as text; type and keywords are what the format makes of them."""
    texts = {variable: text_of(variable, value) for variable, value in work.item.items()}
    keywords = re.split(r"\s*[,;]\s*", ",".join([work.item.get("keyword", ""), *work.entry.tags]))
    texts["keyword"] = alike(", ".join(dict.fromkeys(filter(None, keywords))))
    texts["type"] = kind(work.item, name)
    if "URL" not in work.entry.csl:  # that of the DOI
        texts.pop("URL", None)
    return {variable: text for variable, text in texts.items() if text}


def kind(item: csl.Item, name: str) -> str:
    """The type in a format.

    Readers take what has a container and pages for a part of a book, a manual for a report, and a
    preprint that is not called so for a manuscript.
    """
    if name in ("bibtex", "biblatex"):
        own: str = {"bibtex": bibtex, "biblatex": biblatex}[name].entry_type(item)
        return {"incollection": "misc", "inbook": "misc", "manual": "report"}.get(own, own)
    if (name, item["type"]) == ("ris", "article"):
        return EXPORTERS[name].TYPES["manuscript"]
    return EXPORTERS[name].TYPES[item["type"]]


def text_of(variable: str, value: Any) -> str:  # noqa: ANN401 - a CSL value of any shape
    """A value as text: names without the order of their words, one kind of dash, encoded links."""
    if variable in csl.NAME_VARIABLES:
        words = alike(" ".join(map(csl.display_name, value)))
        words = re.sub("[`'”]+", "'", words)  # biber's initials need it
        return " ".join(sorted(words.split()))
    if variable in csl.DATE_VARIABLES:
        return csl.iso_date(value)
    return url(value) if variable == "URL" else alike(str(value))


def alike(text: str) -> str:
    """The text with one kind of dash, and Latin letters for the Greek ones that TeX does not have."""
    text = text.translate(str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo"))
    return re.sub(r"(?:\s*[-‐-―−])+\s*", "-", text)
