"""The containers in a Crossref message: journal, volume and series."""

import re

from eyebib.model.csl import Item
from eyebib.sources.field import Message, texts

_PARTS = frozenset(("chapter", "paper-conference", "entry-encyclopedia"))
_PROCEEDINGS = re.compile(
    r"(?i)lecture notes (?:in (?:computer science|artificial intelligence|bioinformatics"
    r"|networks and systems|(?:electrical|mechanical|civil) engineering|business information"
    r" processing)|of the institute for computer sciences"
    r"|on data engineering and communications technologies)\b"
    r"|communications in computer and information science"
    r"|ifip (?:advances in|international federation)|advances in intelligent systems and computing"
    r"|smart innovation, systems and technologies|ifmbe proceedings|springer proceedings in"
    r"|spie proceedings|aip conference proceedings|conference proceedings of the society"
)
"""Series of proceedings, by the start of their names."""
_SERIES = re.compile(
    r"(?i)lecture notes\b|ifip\b|ifmbe\b|nato\b|springer(?:s|briefs|link)?\b(?! handbook of)|eai/"
    r"|(?:under)?graduate (?:texts|topics)\b|grundlehren der\b|ergebnisse der\b"
    r"|(?:boston|cambridge|oxford|palgrave|princeton|routledge)(?: \w+)? (?:studies|texts|tracts"
    r"|monographs|companions|handbooks)\b"
    r"|(?:annals|international review) of\b|transactions on\b"
    r"|.*(?:(?<!time )(?<!fourier )\bseries|reihe|\blibrary|\bbibliothek|\bbriefs|\bhandbooks)\b"
    r"|.* and its applications\Z"
)
"""Series by a word in their names."""
_NAMED = frozenset(
    name.casefold()
    for name in (
        "Algorithms for Intelligent Systems",
        "Applied and Numerical Harmonic Analysis",
        "Biological and Medical Physics, Biomedical Engineering",
        "Cancer Treatment and Research",
        "Cognitive Technologies",
        "Computational Imaging and Vision",
        "Ecological Studies",
        "Emergence, Complexity and Computation",
        "Environmental Science and Engineering",
        "Green Energy and Technology",
        "Handbook of Clinical Neurology",
        "Handbook of Experimental Pharmacology",
        "Informatik aktuell",
        "Management for Professionals",
        "Mechanisms and Machine Science",
        "Neuromethods",
        "Power Systems",
        "Security and Cryptology",
        "Signals and Communication Technology",
        "Structure and Bonding",
        "Subcellular Biochemistry",
        "The Handbook of Environmental Chemistry",
        "Understanding Complex Systems",
        "Xpert.press",
    )
)
"""Series whose names could be those of volumes."""
_FIELD = re.compile(
    r"(?i)(?:[\w/&]+ ){0,3}(?:advances|contributions|developments|essentials|issues|methods"
    r"|monographs|perspectives|progress|readings|studies|texts|topics|trends) (?:in|on|to)\b"
)
"""Names of many series (`Methods in Molecular Biology`) and of some volumes."""
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|\b[IVXL]{2,}\b|\b\d+(?:st|nd|rd|th)\b")
"""A year or number in a title: it belongs to a volume, not to a series."""


def containers(message: Message, kind: str) -> Item:
    """`container-title` with its short form, and `collection-title`, for a CSL type.

    The container of a book is a series. A chapter or paper has two titles, in either order: the
    series is recognized by its name, else the volume by its year or number, else the series by the
    form of its name, else it is the first.
    """
    names = list(dict.fromkeys(texts(message.get("container-title"))))
    shorts = texts(message.get("short-container-title"))
    if kind == "book":
        return {"collection-title": "; ".join(names)}
    if not names:
        return {}
    volume = _volume(names) if kind in _PARTS else names[0]
    others = [name for name in names if name != volume]
    is_each = len(names) in {1, len(shorts)}  # the first of several short forms of one title
    short_forms = dict(zip(names, shorts, strict=False)) if is_each else {}
    return {
        "container-title": volume,
        "container-title-short": short_forms.get(volume, ""),
        "collection-title": "; ".join(others) if kind in _PARTS else "",
        "custom": {"container-titles": [] if kind in _PARTS else others},
    }


def _volume(names: list[str]) -> str:
    guesses = (
        [name for name in names if not _PROCEEDINGS.match(name)],
        [name for name in names if not _is_series(name)],
        [name for name in names if _DATED.search(name)],
        [name for name in names if not _FIELD.match(name)],
    )
    return next((guess[0] for guess in guesses if len(guess) == 1), names[-1])


def _is_series(name: str) -> bool:
    return name.casefold() in _NAMED or _SERIES.match(name) is not None


def is_paper(message: Message) -> bool:
    """Whether a chapter is a conference paper, because publishers deposit LNCS volumes as books.

    It is if the message has an event, the volume has `proceedings` in its name, or the series is a
    series of proceedings.
    """
    names = texts(message.get("container-title"))
    return bool(message.get("event")) or any(
        _PROCEEDINGS.match(name) or re.search(r"(?i)\bproceedings\b", name) for name in names
    )
