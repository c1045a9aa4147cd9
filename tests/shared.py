"""Recorded answers, lists and files beside the checkout; tests that read them skip without them."""

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared/data"

RECORDED = SHARED / "crossref_works.jsonl"
"""958 real works of Crossref, one a line."""
