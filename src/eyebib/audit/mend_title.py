"""Correct a title word by word, so that what is right is kept as it is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from eyebib.audit.edit import Edit, Spelling, applied
from eyebib.audit.title_words import Word, of_latex, of_text
from eyebib.text.tex_reader import plain_text

_MOST = 400
"""Words of titles that are compared; a longer title is replaced as a whole."""

_CHANGED = 0.5
"""The part of the words up to which words are changed; beyond that, the whole title is."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def title(latex: str, new: str, spelling: Spelling, *, is_protected: bool = False) -> str:
    """A title in LaTeX with the words of another one, which is plain text.

    Braces, commands, punctuation and the case of words that are the same stay. `is_protected`: the
    whole title is in braces, so that new words need none.
    """
    pair = _Pair(
        latex=latex,
        text=" ".join(new.split()),
        spelling=spelling,
        is_protected=is_protected,
        old=of_latex(latex),
        new=of_text(" ".join(new.split())),
    )
    if pair.is_alike:
        mended = applied(latex, pair.edits())
        if _letters(of_text(plain_text(mended)[0])) == _letters(pair.new):
            return mended
    return pair.written(pair.text)


def _letters(words: Sequence[Word]) -> str:
    return "".join(word.key for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A title in LaTeX and the text that it is to say, with the words of both."""

    latex: str
    text: str
    spelling: Spelling
    is_protected: bool
    old: Sequence[Word]
    new: Sequence[Word]

    def written(self, text: str) -> str:
        """New words as LaTeX; spaces at both ends are kept."""
        write = self.spelling.latex if self.is_protected else self.spelling.title
        before = " " if text[:1].isspace() else ""
        return f"{before}{write(text.strip())}{' ' if text[-1:].isspace() else ''}"

    @property
    def is_alike(self) -> bool:
        """Whether most words are the same, so that the title can be corrected word by word."""
        longest = max(len(self.old), len(self.new))
        if not self.old or not self.new or longest > _MOST:
            return False
        changed = sum(max(i_end - i, j_end - j) for i, i_end, j, j_end in self._blocks())
        return changed <= _CHANGED * longest

    def _blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """The words, first and end in both titles, that have other letters, however parted."""
        keys = [word.key for word in self.old], [word.key for word in self.new]
        for _, *block in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            i, i_end, j, j_end = block
            if _letters(self.old[i:i_end]) != _letters(self.new[j:j_end]):
                yield i, i_end, j, j_end

    def edits(self) -> Iterator[Edit]:
        """What is to be changed."""
        for i, i_end, j, j_end in self._blocks():
            common = min(i_end - i, j_end - j)
            for number in range(common):
                yield from self._replaced(self.old[i + number], self.new[j + number])
            if j + common < j_end:
                yield self._inserted(i + common, j + common, j_end)
            elif i + common < i_end:
                yield self._deleted(i + common, i_end, j + common)

    def _replaced(self, old: Word, new: Word) -> Iterator[Edit]:
        """The letters that differ, between those that both words begin and end with."""
        letters = [letter.text.casefold() for letter in old.letters]
        others = [letter.text.casefold() for letter in new.letters]
        first = _common(letters, others)
        last = _common(letters[first:][::-1], others[first:][::-1])
        middle = "".join(letter.text for letter in new.letters[first : len(others) - last])
        gone = old.letters[first : len(letters) - last]
        start = gone[0].start if gone else old.letters[first - 1].end if first else old.start
        end = gone[-1].end if gone else start
        braces = _unpaired(self.latex[start:end])
        yield Edit(start=start, end=end, new=self.spelling.latex(middle) + braces)

    def _inserted(self, at: int, start: int, end: int) -> Edit:
        """New words in front of the old word `at`, beside the punctuation that they have."""
        before = self._between(self.new, self.text, start)
        after = self._between(self.new, self.text, end)
        own = self._between(self.old, self.latex, at)
        is_after = at == len(self.old) or (at > 0 and (own == after or own != before))
        if is_after:
            place = _after_braces(self.latex, self.old[at - 1].end)
            words = self.text[self.new[start - 1].end : self.new[end - 1].end]
        else:
            place = _before_braces(self.latex, self.old[at].start)
            words = self.text[self.new[start].start : self.new[end].start]
        return Edit(start=place, end=place, new=self.written(words))

    def _deleted(self, start: int, end: int, at: int) -> Edit:
        """Old words, with the spaces and the punctuation that the new title does not have."""
        wanted = self._between(self.new, self.text, at)
        parts = [*self._with_next(start, end), *self._with_previous(start, end)]
        if start and self._between(self.old, self.latex, start) != wanted:
            parts = [*self._with_previous(start, end), *parts]
        whole = (part for part in parts if not _unpaired(self.latex[slice(*part)]))
        first, last = next(whole, parts[0])
        return Edit(start=first, end=last, new=_unpaired(self.latex[first:last]))

    def _with_next(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Old words up to the next one, with and without the braces in front of both."""
        if end < len(self.old):
            first, last = self.old[start].start, self.old[end].start
            yield _before_braces(self.latex, first), _before_braces(self.latex, last)
            yield first, last

    def _with_previous(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Old words from the end of the previous one, with and without the braces after both."""
        if start:
            first, last = self.old[start - 1].end, self.old[end - 1].end
            yield _after_braces(self.latex, first), _after_braces(self.latex, last)
            yield first, last

    @staticmethod
    def _between(words: Sequence[Word], text: str, at: int) -> str:
        """What parts the word `at` from the one before it, without spaces and braces."""
        if not 0 < at < len(words):
            return ""
        return re.sub(r"[\s{}]", "", text[words[at - 1].end : words[at].start])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of letters that both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _before_braces(latex: str, at: int) -> int:
    while at and latex[at - 1] == "{":
        at -= 1
    return at


def _after_braces(latex: str, at: int) -> int:
    while latex[at : at + 1] == "}":
        at += 1
    return at


def _unpaired(latex: str) -> str:
    """The braces of a part that are not closed or not opened in it."""
    closing, opening = "", ""
    for brace in _BRACE.findall(latex):
        if brace == "{":
            opening += brace
        elif brace == "}" and opening:
            opening = opening[:-1]
        elif brace == "}":
            closing += brace
    return closing + opening
