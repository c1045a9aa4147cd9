import pytest

from eyebib.tables.html.tag import Markup, block, join, tag, text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (tag("p"), "<p></p>"),
        (tag("p", "a < b", Markup("<br>"), "&amp;"), "<p>a &lt; b<br>&amp;amp;</p>"),
        (tag("a", "x", href='"><script>', class_="y"), '<a href="&quot;&gt;&lt;script&gt;" class="y">x</a>'),
        (tag("td", aria_label="l", data_year="1", hidden=True, class_=False), '<td aria-label="l" data-year="1" hidden></td>'),
        (tag("input", name="q"), '<input name="q">'),
        (tag("i", tag("b", "'")), "<i><b>&#x27;</b></i>"),
        (join("a", Markup("<hr>"), "<"), "a<hr>&lt;"),
        (text("a\n\u202eb\x00\ud800"), "a b\ufffd"),
        (block("@a{\n  b = {<}\n}"), "@a{\n  b = {&lt;}\n}"),
    ],
)  # fmt: skip
def test_markup(markup: Markup, expected: str) -> None:
    assert markup == expected
