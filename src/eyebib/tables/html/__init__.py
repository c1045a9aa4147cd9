"""The table as an HTML page."""
