"""Converts the CSL-JSON of other agencies to a CSL item, offline.

Their CSL differs from the specification in many ways, so every variable is read as its kind; a
value of an unexpected type is missing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.sources.agency.name import names
from eyebib.sources.agency.type import csl_type
from eyebib.sources.agency.value import date, doi, web_url
from eyebib.sources.field import Message, fact, mapping, raw_text, text, verbatim
from eyebib.text.markup import abstract

WHOLE_NAMES = frozenset(("mEDRA",))
"""Agencies that write a person as one text, `SPILEERS, Steven `."""

_OWN = frozenset(
    """
    accessed annote call-number categories citation-key citation-label citation-number custom event
    first-reference-note-number id locator note references source year-suffix
    """.split()
)
"""Variables that describe somebody's use of a work, or the agency's own database."""


def item(message: Message, agency: str) -> Item:
    """The CSL-JSON of an agency as a CSL item without `id`; `agency` is the name at doi.org."""
    variables: Item = {
        variable: _value(variable, message[variable], agency)
        for variable in sorted(csl.VARIABLES - _OWN)
        if variable in message
    }
    own = text(message.get("type"))
    name = verbatim(message.get("DOI"))
    variables |= {"type": csl_type(own), "URL": web_url(message.get("URL"), name)}
    if own == "posted-content":  # Crossref's word for a preprint
        variables["genre"] = variables.get("genre") or "preprint"
    return {variable: value for variable, value in variables.items() if value}


def _value(variable: str, value: object, agency: str) -> Any:  # noqa: ANN401 - a CSL value
    if variable in csl.NAME_VARIABLES:
        return names(value, has_whole_names=agency in WHOLE_NAMES)
    if variable in csl.DATE_VARIABLES:
        return date(value)
    return _TEXTS.get(variable, fact)(value)


def _codes(value: object) -> str:
    """The distinct codes: mEDRA writes an ISSN twice."""
    return ", ".join(dict.fromkeys(filter(None, (code.strip() for code in fact(value).split(",")))))


def _publisher(value: object) -> str:
    return fact(value) or fact(mapping(value).get("name"))


_TEXTS: Mapping[str, Callable[[object], str]] = {
    "DOI": lambda value: doi(verbatim(value)),
    "ISBN": _codes,
    "ISSN": _codes,
    "abstract": lambda value: abstract(raw_text(value)),
    "publisher": _publisher,
}
"""The readers of variables that are not a plain fact."""
