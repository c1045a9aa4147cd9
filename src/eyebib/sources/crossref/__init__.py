"""The Crossref client, and the conversion of Crossref messages to CSL items."""
