"""CITATION.cff: the citation of the list itself, with its works as `references`.

The file is valid by the schema of the Citation File Format 1.2.0, which cffconvert ships. If
`eyebib.toml` does not name the authors of the list, the author is an entity with the title of the
list, as the guide of the format recommends; a work without authors has `anonymous`. Text is always
quoted, because YAML 1.1 and 1.2 read different words as numbers.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from eyebib.exporters import csl_item
from eyebib.exporters.cff_model import LOSSES, NUMBERED, ROLES, SAME, TYPES, WRITTEN, fitting
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, Options, Settings
from eyebib.text.clean import clean

__all__ = ["FILE", "LOSSES", "TYPES", "WRITTEN", "export", "verify"]

FILE = "CITATION.cff"

_MESSAGE = "If you use this list, please cite it as below."
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyPy's wheels have no libyaml

_Mapping = dict[str, Any]


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The citation of the list, with its works as references in citekey order."""
    text = "\n".join(_lines(_data(bibliography))) + "\n"
    return text.encode("ascii", "backslashreplace").decode() if options.ascii else text


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> Iterator[str]:
    """Differences between the data that a YAML reader loads and that of the bibliography."""
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        yield f"not valid YAML: {error}"
        return
    expected = _data(bibliography)
    works, references = expected.pop("references", []), data.pop("references", [])
    if data != expected:
        yield "the citation of the list differs"
    if len(references) != len(works):
        yield f"expected {len(works)} references, read {len(references)}"
    for reference, work in zip(references, works, strict=False):
        for key in work.keys() | reference.keys():
            if reference.get(key) != work.get(key):
                yield f"{work['title']}: {key} differs"


def _data(bibliography: Bibliography) -> _Mapping:
    settings = bibliography.settings
    title = clean(settings.title) or "A list of papers"
    data = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": title,
        "authors": _names(settings.authors) or [{"name": title}],
        **_edition(settings),
        "references": [_reference(work) for work in bibliography.works],
    }
    return {key: value for key, value in data.items() if value}


def _edition(settings: Settings) -> _Mapping:
    url = fitting("url", settings.url)
    return {"version": settings.version, "date-released": settings.date, "url": url}


def _reference(work: Work) -> _Mapping:
    item = work.item
    kind = TYPES[item["type"]]
    reference: _Mapping = {
        "type": kind,
        "title": str(item.get("title") or work.entry.label),
        **{key: _names(item.get(role, ())) for role, key in ROLES.items()},
        **{key: str(item.get(variable, "")) for variable, key in SAME.items()},
        **_dates(item),
        **_places(item, kind),
        **_numbers(item, kind),
        **_links(work, item),
        "status": "preprint" if work.is_preprint else "",
    }
    reference["authors"] = reference["authors"] or [{"name": "anonymous"}]
    return {key: value for key, value in reference.items() if value}


def _names(names: Sequence[csl.Name]) -> list[dict[str, str]]:
    """Persons and entities without repetitions, which the schema forbids."""
    people = [_name(name) for name in names]
    return [name for index, name in enumerate(people) if name and name not in people[:index]]


def _name(name: csl.Name) -> dict[str, str]:
    if csl.is_group(name):
        return {"name": name["literal"]}
    family = name.get("family", "")
    particles = csl.family(name).removesuffix(family).strip()
    person = {
        "family-names": family,
        "given-names": name.get("given", ""),
        "name-particle": particles,
        "name-suffix": name.get("suffix", ""),
    }
    return {key: value for key, value in person.items() if value}


def _dates(item: csl.Item) -> _Mapping:
    year, month, day, *_ = [*csl.date_parts(item.get("issued")), 0, 0, 0]
    original = csl.date_parts(item.get("original-date"))
    accessed = csl.date_parts(item.get("accessed"))
    return {
        "year": year,
        "month": month,
        "date-published": _day([year, month, day]),
        "year-original": original[0] if original else 0,
        "date-accessed": _day(accessed),
    }


def _day(parts: Sequence[int]) -> str:
    """A complete date in ISO form; empty if it is incomplete or does not exist."""
    try:
        return dt.date(*parts).isoformat()
    except (TypeError, ValueError):
        return ""


def _places(item: csl.Item, kind: str) -> _Mapping:
    """Where a work appeared: journal, proceedings or book, conference, publisher, institution."""
    container = item.get("container-title", "")
    is_serial = kind in {"article", "magazine-article", "newspaper-article"}
    publisher = _entity(item.get("publisher", ""))
    is_thesis = kind == "thesis"
    return {
        "journal": container if is_serial else "",
        "collection-title": (not is_serial and container) or item.get("collection-title", ""),
        "conference": _entity(item.get("event-title", ""), item.get("event-place", "")),
        "publisher": {} if is_thesis else publisher,
        "institution": publisher if is_thesis else {},
        "thesis-type": item.get("genre", "") if is_thesis else "",
    }


def _entity(name: str, location: str = "") -> dict[str, str]:
    if not name:
        return {}
    return {"name": name, "location": location} if location else {"name": name}


def _numbers(item: csl.Item, kind: str) -> _Mapping:
    first, *rest = re.split(r"\s*[-‐‑‒–—−]+\s*", csl.pages(item), maxsplit=1)
    values = {
        key: str(item.get(key.upper(), "")).split(",")[0] for key in ("isbn", "issn", "pmcid")
    }
    return {
        "start": first,
        "end": rest[0] if rest else "",
        "number": item.get("number", "") if kind in NUMBERED else "",
        **{key: fitting(key, value.strip()) for key, value in values.items()},
    }


def _links(work: Work, item: csl.Item) -> _Mapping:
    doi = str(item.get("DOI", ""))
    pmcid = str(item.get("PMCID", ""))
    others = [f"doi:{doi}"] if doi and not fitting("doi", doi) else []
    others += [f"pmcid:{pmcid}"] if pmcid and not fitting("pmcid", pmcid) else []
    others += [f"arXiv:{work.eprint.value}"] if work.eprint else []
    identifiers = [{"type": "other", "value": value} for value in others]
    key = {"type": "other", "value": work.citekey, "description": "citation key"}
    return {
        "doi": fitting("doi", doi),
        "pmcid": fitting("pmcid", pmcid),
        "identifiers": [*identifiers, key],
        "url": fitting("url", str(item.get("URL", ""))),
        "repository-code": fitting("url", csl_item.code_link(work)),
    }


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a mapping in YAML's block style; a JSON string is also a YAML string."""
    for key, value in data.items():
        if isinstance(value, list):
            yield f"{key}:"
            for element in value:
                first, *rest = _lines(element)
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        else:
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
