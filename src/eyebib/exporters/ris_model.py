"""The types and tags of RIS, and the CSL variables that they hold."""

from eyebib.model import csl

_TYPES = """
    article MANSCPT         article-journal JOUR     article-magazine MGZN  article-newspaper NEWS
    bill BILL               book BOOK                broadcast MPCT         chapter CHAP
    classic CLSWK           collection GEN           dataset DATA           document GEN
    entry GEN               entry-dictionary DICT    entry-encyclopedia ENCYC  event GEN
    figure FIGURE           graphic ART              hearing HEAR           interview PCOMM
    legal_case CASE         legislation STAT         manuscript MANSCPT     map MAP
    motion_picture MPCT     musical_score MUSIC      pamphlet PAMP          paper-conference CONF
    patent PAT              performance GEN          periodical JFULL
    personal_communication PCOMM  post ICOMM         post-weblog BLOG       regulation LEGAL
    report RPRT             review JOUR              review-book JOUR       software COMP
    song SOUND              speech SLIDE             standard STAND         thesis THES
    treaty GEN              webpage ELEC
""".split()

TYPES = dict(zip(_TYPES[::2], _TYPES[1::2], strict=True))
"""The RIS type of every CSL type; `GEN` if RIS has none for it.

A preprint is `MANSCPT` with `M3  - preprint`. RIS has no type for preprints, and readers differ:
`UNPD` is a manuscript in Zotero, but citation-js reads nothing of it, not even the title. `UNPB`
is a journal article in Zotero, as is `INPR` in pandoc and citation-js. All read `MANSCPT` as a
manuscript and lose nothing else.
"""

_TAGS = """
    title TI  author AU  editor A2  collection-editor A3  translator A4  container-title T2
    event-title -  collection-title T3  container-title-short -  journalAbbreviation -
    title-short ST  shortTitle ST  volume VL  issue IS  edition ET  version ET  number M1
    collection-number SV  number-of-volumes NV  number-of-pages -  publisher PB  publisher-place CY
    event-place -  genre M3  section SE  ISBN SN  ISSN -  DOI DO  URL UR  PMCID -  PMID AN
    archive DB  archive_location AN  call-number CN  source DP  language LA  abstract AB
    note N1  annote RN
""".split()
TAG = dict(zip(_TAGS[::2], _TAGS[1::2], strict=True))
"""The tag of each variable, in the order of the lines; `-` if only some types have one."""

_SERIAL = {"ISBN": "-", "ISSN": "SN", "container-title-short": "J2", "journalAbbreviation": "J2"}
_MONOGRAPH = {"collection-title": "T2", "editor": "A3", "collection-editor": "A2"}
_EVENT = {"event-title": "T2", "publisher-place": "C1", "event-place": "CY"}
_NUMBERED = {"number": "SN", "ISBN": "-"}

OF_TYPE: dict[str, dict[str, str]] = {
    "BOOK": {**_MONOGRAPH, "collection-number": "M1", "number-of-pages": "SP"},
    "CONF": {**_EVENT, "container-title": "C3"},
    "ELEC": {"number": "N1"},
    "JFULL": _SERIAL,
    "JOUR": {**_SERIAL, "number": "C7", "PMCID": "C2"},
    "MGZN": _SERIAL,
    "NEWS": _SERIAL,
    "PAT": _NUMBERED,
    "RPRT": {**_NUMBERED, "editor": "ED", "collection-editor": "A2"},
    "SLIDE": _EVENT,
    "STAND": {**_NUMBERED, "editor": "ED", "collection-editor": "A2"},
    "THES": {"editor": "ED", "collection-editor": "A2", "number-of-pages": "SP"},
    "MANSCPT": {"editor": "ED"},
    "article": {"number": "AN"},
}
"""Tags that differ for a RIS type or, in lower case, a CSL type.

After EndNote's table of tags and the import of Zotero.
"""

WRITTEN = frozenset(("type", "id", "citation-key", "keyword", "issued", "accessed", "page", *TAG))
"""CSL variables that are written for at least some types."""

LOSSES = {
    **dict.fromkeys(csl.NAME_VARIABLES - TAG.keys(), "no tag for this role"),
    **dict.fromkeys(csl.DATE_VARIABLES - WRITTEN, "no tag for this date"),
    **dict.fromkeys(csl.VARIABLES - WRITTEN - csl.NAME_VARIABLES - csl.DATE_VARIABLES, "no tag"),
    **dict.fromkeys(csl.NAME_VARIABLES & TAG.keys(), "a comma in a name becomes a semicolon"),
    "PMCID": "only for journal articles",
    "abstract": "paragraphs are joined",
    "accessed": "only the start of a range",
    "collection-number": "Zotero drops it except for books and chapters",
    "container-title-short": "only for articles and periodicals",
    "event-place": "only for conference papers and speeches",
    "event-title": "only for conference papers and speeches",
    "ISBN": "not for articles, reports, standards and patents",
    "ISSN": "only for articles and periodicals",
    "issued": "only the start of a range",
    "journalAbbreviation": "only for articles and periodicals",
    "number-of-pages": "only for books and theses",
    "PMID": "Zotero drops it if there is an arXiv id, which has the same tag",
    "publisher": "Zotero drops it for articles and manuscripts",
}
"""CSL variables that are not written, or only partly or for some types, or that Zotero drops."""
