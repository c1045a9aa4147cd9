"""What a user may have meant by an unknown word."""

import difflib
from collections.abc import Iterable


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """`; did you mean ...?` if a candidate is similar, else empty."""
    folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = difflib.get_close_matches(word[:100].casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean `{folded[matches[0]]}`?" if matches else ""
