"""Keeps a Zotero library up to date with a list: compares, plans, writes, and proposes changes."""
