import pytest

from eyebib.model.identifier import Identifier
from eyebib.sources.batch import batches


@pytest.mark.parametrize(
    ("sizes", "most", "longest", "expected"),
    [
        ([], 3, 100, []),
        ([10] * 7, 3, 100, [3, 3, 1]),
        ([10] * 7, 100, 40, [3, 3, 1]),
        ([10, 200, 10], 100, 50, [1, 1, 1]),
        ([47, 47], 100, 100, [2]),
        ([47, 48], 100, 100, [1, 1]),
    ],
)
def test_batches(sizes: list[int], most: int, longest: int, expected: list[int]) -> None:
    """A separator has three characters in a URL."""
    dois = [Identifier(scheme="doi", value="x" * size) for size in sizes]
    found = list(batches(dois, most, longest=longest))
    assert [len(batch) for batch in found] == expected
    assert [doi for batch in found for doi in batch] == dois
