"""Rules about the values of facets, and about their names."""

from collections.abc import Iterator

from eyebib.model.bibliography import Work
from eyebib.model.classification import facet_keys
from eyebib.model.facet import Facet
from eyebib.model.problem import KEY, Keys, Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import error, warning
from eyebib.text.suggestion import suggestion


def unknown_value(work: Work, settings: Settings) -> Iterator[Problem]:
    """A word that is not in its facet's vocabulary in `eyebib.toml`, if there is a vocabulary."""
    for name, words in work.entry.facets.items():
        facet = settings.facet(name)
        keys = facet_keys(work.entry, name)
        for index, word in enumerate(words):
            if facet.values and facet.value(word) is None:
                known = (each for value in facet.values for each in value.words)
                advice = f"; add it to `[{_table(facet, keys)}]` in eyebib.toml"
                message = f"unknown {facet.tag} `{word}`{suggestion(word, known) or advice}"
                yield error(work, message, "facet", *keys, index)


def _table(facet: Facet, keys: Keys) -> str:
    """The table of `eyebib.toml` with the vocabulary; the short form if the entry uses that."""
    return facet.name if keys == (facet.name,) else f"facets.{facet.name}.values"


def several_values(work: Work, settings: Settings) -> Iterator[Problem]:
    """Several values of a facet of which a paper has one."""
    for name, words in work.entry.facets.items():
        facet = settings.facet(name)
        terms = facet.terms(words)
        if not facet.many and len(terms) > 1:
            message = f"`{name}` has one value in this list, not {len(terms)}; keep one of them"
            yield error(work, message, "facet", *facet_keys(work.entry, name))


def similar_facet(work: Work, settings: Settings) -> Iterator[Problem]:
    """A facet that is named almost like one of `eyebib.toml`; others need not be declared."""
    declared = [facet.name for facet in settings.facets]
    for name in work.entry.facets:
        if name not in declared and (hint := suggestion(name, declared)):
            keys = facet_keys(work.entry, name)
            yield warning(work, f"undeclared facet `{name}`{hint}", "facet", *keys, KEY)
