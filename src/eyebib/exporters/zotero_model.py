"""Zotero's item types with their fields and creators, by the names of its own schema, version 7."""


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

NEAREST = frozenset(
    "classic collection entry event figure musical_score pamphlet performance periodical regulation"
    " review review-book treaty".split()
)
"""CSL types that Zotero does not have; `TYPES` has the nearest one."""

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

PRIMARY = _pairs("""
    artwork artist  audioRecording performer  bill sponsor  computerProgram programmer
    film director  hearing contributor  interview interviewee  map cartographer  patent inventor
    presentation presenter  tvBroadcast director
""")
"""The role of the author for types that have no creator `author` in Zotero."""

_SECTIONS = "book bookSection conferencePaper dictionaryEntry encyclopediaArticle"
_EDITED = f"{_SECTIONS} document journalArticle preprint"

ROLES = {
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


def own_names(kind: str) -> dict[str, str]:
    """The fields of a type: base name to the type's own name. Empty for a type of no CSL type."""
    words = f"{_ALL} {_OF_TYPE[kind]}".split() if kind in _OF_TYPE else ()
    return dict(map(_own_name, words))


def _own_name(word: str) -> tuple[str, str]:
    shared, _, own = word.partition("=")
    return shared, own or shared
