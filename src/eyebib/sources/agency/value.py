"""Dates, DOIs and addresses in the answers of DataCite and other agencies."""

import re

from eyebib.model.csl import Date
from eyebib.model.identifier import identify
from eyebib.sources import field
from eyebib.sources.field import mapping, raw_text, verbatim
from eyebib.text.link import is_web_link

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T/ ].*)?")


def date(value: object) -> Date | None:
    """A date in any form that agencies use; None if there is no valid one.

    The forms are `{"date-parts": [[2023, 8]]}`, `2023`, `2023-08-12`, a moment, and a range, of
    which the beginning is used. `[[]]` has no parts.
    """
    if mapping(value):
        return field.date(value) or date(mapping(value).get("raw"))
    match = _DAY.fullmatch(raw_text(value).strip())
    if match is None:
        return None
    return field.date({"date-parts": [[part for part in match.groups() if part]]})


def doi(name: str) -> str:
    """A DOI as registered; in lower case if it is in capitals, as DataCite's CSL has all DOIs."""
    return name.lower() if name.isupper() else name


def web_url(value: object, name: str = "") -> str:
    """The address if it is an http(s) link, else the link of a DOI, else empty."""
    address = verbatim(value)
    if is_web_link(address) and " " not in address:
        return address
    try:
        return identify(f"doi:{doi(name)}").url if name else ""
    except ValueError:
        return ""
