"""What a fuzzer of one reader has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from eyebib import importers
from eyebib.importers import imported
from eyebib.importers.bibtex_reference import references
from eyebib.importers.bibtex_span import EntrySpan
from eyebib.model.bibliography import Record
from eyebib.model.problem import EyebibError
from eyebib.project import encoding, entry_file, entry_writer, lock_file
from fuzz.hostile import COMMON
from fuzz.mutation import changed

TESTS = Path(__file__).parents[1]
REPOSITORY = TESTS.parent
TODAY = "2026-01-31"

Make = Callable[[Random], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzer:
    """A reader with its inputs.

    `make` gives a text after the format's grammar, with hostile parts. `rough` is the share of inputs
    with changes of the text without regard to the grammar: half of those are `seeds`, which are
    valid, and half are made. `refusals` are the exceptions that the reader documents.
    """

    seeds: tuple[str, ...]
    tokens: tuple[str, ...]
    make: Make
    read: Callable[[bytes], object]
    rough: float = 0.5
    refusals: tuple[type[Exception], ...] = (EyebibError,)

    def input(self, name: str, number: int) -> bytes:
        """The input of a number; always the same."""
        random = Random(f"{name} {number}")  # noqa: S311 - no secret
        chance = random.random()
        text = random.choice(self.seeds) if chance < self.rough / 2 else self.make(random)
        if chance < self.rough:
            text = changed(random, text, self.tokens, self.seeds)
        content = text.encode("utf-8", "surrogatepass")
        if random.random() < 0.02:  # not UTF-8, or UTF-16
            place = random.randint(0, len(content))
            content = (
                content[:place] + random.choice((b"\xff\xfe", b"\xe9", b"\xc3")) + content[place:]
            )
        return content


def tokens(words: str, *others: str) -> tuple[str, ...]:
    """The words of a format, with those that are hostile to all."""
    return (*words.split(), *others, *COMMON)


@cache
def folder() -> Path:
    """A folder of this process for files that are read by their path."""
    return Path(mkdtemp(prefix="fuzz-"))


def file(name: str, content: bytes) -> Path:
    """A file with this content."""
    path = folder() / name
    path.write_bytes(content)
    return path


def read_import(name: str, content: bytes) -> None:
    """Entries that are imported from a file are written and locked, and read as the same."""
    entries, _ = importers.read(file(name, content))
    for work in (imported.work(entry, today="2026-01-02") for entry in entries):
        text = entry_writer.dump(work.entry)
        path = file(f"{work.entry.stem}.yaml", text.encode())
        again, _ = entry_file.read(path)
        path.unlink()
        assert entry_writer.dump(again) == text
        for record in work.records:
            locked(record)


def read_references(content: bytes) -> None:
    """The spans of a .bib file are in order, and hold what was read."""
    text, _ = encoding.as_it_is(content, Path("a.bib"))
    found, _ = references(text, Path("a.bib"))
    spans = [reference.span for reference in found if reference.span]
    ends = [at for span in spans for at in (span.start, *_ends(span), span.end)]
    assert ends == sorted(ends)
    assert ends[-1:] <= [len(text)]
    for reference in found:
        for field in reference.span.fields if reference.span else ():
            value = encoding.with_line_feeds(text[field.value_start : field.value_end])
            inner = value[1:-1] if value[0] in '{"' else value
            is_first = reference.span is not None and reference.span.field(field.name) is field
            if is_first and field.is_single and inner.strip() and field.name not in REPEATED:
                assert reference.fields[field.name].raw == inner.strip()


REPEATED = frozenset({"keyword", "keywords"})
"""Fields of which all count, not only the first."""


def _ends(span: EntrySpan) -> Iterator[int]:
    for field in span.fields:
        yield from (field.start, field.value_start, field.value_end)


def locked(record: Record) -> None:
    """What a source gave is locked, and the lock is read as the same."""
    path = file("key.json", lock_file.dump([record]).encode())
    assert lock_file.read(path) == (record,)


def line(random: Random, words: tuple[str, ...], most: int = 4) -> str:
    """A few words with spaces between."""
    return " ".join(random.choices(words, k=random.randint(1, most)))
