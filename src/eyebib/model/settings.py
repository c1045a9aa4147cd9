"""The settings of a list, and the options for writing its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

from eyebib.model.csl import Name
from eyebib.model.facet import Facet

EMPTY: Mapping[str, Any] = MappingProxyType({})

ListLayout = Literal["details", "bullets", "table"]
"""How an awesome list shows its papers: as paragraphs with folded abstracts, items, or rows."""

LAYOUTS: tuple[ListLayout, ...] = get_args(ListLayout)
DEFAULT_LAYOUT: ListLayout = "details"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options for writing a bibliography; the files in `output/` use those of `eyebib.toml`.

    `journal`: which journal name to write if the format has one field for it (BibTeX); without a
    known abbreviation the full name is written. `abstracts`: write abstracts to BibTeX too.
    `ascii`: write only ASCII where the format has an escape for other characters. `omit`: CSL
    variables to leave out of every format. `url_if_no_doi`: leave out the URL of a work with a DOI.
    `layout` is that of the list, instead of the one in the settings; `group_by` names what its
    headings are.
    """

    journal: Literal["full", "abbreviated"] = "full"
    abstracts: bool = False
    ascii: bool = False
    omit: frozenset[str] = frozenset()
    url_if_no_doi: bool = False
    layout: ListLayout | None = None
    group_by: str = ""


DEFAULTS = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a list, from `eyebib.toml`; every value has a default.

    `authors` are CSL names, `date` is an ISO date. `facets` are those that the file declares, in
    its order; entries may have others. `name_heading` is the heading of the short names in the
    table, `columns` maps the names of its columns to their headings, in their order. `layout` is
    that of the list in Markdown. `accept` has, by the key of a reference, the reason for each
    finding of an audit that is accepted. `export` holds the options that the command line does not
    give.
    """

    title: str = ""
    url: str = ""
    authors: tuple[Name, ...] = ()
    version: str = ""
    date: str = ""
    mailto: str = ""
    facets: tuple[Facet, ...] = ()
    venues: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    name_heading: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    accept: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: EMPTY)
    layout: ListLayout = DEFAULT_LAYOUT
    export: Options = DEFAULTS

    def facet(self, name: str) -> Facet:
        """The facet of this name; one without a vocabulary if the settings do not have it."""
        declared = (facet for facet in self.facets if facet.name == name)
        return next(declared, None) or Facet(name=name)


COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "title": "Title",
        "authors": "Authors",
        "year": "Year",
        "listed": "Listed",
        "venue": "Venue",
        "code": "Code",
        "doi": "DOI",
        "reference": "Reference",
    }
)
"""The built-in columns of the table: name to heading. `tables/column.py` fills them.

Each facet is a column, too.
"""

OLDER_COLUMNS: Mapping[str, str] = MappingProxyType({"model": "name"})
"""Older names of built-in columns, which settings and options may still use."""
