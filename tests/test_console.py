"""The reader of console blocks itself."""

import pytest

from console import Command, File, agrees, renewed, steps

PAGE = """\
# A page

```{image} a.png
:alt: A picture
```

<!-- file: a.txt -->
```text
one
$ two
```

<!-- run: rm a.txt -->
<!-- exit: 2 -->
```console
$ ls
a.txt
...
$ eyebib \\
> check
```

```sh
pip install eyebib
```
"""


def test_steps() -> None:
    assert list(steps(PAGE)) == [
        File(name="a.txt", text="one\n$ two\n"),
        Command(text="rm a.txt", line=14),
        Command(text="ls", line=16, output=("a.txt", "...")),
        Command(text="eyebib check", line=20, output=(), code=2),
    ]


@pytest.mark.parametrize(
    ("expected", "printed", "agree"),
    [
        ("", "", True),
        ("a", "a", True),
        ("a", "a  ", True),
        ("a", "a b", False),
        ("a", "a b".replace(" ", "\n"), False),
        ("...", "a\nb", True),
        ("...", "", True),
        ("a\n...", "a\nb\nc", True),
        ("a\n...\nc", "a\nb\nc", True),
        ("a\n...\nc", "a\nb\nc\nd", False),
        ("...\nb\n...", "a\nb\nc", True),
        ("...\nb\n...", "a\nc", False),
        ("a.c", "abc", False),
    ],
)
def test_agrees(expected: str, printed: str, *, agree: bool) -> None:
    assert agrees(expected.splitlines(), printed.splitlines()) is agree


@pytest.mark.parametrize(
    ("expected", "printed", "page"),
    [
        ("a", "b", "b"),
        ("", "a b", "a b"),
        ("a", "", ""),
        ("a ...", "A b c", "A ..."),
        ("a ... z", "A b c Z", "A ... Z"),
        ("a ... z", "A b Z", "A ... Z"),
        ("... z", "a b Z", "... Z"),
        ("...", "a b", "..."),
        ("a ... z", "A Z", "A Z"),
        ("a ... z", "Z", "Z"),
        ("one ... seven ... ten", "one two three six seven: eight nine ten", "one ... seven: ... ten"),
        ("one ... seven ... ten", "one seven: eight ten", "one seven: ... ten"),
        ("... seven eight ...", "one two seven eight! nine", "... seven eight! ..."),
    ],
)  # fmt: skip
def test_renewed(expected: str, printed: str, page: str) -> None:
    assert renewed(expected.split(), printed.split()) == page.split()
