"""Fuzzer of what a Zotero library lists: it is compared with a list, and all changes are made JSON."""

import json
from random import Random
from typing import Any

from eyebib.model.bibliography import Bibliography
from eyebib.model.classification import facets_of
from eyebib.sources.json_body import parse
from eyebib.zotero import payload
from eyebib.zotero.library import objects, read
from eyebib.zotero.memory import Memory, Pushed
from eyebib.zotero.plan import Wishes, plan
from eyebib.zotero.proposal import changes, proposals
from eyebib.zotero.wanted import wanted
from fuzz.mutation import as_json, changed_json
from fuzz.reader import Fuzzer, tokens
from works import AWKWARD

LIST = Bibliography(works=AWKWARD.works[:8], settings=AWKWARD.settings)

WORDS = tokens(
    "key version data itemType journalArticle note attachment parentItem linkMode linked_url url "
    "deleted tags collections creators creatorType lastName firstName name extra citationKey DOI "
    "arXiv: PMID: 10.1000/x https://doi.org/10.1000/x modality:OCT 2024-05 June <p>a</p>"
)


def _listed() -> list[Any]:
    """The items as a server lists them, with a link and a note below the first."""
    items = [
        {"key": f"K{number}", "version": 1, "data": payload.item(work, "C")}
        for number, work in enumerate(wanted(LIST))
    ]
    link = {"itemType": "attachment", "linkMode": "linked_url", "url": "https://example.org/a"}
    below = [link, {"itemType": "note", "note": "<p>a &amp; b</p>"}]
    return [
        *items,
        *(
            {"key": f"B{number}", "version": 1, "data": {**each, "parentItem": "K0"}}
            for number, each in enumerate(below)
        ),
        {"key": "C", "version": 1, "data": {"name": "A list"}},
    ]


LISTED = _listed()


def make(random: Random) -> str:
    """A list with changes; at most three objects, which is quick."""
    some = random.sample(LISTED, 3)
    return as_json(random, changed_json(random, some, WORDS))


def read_library(content: bytes) -> None:
    """A push and a pull of whatever is listed."""
    listed = objects(parse(content, "Zotero"))
    library = read(1, listed, listed[:1], listed)
    works = wanted(LIST)
    known = {w.citekey: Pushed(key="", values=w.values, tags=w.tags) for w in works[::2]}
    planned = plan(works, library, Memory(items=known), Wishes(ours=True), collection="C")
    for work, step in zip(LIST.works, planned.steps, strict=True):
        if step.remote is not None:
            json.dumps(payload.patch(step, step.remote, "C"))
            pushed = known.get(work.citekey)
            found = proposals(work, step.work, step.remote, pushed, facets_of(LIST))
            json.dumps([*changes(found).values()])


FUZZERS = {
    "zotero": Fuzzer(
        seeds=(json.dumps(LISTED[:3]), json.dumps(LISTED[-3:])),
        tokens=WORDS,
        make=make,
        rough=0.2,
        read=read_library,
    )
}
