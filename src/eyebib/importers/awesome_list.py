"""Awesome lists: Markdown files with the title of each paper in bold, below a year heading.

An entry is a line `**Title (Name)**`, links, `_Modalities:_ CFP, OCT`, and a folded abstract.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import ftfy

from eyebib.model import citekey as citekeys
from eyebib.model.bibliography import NO_CODE, Entry
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import Location, Problem, warning
from eyebib.text.clean import clean
from eyebib.text.markup import plain

SUFFIXES: tuple[str, ...] = (".md",)
_DROPPED = "; the entry was not imported"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOLDED = re.compile(r"<details\b(?:(?!<details\b).)*?</details>", re.DOTALL | re.IGNORECASE)
_DETAILS = re.compile(r"</?details\b[^<>]*+>", re.IGNORECASE)
_SUMMARY = re.compile(r"(?is)<summary\b[^<>]*+>((?:(?!<summary\b).)*?)</summary>")
_HEADING = re.compile(r" {0,3}(#{1,6})\s(.*)")
_YEAR = re.compile(r"[12]\d{3}")
_TITLE = re.compile(r"\s*(?:[-*+]\s+)?(\*\*|__)(?P<bold>.+?)\1(?P<rest>\s*\([^()]*\))?\s*")
_PART = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})|(?i:part|vol(?:ume|\.)|version|chapter)\b.*")
"""Text in parentheses at the end of a title that is not a short name: `(II)`, `(Part 2)`."""

_LINK = re.compile(
    r"\[(?P<label>[^\[\]]*)\]\(\s*<?(?P<url>(?:[^\s()<>]|\([^\s()]*\))*+)>?(?:\s[^()]*+)?\)"
)
_MODALITIES = re.compile(
    r"\s*(?:[-*+]\s+)?[*_]*modalit(?:y|ies)[*_\s]*:[*_\s]*(?P<words>.*)", re.IGNORECASE
)
_NOT_PUBLIC = re.compile(
    r"(?:code )?(?:is )?not (?:yet )?(?:publicly )?(?:available|public|released)"
)

_LABELS = {"paper": "paper", "article": "paper", "code": "code", "github": "code"}
"""The text of a link, and the kind of link."""

_Line = tuple[Location, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """The lines from one bold title or heading to the next; `year` comes from a heading above."""

    year: int | None
    lines: list[_Line] = field(default_factory=list)
    folded: list[_Line] = field(default_factory=list)

    @property
    def title(self) -> re.Match[str] | None:
        """The bold line at the start of the chunk."""
        return _TITLE.fullmatch(self.lines[0][1]) if self.lines else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    where: Location
    kind: str
    url: str


def read(
    text: str,
    path: Path,
    *,
    as_is: bool = False,  # noqa: ARG001 - a list has no citekeys
) -> tuple[list[Entry], list[Problem]]:
    """The entries of a list, in file order, and its problems.

    Below a year heading, every line must belong to an entry. Elsewhere, a bold line starts an entry
    only if a paper link follows, and other lines are prose.
    """
    return read_sound(ftfy.fix_encoding(text), path)


def read_sound(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The same as `read`, for a text that needs no character repair."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for chunk in _chunks(text, path):
        links = list(_links(chunk))
        has_paper = any(link.kind == "paper" for link in links)
        if chunk.title and (chunk.year or has_paper):
            problems += _unread(chunk, links)
            entry = _entry(chunk, links, entries, problems)
            if entry:
                entries[entry.citekey] = entry
        elif chunk.year:
            problems += _unread(chunk, links)
    if not entries and not problems:
        message = "no entries found; expected `### 2025`, `**Title (Name)**`, `[Paper](url)`"
        problems.append(Problem(location=Location(path=path), message=message, rule="no-entry"))
    return list(entries.values()), problems


def _chunks(text: str, path: Path) -> Iterator[_Chunk]:
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    folded = _folded_lines(text)
    year, level = None, 0
    chunk = _Chunk(year=None)
    for number, line in enumerate(text.split("\n"), 1):
        if number in folded:
            chunk.folded.append((Location(path=path, line=number), line))
            continue
        heading = _HEADING.fullmatch(line)
        if heading or _TITLE.fullmatch(line):
            yield chunk
            if heading and _YEAR.fullmatch(words := re.sub(r"\W", "", heading[2])):
                year, level = int(words), len(heading[1])
            elif heading and len(heading[1]) <= level:
                year = None
            chunk = _Chunk(year=year)
        if not heading:
            chunk.lines.append((Location(path=path, line=number), line))
    yield chunk


def _folded_lines(text: str) -> set[int]:
    """Numbers of the lines in closed `<details>` blocks, where a bold line is not a title."""
    numbers, line, at = set[int](), 1, 0
    for folded in _FOLDED.finditer(text):
        line += text.count("\n", at, folded.start())
        at = folded.start()
        numbers.update(range(line, line + folded[0].count("\n") + 1))
    return numbers


def _links(chunk: _Chunk) -> Iterator[_Link]:
    for where, line in chunk.lines:
        for link in _LINK.finditer(line):
            label = " ".join(re.findall(r"[a-z]+", link["label"].casefold()))
            yield _Link(where=where, kind=_LABELS.get(label, link["label"]), url=clean(link["url"]))


def _entry(
    chunk: _Chunk, links: list[_Link], taken: Container[str], problems: list[Problem]
) -> Entry | None:
    where, line = chunk.lines[0]
    title, name = _title_and_name(line)
    paper = _paper(where, title, links, problems)
    if paper is None:
        return None
    citekey = citekeys.make(name, title)
    unused = citekeys.unused(citekey, taken)
    if unused != citekey:
        message = f"duplicate citekey `{citekey}`; this entry was renamed to `{unused}`"
        problems.append(warning(where, message, "citekey"))
    if chunk.year is None:
        problems.append(warning(where, "no year heading; the entry has no year", "no-year"))
    identifier, link = paper
    return Entry(
        citekey=unused,
        title=title,
        name=name,
        paper=identifier,
        link=link,
        code=_code(chunk, links, problems),
        listed=chunk.year,
        modalities=_modalities(chunk),
        abstract=_abstract(chunk, problems),
    )


def _title_and_name(line: str) -> tuple[str, str]:
    bold = _TITLE.fullmatch(line)
    raw = f"{bold['bold']}{bold['rest'] or ''}" if bold else line
    text = plain(raw) or clean(unescape(re.sub(r"<[^<>]*+>", "", raw)))  # a title such as `&lt;i>`
    head, _, name = text.removesuffix(")").rpartition("(")
    title, name = head.rstrip(), name.strip()
    is_name = text.endswith(")") and ")" not in name and re.search("[A-Za-z]", name)
    return (title, name) if title and is_name and not _PART.fullmatch(name) else (text, "")


def _paper(
    where: Location, title: str, links: list[_Link], problems: list[Problem]
) -> tuple[Identifier, str] | None:
    """The first paper link, as an identifier and as written; None without one or a title."""
    if not title:
        problems.append(Problem(location=where, message=f"missing title{_DROPPED}", rule="title"))
        return None
    message = "missing paper link; expected `[Paper](https://...)`"
    for link in links:
        if link.kind == "paper" and link.url:
            try:
                return identify(link.url), link.url
            except ValueError as error:
                where, message = link.where, str(error)
    problems.append(Problem(location=where, message=f"{message}{_DROPPED}", rule="paper"))
    return None


def _code(chunk: _Chunk, links: list[_Link], problems: list[Problem]) -> str | None:
    """The first code link, or `none` if the list says that the code is not public."""
    code = [link for link in links if link.kind == "code"]
    for link in code:
        if re.match(r"https?://", link.url):
            return link.url
    if any(_NOT_PUBLIC.fullmatch(_words(line)) for _, line in chunk.lines):
        return NO_CODE
    hint = "is not a valid code link; expected an http(s) address"
    problems += [warning(link.where, f"`{link.url}` {hint}", "code") for link in code]
    return None


def _words(line: str) -> str:
    """The words of a line, without its links."""
    return " ".join(re.findall(r"[^\W_]+", _LINK.sub("", line).casefold()))


def _modalities(chunk: _Chunk) -> tuple[str, ...]:
    lines = [match["words"] for _, line in chunk.lines if (match := _MODALITIES.fullmatch(line))]
    words = (plain(word) for line in lines for word in line.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _abstract(chunk: _Chunk, problems: list[Problem]) -> str:
    """The content of the first `<details>` block, one line per paragraph."""
    text = "\n".join(line for _, line in chunk.folded)
    abstracts: list[str] = []
    for fold in _FOLDED.finditer(text):
        summary = _SUMMARY.search(fold[0])
        if abstracts or (summary and "abstract" not in summary[1].casefold()):
            where = chunk.folded[text.count("\n", 0, fold.start())][0]
            label = plain(summary[1]) if summary else "details"
            problems.append(warning(where, f"section `{label}` was ignored", "not-read"))
        else:
            paragraphs = re.split(r"\n\s*\n", _DETAILS.sub("", _SUMMARY.sub("", fold[0])))
            abstracts.append("\n".join(filter(None, map(plain, paragraphs))))
    return "".join(abstracts)


def _unread(chunk: _Chunk, links: list[_Link]) -> Iterator[Problem]:
    """A warning for each line or link that is not part of an entry."""
    for where, line in chunk.lines[1 if chunk.title else 0 :]:
        words = _words(line)
        if words and not _MODALITIES.fullmatch(line) and not _NOT_PUBLIC.fullmatch(words):
            yield warning(where, f"line was ignored: `{line.strip()[:60]}`", "not-read")
    seen: set[str] = set()
    for link in links:
        if link.kind not in _LABELS.values() or link.kind in seen:
            yield warning(link.where, f"extra link was ignored: {link.url}", "not-read")
        seen.add(link.kind)
