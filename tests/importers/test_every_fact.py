"""Every fact that pybtex sees in a .bib file is in the entry, or in a message with its line."""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from itertools import chain
from pathlib import Path

import pytest
from pybtex import errors
from pybtex.database import Entry as BibEntry
from pybtex.database.input.bibtex import Parser

from eyebib import importers
from eyebib.importers import conversion
from eyebib.importers.bibtex import _BOOKKEEPING
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.model.problem import Problem
from eyebib.text.tex_reader import plain_text
from shared import SHARED
from slow import slow

SMALL = r"""
@string{j = "A Journal of " # "Eyes"}
@article{one, title = {{RNA} in {\'E}cole, Part~{II}}, author = {van der Berg, Jan and {WHO Group} and others},
  journal = j, year = 1998 # "--1999", volume = {12}, number = {3-4}, pages = {1--9, 12}, doi = {10.1000/a\_b},
  note = {To appear}, foo = {bar baz}, issn = {1234-5678}}
@inbook{two, title = {A Book}, chapter = {3}, pages = {5--9}, publisher = {P \& Q}, year = {June 1977}, edition = {2nd}}
@inproceedings{three, title = {T}, booktitle = {{Proc. of X}}, address = {New York}, location = {Paris, France},
  series = {LNCS}, number = 7, editor = {Ed Itor}, organization = {ACM}, publisher = {Springer}, month = jul, year = 2010}
@phdthesis{four, title = {On $(11\bar{2}0)$ faces}, author = {Plato}, school = {MIT}, type = {Diploma thesis}, year = {in press}}
@misc{five, title = {Site}, howpublished = {\url{https://example.org/a_b}}, note = {cited By 12}, urldate = {2020-01-02}}
@article{six, title = {T}, journal = {arXiv preprint arXiv:2405.11338}, eprint = {2405.11338}, archiveprefix = {arXiv},
  primaryclass = {cs.CV}, keywords = {eye, retina}, abstract = {We do.}, year = {2024a}, month = {Summer}}
"""

_WORD = re.compile(r"[^\W_]+")
_UNITS = frozenset(
    "url https http dx doi org www abs pdf arxiv corr preprint eprint others and al et".split()
)
"""Parts of addresses and of marks, which are facts in another form."""
_FORMS = frozenset({"archiveprefix", "eprinttype", "crossref", "month"})


def words(text: str) -> set[str]:
    """Words without accents and case; numbers without leading zeros and ordinal ends."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    found = _WORD.findall(folded.translate(str.maketrans("łøı", "loi")))
    return {re.sub(r"^0+(?=\d)|(?<=\d)(?:st|nd|rd|th)$", "", word) for word in found}


def known(work: Work) -> set[str]:
    """All words of a work and its entry."""
    entry = work.entry
    texts = [csl.value_text(value) for value in work.item.values()]
    months = (part[1] for part in work.item.get("issued", {}).get("date-parts", []) if part[1:])
    texts += [csl.MONTHS[month - 1] for month in months]
    texts += [*entry.tags, *chain(*entry.facets.values()), entry.link, *map(str, entry.identifiers)]
    texts += [work.eprint_class.value] if work.eprint_class else []
    return words(" ".join(texts)) | _UNITS


def said(problems: list[Problem], lines: range) -> str:
    """What the problems say about these lines."""
    about = []
    for problem in problems:
        others = problem.message.partition("also on line")[2]
        numbers = {problem.location.line, *map(int, re.findall(r"\d+", others))}
        about += [problem.message] if numbers & {*lines} else []
    return "\n".join(about)


def pybtex_entries(text: str) -> Mapping[str, BibEntry]:
    """The entries that pybtex reads, which complains about repeated ones."""
    with redirect_stderr(io.StringIO()), errors.capture():
        entries: Mapping[str, BibEntry] = Parser(person_fields=()).parse_string(text).entries
    return entries


def ranges(text: str) -> Iterator[tuple[str, range]]:
    """The key of each entry and its lines."""
    starts = [*re.finditer(r"(?m)^[ \t]*@\w+\s*[{(]\s*([^,\s]*)", text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=True):
        first = text.count("\n", 0, start.start()) + 1
        yield start[1].casefold(), range(first, text.count("\n", 0, end) + 1)


def lost(path: Path) -> Iterator[str]:
    """Each fact that is neither in the entries nor in a message."""
    text = path.read_text(encoding="utf-8")
    bibliography, problems = conversion.bibliography(path)
    works = {work.citekey.casefold(): work for work in bibliography.works}
    lines = dict(reversed([*ranges(text)]))
    for key, entry in pybtex_entries(text).items():
        if key.casefold() not in works:
            yield f"{key}: no entry"
            continue
        about = said(problems, lines[key.casefold()])
        for name, value in entry.fields.items():
            if _BOOKKEEPING.fullmatch(name.lower()) or name.lower() in _FORMS:
                continue
            missing = words(plain_text(value)[0]) - known(works[key.casefold()])
            if missing and not re.search(rf"(?i)`{re.escape(name)}\b", about):
                yield f"{key}: {name} = {value[:60]}: {sorted(missing)[:5]}"


def test_every_fact_of_small_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(SMALL, encoding="utf-8")
    assert list(lost(path)) == []
    assert len(importers.read(path)[0]) == 6


FILES = sorted([*SHARED.glob("bib/*.bib"), *SHARED.glob("bibtex/*.bib")])
BENCH = sorted(SHARED.glob("audit/bench/*.bib"))


@pytest.mark.skipif(not FILES, reason="../shared/data is missing")
@pytest.mark.parametrize("path", [*FILES, *map(slow, BENCH)], ids=lambda path: path.stem)
def test_every_fact_of_real_files(path: Path) -> None:
    assert list(lost(path)) == []


@pytest.mark.skipif(not FILES, reason="../shared/data is missing")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_entry_for_each_key(path: Path) -> None:
    entries, _ = importers.read(path)
    assert len(entries) == len({key for key, _ in ranges(path.read_text(encoding="utf-8"))})
