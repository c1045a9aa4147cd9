"""The shape of a lock: what one is written by and what one is read by.

Every problem begins with the way to the value that it speaks of, as in `records[0].item.page: not
text`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from eyebib.model import csl
from eyebib.model.bibliography import Source
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
    """Whether a lock says that it is of another version than this eyebib writes and reads."""
    return isinstance(data, dict) and data.get("version", VERSION) != VERSION


def problems(data: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """What keeps the data of a JSON file from being a lock."""
    if is_other_version(data):
        yield f"version {data['version']} of the lock; this eyebib reads version {VERSION}"
    elif not isinstance(data, dict) or not isinstance(data.get("records"), list):
        yield "not a lock: `version` and `records` expected"
    elif "version" not in data:
        yield "not a lock: `version` is missing"
    else:
        for index, record in enumerate(data["records"]):
            yield from record_problems(record, f"records[{index}]")


def record_problems(record: object, way: str = "record") -> Iterator[str]:
    """What keeps the data of one record, which stands at `way`, from being a record."""
    if not isinstance(record, dict):
        yield f"{way}: not a record"
        return
    for key in sorted(set(record) - _KEYS):
        yield f"{way}.{key}: unknown key"
    if record.get("source") not in get_args(Source):
        yield f"{way}.source: one of {', '.join(get_args(Source))} expected"
    yield from _identifier_problems(record.get("identifier"), f"{way}.identifier")
    yield from _item_problems(record.get("item"), f"{way}.item")
    yield from _fact_problems(record, way)
    yield from _broken_characters(record, way)


def _fact_problems(record: Mapping[str, Any], way: str) -> Iterator[str]:
    for key, (kind, is_kind) in _KINDS.items():
        if key in record and not is_kind(record[key]):
            yield f"{way}.{key}: not {kind}"
    if _is_relations(relations := record.get("relations", {})):
        for relation, others in relations.items():
            for index, other in enumerate(others):
                yield from _identifier_problems(other, f"{way}.relations.{relation}[{index}]")
    if isinstance(overridden := record.get("overridden", {}), dict):
        yield from (f"{way}.overridden.{reason}" for reason in csl.shape_problems(overridden))


def _identifier_problems(value: object, way: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{way}: not text"
        return
    try:
        identify(value)
    except ValueError as error:
        yield f"{way}: {error}"


def _item_problems(item: object, way: str) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{way}: a CSL item expected"
        return
    for reason in csl.shape_problems(item):
        yield f"{way}.{reason}"
    for key in ("id", "citation-key"):  # the entry's file name is the citekey
        if key in item:
            yield f"{way}.{key}: a record has none"
    facts = item.get("custom", {})
    for fact, value in facts.items() if isinstance(facts, dict) else ():
        if not isinstance(value, str) and not csl.is_texts(value):
            yield f"{way}.custom.{fact}: not text or a list of texts"


def _broken_characters(record: object, way: str) -> Iterator[str]:
    """Texts that hold half of a surrogate pair, which JSON can say and no file can hold."""
    waiting: list[tuple[str, object]] = [(way, record)]
    for at, value in waiting:
        if isinstance(value, dict):
            waiting += [(f"{at}.{key}", key) for key in value]
            waiting += [(f"{at}.{key}", below) for key, below in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{at}[{index}]", below) for index, below in enumerate(value)]
        elif isinstance(value, str) and _SURROGATE.search(value):
            yield f"{at}: half a character (a surrogate alone)"
