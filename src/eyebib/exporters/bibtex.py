"""BibTeX for the classic styles of LaTeX, such as plain, IEEEtran and splncs04.

A preprint is a `@misc` with `howpublished = {arXiv:...}`, which all eleven styles that were tested
print; eight of them ignore `eprint`. An article number is written to `pages`, which all eleven
print; only four print `eid`. bibtexparser writes the file; escaping is in `text.tex`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from eyebib.exporters import bib_file, bib_name
from eyebib.exporters.bib_file import BibEntry
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, Options
from eyebib.text import tex, tex_title
from eyebib.text.link import url

FILE = "references.bib"

TYPES = {
    csl_type: kind
    for kind, csl_types in {
        "article": "article-journal article-magazine article-newspaper periodical review"
        " review-book",
        "book": "book",
        "incollection": "chapter entry entry-dictionary entry-encyclopedia",
        "inproceedings": "paper-conference",
        "misc": "article bill broadcast classic collection dataset document event figure graphic"
        " hearing interview legal_case legislation map motion_picture musical_score pamphlet"
        " patent performance personal_communication post post-weblog regulation software song"
        " speech standard treaty webpage",
        "phdthesis": "thesis",
        "techreport": "report",
        "unpublished": "manuscript",
    }.items()
    for csl_type in csl_types.split()
}
"""The entry type of every CSL type; `misc` if classic BibTeX has none for it."""

_CONTAINER = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_PUBLISHER = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_PAGES = frozenset(("post", "post-weblog", "webpage"))
_ISSUE = {"article": "issue", "misc": "issue", "techreport": "number"}
"""The CSL variable in BibTeX's `number`; no style prints both a number and a book's volume."""

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
"""CSL variables that have the same field in every type."""

NOT_EXPRESSIBLE: Mapping[str, str] = {
    **bib_file.NOT_EXPRESSIBLE,
    **dict.fromkeys(("event", "event-date", "event-place"), "styles do not print events"),
    **dict.fromkeys(
        """original-date original-publisher original-publisher-place original-title container-author
        translator number-of-pages number-of-volumes part""".split(),
        "no field in classic BibTeX; BibLaTeX has one",
    ),
    **dict.fromkeys(
        ("container-title-short", "journalAbbreviation"),
        "only for journals and with `--journal abbreviated`, in place of the full name",
    ),
    **dict.fromkeys(("title-short", "shortTitle"), "styles do not print short titles"),
    "keyword": "styles do not print keywords; the BibLaTeX file has them",
    "accessed": "styles do not print it",
    "authority": "no field",
    "call-number": "no field for the location of a copy",
    "language": "styles use the language of the document",
    "PMID": "no field; the DOI identifies the work",
    "status": "no field",
    "version": "no field",
}
"""CSL variables without a field of their own, and the reason."""

WRITTEN = frozenset(
    """
    type title author editor container-title publisher genre volume collection-number issue number
    page event-title issued DOI URL
    """.split()
).union(_PLAIN)
"""CSL variables that are written for at least some types."""

LOSSES: dict[str, str] = {
    **NOT_EXPRESSIBLE,
    "abstract": "only with `--abstracts`; paragraphs are joined",
    "collection-number": "only if there is no volume",
    "container-title": "`howpublished` in @misc, which readers take for the publisher",
    "event-title": "only for papers without proceedings",
    "genre": "only for theses and reports",
    "issue": "not for books and parts of books",
    "issued": "only year and month, and the start of a range",
    "number": "only for reports and patents, or as an article number if there are no pages",
}
"""CSL variables that are not written, or only partly or for some types, with the reason."""

ORDER = """
    author key title journal booktitle series editor volume number chapter pages edition type school
    institution publisher address howpublished year month doi isbn issn url eprint eprinttype
    archiveprefix primaryclass note annote abstract
""".split()

MONTHS = [month[:3].lower() for month in csl.MONTHS]

_UNDERSCORES = "DOIs with underscores: splncs04 needs the doi command of eyebib's README."


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as a .bib file in citekey order, with one field per line."""
    dois = (str(work.item.get("DOI", "")) for work in bibliography.works)
    remarks = [_UNDERSCORES] if any("_" in doi for doi in dois) else []
    head = bib_file.header(bibliography, options, *remarks)
    return bib_file.write(head, _entries(bibliography, options))


def verify(text: str, bibliography: Bibliography, options: Options = DEFAULTS) -> Iterator[str]:
    """Differences that bibtexparser and pybtex (strict) find when they read the text back."""
    return bib_file.differences(text, _entries(bibliography, options))


@lru_cache(maxsize=1)  # `verify` needs the entries that `export` has just made
def _entries(bibliography: Bibliography, options: Options) -> list[BibEntry]:
    return bib_file.encode((entry(work, options) for work in bibliography.works), options)


def entry(work: Work, options: Options = DEFAULTS) -> BibEntry:
    """The entry of a work, before any conversion to ASCII."""
    item = work.item
    if options.journal == "abbreviated":
        item["container-title"] = _abbreviated(item)
    if not options.abstracts:
        item.pop("abstract", None)
    kind = entry_type(item)
    names = {role: _names(item.get(role, ())) for role in ("author", "editor")}
    for role in work.incomplete & names.keys():
        names[role].append(bib_file.OTHERS)
    values = _text(work, item, kind) | _numbers(item, kind) | _identifiers(work, item)
    values |= {role: " and ".join(people) for role, people in names.items()}
    fields = {field: values[field] for field in ORDER if values.get(field)}
    names = {role: people for role, people in names.items() if people}
    return BibEntry(kind=kind, citekey=work.citekey, fields=fields, names=names)


def _abbreviated(item: csl.Item) -> str:
    """The title of the container; that of a journal is short if a short form is known."""
    variables = ["container-title-short", "journalAbbreviation", "container-title"]
    candidates = variables if TYPES[item["type"]] == "article" else variables[2:]
    return next((str(item[variable]) for variable in candidates if item.get(variable)), "")


def _names(names: Sequence[csl.Name]) -> list[str]:
    return [_label(text) for name in names if (text := bib_name.name(name, accented=True))]


def _label(text: str) -> str:
    r"""Text that may become a label, in which `]` would end `\bibitem[...]`."""
    return text.replace("]", "{]}")


def entry_type(item: csl.Item) -> str:
    """The BibTeX type of a CSL item."""
    kind = TYPES[item["type"]]
    if item["type"] == "document" and bib_file.is_part(item):
        return "incollection"
    if kind in _CONTAINER and not bib_file.container(item):
        return "misc"  # styles require a container for the other types
    if kind == "book" and item.get("chapter-number"):
        return "inbook"  # a part of a book without a title of its own
    if kind == "unpublished" and not item.get("note"):
        return "misc"  # styles require a note
    if kind == "phdthesis" and "master" in str(item.get("genre", "")).lower():
        return "mastersthesis"
    return kind


def _text(work: Work, item: csl.Item, kind: str) -> dict[str, str]:
    protect = [work.entry.name] if work.entry.name else []
    language = str(item.get("language", ""))
    container = bib_file.text(bib_file.container(item))
    publisher = bib_file.text(item.get("publisher", ""))
    fields = {
        "title": tex_title.title(work.rich_title, protect=protect, language=language),
        _CONTAINER.get(kind, "howpublished"): container,
        _PUBLISHER.get(kind, "publisher"): publisher,
        "type": bib_file.text(item.get("genre", "")) if kind in _PUBLISHER else "",
    }
    if kind == "phdthesis" and not fields["type"]:  # vancouver requires it; others print "PhD"
        fields["type"] = "Thesis"
    if not item.get("author"):  # styles sort by it
        fields["key"] = _label(bib_file.text(item.get("title", "")))
    fields |= {field: bib_file.text(item.get(variable, "")) for variable, field in _PLAIN.items()}
    fields["edition"] = _ordinal(fields["edition"])
    if kind == "misc" and not container:  # classic styles do not print the publisher of a @misc
        fields |= {"howpublished": _channel(item) or publisher, "publisher": ""}
    return fields


def _channel(item: csl.Item) -> str:
    """What styles should print of a @misc: an arXiv id, a patent's number, a page's address."""
    if _is_eprint(item):
        return bib_file.text(item["number"])
    if item["type"] == "patent" and item.get("number"):
        return bib_file.text(f"{item.get('genre', 'Patent')} {item['number']}")
    is_page = item["type"] in _PAGES and not item.get("DOI") and not item.get("publisher")
    return bib_file.text(url(item.get("URL", ""))) if is_page else ""


def _ordinal(edition: str) -> str:
    """An edition number as an ordinal, such as `2nd`; styles add the word "edition"."""
    if not edition.isdecimal():
        return edition
    teens = edition[-2:] in {"11", "12", "13"}
    return edition + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th"))


def _numbers(item: csl.Item, kind: str) -> dict[str, str]:
    volume = item.get("volume") or item.get("collection-number", "")
    year, month, *_ = [*csl.date_parts(item.get("issued")), 0, 0]
    season = csl.season(item.get("issued"))
    return {
        "volume": bib_file.text(volume),
        "number": bib_file.text(item.get(_ISSUE.get(kind, ""), "")),
        "pages": tex.pages(csl.pages(item)),
        "year": str(year or ""),
        "month": MONTHS[month - 1] if 1 <= month <= 12 else season and f"{{{season}}}",
    }


def _identifiers(work: Work, item: csl.Item) -> dict[str, str]:
    doi = bib_file.doi(item.get("DOI", ""))
    doi = re.sub("[%#]", r"\\\g<0>", doi)  # styles pass it to a command as an argument
    fields = {"url": url(item.get("URL", "")), "doi": doi}
    if work.eprint:
        fields |= {"eprint": bib_file.text(work.eprint.value)}
        fields |= {"eprinttype": "arxiv", "archiveprefix": "arXiv"}
        fields["primaryclass"] = work.eprint_class.value if work.eprint_class else ""
    return fields


def _is_eprint(item: csl.Item) -> bool:
    return str(item.get("number", "")).startswith("arXiv:")
