"""A work as a Zotero item: type, fields, creators, notes, and Extra for what has no field.

Names and the fields of each type follow Zotero's own schema, version 7. Its importers silently drop
a field that a type does not have. Such a variable becomes a line of Extra, which Zotero reads when
it cites (`event-date: 2024-10-06`; `chair: Dou || Qi`). Extra never has a line `Code:`, because
Zotero exports that as a container title.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from eyebib.exporters import csl_item
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.text.clean import clean, clean_lines


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


TYPES = _pairs("""
    article preprint            article-journal journalArticle    article-magazine magazineArticle
    article-newspaper newspaperArticle  bill bill                 book book
    broadcast tvBroadcast       chapter bookSection               classic document
    collection document         dataset dataset                   document document
    entry encyclopediaArticle   entry-dictionary dictionaryEntry  event presentation
    entry-encyclopedia encyclopediaArticle  figure artwork        graphic artwork
    hearing hearing             interview interview               legal_case case
    legislation statute         manuscript manuscript             map map
    motion_picture film         musical_score document            pamphlet document
    paper-conference conferencePaper  patent patent               performance presentation
    periodical document         personal_communication letter     post forumPost
    post-weblog blogPost        regulation statute                report report
    review journalArticle       review-book journalArticle        software computerProgram
    song audioRecording         speech presentation               standard standard
    thesis thesis               treaty document                   webpage webpage
""")
"""The item type of every CSL type; the nearest one if Zotero has none, with the type in Extra."""

_NEAREST = frozenset(
    "classic collection entry event figure musical_score pamphlet performance periodical regulation"
    " review review-book treaty".split()
)

FIELDS = _pairs("""
    DOI DOI  ISBN ISBN  ISSN ISSN  URL url  accessed accessDate  archive archive
    archive_location archiveLocation  authority authority  call-number callNumber
    collection-number seriesNumber  collection-title series  container-title publicationTitle
    container-title-short journalAbbreviation  edition edition  event-title meetingName
    genre type  issue issue  issued date  journalAbbreviation journalAbbreviation
    language language  medium medium  number number  number-of-pages numPages
    number-of-volumes numberOfVolumes  page pages  publisher publisher  publisher-place place
    scale scale  section section  shortTitle shortTitle  source libraryCatalog  status status
    title title  title-short shortTitle  version versionNumber  volume volume
""")
"""Zotero's field for each CSL variable, by its base name, which is the same for all types."""

_ALL = "title date url accessDate abstractNote language shortTitle"
_KEPT = "archive archiveLocation libraryCatalog callNumber"
_IN_BOOK = "series seriesNumber volume numberOfVolumes edition publisher place pages ISBN"

_OF_TYPE = {
    "artwork": f"{_KEPT} medium=artworkMedium",
    "audioRecording": f"{_KEPT} medium=audioRecordingFormat series=seriesTitle volume"
    " numberOfVolumes place publisher=label ISBN",
    "bill": "number=billNumber volume=codeVolume section pages=codePages authority=legislativeBody",
    "blogPost": "publicationTitle=blogTitle type=websiteType",
    "book": f"{_KEPT} series seriesNumber volume numberOfVolumes edition publisher place numPages"
    " ISBN",
    "bookSection": f"{_KEPT} {_IN_BOOK} publicationTitle=bookTitle",
    "case": "title=caseName date=dateDecided number=docketNumber authority=court"
    " volume=reporterVolume pages=firstPage",
    "computerProgram": f"{_KEPT} series=seriesTitle versionNumber place publisher=company ISBN",
    "conferencePaper": f"{_KEPT} publicationTitle=proceedingsTitle meetingName=conferenceName"
    " series volume publisher place pages ISBN DOI",
    "dataset": f"{_KEPT} number=identifier type versionNumber publisher=repository"
    " place=repositoryLocation medium=format DOI",
    "dictionaryEntry": f"{_KEPT} {_IN_BOOK} publicationTitle=dictionaryTitle",
    "document": f"{_KEPT} publisher",
    "encyclopediaArticle": f"{_KEPT} {_IN_BOOK} publicationTitle=encyclopediaTitle",
    "film": f"{_KEPT} publisher=distributor type=genre medium=videoRecordingFormat",
    "forumPost": "publicationTitle=forumTitle type=postType",
    "hearing": "number=documentNumber authority=legislativeBody publisher place numberOfVolumes"
    " pages",
    "interview": f"{_KEPT} medium=interviewMedium",
    "journalArticle": f"{_KEPT} publicationTitle volume issue pages series journalAbbreviation"
    " ISSN DOI",
    "letter": f"{_KEPT} type=letterType",
    "magazineArticle": f"{_KEPT} publicationTitle volume issue pages ISSN",
    "manuscript": f"{_KEPT} type=manuscriptType place numPages",
    "map": f"{_KEPT} type=mapType scale series=seriesTitle edition publisher place ISBN",
    "newspaperArticle": f"{_KEPT} publicationTitle edition section pages place ISSN",
    "patent": "number=patentNumber date=issueDate authority=issuingAuthority place pages",
    "preprint": f"{_KEPT} type=genre publisher=repository number=archiveID place series"
    " seriesNumber DOI",
    "presentation": "type=presentationType meetingName place",
    "report": f"{_KEPT} number=reportNumber type=reportType series=seriesTitle"
    " publisher=institution place pages",
    "standard": f"{_KEPT} authority=organization number type versionNumber status publisher place"
    " numPages DOI",
    "statute": "title=nameOfAct date=dateEnacted number=publicLawNumber section pages",
    "thesis": f"{_KEPT} type=thesisType publisher=university place numPages",
    "tvBroadcast": f"{_KEPT} publicationTitle=programTitle number=episodeNumber"
    " medium=videoRecordingFormat publisher=network place",
    "webpage": "publicationTitle=websiteTitle type=websiteType",
}
"""The fields of a type besides `_ALL`; in `a=b`, `b` is the type's own name for base field `a`."""

_PRIMARY = _pairs("""
    artwork artist  audioRecording performer  bill sponsor  computerProgram programmer
    film director  hearing contributor  interview interviewee  map cartographer  patent inventor
    presentation presenter  tvBroadcast director
""")
"""The role of the author for types that have no creator `author` in Zotero."""

_SECTIONS = "book bookSection conferencePaper dictionaryEntry encyclopediaArticle"
_EDITED = f"{_SECTIONS} document journalArticle preprint"

_ROLES = {
    "collection-editor": ("seriesEditor", f"{_SECTIONS} map report"),
    "container-author": ("bookAuthor", "bookSection"),
    "contributor": ("contributor", " ".join(_OF_TYPE)),
    "editor": ("editor", _EDITED),
    "interviewer": ("interviewer", "interview"),
    "recipient": ("recipient", "letter"),
    "reviewed-author": ("reviewedAuthor", "document journalArticle preprint"),
    "translator": ("translator", f"{_EDITED} magazineArticle manuscript newspaperArticle report"),
}
"""Zotero's name of a role and the item types that have it."""

_NOTES = ("note", "annote")

_APART = frozenset(("type", "id", "citation-key", "abstract", "keyword", *_NOTES))
"""Variables that are neither in `FIELDS` nor a line of Extra."""

LOSSES = {
    "categories": "no field; modalities and keywords are tags",
    "citation-label": "set by the citation style",
    "citation-number": "set by the citation style",
    "custom": "facts of a record, not of the work",
    "first-reference-note-number": "set by the citation style",
    "locator": "belongs to the citation, not to the work",
}
"""CSL variables that a Zotero item does not hold, and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """A person; a group or a person with one name has only `last`. `role` is Zotero's name."""

    role: str
    last: str
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroItem:
    """An item as Zotero shows it: `fields` by Zotero's names, `extra` as lines, `notes` as HTML."""

    kind: str
    fields: dict[str, str]
    extra: tuple[str, ...]
    creators: tuple[Creator, ...]
    notes: tuple[str, ...]


def convert(work: Work) -> ZoteroItem:
    """The Zotero item of a work; its tags and the link to the code come from `csl_item`."""
    item = work.item
    kind = TYPES[item["type"]]
    if pages := csl.pages(item):
        item["page"] = pages
    fields, extra = _fields(item, kind)
    creators, more = _creators(item, kind)
    notes = (clean(str(item[variable])) for variable in _NOTES if variable in item)
    return ZoteroItem(
        kind=kind,
        fields=fields,
        extra=(*_extra_lines(work), *sorted(extra), *more),
        creators=tuple(creators),
        notes=tuple(f"<p>{escape(note, quote=False)}</p>" for note in notes),
    )


def _fields(item: csl.Item, kind: str) -> tuple[dict[str, str], list[str]]:
    """The fields of an item, and lines of Extra for the variables without a field."""
    own = dict(_own_name(word) for word in f"{_ALL} {_OF_TYPE[kind]}".split())
    fields, extra = {"abstractNote": clean_lines(item.get("abstract", ""))}, []
    for variable, value in item.items():
        if variable in csl.NAME_VARIABLES or variable in _APART or variable in LOSSES:
            continue
        text = clean(csl.value_text(value))
        name = own.get(FIELDS.get(variable, ""), "")
        if name and fields.setdefault(name, text) == text:
            continue
        if variable != "number" or value != item.get("page"):
            extra.append(f"{variable}: {text}")
    return {name: text for name, text in fields.items() if text}, extra


def _own_name(word: str) -> tuple[str, str]:
    shared, _, own = word.partition("=")
    return shared, own or shared


def _creators(item: csl.Item, kind: str) -> tuple[list[Creator], list[str]]:
    """The creators of an item, its authors first, and lines of Extra for the other names."""
    creators, extra = [], []
    for variable in sorted(
        csl.NAME_VARIABLES & item.keys(), key=lambda role: (role != "author", role)
    ):
        role, kinds = _ROLES.get(variable, ("", ""))
        if variable == "author":
            role, kinds = _PRIMARY.get(kind, "author"), kind
        for name in item[variable]:
            last, first = parts(name)
            if kind in kinds.split():
                creators.append(Creator(role=role, last=last, first=first))
            else:
                extra.append(f"{variable}: {' || '.join(filter(None, (last, first)))}")
    return creators, extra


def parts(name: csl.Name) -> tuple[str, str]:
    """Family and given name; a suffix follows the given name, which is Zotero's convention."""
    last, first, suffix = map(
        clean, (csl.family(name), name.get("given", ""), name.get("suffix", ""))
    )
    if suffix and not first:
        return f"{last}, {suffix}", ""
    return last, ", ".join(filter(None, (first, suffix)))


def _extra_lines(work: Work) -> Iterator[str]:
    """Lines of Extra for facts without a CSL variable."""
    yield f"Citation Key: {work.citekey}"
    if work.eprint:
        primary = f" [{work.eprint_class.value}]" if work.eprint_class else ""
        yield f"arXiv: {work.eprint.value}{primary}"
    if work.item["type"] in _NEAREST:
        yield f"Type: {work.item['type']}"
    if work.entry.code and not csl_item.code_link(work):
        yield f"Source code: {clean(work.entry.code)}"
