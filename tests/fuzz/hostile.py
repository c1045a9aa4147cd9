"""Text and JSON values that readers must survive: what breaks parsers, terminals and TeX."""

from random import Random
from typing import Any

SIGNS = (
    "\0 \x01 \x02 \x07 \x08 \t \x0b \x0c \r \x1b[2J \x7f \x85 \x9b \xa0 \xad \u034f \u061c \u200b "
    "\u200d \u200e \u2028 \u2029 \u202e \u2066 \u2069 \ue000 \ufdd0 \ufe0f \ufeff \ufffd \uffff "
    "\U000e0041 \U0010ffff ² ٣ ⅷ 𝟙 ß ẞ İ ı ſ K Å ﬁ e\u0301\u0323 \u0301 Ω א ا 漢 🏳️‍🌈 👩‍🔬 − – — … “ ” «"
).split(" ")
"""Controls, bidirectional marks, invisible characters, digits that are not ASCII, and so on."""

COMMON = (
    *SIGNS,
    *"^^5c ^^7b ^^7d %0A %00 %ff %s %n {} {0} $ $$ & &amp; &lt; &#0; &#xD800; &#x110000; &x; ; :: "
    "<!-- --> <![CDATA[ ]]> <script> </script> ../../x /etc/passwd file:///x javascript:x null "
    "true none NaN Infinity -Infinity -0 00 0x1 1e999 1_0 9999999999999999999999 0000-00-00 "
    '2026-02-30 -1-1-1 \\ \\\\ \\" " \' ` ~ | # @ * ** __ _ [ ] ( ) { } < > = , . - -- --- ? ! '
    "10.1000/x doi:10.1/ https://doi.org/ http:// https://[::1 http://a:b@c:99999999/ "
    "arxiv:2405.11338v99 arXiv: al. et~al and others".split(" "),
    " ",
    "\n",
    "\r\n",
    "\n\n\n",
    "\t\t",
)
"""Tokens for every format."""

LONG = ("9" * 4301, "a" * 3000, "é" * 1500, "\u0301" * 2000, "a " * 1500, "́a" * 1000)
"""A number that Python does not convert, words and spaces without end, stacked accents."""


DIGITS = "9999..."
"""A text that stands for a number in JSON with more digits than Python converts."""


def text(random: Random, tokens: tuple[str, ...]) -> str:
    """A few tokens in a row; at times one that is long or repeated."""
    chance = random.random()
    if chance < 0.02:
        return random.choice(LONG)
    if chance < 0.06:
        return random.choice(tokens) * random.choice((20, 200, 2000))
    return "".join(random.choices(tokens, k=random.randint(1, 6)))


def value(random: Random, tokens: tuple[str, ...], depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    """A JSON value of any shape."""
    kind = random.randrange(12 if depth < 3 else 9)
    if kind < 5:
        return text(random, tokens)
    if kind < 9:
        numbers = (
            None,
            True,
            False,
            0,
            -1,
            2025,
            1.5,
            1e308,
            10**30,
            DIGITS,
            float("nan"),
            float("inf"),
        )
        return random.choice((*numbers, "", [], {}))
    children = range(random.randint(1, 3))
    if kind < 11:
        return [value(random, tokens, depth + 1) for _ in children]
    return {text(random, tokens)[:40]: value(random, tokens, depth + 1) for _ in children}


def nested(random: Random, opening: str, closing: str, content: str) -> str:
    """Brackets in brackets, closed or not."""
    depth = random.choice((3, 30, 300, 3000))
    return f"{opening * depth}{content}{closing * random.choice((depth, depth, 0, depth - 1))}"
