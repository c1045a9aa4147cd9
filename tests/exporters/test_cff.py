"""The keys of CITATION.cff for each fact; `readers/test_cff.py` validates files with cffconvert."""

from typing import Any

import pytest
import yaml

from eyebib.exporters import export
from eyebib.model.merge import merge
from eyebib.model.settings import Options, Settings
from works import PREPRINT, bibliography, entry, record, work


def loaded(text: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def reference(**variables: Any) -> dict[str, Any]:  # noqa: ANN401 - CSL values
    [data] = loaded(export(bibliography(work("a", **variables)), "cff"))["references"]
    return dict(data)


def test_article() -> None:
    assert reference(issue="4", ISSN="0028-0836, 1476-4687", URL="https://x.org/a") == {
        "type": "article",
        "title": "A model",
        "authors": [{"family-names": "Wu", "given-names": "Jian"}],
        "issue": "4",
        "volume": "622",
        "year": 2024,
        "month": 5,
        "date-published": "2024-05-07",
        "journal": "Nature",
        "start": "1",
        "end": "9",
        "issn": "0028-0836",
        "doi": "10.1038/x",
        "identifiers": [{"type": "other", "value": "a", "description": "citation key"}],
        "url": "https://x.org/a",
    }


def test_preprint() -> None:
    listed = entry("a", paper="arxiv:2310.04992", code="https://x.org/code")
    preprint = merge(listed, [record("arxiv:2310.04992", PREPRINT, "arxiv")])
    [data] = loaded(export(bibliography(preprint), "cff"))["references"]
    assert (data["type"], data["status"]) == ("generic", "preprint")
    assert data["identifiers"][0] == {"type": "other", "value": "arXiv:2310.04992"}
    assert data["publisher"] == {"name": "arXiv"}
    assert data["repository-code"] == "https://x.org/code"
    assert "number" not in data


@pytest.mark.parametrize(
    ("variables", "key", "expected"),
    [
        ({"author": [{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}]}, "authors",
         [{"family-names": "Gogh", "given-names": "V.", "name-particle": "van"}]),
        ({"author": [{"family": "Ayed", "dropping-particle": "de", "non-dropping-particle": "la", "suffix": "Jr."}]}, "authors",
         [{"family-names": "Ayed", "name-particle": "de la", "name-suffix": "Jr."}]),
        ({"author": [{"literal": "The Eye Group"}]}, "authors", [{"name": "The Eye Group"}]),
        ({"author": [{"family": "Wu"}, {"family": "Wu"}]}, "authors", [{"family-names": "Wu"}]),
        ({"author": None}, "authors", [{"name": "anonymous"}]),
        ({"type": "paper-conference", "container_title": "Proc.", "event_title": "MICCAI"}, "collection-title", "Proc."),
        ({"type": "paper-conference", "event_title": "MICCAI", "event_place": "Rabat"}, "conference", {"name": "MICCAI", "location": "Rabat"}),
        ({"type": "thesis", "publisher": "ETH"}, "institution", {"name": "ETH"}),
        ({"page": "S12–S19"}, "end", "S19"),
        ({"page": None, "number": "103357"}, "start", "103357"),
        ({"issued": {"date-parts": [[2024, 5]]}}, "month", 5),
        ({"issued": {"date-parts": [[2024, 5]]}}, "date-published", None),
        ({"DOI": "10.1002/(sici)1<1::aid>3.0.co;2-2"}, "doi", None),
        ({"DOI": "10.1002/(sici)1<1::aid>3.0.co;2-2"}, "identifiers",
         [{"type": "other", "value": "doi:10.1002/(sici)1<1::aid>3.0.co;2-2"}, {"type": "other", "value": "a", "description": "citation key"}]),
        ({"PMCID": "PMC1234567"}, "pmcid", "PMC1234567"),
        ({"PMCID": "PMC12345678"}, "pmcid", None),
        ({"URL": "https://x.org/眼"}, "url", None),
        ({"volume": "1e3"}, "volume", "1e3"),
        ({"volume": "007"}, "volume", "007"),
        ({"title": 'no: # "x" \\ 🤗'}, "title", 'no: # "x" \\ 🤗'),
    ],
)  # fmt: skip
def test_facts(variables: dict[str, Any], key: str, expected: object) -> None:
    assert reference(**variables).get(key) == expected


def test_the_list() -> None:
    settings = Settings(
        title="Eyes: a list",
        url="https://x.org",
        authors=({"family": "Wu", "given": "Jian"},),
        version="2.10",
        date="2026-01-31",
    )
    data = loaded(export(bibliography(work(), settings=settings), "cff"))
    assert [data.pop("references")[0]["title"]] == ["A model"]
    assert data == {
        "cff-version": "1.2.0",
        "message": "If you use this list, please cite it as below.",
        "type": "dataset",
        "title": "Eyes: a list",
        "authors": [{"family-names": "Wu", "given-names": "Jian"}],
        "version": "2.10",
        "date-released": "2026-01-31",
        "url": "https://x.org",
    }


def test_list_without_authors_has_an_entity_as_author() -> None:
    with_title = loaded(export(bibliography(work(), settings=Settings(title="Eyes")), "cff"))
    assert with_title["authors"] == [{"name": "Eyes"}]
    without = loaded(export(bibliography(work(), settings=Settings()), "cff"))
    assert (without["title"], without["authors"]) == (
        "A list of papers",
        [{"name": "A list of papers"}],
    )
    assert "references" not in loaded(export(bibliography(), "cff"))


def test_ascii() -> None:
    works = bibliography(work(title="é 眼 🤗"))
    text = export(works, "cff", Options(ascii=True))
    assert text.isascii()
    assert loaded(text) == loaded(export(works, "cff"))
