from typing import Any

import pytest

from eyebib.model.merge import merge
from eyebib.tables.snippet import authors, reference
from works import PREPRINT, entry, record, work


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "Wu, J. (2024). A model. Nature, 622, 1–9. https://doi.org/10.1038/x"),
        ({"issue": "7981", "title": "Why?"}, "Wu, J. (2024). Why? Nature, 622(7981), 1–9. https://doi.org/10.1038/x"),
        ({"page": None, "number": "e12"}, "Wu, J. (2024). A model. Nature, 622, e12. https://doi.org/10.1038/x"),
        ({"DOI": "10.1/a_b<c>"}, "Wu, J. (2024). A model. Nature, 622, 1–9. https://doi.org/10.1/a_b%3Cc%3E"),
        (
            {"type": "report", "container_title": None, "volume": None, "page": None, "number": "7", "publisher": "WHO"},
            "Wu, J. (2024). A model (Report No. 7). WHO. https://doi.org/10.1038/x",
        ),
        (
            {"type": "standard", "container_title": None, "volume": None, "page": None, "number": "ISO 9", "publisher": "ISO"},
            "Wu, J. (2024). A model (ISO 9). ISO. https://doi.org/10.1038/x",
        ),
        (
            {"type": "paper-conference", "container_title": "MICCAI", "publisher": "Springer"},
            "Wu, J. (2024). A model. MICCAI, 622, 1–9, Springer. https://doi.org/10.1038/x",
        ),
    ],
)  # fmt: skip
def test_reference(variables: dict[str, Any], expected: str) -> None:
    assert reference(work(**variables)) == expected


def test_reference_of_a_preprint_and_of_an_unresolved_work() -> None:
    posted = merge(entry(paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert reference(posted) == (
        "Wu, J. (2023). A model, early. arXiv:2310.04992. https://arxiv.org/abs/2310.04992"
    )
    elsewhere = merge(entry(paper="https://x.org/a"), [record("https://x.org/a", PREPRINT)])
    assert reference(elsewhere).endswith(" https://arxiv.org/abs/2310.04992")
    assert reference(merge(entry(), [])) == "(n.d.). A model. https://doi.org/10.1038/x"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        ([{"family": "Li", "given": "Jean-Luc A."}], "Li, J.-L. A."),
        ([{"family": "Li", "given": "J.M.", "suffix": "Jr."}], "Li, J. M., Jr."),
        ([{"family": "Wijngaarden", "non-dropping-particle": "van", "given": "P"}], "van Wijngaarden, P."),
        ([{"family": "Wu"}, {"literal": "UK Biobank Eye & Vision Consortium"}], "Wu, & UK Biobank Eye & Vision Consortium"),
        ([{"family": "A"}, {"family": "B"}, {"family": "C"}], "A, B, & C"),
        ([{"family": str(n)} for n in range(20)], f"{', '.join(map(str, range(19)))}, & 19"),
        ([{"family": str(n)} for n in range(63)], f"{', '.join(map(str, range(19)))}, … 62"),
    ],
)  # fmt: skip
def test_authors(names: list[Any], expected: str) -> None:
    assert authors(names) == expected
