"""The table as LaTeX."""
