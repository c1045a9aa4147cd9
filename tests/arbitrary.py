"""Arbitrary CSL items and works, for hypothesis."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, Work
from eyebib.model.merge import merge
from eyebib.model.settings import Options
from eyebib.text.clean import clean, clean_lines
from test_read_back import TEXTS
from works import entry, record


def is_character(text: str) -> bool:
    """Whether a text has no noncharacters: readers mark signs by them, HTML has no names for them."""
    return not any("\ufdd0" <= sign <= "\ufdef" or ord(sign) & 0xFFFE == 0xFFFE for sign in text)


CHARACTERS = TEXTS.filter(is_character)
LINES = CHARACTERS.map(clean)
TITLES = LINES.filter(bool)
ABSTRACTS = CHARACTERS.map(clean_lines)

PARTS = st.sampled_from(
    ["7", "103357", "12-345", "S1–S9", "1--9", "\u200b", "α", "<i>", "`a", "a, b"]
)
VALUES = PARTS | CHARACTERS.filter(bool)
NAMES = st.one_of(
    st.fixed_dictionaries(
        {"family": VALUES},
        optional={
            "given": VALUES,
            "suffix": VALUES,
            "dropping-particle": st.sampled_from(["de", "van der"]),
            "non-dropping-particle": st.sampled_from(["de", "la"]),
        },
    ),
    st.fixed_dictionaries({"literal": VALUES}),
)
DATES = st.one_of(
    st.dates().map(lambda day: [[day.year, day.month, day.day]]),
    st.dates().map(lambda day: [[day.year, day.month]]),
    st.integers(1, 9999).map(lambda year: [[year]]),
    st.sampled_from([[[2024, 5], [2024, 6]], [[2024, 2, 31]], [[2023, 12, 30], [2024, 1, 2]]]),
).map(lambda parts: {"date-parts": parts})
LINKS = st.sampled_from(
    ["https://example.org/a", "https://example.org/(a)_b%20c?d=e&f#g", "https://example.org/ä|b\\c"]
)
DOIS = ["10.1000/a_b", "10.1002/(SICI)1<1::AID>3.0;2-#"]
OWN = {
    "type": st.sampled_from(["article-journal", "paper-conference", "book", "report"])
    | st.sampled_from(sorted(csl.TYPES)),
    "abstract": ABSTRACTS.filter(bool),
    "URL": LINKS,
    "DOI": st.sampled_from(DOIS) | TITLES,
    **dict.fromkeys(("page", "number", "volume", "collection-number"), PARTS | VALUES),
}


def values(variable: str) -> st.SearchStrategy[Any]:
    """Values that a variable can have in a lock."""
    if variable in OWN:
        return OWN[variable]
    if variable in csl.NAME_VARIABLES:
        return st.lists(NAMES, min_size=1, max_size=3)
    return DATES if variable in csl.DATE_VARIABLES else VALUES


VARIABLES = sorted(csl.VARIABLES - {"id", "citation-key", "categories", "custom", "type"})


TEXTUAL = csl.TEXT_VARIABLES | csl.NUMBER_VARIABLES
ALIKE = [
    sorted(names & set(VARIABLES) - {"URL", "DOI", "abstract"})
    for names in (csl.NAME_VARIABLES, csl.DATE_VARIABLES, TEXTUAL)
]
"""Variables that can have the same value."""


@st.composite
def items(draw: st.DrawFn) -> csl.Item:
    """A CSL item with a few arbitrary variables of any kind."""
    common = st.sampled_from("title author issued container-title page number editor".split())
    chosen = draw(st.lists(st.sampled_from(VARIABLES) | common, max_size=8, unique=True))
    return {"type": draw(OWN["type"])} | {name: draw(values(name)) for name in chosen}


@st.composite
def twins(draw: st.DrawFn) -> tuple[Work, str]:
    """A work two variables of which have the same value, and one of the two."""
    item = draw(items())
    one, *_ = pair = draw(
        st.sampled_from(ALIKE).flatmap(
            lambda names: st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
        )
    )
    value = draw(values(one))
    item |= dict.fromkeys(pair, value)
    work = merge(replace(entry("a"), csl=item), ())
    return work, one if one in work.variables else "title"


@st.composite
def works(draw: st.DrawFn, citekey: str = "a") -> Work:
    """A work of an arbitrary entry, with or without a record."""
    paper = draw(st.sampled_from(["doi:10.1000/a_b", "arxiv:2405.11338", "https://x.org/a", None]))
    listed = entry(
        citekey,
        title=draw(TITLES),
        name=draw(LINES),
        paper=paper or "https://x.org/a",
        code=draw(st.sampled_from([None, NO_CODE, "https://x.org/c_d(e)", "no address"])),
        listed=draw(st.sampled_from([None, 1, 987, 2024, 3000])),
        modalities=tuple(draw(st.lists(TITLES, max_size=3, unique=True))),
        tags=tuple(draw(st.lists(TITLES, max_size=2, unique=True))),
        abstract=draw(ABSTRACTS),
    )
    if paper is None:
        listed = replace(listed, paper=None)
    records = [record(paper, draw(items()))] if paper and draw(st.booleans()) else []
    return merge(replace(listed, csl=draw(items())) if not records else listed, records)


OPTIONS = st.builds(
    Options,
    ascii=st.booleans(),
    abstracts=st.booleans(),
    journal=st.sampled_from(["full", "abbreviated"]),
)
