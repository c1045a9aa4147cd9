"""Works, entries and records for tests, made short."""

from pathlib import Path
from typing import Any

from eyebib.csl import Item
from eyebib.identifiers import identify
from eyebib.merge import merge
from eyebib.model import Bibliography, Entry, Modality, Record, Settings, Source, Work

ARTICLE: Item = {
    "type": "article-journal",
    "title": "A model",
    "author": [{"family": "Wu", "given": "Jian"}],
    "issued": {"date-parts": [[2024, 5, 7]]},
    "container-title": "Nature",
    "volume": "622",
    "page": "1-9",
    "DOI": "10.1038/x",
}

PREPRINT: Item = {
    "type": "article",
    "genre": "preprint",
    "title": "A model, early",
    "author": [{"family": "Wu", "given": "J."}],
    "issued": {"date-parts": [[2023, 1, 2]]},
    "publisher": "arXiv",
    "number": "arXiv:2310.04992",
    "URL": "https://arxiv.org/abs/2310.04992",
    "abstract": "We present.",
    "custom": {"primary-class": "cs.CV"},
}

SETTINGS = Settings(
    title="A List",
    modalities=(
        Modality(term="CFP", name="color fundus photography"),
        Modality(term="OCT", name="optical coherence tomography"),
        Modality(term="OUS", name="ocular ultrasound", synonyms=("B-ultrasound",)),
    ),
    venues={"A Long Conference – 2024": "ALC 2024"},
)


def entry(citekey: str = "a", **fields: Any) -> Entry:  # noqa: ANN401 - any field of an Entry
    """An entry; identifiers may be given as text."""
    for key in ("paper", "published", "preprint"):
        if key in fields:
            fields[key] = identify(fields[key])
    fields.setdefault("title", "A model")
    fields.setdefault("paper", identify("doi:10.1038/x"))
    return Entry(citekey=citekey, path=Path(f"entries/{citekey}.yaml"), **fields)


def record(identifier: str, item: Item, source: Source = "crossref") -> Record:
    """What a source said of an identifier."""
    return Record(identifier=identify(identifier), source=source, item=item)


def work(citekey: str = "a", /, name: str = "", **variables: Any) -> Work:  # noqa: ANN401 - CSL values
    """A work whose record is an article with these variables; None takes one away."""
    fields = {variable.replace("_", "-"): value for variable, value in variables.items()}
    item = {variable: value for variable, value in (ARTICLE | fields).items() if value is not None}
    listed = entry(citekey, name=name, title=item.get("title", "A model"))
    return merge(listed, [record("doi:10.1038/x", item)])


def bibliography(*works: Work, settings: Settings = SETTINGS) -> Bibliography:
    """A bibliography of works."""
    return Bibliography(works=works, settings=settings)
