"""What the rows of a table are made from: works with the terms of their facets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import facets_of, in_order
from eyebib.model.facet import Facet, Term
from eyebib.model.settings import Settings
from eyebib.tables.table import UsedFacet
from eyebib.text.clean import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A work, its terms in every facet of the list, and the settings."""

    work: Work
    facets: Mapping[str, tuple[Term, ...]]
    settings: Settings


def subjects_of(bibliography: Bibliography) -> list[Subject]:
    """The works of a bibliography; a word outside its facet's vocabulary is a term of its own."""
    readers = {facet.name: cache(partial(_term, facet)) for facet in facets_of(bibliography)}
    return [
        Subject(work=work, facets=_terms(work, readers), settings=bibliography.settings)
        for work in bibliography.works
    ]


def _terms(work: Work, readers: Mapping[str, Callable[[str], Term]]) -> dict[str, tuple[Term, ...]]:
    stated = work.entry.facets
    return {
        name: tuple(dict.fromkeys(filter(_is_visible, map(read, stated.get(name, ())))))
        for name, read in readers.items()
    }


def _is_visible(term: Term) -> bool:
    return bool(term.term)


def _term(facet: Facet, word: str) -> Term:
    known = facet.value(word) or Term(term=word, name=word)
    return replace(known, term=clean(known.term), name=clean(known.name), synonyms=())


def used_facets(subjects: Sequence[Subject], settings: Settings) -> tuple[UsedFacet, ...]:
    """The facets that the subjects state, each with its terms in the order of the vocabulary."""
    names = subjects[0].facets if subjects else ()
    used = []
    for name in names:
        facet = settings.facet(name)
        terms = {term.term: term for subject in subjects for term in subject.facets[name]}
        if terms:
            ordered = tuple(terms[term] for term in in_order(facet, terms))
            used.append(UsedFacet(facet=facet, terms=ordered))
    return tuple(used)
