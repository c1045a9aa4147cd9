"""A list on disk: entries, locks and settings as files."""
