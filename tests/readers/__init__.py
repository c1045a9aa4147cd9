"""The programs that read what eyebib writes, as tests."""
