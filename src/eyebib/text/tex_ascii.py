r"""Write the text of a .bib field in ASCII, with TeX commands for all other characters.

The commands are those of the LaTeX encodings T1 and TS1 (`t1enc.dfu`, `ts1enc.dfu`), which LaTeX
has had built in since 2020; accents are those of `tex`. Dashes and quotation marks become TeX
ligatures (`--`, a pair of backquotes), or commands where two of them would run together.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from eyebib.text import tex

_WORDS = """
    ¡ textexclamdown ¢ textcent £ textsterling ¤ textcurrency ¥ textyen ¦ textbrokenbar
    § textsection ¨ textasciidieresis © textcopyright ª textordfeminine « guillemotleft ¬ textlnot
    ® textregistered ¯ textasciimacron ° textdegree ± textpm ² texttwosuperior
    ³ textthreesuperior ´ textasciiacute µ textmu ¶ textparagraph · textperiodcentered
    ¹ textonesuperior º textordmasculine » guillemotright ¼ textonequarter ½ textonehalf
    ¾ textthreequarters ¿ textquestiondown × texttimes ÷ textdiv Ĳ IJ ĳ ij ƒ textflorin
    ˇ textasciicaron ˘ textasciibreve ˝ textacutedbl ฿ textbaht ẞ SS ‖ textbardbl
    ‚ quotesinglbase „ quotedblbase † textdagger ‡ textdaggerdbl • textbullet … textellipsis
    ‰ textperthousand ‱ textpertenthousand ‹ guilsinglleft › guilsinglright
    ※ textreferencemark ‽ textinterrobang ⁄ textfractionsolidus ⁎ textasteriskcentered
    ⁒ textdiscount ₡ textcolonmonetary ₤ textlira ₦ textnaira ₩ textwon ₫ textdong € texteuro
    ₱ textpeso ℃ textcelsius № textnumero ℗ textcircledP ℞ textrecipe ℠ textservicemark
    ™ texttrademark ℧ textmho ℮ textestimated ← textleftarrow ↑ textuparrow → textrightarrow
    ↓ textdownarrow ␢ textblank ␣ textvisiblespace ◦ textopenbullet ◯ textbigcircle
    ♪ textmusicalnote ⟨ textlangle ⟩ textrangle 〈 textlangle 〉 textrangle
    ‒ textendash – textendash — textemdash ― textemdash
    ‘ textquoteleft ’ textquoteright “ textquotedblleft ” textquotedblright
""".split()
_COMMANDS = {c: f"{{\\{w}}}" for c, w in zip(_WORDS[::2], _WORDS[1::2], strict=True)}
_COMMANDS |= {"ˆ": r"{\^{}}", "˜": r"{\~{}}", "˙": r"{\.{}}", "˛": r"{\k{}}", "¸": r"{\c{}}"}
_COMMANDS |= {"\xa0": "~", "\xad": r"{\-}", "\u200c": r"{\textcompwordmark}"}
_COMMANDS |= {"‐": "{-}", "‑": r"\mbox{-}"}
_COMMANDS |= {c: tex.accents(unicodedata.normalize("NFKC", c)) for c in "ǄǅǆǇǈǉǊǋǌﬀﬁﬂﬃﬄﬅﬆ"}

_LIGATURES = {"‐": "-", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''"}
_SINGLE = re.compile("(?<![-‐-―])[‐–—](?![-‐-―])|(?<![`‘“])[‘“](?![`‘“])|(?<!['’”])[’”](?!['’”])")
_OTHER = re.compile("[^\\x00-\\x7f]")


def commands(latex: str) -> str:
    """LaTeX text from `tex` in ASCII; characters without a TeX command are not changed."""
    if latex.isascii():
        return latex
    text = _SINGLE.sub(lambda sign: _LIGATURES[sign[0]], latex)
    return tex.accents(_OTHER.sub(lambda sign: _COMMANDS.get(sign[0], sign[0]), text))


def named(characters: Iterable[str]) -> str:
    """The names of all characters outside ASCII, each once: `李 (CJK UNIFIED IDEOGRAPH-674E)`."""
    return ", ".join(map(_named, sorted(set(_OTHER.findall("".join(characters))))))


@cache
def _named(character: str) -> str:
    shown = character if character.isprintable() else ""
    return f"{shown} ({unicodedata.name(character, f'U+{ord(character):04X}')})".strip()
