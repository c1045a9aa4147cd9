"""Validate the data of a lock, before it is written and after it is read.

Every message starts with the path to the value, as in `records[0].item.page: not text`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from eyebib.model import csl
from eyebib.model.bibliography import Source
from eyebib.model.csl_shape import shape_problems
from eyebib.model.identifier import identify

VERSION = 1

_SURROGATE = re.compile("[\ud800-\udfff]")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_dict(value: object, is_kind: Callable[[object], bool]) -> bool:
    return isinstance(value, dict) and all(map(is_kind, value.values()))


def _is_relations(value: object) -> bool:
    return _is_dict(value, lambda others: isinstance(others, list))


def _is_updates(value: object) -> bool:
    return isinstance(value, list) and all(_is_dict(update, _is_text) for update in value)


_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "retrieved": ("text", _is_text),
    "evidence": ("a list of texts", csl.is_texts),
    "relations": ("a dict of lists of texts", _is_relations),
    "updates": ("a list of dicts of texts", _is_updates),
    "overridden": ("a dict", lambda value: isinstance(value, dict)),
}
_KEYS = {"identifier", "source", "item", *_KINDS}


def is_other_version(data: object) -> bool:
    """Whether a lock has a version that this eyebib does not read."""
    return isinstance(data, dict) and data.get("version", VERSION) != VERSION


def problems(data: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """The reasons why the data of a JSON file is not a valid lock."""
    if is_other_version(data):
        version = str(data["version"])[:20]
        yield f"unknown lock version {version}; this eyebib reads version {VERSION}"
    elif not isinstance(data, dict) or not isinstance(data.get("records"), list):
        yield "not a lock: expected `version` and `records`"
    elif "version" not in data:
        yield "not a lock: missing `version`"
    else:
        for index, record in enumerate(data["records"]):
            yield from record_problems(record, f"records[{index}]")


def record_problems(record: object, path: str = "record") -> Iterator[str]:
    """The reasons why the data at `path` is not a valid record."""
    if not isinstance(record, dict):
        yield f"{path}: not a record"
        return
    for key in sorted(set(record) - _KEYS):
        yield f"{path}.{key}: unknown key"
    if record.get("source") not in get_args(Source):
        yield f"{path}.source: expected one of {', '.join(get_args(Source))}"
    if "identifier" in record or record.get("source") != "imported":
        yield from _identifier_problems(record.get("identifier"), f"{path}.identifier")
    yield from _item_problems(record.get("item"), f"{path}.item")
    yield from _fact_problems(record, path)
    yield from _broken_characters(record, path)


def _fact_problems(record: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, (kind, is_kind) in _KINDS.items():
        if key in record and not is_kind(record[key]):
            yield f"{path}.{key}: not {kind}"
    if _is_relations(relations := record.get("relations", {})):
        for relation, others in relations.items():
            for index, other in enumerate(others):
                yield from _identifier_problems(other, f"{path}.relations.{relation}[{index}]")
    if isinstance(overridden := record.get("overridden", {}), dict):
        yield from (f"{path}.overridden.{reason}" for reason in shape_problems(overridden))


def _identifier_problems(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{path}: not text"
        return
    try:
        identify(value)
    except ValueError as error:
        yield f"{path}: {error}"


def _item_problems(item: object, path: str) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{path}: expected a CSL item"
        return
    for reason in shape_problems(item):
        yield f"{path}.{reason}"
    for key in ("id", "citation-key"):  # the entry's file name is the citekey
        if key in item:
            yield f"{path}.{key}: not allowed in a record"
    facts = item.get("custom", {})
    for fact, value in facts.items() if isinstance(facts, dict) else ():
        if not isinstance(value, str) and not csl.is_texts(value):
            yield f"{path}.custom.{fact}: not text or a list of texts"


def _is_encodable(record: object) -> bool:
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _broken_characters(record: object, path: str) -> Iterator[str]:
    """Texts with an unpaired surrogate, which JSON can escape but UTF-8 cannot encode."""
    if _is_encodable(record):
        return
    queue: list[tuple[str, object]] = [(path, record)]
    for place, value in queue:
        if isinstance(value, dict):
            queue += [(f"{place}.{key}", key) for key in value]
            queue += [(f"{place}.{key}", child) for key, child in value.items()]
        elif isinstance(value, list):
            queue += [(f"{place}[{index}]", child) for index, child in enumerate(value)]
        elif isinstance(value, str) and _SURROGATE.search(value):
            yield f"{place}: half a character (an unpaired surrogate)"
