"""Markers are found outside code blocks only, and code blocks are those of CommonMark."""

from pathlib import Path

import pytest
from hypothesis import given, strategies
from hypothesis import settings as hypothesis_settings
from markdown_it import MarkdownIt

from eyebib.exporters import markers
from eyebib.model.problem import EyebibError
from eyebib.text.markdown import contents, without_code

PAIR = "<!-- eyebib:list -->\n<!-- /eyebib:list -->\n"
INDENTED = "    <!-- eyebib:list -->\n    <!-- /eyebib:list -->\n"
FILLED = "<!-- eyebib:list -->\n\nX\n\n<!-- /eyebib:list -->\n"


def fill(text: str) -> str:
    places = markers.places(text, Path("README.md"), ["list"], required="list")
    return markers.fill(text, {places["list"]: "X"})


EXAMPLES = {
    "backticks": f"```\n{PAIR}```\n",
    "backticks with a language": f"```html\n{PAIR}```\n",
    "tildes": f"~~~\n{PAIR}~~~\n",
    "a longer fence": f"`````\n{PAIR}```\n`````\n",
    "a longer closing fence": f"~~~\n{PAIR}~~~~~~  \n",
    "the other fence inside": f"~~~\n```\n{PAIR}~~~\n",
    "a fence with a language inside": f"```\n{PAIR}```html\n{PAIR}```\n",
    "tildes with backticks": f"~~~ a`b`\n{PAIR}~~~\n",
    "one space": f" ```\n{PAIR} ```\n",
    "three spaces": "   ```\n   <!-- eyebib:list -->\n   <!-- /eyebib:list -->\n   ```\n",
    "a list item": "- ```html\n  <!-- eyebib:list -->\n  <!-- /eyebib:list -->\n  ```\n",
    "a numbered list item": f"10. ```\n{INDENTED}    ```\n",
    "a block in a list item": f"1.  Add:\n\n    ```\n{INDENTED}    ```\n",
    "four spaces": f"Add:\n\n{INDENTED}\n",
    "a tab": "Add:\n\n\t<!-- eyebib:list -->\n\t<!-- /eyebib:list -->\n\n",
    "one marker": "```\n<!-- eyebib:list -->\n```\n",
    "an unknown marker": "```\n<!-- eyebib:lst -->\n```\n",
}
"""Code blocks that show markers."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_markers_in_code_are_ignored(example: str, newline: str) -> None:
    text = f"{example}\n{PAIR}\n{example}".replace("\n", newline)
    assert fill(text) == f"{example}\n{FILLED}\n{example}".replace("\n", newline)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_markers_in_code_do_not_count_as_present(example: str) -> None:
    with pytest.raises(EyebibError) as error:
        fill(example)
    [problem] = error.value.problems
    assert problem.message.startswith("missing `<!-- eyebib:list -->`: add it")


@pytest.mark.parametrize(
    "text",
    [
        "``\nno code\n``\n",
        "``` a `b` ```\n",
        "- ```\n  code\n  ```\n",
        "Text\n    ```\n",
        "<!-- a comment\n```\n-->\n",
        "> ```\n> code\n",
    ],
)
def test_markers_after_what_is_not_an_open_fence_are_found(text: str) -> None:
    assert fill(text + PAIR) == text + FILLED


def test_problems_have_the_line_of_the_file() -> None:
    with pytest.raises(EyebibError) as error:
        fill(f"```\n{PAIR}```\n{PAIR}<!-- eyebib:lst -->\n")
    [problem] = error.value.problems
    assert str(problem).startswith("README.md:7:1: unknown marker `<!-- eyebib:lst -->`")


def test_open_fence_reaches_the_end() -> None:
    with pytest.raises(EyebibError):
        fill(f"```\n{PAIR}")


def test_contents_ignore_headings_in_code() -> None:
    text = "## One\n```\n## Code\n``` sh\n## Code\n```\n## Two\n~~~\n## Code\n"
    assert contents(text) == "- [One](#one)\n- [Two](#two)"


SIGNS = "``` ```` ~~~ ~~~~ ```a ```a`b` ~~~a`b~ <!-- --> text <!--x-->".split()
LINES = strategies.lists(
    strategies.sampled_from([*SIGNS, "", "  ```", "   ~~~", "    ```", "``` ", "a ```"]),
    min_size=1,
    max_size=12,
)


@given(LINES)
@hypothesis_settings(max_examples=300, deadline=None)
def test_code_blocks_are_those_of_commonmark(lines: list[str]) -> None:
    tokens = MarkdownIt("commonmark").parse("\n".join(lines))
    blocks = [token.map for token in tokens if token.type == "fence" and token.map]
    in_code = {number for start, end in blocks for number in range(start, end)}
    blanked = without_code("\n".join(lines)).split("\n")
    assert [len(line) for line in blanked] == [len(line) for line in lines]
    differences = {n for n, line in enumerate(lines) if line.strip() and not blanked[n].strip()}
    assert differences == {number for number in in_code if lines[number].strip()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", PAIR),
        ("# A", f"# A\n\n{PAIR}"),
        ("# A\n\n\n", f"# A\n\n{PAIR}"),
        ("# A\r\n\r\nB\r\n", f"# A\n\nB\n\n{PAIR}".replace("\n", "\r\n")),
        (f"# A\n{PAIR}B\n", f"# A\n{PAIR}B\n"),
        (f"# A\n```\n{PAIR}```\n", f"# A\n```\n{PAIR}```\n\n{PAIR}"),
        ("<!-- eyebib:list -->\n", "<!-- eyebib:list -->\n"),
        ("# A\n```\ncode\n", "# A\n```\ncode\n"),
    ],
)
def test_a_place_at_the_end(text: str, expected: str) -> None:
    assert markers.with_place(text, "list") == expected
