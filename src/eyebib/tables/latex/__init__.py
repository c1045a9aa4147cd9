"""The table in LaTeX."""
