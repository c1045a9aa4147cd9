r"""The words of a title, with the place of each letter.

A word is a run of letters and digits, whatever braces and accent commands it is written with:
`{RET}Found`, `Schr{\"o}dinger`. `&` is a word, too, since it is equal to `and`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from eyebib.text.fold import folded
from eyebib.text.tex_reader import plain_text

_ACCENT = (
    r"(?:\\[`'^\"~=.]\s*(?:\{\s*\\?[A-Za-z]\s*\}|\\[ij](?![A-Za-z])|[A-Za-z])"
    r"|\\[Hcdbkruvt](?:\s*\{\s*\\?[A-Za-z]{1,2}\s*\}|\s+[A-Za-z](?![A-Za-z]))"
    r"|\\(?:ss|ae|AE|oe|OE|o|O|l|L|aa|AA|i|j)(?:\{\}|(?![A-Za-z])\s*))"
)
_LETTER = r"(?P<letter>[^\W_][\u0300-\u036f]*)"
_LATEX = re.compile(
    rf"(?P<accent>\{{{_ACCENT}\}}|{_ACCENT})|(?P<formula>\$[^$]*\$)|(?P<sign>\\?&)"
    rf"|(?P<command>\\[A-Za-z]+\*?\s*|\\.)|(?P<brace>[{{}}])|{_LETTER}|(?P<other>.)",
    re.DOTALL,
)
_PLAIN = re.compile(rf"{_LETTER}|(?P<sign>&)|(?P<other>.)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as text, and where it is; a formula is one letter."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word, from its first letter to its last; braces around it are not a part of it."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """The word as plain text."""
        return "".join(letter.text for letter in self.letters)

    @property
    def key(self) -> str:
        """The form in which words are compared."""
        return "and" if self.text == "&" else folded(self.text)

    @property
    def start(self) -> int:
        """The offset of the first letter."""
        return self.letters[0].start

    @property
    def end(self) -> int:
        """The offset after the last letter."""
        return self.letters[-1].end


def of_latex(latex: str) -> list[Word]:
    """The words of a title in LaTeX."""
    return _words(_LATEX.finditer(latex))


def of_text(text: str) -> list[Word]:
    """The words of a title in plain text."""
    return _words(_PLAIN.finditer(text))


def _words(atoms: Iterable[re.Match[str]]) -> list[Word]:
    words: list[list[Letter]] = []
    is_open = False
    for atom in atoms:
        kind = atom.lastgroup
        if kind in ("letter", "accent", "formula", "sign"):
            is_part = kind in ("letter", "accent")
            if not (is_open and is_part):
                words.append([])
            words[-1].append(Letter(text=_text(atom), start=atom.start(), end=atom.end()))
            is_open = is_part
        elif kind != "brace":
            is_open = False
    return [word for letters in words if (word := Word(tuple(letters))).key]


def _text(atom: re.Match[str]) -> str:
    if atom.lastgroup == "letter":
        return atom[0]
    return "&" if atom.lastgroup == "sign" else plain_text(atom[0])[0]
