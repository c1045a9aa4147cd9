import json

import pytest

from eyebib.exporters import csl_json
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from works import PREPRINT, bibliography, entry, record, work

GOLDEN = """\
[
  {
    "id": "visionfm",
    "citation-key": "visionfm",
    "type": "article",
    "abstract": "We present.",
    "author": [
      {
        "family": "Wu",
        "given": "J."
      }
    ],
    "genre": "preprint",
    "issued": {
      "date-parts": [
        [
          2023,
          1,
          2
        ]
      ]
    },
    "number": "arXiv:2310.04992",
    "publisher": "arXiv",
    "title": "A model, early",
    "URL": "https://arxiv.org/abs/2310.04992",
    "custom": {
      "name": "VisionFM",
      "code": "none",
      "modalities": [
        "CFP"
      ],
      "arxiv": "2310.04992",
      "arxiv-primary-class": "cs.CV",
      "sources": {
        "URL": "arxiv",
        "abstract": "arxiv",
        "author": "arxiv",
        "genre": "arxiv",
        "issued": "arxiv",
        "number": "arxiv",
        "publisher": "arxiv",
        "title": "arxiv",
        "type": "arxiv"
      }
    }
  }
]
"""


def preprint() -> Work:
    listed = entry(
        "visionfm", name="VisionFM", paper="arxiv:2310.04992", code="none", modalities=("CFP",)
    )
    return merge(listed, [record("arxiv:2310.04992", PREPRINT, "arxiv")])


def test_golden() -> None:
    assert csl_json.export(bibliography(preprint())) == GOLDEN


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (work(page=None, number="6862"), {"page": "6862", "number": "6862"}),
        (work(type="software"), {"type": "document", "genre": "software"}),
        (work(type="software", genre="library"), {"type": "document", "genre": "library"}),
        (work(title="“ü” <b>\u202e"), {"title": "“ü” <b>"}),
    ],
)
def test_items(work: Work, expected: dict[str, str]) -> None:
    [item] = json.loads(csl_json.export(bibliography(work)))
    assert item.items() >= expected.items()


def test_verify() -> None:
    works = bibliography(work(), preprint())
    text = csl_json.export(works)
    assert list(csl_json.verify(text, works)) == []
    assert list(csl_json.verify(text.replace("622", "623"), works)) == ["a: volume differs"]
    tome, *differences = csl_json.verify(text.replace('"volume"', '"tome"'), works)
    assert tome.startswith("a: tome: ")
    assert differences == ["a: volume differs", "a: custom differs"]  # which names its source
    assert "the items differ from the works of the bibliography" in [*csl_json.verify("[]", works)]
