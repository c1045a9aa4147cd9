"""What a work is known by: all its identifiers, and one address."""

from eyebib.model.bibliography import Work
from eyebib.model.identifier import Identifier
from eyebib.text.clean import clean


def identity(work: Work) -> set[str]:
    """The keys of all identifiers of a work, from its entry and its records."""
    items = [work.entry.csl, *(record.item for record in work.records)]
    dois = {f"doi:{item['DOI'].lower()}" for item in items if item.get("DOI")}
    numbers = {
        f"{variable.lower()}:{item[variable]}"
        for item in items
        for variable in ("PMID", "PMCID")
        if item.get(variable)
    }
    return dois | numbers | {identifier.key for identifier in work.entry.identifiers}


def address(work: Work) -> str:
    """The URL of a work: that of its DOI, else its own, else that of its cited identifier."""
    item = work.item
    if doi := item.get("DOI"):
        return Identifier(scheme="doi", value=clean(str(doi))).url
    if url := str(item.get("URL", "")):
        return url
    return work.cited.url if work.cited else ""
