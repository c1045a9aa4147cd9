"""The table as one page of HTML."""
