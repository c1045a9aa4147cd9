"""The forms of links, by the heading under which the documentation lists them.

To add a form, add a `Rule` to one of the modules.
"""

from eyebib.model.link_rules import databases, elsevier, general, preprints, publishers
from eyebib.model.link_rules.rule import SCHEMES, Rule, Scheme

__all__ = ["GROUPS", "RULES", "SCHEMES", "Rule", "Scheme"]

GROUPS: dict[str, tuple[Rule, ...]] = {
    "Preprints": (*preprints.ARXIV, *preprints.SERVERS),
    "Nature": publishers.NATURE,
    "ACL Anthology": publishers.ACL,
    "Other publishers": publishers.JOURNALS,
    "Links without an identifier": general.UNREGISTERED,
    "DOIs": general.DOIS,
    "Elsevier": elsevier.PIIS,
    "PubMed and PubMed Central": databases.NCBI,
}

RULES: tuple[Rule, ...] = tuple(rule for rules in GROUPS.values() for rule in rules)
"""All forms; the first that matches wins."""
