"""What to ask the sources, and which answers to believe."""
