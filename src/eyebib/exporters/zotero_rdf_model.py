"""The vocabularies of Zotero RDF: the classes of items and containers and the terms of fields."""

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "link": "http://purl.org/rss/1.0/modules/link/",
}

CLASSES = {
    "book": "bib:Book",
    "bookSection": "bib:BookSection",
    "journalArticle": "bib:Article",
    "magazineArticle": "bib:Article",
    "manuscript": "bib:Manuscript",
    "newspaperArticle": "bib:Article",
    "report": "bib:Report",
    "thesis": "bib:Thesis",
}
"""The class of an item; other types are an `rdf:Description`, as in Zotero's own files."""

CONTAINERS = {
    "blogPost": "z:Blog",
    "bookSection": "bib:Book",
    "conferencePaper": "bib:Journal",
    "dictionaryEntry": "bib:Book",
    "encyclopediaArticle": "bib:Book",
    "forumPost": "z:Forum",
    "journalArticle": "bib:Journal",
    "magazineArticle": "bib:Periodical",
    "newspaperArticle": "bib:Newspaper",
    "webpage": "z:Website",
}
"""The class of an item's container; the importer does not look for others."""

OF_CONTAINER = {
    **dict.fromkeys(("blogTitle", "bookTitle", "dictionaryTitle", "encyclopediaTitle"), "dc:title"),
    **dict.fromkeys(("forumTitle", "proceedingsTitle", "publicationTitle"), "dc:title"),
    "websiteTitle": "dc:title",
    "journalAbbreviation": "dcterms:alternative",
    "volume": "prism:volume",
    "issue": "prism:number",
}

TERMS = {
    **dict.fromkeys(("title", "caseName", "nameOfAct"), "dc:title"),
    **dict.fromkeys(("date", "dateDecided", "dateEnacted", "issueDate"), "dc:date"),
    "abstractNote": "dcterms:abstract",
    "edition": "prism:edition",
    "pages": "bib:pages",
}
"""Fields whose term is not `z:` followed by their name."""

GROUPS = {role: f"bib:{role}s" for role in ("author", "editor", "contributor")}


def path(kind: str, field: str) -> str:
    """Where the item of a type has a field."""
    if field == "url":
        return "dc:identifier/dcterms:URI/rdf:value"
    if kind in CONTAINERS and field in OF_CONTAINER:
        return f"dcterms:isPartOf/{CONTAINERS[kind]}/{OF_CONTAINER[field]}"
    return TERMS.get(field, f"z:{field}")
