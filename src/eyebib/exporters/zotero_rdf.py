"""Zotero RDF, the file format that imports into Zotero without losses.

Zotero's own format keeps what other files lose: the type preprint, citation keys, tags, notes, a
link to the code (an attachment with link mode 3) and the list as a collection. `zotero_item` maps a
work to a Zotero item; this module writes it in the vocabularies that Zotero itself uses. A field
without a term in them is written as `z:` and its name, which Zotero's importer accepts.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, fromstring

from eyebib.exporters import csl_item, zotero_item, zotero_model
from eyebib.exporters.zotero_rdf_model import (
    CLASSES,
    CONTAINERS,
    GROUPS,
    NAMESPACES,
    OF_CONTAINER,
    TERMS,
    path,
)
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, Options
from eyebib.text.clean import clean, clean_lines

FILE = "references.rdf"

TYPES = zotero_model.TYPES

LOSSES = zotero_item.LOSSES

WRITTEN = csl.VARIABLES - LOSSES.keys()

_LINKED_URL = "3"
"""Zotero's link mode for an attachment that is a web address, not a file."""

_COLLECTION = "urn:eyebib#collection"

_ABOUT, _RESOURCE = (f"{{{NAMESPACES['rdf']}}}{name}" for name in ("about", "resource"))


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as RDF/XML in citekey order, followed by the collection."""
    spaces = "".join(f'\n    xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    lines = [line for work in bibliography.works for line in _item(work, bibliography)]
    lines += _collection(bibliography)
    body = "".join(f"  {line}\n" for line in lines)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'
    return text.encode("ascii", "xmlcharrefreplace").decode() if options.ascii else text


def _item(work: Work, bibliography: Bibliography) -> Iterator[str]:
    item = zotero_item.convert(work)
    name = CLASSES.get(item.kind, "rdf:Description")
    uri = _uri(work)
    yield f'<{name} rdf:about="{uri}">'
    yield from (f"  {line}" for line in _statements(item, work, bibliography))
    for number, _ in enumerate(item.notes, 1):
        yield f'  <dcterms:isReferencedBy rdf:resource="{uri}#note{number}"/>'
    if code := csl_item.code_link(work):
        yield f'  <link:link rdf:resource="{uri}#code"/>'
    yield f"</{name}>"
    for number, note in enumerate(item.notes, 1):
        yield f'<bib:Memo rdf:about="{uri}#note{number}">{_text("rdf:value", note)}</bib:Memo>'
    if code:
        yield f'<z:Attachment rdf:about="{uri}#code">'
        yield "  <z:itemType>attachment</z:itemType>"
        yield f"  {_address(code)}"
        yield "  <dc:title>Source code</dc:title>"
        yield f"  {_text('z:linkMode', _LINKED_URL)}"
        yield "</z:Attachment>"


def _statements(
    item: zotero_item.ZoteroItem, work: Work, bibliography: Bibliography
) -> Iterator[str]:
    yield _text("z:itemType", item.kind)
    fields = dict(item.fields)
    if container := CONTAINERS.get(item.kind):
        inside = [_text(OF_CONTAINER[f], fields.pop(f)) for f in item.fields if f in OF_CONTAINER]
        if inside:
            parts = "".join(inside)
            yield f"<dcterms:isPartOf><{container}>{parts}</{container}></dcterms:isPartOf>"
    for field, value in sorted(fields.items()):
        yield _address(value) if field == "url" else _text(TERMS.get(field, f"z:{field}"), value)
    for role, names in _roles(item).items():
        yield from _people(role, names)
    for tag in csl_item.tags(work, bibliography.settings):
        yield _text("dc:subject", tag)
    yield _text("dc:description", "\n".join(item.extra))


def _people(role: str, names: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"<{_group(role)}><rdf:Seq>"
    for last, first in names:
        given = _text("foaf:givenName", first) if first else ""
        person = _text("foaf:surname", last) + given
        yield f"  <rdf:li><foaf:Person>{person}</foaf:Person></rdf:li>"
    yield f"</rdf:Seq></{_group(role)}>"


def _group(role: str) -> str:
    return GROUPS.get(role, f"z:{role}s")


def _collection(bibliography: Bibliography) -> Iterator[str]:
    if bibliography.works:  # the importer fails on an empty collection
        yield f'<z:Collection rdf:about="{_COLLECTION}">'
        yield f"  {_text('dc:title', _title(bibliography))}"
        for work in bibliography.works:
            yield f'  <dcterms:hasPart rdf:resource="{_uri(work)}"/>'
        yield "</z:Collection>"


def _title(bibliography: Bibliography) -> str:
    return clean(bibliography.settings.title) or "eyebib"


def _uri(work: Work) -> str:
    return f"urn:eyebib:{quote(work.citekey, safe='')}"


def _address(link: str) -> str:
    value = _text("rdf:value", link)
    return f"<dc:identifier><dcterms:URI>{value}</dcterms:URI></dc:identifier>"


def _text(name: str, text: str) -> str:
    """An element with a text; `clean` removes the characters that XML does not allow."""
    cleaned = "\n".join(map(clean, text.split("\n")))
    return f"<{name}>{escape(cleaned, quote=False)}</{name}>"


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> Iterator[str]:
    """Differences between the text, read as XML, and the bibliography."""
    try:
        root = fromstring(text)
    except (ParseError, ValueError) as error:
        yield f"not valid XML: {error}"
        return
    items = [node for node in root if node.find("dc:description", NAMESPACES) is not None]
    keys = [_extra(node)[0].removeprefix("Citation Key: ") for node in items]
    if keys != [work.citekey for work in bibliography.works]:
        yield "the items differ from the works of the bibliography"
    if len(root.findall("z:Collection/dcterms:hasPart", NAMESPACES)) != len(bibliography.works):
        yield "the collection differs from the works of the bibliography"
    notes, links = _below(root, "bib:Memo"), _below(root, "z:Attachment")
    for node, work in zip(items, bibliography.works, strict=False):
        if node.findtext("z:itemType", namespaces=NAMESPACES) != TYPES[work.item["type"]]:
            yield f"{work.citekey}: type differs"
        code = csl_item.code_link(work)
        if _linked(node, "link:link", links) != ([code] if code else []):
            yield f"{work.citekey}: the link to the code differs"
        tags = [tag.text for tag in node.iterfind("dc:subject", NAMESPACES)]
        if tags != csl_item.tags(work, bibliography.settings):
            yield f"{work.citekey}: tags differ"
        for variable in _differing(node, work, _linked(node, "dcterms:isReferencedBy", notes)):
            yield f"{work.citekey}: {variable} differs"


def _below(root: Element, name: str) -> dict[str, str]:
    """The texts of the notes or the addresses of the links of a file, by their URI."""
    nodes = root.iterfind(name, NAMESPACES)
    return {node.get(_ABOUT, ""): node.findtext(".//rdf:value", "", NAMESPACES) for node in nodes}


def _linked(node: Element, name: str, below: Mapping[str, str]) -> list[str]:
    """What an item refers to by a term."""
    return [below.get(each.get(_RESOURCE, ""), "") for each in node.iterfind(name, NAMESPACES)]


def _differing(node: Element, work: Work, notes: list[str]) -> Iterator[str]:
    """The variables that the work's item does not hold, and the parts of it that are not here."""
    item = zotero_item.convert(work)
    for variable, value in work.item.items():
        if variable in WRITTEN - {"type", "keyword"} and not _holds(item, variable, value):
            yield variable
    for field, text in item.fields.items():
        if node.findtext(path(item.kind, field), namespaces=NAMESPACES) != text:
            yield field
    for role, names in _roles(item).items():
        if _names(node, role) != names:
            yield role
    if notes != list(item.notes):
        yield "note"
    if _extra(node) != list(item.extra):
        yield "Extra"


def _holds(item: zotero_item.ZoteroItem, variable: str, value: Any) -> bool:  # noqa: ANN401 - a CSL value of any shape
    """Whether an item has this value of a variable: in a field, a role, a note or in Extra."""
    if variable in csl.NAME_VARIABLES:
        names = [zotero_item.parts(name) for name in value]
        lines = {f"{variable}: {' || '.join(filter(None, name))}" for name in names}
        return lines <= {*item.extra} or any({*names} <= {*all_} for all_ in _roles(item).values())
    text = clean_lines(value) if variable == "abstract" else clean(csl.value_text(value))
    if variable in ("note", "annote"):
        return f"<p>{escape(text, quote=False)}</p>" in item.notes
    return text in {"", *item.fields.values()} or f"{variable}: {text}" in item.extra


def _roles(item: zotero_item.ZoteroItem) -> dict[str, list[tuple[str, str]]]:
    """The family and given names of the creators in each role."""
    roles: dict[str, list[tuple[str, str]]] = {}
    for creator in item.creators:
        roles.setdefault(creator.role, []).append((creator.last, creator.first))
    return roles


def _extra(node: Element) -> list[str]:
    """The lines of Extra; the first is the citation key."""
    return (node.findtext("dc:description", namespaces=NAMESPACES) or "").split("\n")


def _names(node: Element, role: str) -> list[tuple[str, str]]:
    """The family and given names of the persons in a role."""
    persons = node.iterfind(f"{_group(role)}/rdf:Seq/rdf:li/foaf:Person", NAMESPACES)
    return [
        (
            person.findtext("foaf:surname", "", NAMESPACES),
            person.findtext("foaf:givenName", "", NAMESPACES),
        )
        for person in persons
    ]
