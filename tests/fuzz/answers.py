"""Fuzzers of what services answer besides Crossref's works and arXiv's feeds, and of the cache."""

import json
import os
from functools import partial
from random import Random
from typing import Any

import replay_agencies
import replay_ncbi
from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.sources import arxiv, cache
from eyebib.sources.agency import csl_item
from eyebib.sources.agency.datacite import _record, _works
from eyebib.sources.crossref.search import _hits
from eyebib.sources.http import Question
from eyebib.sources.json_body import parse
from eyebib.sources.ncbi import Translation, _converted, _summarized
from eyebib.sources.pace import SourceError
from fuzz import hostile
from fuzz.mutation import as_json, changed_json
from fuzz.reader import TODAY, Fuzzer, folder, locked, tokens
from fuzz.structured import FUZZERS as TREES
from fuzz.structured import ITEMS, JSON, WORKS, tree

DOI = identify("doi:10.5281/zenodo.1000001")
PMIDS = tuple(identify(f"PMID: {number}") for number in (1, 2, 4, 5, 23193287, 77777777))
PMCIDS = tuple(identify(name) for name in ("PMC3531190", "PMC5", "PMC6", "PMC77777777"))
QUERY = "https://api.example.org/works?query=a"

DATACITE = tokens(
    "Issued Available Withdrawn Abstract Subtitle TranslatedTitle IsVersionOf DOI arXiv Personal "
    "Organizational Journal DataRepository Software ISSN 2023-13-45 2023/2024 2023-08-14T10:00:00Z "
    "https://doi.org/10.5281/zenodo.1 arXiv:2405.11338 :unav (:tba) </p><p> &amp;",
    *JSON,
)
NCBI = tokens(
    "doi pmc pubmed PMC3531190 PMC 23193287 10.48550/arXiv.2001.00004 10.1000/x requested-id error "
    "status articleids idtype value errmsg uids",
    *JSON,
)


def _deposits() -> list[Any]:
    """Answers of DataCite: a list and a single DOI, with all attributes and with few."""
    full = {"id": "a", "type": "dois", "attributes": replay_agencies.SOFTWARE}
    sparse = {
        "attributes": replay_agencies.MADE_UP
        | {"doi": DOI.value, "dates": [{"date": "2022", "dateType": "Withdrawn"}]}
    }
    return [{"data": [full, sparse]}, {"data": full}, {"data": sparse}]


def _lookups() -> list[Any]:
    """Answers of the ID converter and of ESummary."""
    records = [replay_ncbi.record(identifier.value) for identifier in PMCIDS]
    papers = {i.value: replay_ncbi.summary(i.value, "pubmed") for i in PMIDS}
    return [{"status": "ok", "records": records}, {"result": {"uids": [*papers], **papers}}]


DEPOSITS, LOOKUPS = _deposits(), _lookups()
CSL = [replay_agencies.MEDRA, *ITEMS]


def changed_tree(random: Random, seeds: list[Any], words: tuple[str, ...]) -> str:
    """A JSON text of a changed value."""
    return as_json(random, changed_json(random, random.choice(seeds), words))


def kept(random: Random) -> str:
    """A file of the cache, with an answer of Crossref or arXiv."""
    if random.random() < 0.5:
        answer = TREES["arxiv"].make(random)
    else:
        answer = as_json(random, {"message": {"items": [json.loads(_work(random))]}})
    content: Any = {"query": QUERY, "date": TODAY, "answer": answer}
    if random.random() < 0.3:
        content[random.choice([*content])] = hostile.value(random, JSON)
    return as_json(random, content)


def _work(random: Random) -> str:
    """A work of Crossref, changed; its numbers are those that JSON allows."""
    return json.dumps(changed_json(random, random.choice(WORKS), JSON))


def read_deposit(content: bytes) -> None:
    """Every DOI in an answer of DataCite is locked."""
    for work in _works(parse(content, "DataCite")):
        locked(_record(DOI, work, TODAY))


def read_csl(content: bytes) -> None:
    """The CSL-JSON of an agency is locked."""
    message = parse(content, "mEDRA")
    if isinstance(message, dict):  # the client refuses others
        agency = "mEDRA" if len(content) % 2 else "JaLC"
        item = csl_item.item(message, agency)
        locked(Record(identifier=DOI, source="agency", item=item, retrieved=TODAY))


def read_lookup(content: bytes) -> None:
    """The DOIs of PubMed's identifiers are valid."""
    answer = parse(content, "NCBI")
    if not isinstance(answer, dict):  # the client refuses it
        return
    is_summary = "result" in answer
    question = Question(identifiers=PMIDS if is_summary else PMCIDS, route="pubmed")
    for identifier, translation in (_summarized if is_summary else _converted)(answer, question):
        assert identifier == translation.identifier
        if isinstance(translation, Translation):
            assert identify(str(translation.target)) == translation.target


def read_kept(content: bytes) -> None:
    """What a file of the cache gives is locked; a damaged one is as good as none."""
    os.environ["EYEBIB_CACHE_DIR"] = str(folder())
    path = cache._path(QUERY)  # noqa: SLF001 - the name of the file is not part of the interface
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    if b"<feed" in content:
        records = cache.answered(QUERY, _nothing, _papers, today=TODAY)
    else:
        hits = cache.answered(QUERY, _nothing, partial(_hits, today=TODAY), today=TODAY)
        records = tuple(hit.record for hit in hits)
    for record in records:
        locked(record)


def _papers(feed: str) -> tuple[Record, ...]:
    return tuple(arxiv.records(feed.encode(), today=TODAY))


def _nothing() -> str:
    raise SourceError("the host is not asked")


FUZZERS = {
    "datacite": Fuzzer(
        seeds=tuple(map(json.dumps, DEPOSITS)),
        tokens=DATACITE,
        make=lambda random: changed_tree(random, DEPOSITS, DATACITE),
        rough=0.2,
        read=read_deposit,
    ),
    "agency": Fuzzer(
        seeds=tuple(map(json.dumps, CSL)),
        tokens=JSON,
        make=lambda random: tree(random, CSL),
        rough=0.2,
        read=read_csl,
    ),
    "ncbi": Fuzzer(
        seeds=tuple(map(json.dumps, LOOKUPS)),
        tokens=NCBI,
        make=lambda random: changed_tree(random, LOOKUPS, NCBI),
        rough=0.2,
        read=read_lookup,
    ),
    "cache": Fuzzer(
        seeds=tuple(kept(Random(number)) for number in range(6)),  # noqa: S311 - no secret
        tokens=JSON,
        make=kept,
        rough=0.2,
        read=read_kept,
    ),
}
