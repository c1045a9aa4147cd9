"""A fuzzer of `eyebib audit --fix`: hostile values are written into hostile .bib files."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random
from zlib import crc32

from audit_findings import finding
from eyebib.audit.edit import Edit, applied
from eyebib.audit.finding import Finding
from eyebib.audit.fix import Wishes, fixed
from eyebib.importers.bibtex_reference import Reference, references
from eyebib.importers.bibtex_span import FieldSpan, spans
from eyebib.model.csl import Item
from eyebib.project import encoding
from fuzz import hostile
from fuzz.prose import BIB, BIB_ENTRIES, NAME, TEX, entries
from fuzz.reader import Fuzzer
from works import record

FIELDS = (
    "title author year volume number pages doi eprint".split()
    + "year date,venue journal,venue booktitle,doi url,pages eid".split(",")
)  # fmt: skip
"""What can be wrong, with the name of the field in the file if it is another."""


def found(random: Random, reference: Reference) -> Finding:
    """A finding with wrong fields, and a version of record."""
    names = [name for name in FIELDS if name.split()[-1] in reference.fields]
    wrong = random.sample(names, min(len(names), random.randint(0, 3)))
    made = finding(reference, {name: value(random, name) for name in wrong}, item(random))
    version = record("doi:10.5072/v", item(random) | {"title": "A version"})
    return replace(made, published=version if random.random() < 0.3 else None)


def value(random: Random, name: str) -> str:
    usual = {"year": "2021", "pages": "1-9", "doi": "10.5072/x_1", "eprint": "2405.11338"}
    if random.random() < 0.5:
        return usual.get(name.split(maxsplit=1)[0], "A right value")
    return hostile.text(random, random.choice((BIB, TEX, NAME)))


def item(random: Random) -> Item:
    """A record with hostile facts."""
    facts = "container-title volume issue page DOI publisher".split()
    people = [
        {part: hostile.text(random, NAME) for part in ("family", "given")}
        for _ in range(random.randint(0, 4))
    ]
    kind = random.choice(("article-journal", "paper-conference", "chapter", "webpage"))
    known = {name: hostile.text(random, TEX) for name in random.sample(facts, 4)}
    issued = {"date-parts": [[random.choice((2021, 99)), random.choice((1, 13))]]}
    return {"type": kind, "author": people, "issued": issued, **known}


def read(content: bytes) -> None:
    """Only values change, and the file has the same entries with the same fields."""
    text, _ = encoding.as_it_is(content, Path("a.bib"))
    random = Random(crc32(content))  # noqa: S311 - no secret
    read_from, _ = references(text, Path("a.bib"))
    findings = [found(random, reference) for reference in read_from]
    new = fixed(text, findings, Wishes()).text
    old_fields, new_fields = fields(text), fields(new)
    assert [field.name for field in old_fields] == [field.name for field in new_fields]
    undone = [
        Edit(
            start=field.value_start,
            end=field.value_end,
            new=text[old.value_start : old.value_end],
        )
        for old, field in zip(old_fields, new_fields, strict=True)
    ]
    assert applied(new, undone) == text
    more = fixed(text, findings, Wishes(complete=True, published=True)).text
    assert [span.key for span in spans(more)] == [span.key for span in spans(text)]


def fields(text: str) -> Sequence[FieldSpan]:
    return list(chain.from_iterable(span.fields for span in spans(text)))


FUZZERS = {
    "corrections": Fuzzer(seeds=BIB_ENTRIES, tokens=BIB, make=entries, read=read, rough=0.7),
}
