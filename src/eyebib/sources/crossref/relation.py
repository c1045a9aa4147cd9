"""Relations of a work to its versions, and its corrections and retractions, at Crossref."""

from eyebib.model.csl import iso_date
from eyebib.model.identifier import identify
from eyebib.sources.field import Message, date, mapping, mappings, text, verbatim

RELATIONS = frozenset(
    """
    has-manuscript has-preprint has-translation has-version is-identical-to is-manuscript-of
    is-original-form-of is-preprint-of is-replaced-by is-same-as is-translation-of
    is-variant-form-of is-version-of replaces
    """.split()
)
"""The relations between versions of one work; reviews, comments and data are excluded."""

_SCHEMES = frozenset(("doi", "arxiv"))
_UPDATES = (("to", "update-to"), ("by", "updated-by"))


def relations(message: Message) -> dict[str, list[str]]:
    """The identifiers (`doi:`, `arxiv:`) of other versions of the work, by relation.

    They are sorted and distinct, so that the order of an answer does not matter, and never the work
    itself.
    """
    own = _identifiers({"id-type": "doi", "id": message.get("DOI")})
    works = mapping(message.get("relation"))
    versions = {
        relation: sorted(set(_identifiers(works[relation])) - set(own))
        for relation in sorted(RELATIONS & set(works))
    }
    return {relation: others for relation, others in versions.items() if others}


def updates(message: Message) -> tuple[dict[str, str], ...]:
    """Corrections, retractions and new versions: `to` another work, or of this work `by` another.

    `type` is that of Crossref (`retraction`, `correction`, `new_version`, ...), `source` is
    `publisher` or `retraction-watch`, `date` is an ISO date or empty. A retraction notice also has
    updates, and some works refer to themselves, so a work is retracted only if an update has the
    direction `by` and a DOI other than its own.
    """
    return tuple(
        {
            "type": text(update.get("type")),
            "doi": verbatim(update.get("DOI")),
            "direction": direction,
            "source": text(update.get("source")) or "publisher",  # missing in older messages
            "date": iso_date(date(update.get("updated"))),
        }
        for direction, field in _UPDATES
        for update in mappings(message.get(field))
    )


def _identifiers(others: object) -> list[str]:
    """The DOIs and arXiv ids, in lower case, because DOIs are case-insensitive."""
    keys = []
    for other in mappings(others):
        scheme, name = verbatim(other.get("id-type")), verbatim(other.get("id"))
        try:
            identifier = identify(name if scheme == "uri" else f"{scheme}:{name}")
        except ValueError:
            continue
        if scheme in {*_SCHEMES, "uri"} and identifier.scheme in _SCHEMES:
            keys.append(identifier.key)
    return keys
