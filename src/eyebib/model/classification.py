"""How the papers of a list are sorted by its facets."""

import re
from collections.abc import Iterable, Mapping

from eyebib.model.bibliography import Bibliography, Entry
from eyebib.model.facet import Facet
from eyebib.model.problem import Keys
from eyebib.model.settings import Settings
from eyebib.text.clean import clean


def facets_of(bibliography: Bibliography) -> tuple[Facet, ...]:
    """The facets of the settings in their order, then those that only entries have."""
    settings = bibliography.settings
    used = (name for work in bibliography.works for name in work.entry.facets)
    names = dict.fromkeys([*(facet.name for facet in settings.facets), *used])
    return tuple(map(settings.facet, names))


def terms_of(entry: Entry, settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """The facets that an entry states, in the order of `facets_of`, each with its terms."""
    declared = (facet.name for facet in settings.facets if facet.name in entry.facets)
    return {
        name: settings.facet(name).terms(entry.facets[name])
        for name in dict.fromkeys([*declared, *entry.facets])
    }


def facet_keys(entry: Entry, name: str) -> Keys:
    """The keys of a facet's values; those of the short form if the entry uses that."""
    keys = ("facets", name)
    return keys if keys in entry.marks else (name,)


def in_order(facet: Facet, terms: Iterable[str]) -> list[str]:
    """The terms in the order of the facet's vocabulary; others follow in alphabetical order.

    Numbers in them are in the order of their values.
    """
    places = {clean(value.term): place for place, value in enumerate(facet.values)}
    return sorted(terms, key=lambda term: (places.get(term, len(places)), _natural(term), term))


def _natural(text: str) -> list[tuple[int, str]]:
    parts = re.findall(r"([0-9]{1,18})|([^0-9]+|[0-9]+)", text.casefold())
    return [(int(number) if number else -1, other) for number, other in parts]
