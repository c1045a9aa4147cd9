"""The publisher in a Crossref message: a preprint server, a university, or a publisher."""

from collections.abc import Mapping

from eyebib.sources.field import Message, fact, mappings, text, verbatim

SERVERS: Mapping[str, str] = {
    "10.1590/scielopreprints": "SciELO Preprints",
    "10.12688/verixiv.": "VeriXiv",
    "10.14293/pr2199.": "ScienceOpen Preprints",
    "10.2139/ssrn.": "SSRN",
    "10.2196/preprints.": "JMIR Preprints",
    "10.20944/preprints": "Preprints.org",
    "10.21203/rs.": "Research Square",
    "10.22541/au.": "Authorea",
    "10.22541/essoar.": "ESS Open Archive",
    "10.26434/chemrxiv": "ChemRxiv",
    "10.31222/": "MetaArXiv",
    "10.31223/": "EarthArXiv",
    "10.31224/": "engrXiv",
    "10.31234/": "PsyArXiv",
    "10.31235/": "SocArXiv",
    "10.31236/": "SportRxiv",
    "10.31730/": "AfricArXiv",
    "10.32388/": "Qeios",
    "10.32942/": "EcoEvoRxiv",
    "10.33774/coe-": "Cambridge Open Engage",
    "10.35542/": "EdArXiv",
    "10.36227/techrxiv.": "TechRxiv",
    "10.3897/arphapreprints.": "ARPHA Preprints",
    "10.5194/egusphere-": "EGUsphere",
    "10.7287/peerj.preprints.": "PeerJ Preprints",
}
"""Preprint servers by the beginning of their DOIs, in lower case. Crossref has the name of the
company that runs them, and for some no other; bioRxiv and medRxiv share a prefix and are named in
`institution`."""
_SERVER_NAMES = ("rxiv", "ssrn", "open science framework")


def publisher(message: Message) -> str:
    """The server for posted content, the university for a thesis, else the publisher."""
    institution = next(iter(institutions(message)), "")
    own = text(message.get("publisher"))
    if message.get("type") == "dissertation":
        return institution or own
    if message.get("type") == "posted-content":
        return _server(message) or institution or _group(message) or own
    return own


def _server(message: Message) -> str:
    doi = verbatim(message.get("DOI")).lower()
    return next((name for start, name in SERVERS.items() if doi.startswith(start)), "")


def _group(message: Message) -> str:
    """The group if it is a server, because it can also be a subject."""
    group = text(message.get("group-title"))
    return group if group.casefold().endswith(_SERVER_NAMES) else ""


def institutions(message: Message) -> list[str]:
    """The names of servers, universities, laboratories and agencies."""
    everyone = mappings(message.get("institution"))
    return [name for each in everyone if (name := fact(each.get("name")))]


def other_institutions(message: Message) -> list[str]:
    """The institutions other than the publisher, under whatever form of its name."""
    own = {publisher(message).casefold(), text(message.get("publisher")).casefold()}
    return [name for name in institutions(message) if name.casefold() not in own]


def place(message: Message) -> str:
    """The place of the publisher, or that of the institution that is the publisher."""
    places = (fact(each.get("place")) for each in mappings(message.get("institution")))
    is_institution = publisher(message) in institutions(message)[:1]
    return fact(message.get("publisher-location")) or (next(places, "") if is_institution else "")
