r"""Write plain text as the text of a .bib field or of a LaTeX table cell.

LaTeX prints each of these forms correctly, and most programs that read .bib files convert it back
(Zotero, Better BibTeX, pandoc, citation-js, biber, BibTeX's own styles).

- `& % # _ $ { }` get a backslash; an unpaired brace becomes a command, because BibTeX counts `\{`.
- `\ ~ ^` become `{\textbackslash}` and so on: the short `\~{}` is printed and read as an accent.
- `-- '' `` ,, !` ?`` are separated by `{}`, because TeX combines them into other characters.
- `< > |` become math: every program reads it, and the encoding OT1 prints a bare `<` as `¡`.
- Greek letters, relations, superscripts and subscripts become math: a formula for each sign, or one
  for a run with scripts. Greek
  letters without a TeX command, because they look Latin, become `$\mathrm{A}$`; a Greek word with
  such a letter, or with an accented one, is prose and is not changed, like Cyrillic and CJK.
- Characters that pdflatex prints as they are (most Latin, `° µ ± × → ² “ —`) are not changed.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import chain, groupby

from eyebib.text import nocase, title_case

_TEXT = {char: f"\\{char}" for char in "&%#_${}"}
_TEXT |= {char: f"{{}}{char}" for char in "-',`"}
_TEXT |= {"\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
_LONE_BRACE = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_BARE = {"<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}"}
_LIGATURES = r"(?<=-)-|(?<=')'|(?<=,),|(?<=[`!?])`"
_LIGATURE = re.compile(_LIGATURES)
_SPECIAL = re.compile(r"[&%#_${}\\~^]|" + _LIGATURES)
_PLAIN = re.compile(r"[\x1f !\"'-;=?-Z\[\]`-z]*")
_LINE_BREAK = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]")

_COMMANDS = """
    α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu
    ν nu ξ xi π pi ρ rho ς varsigma σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega ϑ vartheta
    ϕ phi ϖ varpi ϱ varrho ϵ epsilon Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon
    Φ Phi Ψ Psi Ω Omega ∆ Delta ∑ sum ∏ prod ∫ int √ surd ∂ partial ∇ nabla ∞ infty ∅ emptyset
    ≤ leq ≥ geq ≠ neq ≈ approx ∼ sim ≃ simeq ≅ cong ≡ equiv ∝ propto ≪ ll ≫ gg ≺ prec ≻ succ
    ∈ in ∋ ni ∉ notin ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ∪ cup ∩ cap ∖ setminus ∀ forall
    ∃ exists ∧ wedge ∨ vee ⊥ perp ⊤ top ∠ angle ∥ parallel ∣ mid ⋅ cdot ∘ circ ∙ bullet
    ⋆ star ⊕ oplus ⊗ otimes ⊙ odot ⋯ cdots ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↦ mapsto
    ↔ leftrightarrow ⌈ lceil ⌉ rceil ⌊ lfloor ⌋ rfloor ♯ sharp △ triangle ℓ ell ℏ hbar ℜ Re ℑ Im
""".split()
_MATH = {c: f"\\{word} " for c, word in zip(_COMMANDS[::2], _COMMANDS[1::2], strict=True)}
_MATH |= {c: f"\\mathrm{{{a}}}" for c, a in zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True)}
_MATH |= {"∗": "*", "<": "<", ">": ">", "|": "|", "−": "-", "′": "{}'{}", "″": "{}''{}"}
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
_SIGNS = {c: unicodedata.normalize("NFKC", c).replace("−", "-") for c in _RAISED + _LOWERED}
_SIGNS |= _MATH
_SCRIPTS = dict.fromkeys(_RAISED, "^") | dict.fromkeys(_LOWERED, "_")
SCRIPTS = {(_SCRIPTS[c], sign): c for c, sign in _SIGNS.items() if c in _SCRIPTS}
"""The character of each script, by its mark (`^` or `_`) and sign."""
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_RUN = re.compile(f"[{re.escape(''.join(_SIGNS))}{_GREEK}]+")
_UNNAMED = f"(?![{''.join(_COMMANDS[::2])}])[{_GREEK}]"
_GREEK_WORD = re.compile(f"[{_GREEK}]{_UNNAMED}|{_UNNAMED}[{_GREEK}]")

_LETTER_COMMANDS = "ss ae AE oe OE o O l L aa AA i j dj DJ dh DH th TH ng NG textquoteright".split()
_LETTERS = dict(zip("ßæÆœŒøØłŁåÅıȷđĐðÐþÞŋŊ’", _LETTER_COMMANDS, strict=True))
_BELOW = {"\u0323": "d", "\u0326": "textcommabelow", "\u0327": "c", "\u0328": "k", "\u0331": "b"}
_ABOVE = "\u0300\u0301\u0302\u0303\u0304\u0307\u0308\u0306\u030a\u030b\u030c"
_ACCENTS = dict(zip(_ABOVE, "`'^~=.\"urHv", strict=True)) | _BELOW
_WITH_MARKS = "[A-Za-z][\u0300-\u036f]+"
_ACCENTED = re.compile(f"{_WITH_MARKS}|’|[\u00c0-\u024f\u1e00-\u1eff][\u0300-\u036f]*")
_MARKED = re.compile(_WITH_MARKS)
_OPENED = re.compile(r"(?<=\\{)(?=\\)")

_UNSUPPORTED = re.compile(  # pdflatex of 2022 with utf8, T1, textcomp; all of Unicode was tried
    "[^ -~\xa0-ĥĨ-ķĹ-ľŁ-ňŊ-ťŨ-žƒǄ-ǔǢǣǦ-ǫǰǴǵȘ-țȲȳȷˆˇ˘˙˛-˝฿ḂḃḍḞ-ḡḥḰḱḷṃṅṇṛṣṭẎ-ẑẞỲỳ"
    "\u200c‐-‖‘-‚“-„†-•…‰‱‹-※‽⁄⁎⁒₡₤₦₩₫€₱℃№℗℞℠™\u2126℧℮←-↓〈〉␢␣◦◯♪⟨⟩〈〉ﬀ-ﬆ\ufeff]"
)


def escape(text: str, *, formulas: bool = True) -> str:
    """Plain text as LaTeX text; no character is lost, and a line break becomes a space.

    Without `formulas`, Greek letters, relations and scripts are not changed, for names in BibLaTeX.
    """
    if _PLAIN.fullmatch(text):
        return _LIGATURE.sub(r"{}\g<0>", text)
    lone = _lone_braces(text) if "{" in text or "}" in text else ()
    escaped = _SPECIAL.sub(lambda m: (_LONE_BRACE if m.start() in lone else _TEXT)[m[0]], text)
    escaped = _LINE_BREAK.sub(" ", escaped)
    if formulas:
        escaped = _RUN.sub(lambda m: _math(m[0]), escaped)
    else:
        escaped = re.sub("[<>|]", lambda m: _BARE[m[0]], escaped)
    return _OPENED.sub("{}", _MARKED.sub(lambda m: _accent(m[0]), escaped))


def unsupported(text: str, *, formulas: bool = True) -> set[str]:
    """Characters that `escape` does not change and pdflatex (utf8, T1, textcomp) cannot print."""
    is_plain = not _UNSUPPORTED.search(text)  # `escape` adds only ASCII characters
    return set() if is_plain else set(_UNSUPPORTED.findall(escape(text, formulas=formulas)))


def signs(text: str) -> set[str]:
    r"""The characters that `escape` writes as a formula with a TeX command, such as `$\leq$`."""
    runs = (run for run in _RUN.findall(text) if "$" in _math(run)) if not text.isascii() else ()
    return {char for run in runs for char in run if "\\" in _MATH.get(char, "")}


def _lone_braces(text: str) -> set[int]:
    """Positions of the unpaired braces."""
    opened, closing = list[int](), list[int]()
    for match in re.finditer(r"[{}]", text):
        if match[0] == "}" and opened:
            opened.pop()
        else:
            (opened if match[0] == "{" else closing).append(match.start())
    return {*opened, *closing}


@cache
def _math(run: str) -> str:
    r"""A run of signs as one formula, in braces if BibTeX would turn its `\Omega` into `\omega`."""
    if set(run) <= set("¹²³") or not set(run) <= _SIGNS.keys() or _GREEK_WORD.search(run):
        return run
    if not _SCRIPTS.keys() & set(run):  # Zotero reads only formulas of one sign
        formulas = (_formula(_SIGNS[char].strip()) for char in run)
        return "".join(formulas).replace("$$", "${}$")
    pieces: list[str] = []
    scripts = 0
    for kind, group in groupby(run, lambda char: _SCRIPTS.get(char, "")):
        scripts = scripts + 1 if kind else 0
        if scripts > 1 and scripts % 2:  # an empty base: TeX allows one script of each kind
            pieces.append("{}")
        signs = [_SIGNS[char] for char in group]
        is_bare = not kind or (kind == "_" and len(signs) == 1)
        pieces.append(kind + ("".join(signs) if is_bare else f"{{{''.join(signs)}}}"))
    return _formula(re.sub(r" (?![A-Za-z])", "", "".join(pieces)))


def _formula(body: str) -> str:
    body = body.removeprefix("{}").removesuffix("{}")
    return f"{{${body}$}}" if re.search("[A-Z]", body) else f"${body}$"


def accents(text: str) -> str:
    r"""Accented letters and `’` as classic BibTeX's special characters: `{\'E}`, `{\v S}`, `{\ss}`.

    BibTeX abbreviates names and makes labels byte by byte, but never splits a special character.
    Letters whose accents T1 lacks (Vietnamese hooks and horns) are not changed.
    """
    return text if text.isascii() else _ACCENTED.sub(lambda m: _accent(m[0]), text)


@cache
def _accent(letter: str) -> str:
    if letter in _LETTERS:
        return f"{{\\{_LETTERS[letter]}}}"
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    is_known = base.isascii() or base in _LETTERS
    if not (is_known and marks and set(marks) <= _ACCENTS.keys()):
        return letter
    text = base if base.isascii() else f"\\{_LETTERS[base]}"
    for mark in sorted(marks, key=_BELOW.__contains__):  # LaTeX prints `\d{\^e}`, not `\^{\d e}`
        command = _ACCENTS[mark]
        space = " " if command.isalpha() else ""
        text = f"\\{command}{space}{text}" if len(text) == 1 else f"\\{command}{{{text}}}"
    return f"{{{text}}}"


_UPPER = "".join(char for char in map(chr, range(0x2000)) if char.isupper())
_WORD = r"[\w\u0300-\u036f]"
_CASED = re.compile(
    rf"(?<!{_WORD})(?:{_WORD}+['’]?[{_UPPER}]{_WORD}*"  # a capital inside: OCT, RETFound, mRNA, 3D
    rf"|[{_UPPER}](?={_WORD}*[\d¹²³₀-₉_]){_WORD}*"  # a capital and a digit: T2, R², H_0
    rf"|[A-Z](?={_WORD}*[α-ω]){_WORD}*"  # a capital and a Greek letter: Aβ
    rf"|(?!A\s)[{_UPPER}](?!{_WORD}))"  # a single capital, but not the article A: X-ray, vitamin D
)
_EDGE = "\x1f"
_BRACED = rf"{_EDGE}\g<0>{_EDGE}"
_JOINED = re.compile(rf"{_EDGE}([-‐‑–/&+.]){_EDGE}")
_TRAILING = re.compile(rf"{_EDGE}(-\d(?:\w|\.\d)*|(?<=[^A-Z][A-Z]{_EDGE})['’-][A-Z][a-z]+)")


def title(text: str, *, protect: Collection[str] = (), language: str = "") -> str:
    r"""A title with braces around the words that lower case would spoil, and around no others.

    These are the names in `protect` and words with a capital other than their first letter. Parts
    joined by a hyphen share their braces (`{RET-CLIP}`, `{U-Net}`, `{GPT-4}`, but `{OCT}-Based`).
    In a title that is all capitals names look like words, so that only `protect` is used. The spans
    of `nocase` in the title become braces, too, and so do the proper nouns of a title in sentence
    case. A title in another language than English has braces around it all; see `title_case`.

    BibTeX treats a group that begins with a backslash as one letter and changes it to lower case:
    such a group, even one with an escaped brace, begins with `{}`.
    """
    text = text.replace(_EDGE, " ")
    if title_case.is_foreign(whole := nocase.without_spans(text), language):
        return braced(escape(whole))
    pieces = _marked(text, protect).split(_EDGE)  # outside, inside, outside...
    outside = escape(_EDGE.join(pieces[::2])).split(_EDGE)
    inside = [*(braced(escape(piece)) for piece in pieces[1::2]), ""]
    return "".join(chain.from_iterable(zip(outside, inside, strict=True)))


def _marked(text: str, protect: Collection[str]) -> str:
    """The title with an edge before and after each part that needs braces."""
    parts = nocase.parts(text)
    outside = "".join(parts[::2])
    is_capitals = outside.isupper() and len(re.findall("[A-Z]{4,}", outside)) > 1
    nouns = set() if is_capitals else {*title_case.proper_nouns("".join(parts))}
    parts[::2] = [_cased(part, protect, nouns, is_capitals=is_capitals) for part in parts[::2]]
    return _TRAILING.sub(rf"\1{_EDGE}", _JOINED.sub(r"\1", _EDGE.join(parts)))


def _cased(
    text: str, protect: Collection[str], nouns: Collection[str], *, is_capitals: bool
) -> str:
    """Text outside the protected parts, with an edge around each part that needs braces."""
    names = [n for n in protect if n and n in text and (is_capitals or not _CASED.fullmatch(n))]
    pieces = _words_marked(text, names).split(_EDGE)
    if not is_capitals:
        pieces[::2] = [_CASED.sub(_BRACED, piece) for piece in pieces[::2]]
        pieces = _EDGE.join(pieces).split(_EDGE)
        pieces[::2] = [_words_marked(piece, nouns) for piece in pieces[::2]]
    return _EDGE.join(pieces)


def _words_marked(text: str, words: Collection[str]) -> str:
    if not words:
        return text
    alternatives = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"(?<!{_WORD})(?:{alternatives})(?!{_WORD})", _BRACED, text)


def braced(text: str) -> str:
    """The text in braces; one that begins with a backslash begins with `{}`, see `title`."""
    return f"{{{{}}{text}}}" if text.startswith("\\") else f"{{{text}}}"


_PAGE = r"\s*+((?=[\w.:]*\d)[\w.:]++|[ivxlcdm]++)\s*+"


def pages(text: str) -> str:
    """A page range with the two hyphens of BibTeX; lists and article numbers are only escaped."""
    match = re.fullmatch(f"{_PAGE}[-‐‑‒–—−]+{_PAGE}", text)
    return "--".join(map(escape, match.groups())) if match else escape(text)
