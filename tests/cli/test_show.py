"""The lines of `eyebib show`."""

from eyebib.cli.show import aligned_lines

ROWS = [
    ("author", "Yukun Zhou; Mark A. Chia; UK Biobank Eye & Vision Consortium", "crossref"),
    ("URL", "https://www.nature.com/articles/s41586-023-06555-x", "entry"),
    ("abstract", "One two three four five six seven eight nine ten eleven twelve", "arxiv"),
    ("note", "", "entry"),
]


def test_lines_wrap_on_a_terminal_and_an_abstract_is_cut() -> None:
    assert (
        "\n".join(aligned_lines(ROWS, 44))
        == """\
author    crossref  Yukun Zhou; Mark A.
                    Chia; UK Biobank Eye &
                    Vision Consortium
URL       entry     https://www.nature.com/articles/s41586-023-06555-x
abstract  arxiv     One two three four five
                    six seven eight nine …
note      entry"""
    )


def test_one_line_for_each_variable_in_a_pipe() -> None:
    lines = list(aligned_lines(ROWS))
    assert len(lines) == len(ROWS)
    assert lines[0] == f"author    crossref  {ROWS[0][1]}"
    assert lines[2].endswith("eleven twelve")
