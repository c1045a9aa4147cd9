"""Compares the references of a .bib file with what the sources say about them."""
