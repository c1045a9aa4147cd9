"""Text: what it means, how it is written in Markdown and TeX, and what TeX means."""
