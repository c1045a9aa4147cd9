"""What a Crossref message says of other works: versions of this one, corrections, retractions."""

from eyebib.model.csl import iso_date
from eyebib.model.identifier import identify
from eyebib.sources.crossref.field import Message, date, mapping, mappings, text, verbatim

RELATIONS = frozenset(
    """
    has-manuscript has-preprint has-translation has-version is-identical-to is-manuscript-of
    is-original-form-of is-preprint-of is-replaced-by is-same-as is-translation-of
    is-variant-form-of is-version-of replaces
    """.split()
)
"""The relations between versions of one work; reviews, comments and data are others."""

_SCHEMES = frozenset(("doi", "arxiv"))
_UPDATES = (("to", "update-to"), ("by", "updated-by"))


def relations(message: Message) -> dict[str, list[str]]:
    """Relations between versions of the work to the others' identifiers (`doi:`, `arxiv:`).

    Sorted, each once, so that the order of an answer makes no difference; never to itself.
    """
    own = _identifiers({"id-type": "doi", "id": message.get("DOI")})
    stated = mapping(message.get("relation"))
    found = {
        relation: sorted(set(_identifiers(stated[relation])) - set(own))
        for relation in sorted(RELATIONS & set(stated))
    }
    return {relation: others for relation, others in found.items() if others}


def updates(message: Message) -> tuple[dict[str, str], ...]:
    """Corrections, retractions, new versions: `to` another work, or of this one `by` another.

    `type` is Crossref's (`retraction`, `correction`, `new_version`, ...), `source` `publisher` or
    `retraction-watch`, `date` ISO or empty. A notice has them too, and some works point at
    themselves: a work was retracted only if it says so `by` a DOI that is not its own.
    """
    return tuple(
        {
            "type": text(update.get("type")),
            "doi": verbatim(update.get("DOI")),
            "direction": direction,
            "source": text(update.get("source")) or "publisher",  # older messages do not say
            "date": iso_date(date(update.get("updated"))),
        }
        for direction, field in _UPDATES
        for update in mappings(message.get(field))
    )


def _identifiers(others: object) -> list[str]:
    """The DOIs and arXiv ids, in lower case: a DOI does not tell upper from lower."""
    found = []
    for other in mappings(others):
        scheme, name = verbatim(other.get("id-type")), verbatim(other.get("id"))
        try:
            identifier = identify(name if scheme == "uri" else f"{scheme}:{name}")
        except ValueError:
            continue
        if scheme in {*_SCHEMES, "uri"} and identifier.scheme in _SCHEMES:
            found.append(identifier.key)
    return found
