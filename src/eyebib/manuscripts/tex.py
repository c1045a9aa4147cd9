r"""LaTeX: the citing commands of natbib, biblatex, apacite and REVTeX, and others named like them.

Nothing is executed. A key that a macro computes, or that a command with another name cites, is only
in the .aux or .bcf file that LaTeX writes.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eyebib.manuscripts.part import Citation, Inclusion, Part, without_controls
from eyebib.manuscripts.tex_argument import Source, Span, after_space, arguments, source
from eyebib.manuscripts.tex_live import live
from eyebib.model.problem import Lines, Location, Problem, warning

SUFFIXES: tuple[str, ...] = (".tex", ".ltx")

_CITING = re.compile(
    r"[A-Za-z]*?(?P<volume>[vV]ol)?[cC]ite(?:t|p|alt|alp|author|fullauthor|year|yearpar|title|date"
    r"|url|num|n|A|NP|authorNP|yearNP|talias|palias|text|field|list|name|online)?(?P<many>s)?"
)
r"""The names of citing commands, without a star: `\cite`, `\Parencite`, `\citeyearpar`, `\mycitep`.

The key of `\volcite` is in its second argument; a plural (`\textcites`) takes any number of keys.
"""

_NOT_CITING = re.compile(
    r"At[A-Z].*|if.*|(?:re)?newcites|citetext|mancite|bstctlcite|astroncite|bibcite"
)
"""Hooks, tests and texts that are named like citing commands."""

_OF_SETS = re.compile(r"[mM](?:foot|paren|text|super|auto)?cite(?:text)?")
r"""Commands that define entry sets: `\mcite{set,*a,*b}` cites a and b."""

_COMMAND = re.compile(r"\\(?:(?P<name>[A-Za-z]+)\*?|.)", re.DOTALL)
_KEY = re.compile(r"[^\s,][^,]*")
_COMPUTED = re.compile(r"[\\{}$#]")
"""What no key has, so that a macro or the parameter of a definition is in its place."""

_INCLUDING = {
    "input": 1,
    "include": 1,
    "subfile": 1,
    "subfileinclude": 1,
    "import": 2,
    "subimport": 2,
}
"""The commands that include a file, with the number of arguments that make its path."""

_BARE = re.compile(r"[^\s{}\\]+")
r"""The name after TeX's own form of `\input`."""


_LONGEST = 300
"""Characters of the name of a file, or of a list of keys with a brace, that are looked at."""


def read(text: str, path: Path) -> Part:
    """The citations of a file, and the files that it includes."""
    text = live(text)
    tex, lines = source(text), Lines(path, text)
    citations: list[Citation] = []
    inclusions: list[Inclusion] = []
    problems: list[Problem] = []
    for command in _COMMAND.finditer(text):
        name, end = command["name"] or "", command.end()
        if name in _INCLUDING:
            inclusions += _inclusions(tex, name, end, lines)
        elif (form := _CITING.fullmatch(name)) and not _NOT_CITING.fullmatch(name):
            for offset, key in _keys(tex, form, end):
                where = lines.location(offset)
                if not _COMPUTED.search(key):
                    citations.append(Citation(key=key, where=where))
                elif "#" not in key:
                    problems.append(_computed(key, where))
    return Part(
        citations=without_controls(citations),
        inclusions=tuple(inclusions),
        problems=tuple(problems),
    )


def _computed(key: str, where: Location) -> Problem:
    message = f"`{key[:60]}` is computed by LaTeX; read the .aux or .bcf file instead"
    return warning(where, message, "unread-citation")


def _keys(tex: Source, form: re.Match[str], at: int) -> Iterator[tuple[int, str]]:
    """The keys, with their offsets, in the arguments of a citing command that ends at `at`."""
    for span in _key_lists(tex, form, at):
        keys = list(_split(tex.text, span))
        for (offset, key), (_, after) in zip(keys, [*keys[1:], (0, "")], strict=False):
            is_member, is_next = key.startswith("*") and key != "*", after.startswith("*")
            if is_member or not is_next or not _OF_SETS.fullmatch(form[0]):
                yield offset, key[is_member:]


def _key_lists(tex: Source, form: re.Match[str], at: int) -> Iterator[Span]:
    step = 2 if form["volume"] else 1
    return islice(arguments(tex, at), step - 1, None if form["many"] else step, step)


def _split(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The keys of a list with their offsets; a list with a brace in it is one."""
    if text.find("{", *span) >= 0:
        yield span[0], text[span[0] : min(span[1], span[0] + _LONGEST)]
        return
    for key in _KEY.finditer(text, *span):
        yield key.start(), " ".join(key[0].split())


def _inclusions(tex: Source, name: str, at: int, lines: Lines) -> Iterator[Inclusion]:
    """The file that an including command which ends at `at` names, if any."""
    spans = list(islice(arguments(tex, at), _INCLUDING[name]))
    parts = [tex.text[start : min(end, start + _LONGEST)] for start, end in spans]
    parts = [part.strip().strip('"') for part in parts]
    start = spans[0][0] if spans else after_space(tex.text, at)
    if name == "input" and not spans and (bare := _BARE.match(tex.text, start)):
        parts = [bare[0]]
    file = "/".join(part.rstrip("/") for part in parts)
    if file and "#" not in file:
        names = (file,) if file.endswith(".tex") else (f"{file}.tex", file)
        yield Inclusion(names=names, where=lines.location(start), base="main")
