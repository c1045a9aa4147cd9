"""Write `entries/entry.schema.json`, with which editors complete and check entries.

It is the schema of the package with the facets that the list declares.
"""

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from eyebib.model.facet import MODALITIES, Facet
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Settings
from eyebib.project import settings_file, text_file
from eyebib.project.entry_schema import SCHEMA, SCHEMA_NAME, SCHEMA_TEXT
from eyebib.project.folder import Project


def write(project: Project) -> bool:
    """Write the schema of a list, and return whether that changed the file.

    If the settings cannot be read, it is the schema of the package.

    Raises:
        EyebibError: the file cannot be written.
    """
    try:
        settings = settings_file.read(project.settings)
    except EyebibError:
        settings = Settings()
    path = project.entries / SCHEMA_NAME
    return text_file.write(path, schema_text(settings.facets), root=project.root)


def schema_text(facets: Sequence[Facet]) -> str:
    """The schema of the entries of a list with these facets, as JSON."""
    if not facets:
        return SCHEMA_TEXT
    schema = deepcopy(SCHEMA)
    keys = schema["properties"]
    keys["facets"]["properties"] = {facet.name: _values(facet) for facet in facets}
    for facet in facets:
        if facet.name == MODALITIES:
            del keys[MODALITIES]["$ref"]
            keys[MODALITIES] |= _list(facet)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _values(facet: Facet) -> dict[str, Any]:
    """One value, or a list of them, which editors complete in the order of the vocabulary."""
    return {"description": facet.heading, "anyOf": [_value(facet), _list(facet)]}


def _list(facet: Facet) -> dict[str, Any]:
    most = {} if facet.many else {"maxItems": 1}
    return {"type": "array", "items": _value(facet), "uniqueItems": True} | most


def _value(facet: Facet) -> dict[str, Any]:
    if not facet.values:
        return {"$ref": "#/$defs/number"}
    terms = [value.term for value in facet.values]
    words = (word for value in facet.values for word in value.words)
    return {"enum": [*_as_yaml(dict.fromkeys([*terms, *words]))]}


def _as_yaml(words: Iterable[str]) -> Iterable[str | int]:
    """The words, and the numbers that editors read in their place."""
    for word in words:
        yield word
        if word.isascii() and word.isdecimal() and str(int(word)) == word:
            yield int(word)
