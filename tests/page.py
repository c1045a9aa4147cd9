"""A strict reader of HTML pages: elements with their attributes and text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "link", "meta"}


@dataclass
class Element:
    """An element; `text` includes the text of the elements inside it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: "list[Element]" = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    def all(self, tag: str, class_: str = "") -> "list[Element]":
        """The elements inside it with this tag and class, in the order of the page."""
        descendants = [each for element in self.inside for each in (element, *element.all("*"))]
        return [
            element
            for element in descendants
            if tag in {"*", element.tag} and (not class_ or class_ in element.classes)
        ]

    def one(self, tag: str, class_: str = "") -> "Element":
        """The only element inside it with this tag and class."""
        (element,) = self.all(tag, class_)
        return element


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"duplicate attribute: {tag} {attrs}"
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(text: str) -> Element:
    """The root of a page; fails if an element is not closed in the right place."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, "missing end tag"
    return reader.open[0]
