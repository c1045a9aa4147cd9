"""How `eyebib show` sets its lines."""

from eyebib.cli.show import aligned

ROWS = [
    ("author", "Yukun Zhou; Mark A. Chia; UK Biobank Eye & Vision Consortium", "crossref"),
    ("URL", "https://www.nature.com/articles/s41586-023-06555-x", "entry"),
    ("abstract", "One two three four five six seven eight nine ten eleven twelve", "arxiv"),
    ("note", "", "entry"),
]


def test_a_terminal_wraps_and_loses_nothing_but_the_end_of_an_abstract() -> None:
    assert (
        "\n".join(aligned(ROWS, 44))
        == """\
author    crossref  Yukun Zhou; Mark A.
                    Chia; UK Biobank Eye &
                    Vision Consortium
URL       entry     https://www.nature.com/articles/s41586-023-06555-x
abstract  arxiv     One two three four five
                    six seven eight nine …
note      entry"""
    )


def test_a_pipe_gets_a_line_for_each_variable() -> None:
    lines = list(aligned(ROWS))
    assert len(lines) == len(ROWS)
    assert lines[0] == f"author    crossref  {ROWS[0][1]}"
    assert lines[2].endswith("eleven twelve")
