import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eyebib import lock
from eyebib.errors import EyebibError
from eyebib.identifiers import identify
from eyebib.model import Record
from works import ARTICLE, PREPRINT, record

Write = Callable[[str, str | bytes], Path]

RECORDS = (
    record("doi:10.1038/X", ARTICLE),
    Record(
        identifier=identify("arxiv:2310.04992v2"),
        source="transcribed",
        item=PREPRINT,
        evidence=("a public list",),
    ),
)


def test_what_is_written_is_read(write: Write) -> None:
    path = write("a.json", lock.dump(RECORDS))
    assert lock.read(path) == RECORDS
    assert lock.read(path)[1].identifier.version == "v2"


def test_the_same_facts_are_the_same_bytes() -> None:
    text = lock.dump(RECORDS)
    turned = [
        Record(
            identifier=r.identifier,
            source=r.source,
            item=dict(reversed(r.item.items())),
            evidence=r.evidence,
        )
        for r in RECORDS
    ]
    assert lock.dump(turned) == text
    assert text.endswith("\n}\n")
    assert json.loads(text)["version"] == 1


def changed(**fields: Any) -> str:  # noqa: ANN401 - a record's fields, right and wrong
    plain = {"identifier": "doi:10.1038/x", "source": "crossref", "item": {"type": "book"}}
    return json.dumps({"version": 1, "records": [plain | fields]}, indent=2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: not JSON: Expecting value"),
        ('{"version": 1,\n "records": [}', "2:14: not JSON: Expecting value"),
        ("[" * 100_000, "1:1: nested too deep"),
        ("[]", "1:1: not a lock: `version` and `records` expected"),
        ('{"version": 2, "records": []}', "1:1: version 2 of the lock; this eyebib reads version 1"),
        ('{"version": 1, "records": [1]}', "1:28: records[0]: not a record"),
        (changed(source="web"), "6:17: records[0].source: one of entry, crossref, arxiv"),
        (changed(identifier="x y"), "5:21: records[0].identifier: "),
        (changed(item=[]), "7:15: records[0].item: a CSL item expected"),
        (changed(item={"type": "novel"}), "8:17: records[0].item.type: `novel` is no CSL type"),
        (changed(item={"type": ["book"]}), "8:17: records[0].item.type: `['book']` is no CSL type"),
        (changed(item={"issued": {"date-parts": {"a": 1}}}), "8:19: records[0].item.issued: no date"),
        (changed(item={"custom": {"version": 2}}), "8:19: records[0].item.custom: not a dict of texts"),
        (changed(item={"titel": "x"}), "8:18: records[0].item.titel: no CSL variable"),
        (changed(item={"volume": 1}), "8:19: records[0].item.volume: not text"),
        (changed(item={"author": [{}]}), "9:11: records[0].item.author[0]: no name"),
        (changed(item={"author": [{"family": "A", "age": "7"}]}), "9:11: records[0].item.author[0]: not the parts of a name"),
        (changed(item={"issued": "2024"}), "8:19: records[0].item.issued: no date"),
        (changed(item={"issued": {"date-parts": [[2024, 13]]}}), "8:19: records[0].item.issued: no date"),
        (changed(item={"issued": {"date-parts": [[2024], ["x"]]}}), "8:19: records[0].item.issued: no date"),
        (changed(updates={}), "10:18: records[0].updates: not a list of dicts of texts"),
        (changed(updates=["x"]), "10:18: records[0].updates: not a list of dicts of texts"),
        (changed(updates=[{"type": 1}]), "10:18: records[0].updates: not a list of dicts of texts"),
        (changed(evidence=[1]), "10:19: records[0].evidence: not a list of texts"),
        (changed(relations={"is-preprint-of": "doi:10.1/x"}), "10:20: records[0].relations: not a dict of lists of texts"),
        (changed(spam=1), "10:15: records[0].spam: unknown key"),
        (changed(item={"titel": "\ud83d\udc41", "volume": "1"}), "1:1: records[0].item.titel: no CSL variable"),
    ],
)  # fmt: skip
def test_problems(write: Write, text: str, problem: str) -> None:
    path = write("a.json", text)
    with pytest.raises(EyebibError) as error:
        lock.read(path)
    [found] = error.value.problems
    assert str(found).startswith(f"{path}:{problem}")
    assert found.rule == "lock"
