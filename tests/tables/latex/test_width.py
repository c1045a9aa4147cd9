import pytest

from eyebib.tables.latex.width import Width, ems, fit, lines, longest_word, pieces


def assumed(naturals: list[float], floors: list[float], room: float) -> list[float]:
    return [round(width.assumed, 2) for width in fit(naturals, floors, [1] * len(floors), room)]


def test_columns_that_fit_are_as_wide_as_their_text() -> None:
    widths = fit([3, 5], [2, 5], [1, 1], 10)
    assert [(width.em, width.share, width.wraps) for width in widths] == [
        (3, 0, False),
        (5, 0, False),
    ]


def test_rest_of_the_line_is_shared_in_proportion() -> None:
    widths = fit([4, 16, 28], [4, 4, 4], [1, 1, 1], 30)
    assert [width.wraps for width in widths] == [False, True, True]
    assert [round(width.share, 3) for width in widths] == [0, 0.333, 0.667]
    assert assumed([4, 16, 28], [4, 4, 4], 30) == [4, 10, 16]


def test_without_room_for_all_words_the_widest_columns_shrink() -> None:
    widths = assumed([2, 20, 20], [2, 9, 9], 12)
    assert widths[0] == 2
    assert widths[1] == widths[2] == 5
    assert sum(widths) == 12


def test_words_of_headings_break_last() -> None:
    naturals, floors, room = [20, 20, 6], [9, 9, 6], 15
    widths = [width.em for width in fit(naturals, floors, [2, 2, 6], room)]
    assert widths[2] == 6
    assert [width.em for width in fit(naturals, floors, [9, 9, 6], room)] == [4, 4, 4]


@pytest.mark.parametrize(
    ("naturals", "floors", "room"),
    [
        ([1], [1], 9),
        ([90, 90], [9, 9], 9),
        ([2, 300, 5, 40], [2, 9, 5, 7], 37),
        ([9] * 11, [9] * 11, 20),
    ],
)
def test_columns_are_not_wider_than_the_line(
    naturals: list[float], floors: list[float], room: float
) -> None:
    assert sum(assumed(naturals, floors, room)) <= room + 0.05
    for heads in ([0] * len(floors), floors):
        widths = fit(naturals, floors, heads, room)
        assert sum(width.assumed for width in widths) <= room + 0.05
        assert sum(width.share for width in widths) <= 1.0001


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("plain words", 9, ["plain words"]),
        ("xxxxxxxx", 2, ["xxx", "xxx", "xx"]),
        ("a xxxxxxxx b", 2, ["a xxx", "xxx", "xx b"]),
        ("Retina-Specialist", 6, ["Retina-Specialist"]),
        ("", 9, [""]),
    ],
)
def test_only_words_that_are_too_wide_are_cut(text: str, limit: float, expected: list[str]) -> None:
    assert list(pieces(text, limit)) == expected
    assert "".join(expected) == text


def test_combining_marks_stay_with_their_letter() -> None:
    assert all(not piece.startswith("\u0323") for piece in pieces("x\u0323" * 20, 2))


def test_lines() -> None:
    column = Width(em=4, share=0.5, assumed=5)
    assert lines("one two three four", column) == 2
    assert lines("x" * 40, column) >= 4
    assert lines("one two three four", Width(em=4, share=0, assumed=4)) == 1


def test_widths() -> None:
    assert ems("il") < ems("mw") < ems("MW") < ems("眼底眼底")
    assert longest_word("RetinaVLM-Specialist") == ems("RetinaVLM-")
