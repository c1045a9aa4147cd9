"""Which facts of two descriptions of one work differ."""

from typing import Any

import pytest

from eyebib.matching.difference import differences
from works import ARTICLE

ZHOU, VAN_WIJNGAARDEN = {"family": "Zhou", "given": "Y."}, {"family": "van Wijngaarden"}
MARK = {"custom": {"incomplete": ["author"]}}


@pytest.mark.parametrize(
    ("stated", "known", "expected"),
    [
        ({}, {}, []),
        ({"volume": "0622", "page": "1\u201312"}, {}, []),
        ({"volume": "999"}, {}, [("volume", "999", "622")]),
        ({"volume": "999"}, {"volume": ""}, []),
        ({"page": "e17"}, {"page": None, "number": "E17"}, []),
        ({"page": "17"}, {}, [("page", "17", "1")]),
        ({"issued": {"date-parts": [[2023]]}}, {}, [("issued", "2023", "2024")]),
        ({"issued": {"date-parts": [[2024]]}}, {}, []),
        ({"title": 'A <span class="nocase">Model</span>'}, {}, []),
        ({"title": "A theory"}, {}, [("title", "A theory", "A model")]),
        ({"author": [ZHOU]}, {}, [("author", "Zhou", "Wu")]),
        (
            {"author": [ZHOU]},
            {"author": [ZHOU, {"family": "Wu"}]},
            [("author", "Zhou", "Zhou, Wu")],
        ),
        ({"author": [ZHOU], **MARK}, {"author": [ZHOU, {"family": "Wu"}]}, []),
        ({"author": [{"family": "Wijngaarden"}]}, {"author": [VAN_WIJNGAARDEN]}, []),
        ({"author": [{"literal": "WHO"}]}, {}, []),
        (
            {"author": [ZHOU] * 5 + [{"family": name} for name in "ABCD"]},
            {},
            [("author", "Zhou, Zhou, Zhou and 6 more", "Wu")],
        ),
    ],
)
def test_differences(
    stated: dict[str, Any], known: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert list(differences(ARTICLE | stated, ARTICLE | known)) == expected
