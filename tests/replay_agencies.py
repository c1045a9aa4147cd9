"""The replies of doi.org and DataCite, as pure functions of a request and a library of works.

doi.org names the agency of each DOI in a list, and sends a request for metadata to the agency: here
it answers for it, or leads to the page of the work. DataCite omits unknown DOIs from a list, and has
25 rows by default.
"""

import json
import re
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from replay_sources import JSON, Library, Reply

CSL = "application/vnd.citationstyles.csl+json"
HTML = "text/html;charset=utf-8"

Item = dict[str, Any]

SOFTWARE: Item = {
    "doi": "10.5281/zenodo.1000001",
    "creators": [
        {
            "name": "Example, Ann",
            "nameType": "Personal",
            "givenName": "Ann",
            "familyName": "Example",
            "affiliation": ["University of Examples"],
            "nameIdentifiers": [],
        },
        {"name": "Retina Group", "nameType": "Organizational", "affiliation": []},
    ],
    "titles": [{"title": "retinatool: segmentation of <i>vessels</i>"}],
    "publisher": "Zenodo",
    "container": {},
    "publicationYear": 2023,
    "contributors": [],
    "dates": [
        {"date": "2023-08-12", "dateType": "Issued"},
        {"date": "2023-08-14T10:00:00Z", "dateType": "Updated", "dateInformation": None},
    ],
    "language": "en",
    "types": {
        "ris": "COMP",
        "bibtex": "misc",
        "citeproc": "article",
        "schemaOrg": "SoftwareSourceCode",
        "resourceType": "",
        "resourceTypeGeneral": "Software",
    },
    "relatedIdentifiers": [
        {
            "relationType": "IsVersionOf",
            "relatedIdentifier": "10.5281/zenodo.1000000",
            "relatedIdentifierType": "DOI",
        }
    ],
    "version": "v1.2.0",
    "rightsList": [
        {
            "rights": "MIT License",
            "rightsUri": "https://opensource.org/licenses/MIT",
            "rightsIdentifier": "mit",
        }
    ],
    "descriptions": [
        {
            "description": "<p>Finds vessels.</p><p>Fast &amp; small.</p>",
            "descriptionType": "Abstract",
        }
    ],
    "url": "https://zenodo.org/record/1000001",
}
MADE_UP: Item = {
    "creators": [{"name": "Example, Ann", "nameType": "Personal"}],
    "publisher": "Zenodo",
    "publicationYear": 2022,
    "types": {"resourceTypeGeneral": "Dataset"},
}
MEDRA: Item = {
    "type": "article-journal",
    "DOI": "10.1400/123456",
    "title": "Una ricerca",
    "author": [{"literal": "ROSSI, Maria "}, {"literal": "von Beispiel Anna"}],
    "container-title": "Rivista di esempi",
    "ISSN": "1234-5679, 1234-5679",
    "issued": {"date-parts": [[2012, 3]]},
}


def deposits() -> dict[str, Item]:
    """The attributes of DOIs at DataCite, by lower-case DOI."""
    return {SOFTWARE["doi"]: SOFTWARE}


def agencies() -> dict[str, tuple[str, Item | None]]:
    """DOIs of other agencies, by lower-case DOI: the agency, and its CSL if it has one."""
    return {
        "10.1400/123456": ("mEDRA", MEDRA),
        "10.2791/123": ("OP", None),
        "10.1400/000000": ("mEDRA", {}),
    }


def deposit(source: Library, doi: str) -> Item | None:
    """The attributes of a DOI at DataCite; `10.5281/zenodo.N` with few digits is made up."""
    if match := re.fullmatch(r"10\.5281/zenodo\.(\d{1,5})", doi, re.IGNORECASE):
        return MADE_UP | {"doi": doi.lower(), "titles": [{"title": f"Made-up deposit {match[1]}"}]}
    return source.deposits.get(doi.lower())


def registered(source: Library, doi: str) -> Item:
    """The row about a DOI in an answer of doi.org."""
    if doi.lower() in source.agencies:
        return {"DOI": doi, "RA": source.agencies[doi.lower()][0]}
    if deposit(source, doi):
        return {"DOI": doi, "RA": "DataCite"}
    if source.work(doi) or doi.lower() in source.moved:
        return {"DOI": doi, "RA": "Crossref"}
    return {"DOI": doi, "status": "DOI does not exist"}


def doi_org(source: Library, target: str, _: str) -> Reply:
    """The reply of doi.org to GET `target`."""
    path = urlsplit(target).path
    if path.startswith("/doiRA/"):
        if len(target) > 10_000:
            return Reply(status=414, content_type=HTML)
        names = map(unquote, path.removeprefix("/doiRA/").split(","))
        return Reply(body=json.dumps([registered(source, name) for name in names]).encode())
    doi = unquote(path.removeprefix("/")).lower()
    agency, item = source.agencies.get(doi, ("", None))
    if not agency:
        return Reply(status=404, content_type=HTML, body=b"<html>DOI not found</html>")
    if item is None:
        return Reply(status=302, headers={"Location": f"https://page.example/{doi}"})
    if not item:
        return Reply(status=204, content_type="")
    return Reply(content_type=CSL, body=json.dumps(item, ensure_ascii=False).encode())


def datacite(source: Library, target: str, _: str) -> Reply:
    """The reply of DataCite to GET `target`."""
    parts = urlsplit(target)
    if parts.path == "/dois":
        query = parse_qs(parts.query)
        found = [deposit(source, doi) for doi in query["ids"][0].split(",")]
        rows = int(query.get("page[size]", ["25"])[0])
        fields = set(query["fields[dois]"][0].split(","))
        works = [{k: v for k, v in work.items() if k in fields} for work in found if work]
        return answer([_data(work) for work in works[:rows]])
    work = deposit(source, unquote(parts.path.removeprefix("/dois/")))
    if work is None:
        error = {"status": "404", "title": "The resource you are looking for doesn't exist."}
        return Reply(status=404, body=json.dumps({"errors": [error]}).encode())
    return answer(_data(work))


def _data(work: Item) -> Item:
    return {"id": work["doi"], "type": "dois", "attributes": work}


def answer(data: Item | list[Item]) -> Reply:
    return Reply(content_type=JSON, body=json.dumps({"data": data}, ensure_ascii=False).encode())
