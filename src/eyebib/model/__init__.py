"""The data model: entries, records, works, and the vocabulary they use."""
