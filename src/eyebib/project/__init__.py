"""The files of a list: entries, locks and settings."""
