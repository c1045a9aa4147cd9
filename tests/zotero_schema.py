"""The item types of Zotero's schema that eyebib writes: their fields and creators.

Typed from the published schema, and not made of the tables in `exporters/zotero_model.py`, which
they check. A field that a type calls otherwise is written `base=own`.
"""

_ALL = "title abstractNote date url accessDate language shortTitle rights extra citationKey"
_KEPT = "archive archiveLocation libraryCatalog callNumber"
_BOOK = f"{_KEPT} series seriesNumber volume numberOfVolumes edition publisher place ISBN"

FIELDS = {
    "artwork": f"{_ALL} {_KEPT} medium=artworkMedium artworkSize",
    "audioRecording": f"{_ALL} {_KEPT} medium=audioRecordingFormat seriesTitle volume numberOfVolumes place publisher=label runningTime ISBN",
    "bill": f"{_ALL} number=billNumber code volume=codeVolume section pages=codePages legislativeBody session history",
    "blogPost": f"{_ALL} publicationTitle=blogTitle type=websiteType",
    "book": f"{_ALL} {_BOOK} numPages",
    "bookSection": f"{_ALL} {_BOOK} publicationTitle=bookTitle pages",
    "case": f"{_ALL} title=caseName authority=court date=dateDecided number=docketNumber reporter volume=reporterVolume pages=firstPage history",
    "computerProgram": f"{_ALL} {_KEPT} seriesTitle versionNumber system place publisher=company programmingLanguage ISBN",
    "conferencePaper": f"{_ALL} {_KEPT} publicationTitle=proceedingsTitle conferenceName place publisher volume pages series DOI ISBN",
    "dataset": f"{_ALL} {_KEPT} number=identifier type versionNumber publisher=repository place=repositoryLocation medium=format DOI",
    "dictionaryEntry": f"{_ALL} {_BOOK} publicationTitle=dictionaryTitle pages",
    "document": f"{_ALL} {_KEPT} publisher",
    "encyclopediaArticle": f"{_ALL} {_BOOK} publicationTitle=encyclopediaTitle pages",
    "film": f"{_ALL} {_KEPT} publisher=distributor type=genre medium=videoRecordingFormat runningTime",
    "forumPost": f"{_ALL} publicationTitle=forumTitle type=postType",
    "hearing": f"{_ALL} committee place publisher numberOfVolumes number=documentNumber pages legislativeBody session history",
    "interview": f"{_ALL} {_KEPT} medium=interviewMedium",
    "journalArticle": f"{_ALL} {_KEPT} publicationTitle volume issue pages series seriesTitle seriesText journalAbbreviation DOI ISSN",
    "letter": f"{_ALL} {_KEPT} type=letterType",
    "magazineArticle": f"{_ALL} {_KEPT} publicationTitle volume issue pages ISSN",
    "manuscript": f"{_ALL} {_KEPT} type=manuscriptType place numPages",
    "map": f"{_ALL} {_KEPT} type=mapType scale seriesTitle edition place publisher ISBN",
    "newspaperArticle": f"{_ALL} {_KEPT} publicationTitle place edition section pages ISSN",
    "patent": f"{_ALL} place country assignee issuingAuthority number=patentNumber filingDate pages applicationNumber priorityNumbers date=issueDate references status=legalStatus",
    "preprint": f"{_ALL} {_KEPT} type=genre publisher=repository number=archiveID place series seriesNumber DOI",
    "presentation": f"{_ALL} type=presentationType place meetingName",
    "report": f"{_ALL} {_KEPT} number=reportNumber type=reportType seriesTitle place publisher=institution pages",
    "standard": f"{_ALL} {_KEPT} authority=organization committee type number versionNumber status place publisher numPages DOI",
    "statute": f"{_ALL} title=nameOfAct code codeNumber number=publicLawNumber date=dateEnacted pages section session history",
    "thesis": f"{_ALL} {_KEPT} type=thesisType publisher=university place numPages",
    "tvBroadcast": f"{_ALL} {_KEPT} publicationTitle=programTitle number=episodeNumber medium=videoRecordingFormat place publisher=network runningTime",
    "webpage": f"{_ALL} publicationTitle=websiteTitle type=websiteType",
}

_SECTION = "author contributor editor translator seriesEditor"

CREATORS = {
    "artwork": "artist contributor",
    "audioRecording": "performer contributor composer wordsBy",
    "bill": "sponsor cosponsor contributor",
    "blogPost": "author commenter contributor",
    "book": _SECTION,
    "bookSection": f"{_SECTION} bookAuthor",
    "case": "author counsel contributor",
    "computerProgram": "programmer contributor",
    "conferencePaper": _SECTION,
    "dataset": "author contributor",
    "dictionaryEntry": _SECTION,
    "document": "author contributor editor translator reviewedAuthor",
    "encyclopediaArticle": _SECTION,
    "film": "director contributor scriptwriter producer",
    "forumPost": "author contributor",
    "hearing": "contributor",
    "interview": "interviewee contributor interviewer translator",
    "journalArticle": "author contributor editor translator reviewedAuthor",
    "letter": "author contributor recipient",
    "magazineArticle": "author contributor translator reviewedAuthor",
    "manuscript": "author contributor translator",
    "map": "cartographer contributor seriesEditor",
    "newspaperArticle": "author contributor translator reviewedAuthor",
    "patent": "inventor attorneyAgent contributor",
    "preprint": "author contributor editor translator reviewedAuthor",
    "presentation": "presenter contributor",
    "report": "author contributor translator seriesEditor",
    "standard": "author contributor",
    "statute": "author contributor",
    "thesis": "author contributor",
    "tvBroadcast": "director scriptwriter producer castMember contributor guest",
    "webpage": "author contributor translator",
}

OTHER = {
    "attachment": "title url accessDate linkMode contentType charset note path filename",
    "note": "note",
}
"""The fields of what belongs below an item."""

COMMON = frozenset(
    "itemType creators tags collections relations deleted parentItem key version dateAdded dateModified".split()
)
"""What every object may have."""


def base_names(kind: str) -> dict[str, str]:
    """The fields of a type: its own name to the base name."""
    pairs = (word.rpartition("=") for word in (FIELDS | OTHER)[kind].split())
    own = {name: base or name for base, _, name in pairs}
    renamed = {base for name, base in own.items() if name != base}
    return {name: base for name, base in own.items() if name not in renamed or name != base}
