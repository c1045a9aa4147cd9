"""What a browser shows of a Markdown page: its tags, links and blocks of text."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt


class Page(HTMLParser):
    """The tags, links and text of a rendered list."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.blocks: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag in ("p", "br", "summary", "li", "h1", "h2", "h3", "hr", "h4", "td"):
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render
"""CommonMark with GitHub's tables and strikethrough."""

ALLOWED = set(
    "h1 h2 h3 h4 h5 h6 ul li a p br strong em hr details summary span table thead tbody tr th td".split()
)
"""The elements of a list; any other comes from text that was not escaped."""


def rendered(text: str) -> Page:
    page = Page()
    page.feed(RENDER(text))
    return page
