"""Read the facets in `eyebib.toml`: `[facets.NAME]`, and `[modalities]`, the short form of one."""

from collections.abc import Iterator, Mapping
from typing import Any

from eyebib.model.facet import MODALITIES, Facet, Term, name_problem
from eyebib.model.problem import Keys
from eyebib.model.settings import COLUMNS
from eyebib.text.clean import clean
from eyebib.text.suggestion import suggestion

FACETS = "facets"

_KEYS = ("title", "many", "values")
_EXPECTED = 'a full name, or {name = "...", synonyms = ["..."]}'


def facets(data: Mapping[str, Any]) -> Iterator[Facet]:
    """The facets of a file without mistakes, in its order."""
    for table, values in data.items():
        if table == MODALITIES:
            yield Facet(name=MODALITIES, values=_terms(values))
        elif table == FACETS:
            yield from (_facet(name, facet) for name, facet in values.items())


def _facet(name: str, data: Mapping[str, Any]) -> Facet:
    return Facet(
        name=name,
        title=clean(data.get("title", "")),
        many=data.get("many", True),
        values=_terms(data.get("values", {})),
    )


def _terms(values: Mapping[str, Any] | list[str]) -> tuple[Term, ...]:
    if isinstance(values, list):
        return tuple(_term(word, word) for word in values)
    return tuple(_term(*item) for item in values.items())


def _term(term: str, value: str | Mapping[str, Any]) -> Term:
    data = {"name": value} if isinstance(value, str) else value
    return Term(
        term=clean(term),
        name=clean(data["name"]),
        synonyms=tuple(map(clean, data.get("synonyms", ()))),
    )


def mistakes(table: str, values: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """The path to each mistake in `[facets]` or `[modalities]`, and a message."""
    if table == MODALITIES:
        yield from _value_mistakes((table,), values)
        return
    for name, facet in values.items():
        if message := name_problem(name, COLUMNS):
            yield (table, name), message
        elif not isinstance(facet, dict):
            yield (table, name), f"`{table}.{name}` must be a table: write `[{table}.{name}]`"
        else:
            yield from _facet_mistakes((table, name), facet)


def _facet_mistakes(path: Keys, facet: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    for key, value in facet.items():
        name = ".".join(map(str, (*path, key)))
        if key not in _KEYS:
            yield (*path, key), f"unknown key `{name}`{suggestion(key, _KEYS)}"
        elif key == "title" and not isinstance(value, str):
            yield (*path, key), f"`{name}` is not text"
        elif key == "many" and not isinstance(value, bool):
            yield (*path, key), f"`{name}` is neither true nor false"
        elif key == "values":
            yield from _value_mistakes((*path, key), value)


def _value_mistakes(path: Keys, values: object) -> Iterator[tuple[Keys, str]]:
    """Values of another form, and words that an earlier value has."""
    name = ".".join(map(str, path))
    if isinstance(values, list) and all(isinstance(word, str) for word in values):
        values = {word: word for word in values}
    if not isinstance(values, dict):
        yield path, f"`{name}` is neither a list of words nor a table of {_EXPECTED}"
        return
    owners: dict[str, str] = {}
    for term, value in values.items():
        if not _is_term(value):
            yield (*path, term), f"`{name}.{term}` is not {_EXPECTED}"
            continue
        words = dict.fromkeys(_term(term, value).words)
        if "" in words:
            yield (*path, term), f"`{name}.{term}` has an empty word"
        for word in filter(None, words):
            owner = owners.setdefault(word.casefold(), term)
            if owner != term:
                yield (*path, term), f"`{word}` is already used by `{name}.{owner}`"


def _is_term(value: object) -> bool:
    if not isinstance(value, dict):
        return isinstance(value, str)
    synonyms = value.get("synonyms", [])
    return (
        isinstance(value.get("name"), str)
        and set(value) <= {"name", "synonyms"}
        and isinstance(synonyms, list)
        and all(isinstance(synonym, str) for synonym in synonyms)
    )
