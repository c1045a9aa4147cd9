"""Crossref: the client, and its messages as CSL items."""
