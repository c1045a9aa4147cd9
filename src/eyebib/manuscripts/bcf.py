"""The .bcf files that biblatex writes for biber: XML with every key that a document cites."""

import re
from pathlib import Path
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException, sax

from eyebib.manuscripts.part import Citation, Part, blank
from eyebib.model.problem import EyebibError, Location, Problem

SUFFIXES: tuple[str, ...] = (".bcf",)

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]*\?>")
"""It names an encoding, but the text is decoded already."""

_ELEMENT = "bcf:citekey"


def read(text: str, path: Path) -> Part:
    """The citations of a file.

    Raises:
        EyebibError: The file is not XML, or has a document type definition.
    """
    reader = _Reader(path)
    try:
        sax.parseString(_DECLARATION.sub(blank, text).encode(), reader, forbid_dtd=True)
    except SAXParseException as error:
        where = reader.here()
        message = f"not a .bcf file: {error.getMessage()}; run LaTeX again"
        raise EyebibError(problems=[Problem(location=where, message=message, rule="bcf")]) from None
    except DefusedXmlException:
        message = "not a .bcf file: it has a document type definition"
        problem = Problem(location=reader.here(), message=message, rule="bcf")
        raise EyebibError(problems=[problem]) from None
    return Part(citations=tuple(one for one in reader.citations if one.key not in reader.sets))


class _Reader(ContentHandler):
    """Collects the keys. A dynamic entry set has no entry of its own; its members are cited."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.citations: list[Citation] = []
        self.sets: set[str] = set()
        self._path = path
        self._locator: Locator | None = None
        self._where: Location | None = None
        self._key: list[str] | None = None
        self._members = ""

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - SAX's name
        """Keep what knows the place in the file."""
        self._locator = locator

    def here(self) -> Location:
        """The place that the parser has reached."""
        line = column = None
        if self._locator:
            line, column = self._locator.getLineNumber(), self._locator.getColumnNumber()
        return Location(path=self._path, line=line or 1, column=(column or 0) + 1)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        """Begin a key."""
        if name != _ELEMENT:
            return
        self._key, self._where, self._members = [], None, attrs.get("members", "")

    def characters(self, content: str) -> None:
        """Add text to the key."""
        if self._key is not None:
            self._where = self._where or self.here()
            self._key.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        """End a key."""
        if name == _ELEMENT and self._key is not None:
            key = "".join(self._key).strip()
            if key and self._where:
                keys = filter(None, self._members.split(",")) if self._members else (key,)
                self.citations += (Citation(key=one, where=self._where) for one in keys)
                self.sets |= {key} if self._members else set()
            self._key = None
