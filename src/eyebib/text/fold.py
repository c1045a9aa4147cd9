"""Fold letters for comparison and for keys: no case, no accents, no ligatures."""

import re
import unicodedata

from eyebib.text.markup import plain


def slug(text: str) -> str:
    """A name as `[a-z0-9][a-z0-9-]*`: `RET-CLIP` becomes `ret-clip`; empty if nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(plain(text))))


_ACCENTS = re.compile("[\u0300-\u036f'’‘ʼ´`]+")

_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """The text without case, accents, apostrophes and Latin ligatures (NFKD, then NFC)."""
    text = unicodedata.normalize("NFKD", re.sub("[™®©]", "", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text).translate(_LATIN))
