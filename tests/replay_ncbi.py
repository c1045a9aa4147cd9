"""The replies of NCBI: the ID converter of PubMed Central, and ESummary.

The papers `pmid:900N` are made up on request and have the DOI `10.5555/made.N`, those of PubMed
Central (`PMC900N`) too. The ID converter answers unknown identifiers with an error in a record,
ESummary with an error in a paper, both with status 200.
"""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from replay_sources import Library, Reply

PAPERS: dict[str, dict[str, str]] = {
    "23193287": {"pmcid": "PMC3531190", "doi": "10.5555/made.1195"},
    "19910308": {"doi": "10.5555/made.308"},
    "1": {},  # a paper without a DOI
    "2": {"doi": "not a DOI"},
    "3": {"doi": "10.9999/unregistered"},
    "4": {"doi": "10.48550/arXiv.2001.00004"},
    "5": {"pmcid": "PMC5", "doi": "10.5555/made.5"},  # unknown to the ID converter
    "6": {"pmcid": "PMC6"},
}
"""Papers by PubMed identifier."""


def paper(pmid: str) -> dict[str, str] | None:
    if match := re.fullmatch(r"900(\d+)", pmid):
        return {"pmcid": f"PMC900{match[1]}", "doi": f"10.5555/made.{match[1]}"}
    return PAPERS.get(pmid)


def of_pmc(number: str) -> tuple[str, dict[str, str]] | None:
    """The paper with an identifier of PubMed Central, and its PubMed identifier."""
    if re.fullmatch(r"900\d+", number):
        return number, paper(number) or {}
    pairs = ((pmid, one) for pmid, one in PAPERS.items() if one.get("pmcid") == f"PMC{number}")
    return next(pairs, None)


def pmc(_: Library, target: str, __: str) -> Reply:
    """The reply of the ID converter to GET `target`."""
    query = parse_qs(urlsplit(target).query)
    records = [record(id_) for id_ in query["ids"][0].split(",")]
    head = {"status": "ok", "response-date": "2026-11-26 12:00:00", "request": {"format": "json"}}
    return reply(head | {"records": records})


def record(id_: str) -> dict[str, Any]:
    number = id_.removeprefix("PMC")
    pair = of_pmc(number)
    if pair is None or number == "5":
        error = {"status": "error", "errmsg": "Identifier not found in PMC"}
        return {"requested-id": id_} | error
    pmid, one = pair
    is_text = int(pmid) % 2
    return one | {"pmid": pmid if is_text else int(pmid), "requested-id": id_}


def eutils(_: Library, target: str, __: str) -> Reply:
    """The reply of ESummary to GET `target`."""
    query = parse_qs(urlsplit(target).query)
    ids = query["id"][0].split(",")
    papers = {id_: summary(id_, query["db"][0]) for id_ in ids}
    header = {"type": "esummary", "version": "0.3"}
    return reply({"header": header, "result": {"uids": ids, **papers}})


def summary(id_: str, database: str) -> dict[str, Any]:
    pair = of_pmc(id_) if database == "pmc" else (id_, paper(id_))
    if pair is None or pair[1] is None:
        return {"uid": id_, "error": "cannot get document summary"}
    names = {"pmcid": "pmc", "doi": "doi"}
    ids = [{"idtype": names[key], "value": value} for key, value in pair[1].items()]
    return {"uid": id_, "articleids": [{"idtype": "pubmed", "value": pair[0]}, *ids]}


def reply(content: dict[str, Any]) -> Reply:
    return Reply(body=json.dumps(content).encode())
