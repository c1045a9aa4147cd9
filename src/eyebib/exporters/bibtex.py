"""BibTeX for LaTeX's classic styles: what plain, IEEEtran, splncs04 and their like print.

A preprint is a `@misc` with `howpublished = {arXiv:...}`, which all of eleven styles print, while
`eprint` alone is invisible in eight. An article number stands in `pages` (eleven of eleven; `eid`
four). Serialised by bibtexparser; escaping is `tex`'s.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from eyebib.exporters import bib_file, bib_name
from eyebib.exporters.bib_file import BibEntry
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, Options
from eyebib.text import tex
from eyebib.text.link import url

FILE = "references.bib"

TYPES = {
    csl_type: kind
    for kind, csl_types in {
        "article": "article-journal article-magazine article-newspaper review review-book",
        "book": "book",
        "incollection": "chapter entry entry-dictionary entry-encyclopedia",
        "inproceedings": "paper-conference",
        "misc": "article bill broadcast classic collection dataset document event figure"
        " graphic hearing interview legal_case legislation map motion_picture"
        " musical_score pamphlet patent performance periodical"
        " personal_communication post post-weblog regulation software song speech"
        " standard treaty webpage",
        "phdthesis": "thesis",
        "techreport": "report",
        "unpublished": "manuscript",
    }.items()
    for csl_type in csl_types.split()
}
"""Every CSL type; `misc` where classic BibTeX has no type of its own."""

_CONTAINER = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_PUBLISHER = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_ISSUE = {"article": "issue", "misc": "issue", "techreport": "number"}
"""The CSL variable that BibTeX's `number` holds; no style prints one beside a book's volume."""

_PLAIN = {
    "abstract": "abstract",
    "annote": "annote",
    "chapter-number": "chapter",
    "collection-title": "series",
    "edition": "edition",
    "ISBN": "isbn",
    "ISSN": "issn",
    "note": "note",
    "publisher-place": "address",
}
"""CSL variables that are the same field in every type."""

NOT_EXPRESSIBLE: Mapping[str, str] = {
    **bib_file.NOT_EXPRESSIBLE,
    **dict.fromkeys(("event", "event-date", "event-place"), "no style prints an event"),
    **dict.fromkeys(
        """original-date original-publisher original-publisher-place original-title container-author
        translator number-of-pages number-of-volumes part""".split(),
        "no field in classic BibTeX; BibLaTeX has one",
    ),
    **dict.fromkeys(
        ("container-title-short", "journalAbbreviation"),
        "the full name stands in the one field, but of a journal with `--journal abbreviated`",
    ),
    **dict.fromkeys(("title-short", "shortTitle"), "no style prints a short title"),
    "keyword": "not for print; BibLaTeX's file has it",
    "accessed": "no style prints it",
    "authority": "no field",
    "call-number": "no field for where a copy is kept",
    "language": "styles go by the language of the document",
    "PMID": "no field; the DOI leads there",
    "status": "no field",
    "version": "no field",
}
"""CSL variables that no field is for, and why."""

WRITTEN = frozenset(
    """
    type title author editor container-title publisher genre volume collection-number issue number
    page event-title issued DOI URL
    """.split()
).union(_PLAIN)
"""CSL variables that stand in the file, at least of some types."""

LOSSES: dict[str, str] = {
    **NOT_EXPRESSIBLE,
    "abstract": "only with `--abstracts`; its paragraphs are run together",
    "collection-number": "only where there is no volume",
    "container-title": "of a misc howpublished, which readers take for the publisher",
    "event-title": "only where a paper is in no proceedings",
    "genre": "only of a thesis or a report",
    "issue": "not of a book or a part of one",
    "issued": "year and month; of a range the beginning",
    "number": "only of a report, and an article number where there are no pages",
}
"""What is lost of a CSL variable."""

ORDER = """
    author key title journal booktitle series editor volume number chapter pages edition type school
    institution publisher address howpublished year month doi isbn issn url eprint eprinttype
    archiveprefix primaryclass note annote abstract
""".split()

MONTHS = [month[:3].lower() for month in csl.MONTHS]

_UNDERSCORES = "DOIs with underscores: splncs04 needs the doi command of eyebib's README."


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as one .bib text: citekey order, one field a line."""
    dois = (str(work.item.get("DOI", "")) for work in bibliography.works)
    remarks = [_UNDERSCORES] if any("_" in doi for doi in dois) else []
    head = bib_file.header(bibliography, options, *remarks)
    return bib_file.write(head, _entries(bibliography, options))


def verify(text: str, bibliography: Bibliography, options: Options = DEFAULTS) -> Iterator[str]:
    """What bibtexparser and pybtex (strict) would not find as it was meant."""
    return bib_file.differences(text, _entries(bibliography, options))


@lru_cache(maxsize=1)  # `verify` asks again for what `export` has just made
def _entries(bibliography: Bibliography, options: Options) -> list[BibEntry]:
    return bib_file.chosen((entry(work, options) for work in bibliography.works), options)


def entry(work: Work, options: Options = DEFAULTS) -> BibEntry:
    """The entry of a work, before it is written in ASCII."""
    item = work.item
    if options.journal == "abbreviated":
        item["container-title"] = _abbreviated(item)
    if not options.abstracts:
        item.pop("abstract", None)
    kind = entry_type(item)
    names = {role: _names(item.get(role, ())) for role in ("author", "editor")}
    values = _text(work, item, kind) | _numbers(item, kind) | _identifiers(work, item)
    values |= {role: " and ".join(found) for role, found in names.items()}
    fields = {field: values[field] for field in ORDER if values.get(field)}
    names = {role: found for role, found in names.items() if found}
    return BibEntry(kind=kind, citekey=work.citekey, fields=fields, names=names)


def _abbreviated(item: csl.Item) -> str:
    """The container's name, short if it is a journal's that has a short form."""
    names = ["container-title-short", "journalAbbreviation", "container-title"]
    known = names if TYPES[item["type"]] == "article" else names[2:]
    return next((str(item[name]) for name in known if item.get(name)), "")


def _names(names: Sequence[csl.Name]) -> list[str]:
    return [_label(text) for name in names if (text := bib_name.name(name, accented=True))]


def _label(text: str) -> str:
    r"""Text that may become a label: `]` would end `\bibitem[...]`."""
    return text.replace("]", "{]}")


def entry_type(item: csl.Item) -> str:
    """The BibTeX type of a CSL item."""
    kind = TYPES[item["type"]]
    if item["type"] == "document" and bib_file.is_part(item):
        return "incollection"
    if kind in _CONTAINER and not bib_file.container(item):
        return "misc"  # an article that is in no journal; styles would miss it
    if kind == "unpublished" and not item.get("note"):
        return "misc"  # styles would miss the note
    if kind == "phdthesis" and "master" in str(item.get("genre", "")).lower():
        return "mastersthesis"
    return kind


def _text(work: Work, item: csl.Item, kind: str) -> dict[str, str]:
    protect = [work.entry.name] if work.entry.name else []
    container = bib_file.text(bib_file.container(item))
    publisher = bib_file.text(item.get("publisher", ""))
    fields = {
        "title": tex.title(" ".join(str(item.get("title", "")).split()), protect=protect),
        _CONTAINER.get(kind, "howpublished"): container,
        _PUBLISHER.get(kind, "publisher"): publisher,
        "type": bib_file.text(item.get("genre", "")) if kind in _PUBLISHER else "",
    }
    if kind == "phdthesis" and not fields["type"]:  # vancouver breaks without; others say "PhD"
        fields["type"] = "Thesis"
    if not item.get("author"):  # what it is sorted by
        fields["key"] = _label(bib_file.text(item.get("title", "")))
    fields |= {field: bib_file.text(item.get(variable, "")) for variable, field in _PLAIN.items()}
    fields["edition"] = _ordinal(fields["edition"])
    if kind == "misc" and not container:  # classic styles print no publisher of a `misc`
        server = bib_file.text(item["number"]) if _is_eprint(item) else publisher
        fields |= {"howpublished": server, "publisher": ""}
    return fields


def _ordinal(edition: str) -> str:
    """`2nd` of `2`: a style writes "edition" behind it."""
    if not edition.isdecimal():
        return edition
    teens = edition[-2:] in {"11", "12", "13"}
    return edition + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th"))


def _numbers(item: csl.Item, kind: str) -> dict[str, str]:
    volume = item.get("volume") or item.get("collection-number", "")
    year, month, *_ = [*csl.date_parts(item.get("issued")), 0, 0]
    return {
        "volume": bib_file.text(volume),
        "number": bib_file.text(item.get(_ISSUE.get(kind, ""), "")),
        "pages": tex.pages(csl.pages(item)),
        "year": str(year or ""),
        "month": MONTHS[month - 1] if 1 <= month <= 12 else "",
    }


def _identifiers(work: Work, item: csl.Item) -> dict[str, str]:
    doi = bib_file.doi(item.get("DOI", ""))
    doi = re.sub("[%#]", r"\\\g<0>", doi)  # styles make it the argument of a command
    fields = {"url": url(item.get("URL", "")), "doi": doi}
    if work.eprint:
        fields |= {"eprint": bib_file.text(work.eprint.value)}
        fields |= {"eprinttype": "arxiv", "archiveprefix": "arXiv"}
        fields["primaryclass"] = work.eprint_class.value if work.eprint_class else ""
    return fields


def _is_eprint(item: csl.Item) -> bool:
    return str(item.get("number", "")).startswith("arXiv:")
