"""Text: clean it, convert markup and formulas to plain text, write Markdown, read and write TeX."""
