import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eyebib.model import csl
from eyebib.model.bibliography import Record, Source
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError
from eyebib.project import lock_file, text_file
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


def test_round_trip(write: Write) -> None:
    path = write("a.json", lock_file.dump(RECORDS))
    assert lock_file.read(path) == RECORDS
    assert lock_file.read(path)[1].identifier.version == "v2"


def test_the_same_records_give_the_same_bytes() -> None:
    text = lock_file.dump(RECORDS)
    reordered = [
        Record(
            identifier=r.identifier,
            source=r.source,
            item=dict(reversed(r.item.items())),
            evidence=r.evidence,
        )
        for r in RECORDS
    ]
    assert lock_file.dump(reordered) == text
    assert text.endswith("\n}\n")
    assert json.loads(text)["version"] == 1


def changed(**fields: Any) -> str:  # noqa: ANN401 - valid and invalid fields of a record
    plain = {"identifier": "doi:10.1038/x", "source": "crossref", "item": {"type": "book"}}
    return json.dumps({"version": 1, "records": [plain | fields]}, indent=2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: not valid JSON: Expecting value"),
        ('{"version": 1,\n "records": [}', "2:14: not valid JSON: Expecting value"),
        ("[" * 100_000, "1:1: nested too deep"),
        ("[]", "1:1: not a lock: expected `version` and `records`"),
        ('{"version": 2, "records": []}', "1:1: unknown lock version 2; this eyebib reads version 1"),
        ('{"version": 1, "records": [1]}', "1:28: records[0]: not a record"),
        (changed(source="web"), "6:17: records[0].source: expected one of entry, crossref, datacite, agency, arxiv"),
        (changed(identifier="x y"), "5:21: records[0].identifier: "),
        (changed(identifier=2405.11338), "5:21: records[0].identifier: not text"),
        (changed(identifier=None), "5:21: records[0].identifier: not text"),
        (changed(item=[]), "7:15: records[0].item: expected a CSL item"),
        (changed(item={"type": "novel"}), "8:17: records[0].item.type: unknown CSL type `novel`"),
        (changed(item={"type": ["book"]}), "8:17: records[0].item.type: not text"),
        (changed(item={"issued": {"date-parts": {"a": 1}}}), "8:19: records[0].item.issued: not a valid date"),
        (changed(item={"custom": {"version": 2}}), "9:22: records[0].item.custom.version: not text or a list of texts"),
        (changed(item={"custom": {"titles": ["T", 2]}}), "9:21: records[0].item.custom.titles: not text or a list of texts"),
        (changed(item={"custom": ["T"]}), "8:19: records[0].item.custom: not a dict"),
        (changed(item={"categories": [{"given": 1}]}), "8:23: records[0].item.categories: not a list of texts"),
        (changed(item={"titel": "x"}), "8:18: records[0].item.titel: unknown CSL variable"),
        (changed(item={"id": "x"}), "8:15: records[0].item.id: not allowed in a record"),
        (changed(item={"citation-key": "x"}), "8:25: records[0].item.citation-key: not allowed in a record"),
        (changed(item={"volume": 1}), "8:19: records[0].item.volume: not text"),
        (changed(item={"author": [{}]}), "9:11: records[0].item.author[0]: not a name"),
        (changed(item={"author": [{"family": "A", "age": "7"}]}), "9:11: records[0].item.author[0]: not a valid name"),
        (changed(item={"issued": "2024"}), "8:19: records[0].item.issued: not a valid date"),
        (changed(item={"issued": {"date-parts": [[2024, 13]]}}), "8:19: records[0].item.issued: not a valid date"),
        (changed(item={"issued": {"date-parts": [[2024], ["x"]]}}), "8:19: records[0].item.issued: not a valid date"),
        (changed(updates={}), "10:18: records[0].updates: not a list of dicts of texts"),
        (changed(updates=["x"]), "10:18: records[0].updates: not a list of dicts of texts"),
        (changed(updates=[{"type": 1}]), "10:18: records[0].updates: not a list of dicts of texts"),
        (changed(evidence=[1]), "10:19: records[0].evidence: not a list of texts"),
        (changed(relations={"is-preprint-of": "doi:10.1/x"}), "10:20: records[0].relations: not a dict of lists of texts"),
        (changed(relations={"is-preprint-of": ["not a doi"]}), "12:11: records[0].relations.is-preprint-of[0]: 'not a doi' is neither"),
        (changed(relations={"is-preprint-of": ["doi:10.1038/y", 2405.11338]}), "13:11: records[0].relations.is-preprint-of[1]: not text"),
        (changed(overridden={"author": [{"given": "Ann"}]}), "12:11: records[0].overridden.author[0]: not a name"),
        (changed(item={"title": "\ud83d"}), "1:1: records[0].item.title: half a character"),
        (changed(item={"custom": {"\ud83d": "x"}}), "1:1: records[0].item.custom.\\ud83d: half a character"),
        (changed(item={"issued": {"date-parts": [[math.inf]]}}), "8:19: records[0].item.issued: not a valid date"),
        (changed(item={"issued": {"date-parts": [[2024], [math.inf]]}}), "8:19: records[0].item.issued: not a valid date"),
        (f'{{"version": 1, "records": [{"9" * 5000}]}}', "1:1: not valid JSON: Exceeds the limit"),
        ('{"records": []}', "1:1: not a lock: missing `version`"),
        (changed(spam=1), "10:15: records[0].spam: unknown key"),
        (changed(item={"titel": "\ud83d\udc41", "volume": "1"}), "1:1: records[0].item.titel: unknown CSL variable"),
    ],
)  # fmt: skip
def test_problems(write: Write, text: str, problem: str) -> None:
    path = write("a.json", text)
    with pytest.raises(EyebibError) as error:
        lock_file.read(path)
    [result] = error.value.problems
    assert str(result).startswith(f"{path}:{problem}")
    assert result.rule == "lock"


@pytest.mark.parametrize("depth", [20, 400, 100_000])
@pytest.mark.parametrize("value", ["[]", '{"a":}'])
@pytest.mark.parametrize(
    "text",
    [
        "%s",
        '{"version": %s}',
        '{"version": 1, "records": [%s]}',
        changed(source="%s"),
        changed(evidence="%s"),
        changed(item={"type": "%s"}),
        changed(item={"issued": {"date-parts": "%s"}}),
        changed(item={"author": [{"family": "%s"}]}),
        changed(item={"custom": {"titles": "%s"}}),
    ],
)
def test_deep_nesting(write: Write, text: str, value: str, depth: int) -> None:
    opening, closing = value[:-1] * depth, value[-1] * depth
    path = write("a.json", text.replace('"%s"', "%s").replace("%s", f"{opening}1{closing}"))
    with pytest.raises(EyebibError, match=r"a\.json:\d+:\d+: .* \[lock\]"):
        lock_file.read(path)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ODD = TEXT | st.sampled_from(
    ["\ufeff", "\r\n", "\u2028\x85", "\x00", "\u202eabc", "e\u0301", "👁️‍🗨️", "null"]
)
NAME = st.fixed_dictionaries(
    {"family": ODD.filter(bool)}, optional=dict.fromkeys(sorted(csl.NAME_PARTS - {"family"}), ODD)
) | st.fixed_dictionaries({"literal": ODD.filter(bool)})
DAY = (
    st.dates()
    .map(lambda day: [day.year, day.month, day.day])
    .flatmap(lambda day: st.integers(1, 3).map(lambda size: day[:size]))
)
DATE = st.lists(DAY, min_size=1, max_size=2).map(lambda days: {"date-parts": days})
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(csl.TEXT_VARIABLES | csl.NUMBER_VARIABLES, ODD),
    **dict.fromkeys(csl.NAME_VARIABLES, st.lists(NAME, max_size=3)),
    **dict.fromkeys(csl.DATE_VARIABLES, DATE),
    "type": st.sampled_from(sorted(csl.TYPES)),
    "categories": st.lists(ODD, max_size=2),
    "custom": st.dictionaries(ODD, ODD | st.lists(ODD, max_size=3), max_size=3),
}
ITEM = st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=6).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names})
)
IDENTIFIER = st.sampled_from(
    "doi:10.1038/X doi:10.1002/(SICI)1097<1::AID>3.0;2-# doi:10.5555/a%2fb arxiv:2405.11338v2 "
    "arxiv:math/0309136 pii:S1361841524002822 url:https://example.org/a?b=c".split()
).map(identify)
ANY_RECORD = st.builds(
    Record,
    identifier=IDENTIFIER,
    source=st.sampled_from(get_args(Source)),
    item=ITEM,
    retrieved=ODD,
    evidence=st.lists(ODD, max_size=2).map(tuple),
    relations=st.dictionaries(ODD, st.lists(IDENTIFIER.map(str), max_size=2), max_size=2),
    updates=st.lists(st.dictionaries(ODD, ODD, max_size=2), max_size=2).map(tuple),
    overridden=ITEM,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records=st.lists(ANY_RECORD, max_size=3))
def test_any_record_round_trip(folder: Path, records: list[Record]) -> None:
    path = folder / "a.json"
    text = lock_file.dump(records)
    text_file.write(path, text)
    copies = lock_file.read(path)
    assert copies == tuple(records)
    assert lock_file.dump(copies) == text
    for one, other in zip(copies, records, strict=True):
        assert (str(one.identifier), one.identifier.version) == (
            str(other.identifier),
            other.identifier.version,
        )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"item": {"volume": 7}}, "records[0].item.volume: not text"),
        ({"item": {"custom": {"titles": [7]}}}, "records[0].item.custom.titles: not text or a list of texts"),
        ({"item": {"title": "\ud83d"}}, "records[0].item.title: half a character (an unpaired surrogate)"),
        ({"relations": {"is-preprint-of": ["x y"]}}, "records[0].relations.is-preprint-of[0]: 'x y' is neither"),
        ({"item": {"abstract": "x" * lock_file.LIMIT}}, "more than 16,777,216 bytes"),
    ],
)  # fmt: skip
def test_invalid_records_are_not_written(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(EyebibError) as error:
        lock_file.dump([replace(RECORDS[0], **fields)])
    assert str(error.value).startswith(f"cannot be saved in a lock: {reason}")


def test_the_longest_byline(write: Write) -> None:
    """The paper by COVIDSurg and GlobalSurg has 15,025 authors."""
    names = [{"family": f"Familyname {n}", "given": f"Given Names {n}"} for n in range(15_025)]
    records = (record("doi:10.1038/x", {"type": "article-journal", "author": names}),)
    assert lock_file.read(write("a.json", lock_file.dump(records))) == records


OLDER = """\
{
  "records": [
    {
      "identifier": "doi:10.1038/x",
      "item": {
        "custom": {
          "consortium-members": "12",
          "container-titles": [
            "Another journal"
          ],
          "institutions": [
            "An archive"
          ],
          "license": "https://creativecommons.org/licenses/by/4.0/",
          "subtitles": [
            "SHORT RUNNING HEAD"
          ],
          "titles": [
            "Ein Titel"
          ]
        },
        "title": "A title",
        "type": "article-journal"
      },
      "relations": {
        "has-preprint": [
          "arxiv:2405.11338"
        ]
      },
      "retrieved": "2026-11-23",
      "source": "crossref",
      "updates": [
        {
          "date": "",
          "direction": "by",
          "doi": "10.1038/y",
          "source": "publisher",
          "type": "correction"
        }
      ]
    }
  ],
  "version": 1
}
"""


def test_a_lock_of_eyebib_0_1_0_is_read_and_keeps_its_bytes(write: Write) -> None:
    assert lock_file.dump(lock_file.read(write("a.json", OLDER))) == OLDER


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("{", []),
        ("[]", []),
        ('{"records": 7}', []),
        (changed(item={"volume": 1}), []),
        ('{"records": [7, {"identifier": "doi:10.1038/x", "source": "transcribed", "item": {}}]}', ["doi:10.1038/x"]),
        (changed(), ["doi:10.1038/x"]),
        ('{"version": 2, "records": []}', None),
        ('{"version": "1.5", "news": 7}', None),
        (b"\xff", []),
        (b"x" * (lock_file.LIMIT + 1), []),
    ],
)  # fmt: skip
def test_the_valid_records_of_an_invalid_lock(
    write: Write, text: str | bytes, identifiers: list[str] | None
) -> None:
    """None means that the file must not be overwritten."""
    records = lock_file.sound(write("a.json", text))
    assert (records if records is None else [str(r.identifier) for r in records]) == identifiers


def test_a_folder_is_not_overwritten(folder: Path) -> None:
    assert lock_file.sound(folder) is None
