"""What eyebib writes, eyebib reads: entries, locks, CSL-JSON and the list."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import strategies as st

import odd
from eyebib.exporters import awesome_list, csl_json, export
from eyebib.importers import csl_json as importer
from eyebib.model import csl
from eyebib.model.bibliography import Entry, Work
from eyebib.model.merge import merge
from eyebib.project import entry_file, entry_writer, lock_file
from eyebib.text.clean import clean, clean_lines
from eyebib.text.markup import abstract, plain
from properties import holds_for
from works import bibliography, entry, record

SIGNS = [
    *odd.TOKENS,
    "a",
    "Word",
    "2",
    "\N{NO-BREAK SPACE}",
    "\x85",
    "\u2028",
    "李",
    "🤗",
    "- ",
    ": ",
    "null",
    "1e3",
]

TEXTS = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=8).map("".join)
"""Texts of markup of every kind and of any characters, surrogates too."""

LINES = TEXTS.map(clean)
TITLES = LINES.filter(bool)
ABSTRACTS = TEXTS.map(clean_lines)
NAMES = st.fixed_dictionaries({"family": TITLES}, optional={"given": TITLES, "suffix": TITLES})
DATES = st.dates().map(lambda day: {"date-parts": [[day.year, day.month, day.day]]})
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "author": st.lists(NAMES | TITLES.map(lambda name: {"literal": name}), min_size=1, max_size=3),
        "issued": DATES,
        "abstract": ABSTRACTS.filter(bool),
        "container-title": TITLES,
        "page": TITLES,
        "note": TITLES,
    },
)  # fmt: skip


def read_entry(text: str) -> Entry:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_bytes(text.encode())
        return entry_file.read(path)[0]


@holds_for(
    title=TITLES, name=LINES, words=st.lists(TITLES, unique=True), lines=ABSTRACTS, item=ITEMS
)
def test_an_entry(title: str, name: str, words: list[str], lines: str, item: csl.Item) -> None:
    fields: dict[str, Any] = {"modalities": tuple(words), "tags": tuple(words), "csl": item}
    fields |= {"link": "doi:10.1038/x", "table": dict.fromkeys(words, title)}
    fields |= {"facets": {"task": tuple(words)}} if words else {}
    fields["accept"] = dict.fromkeys(words, title)
    original = entry("a", title=title, name=name, abstract=lines, **fields)
    assert read_entry(entry_writer.dump(original)) == original


@holds_for(item=ITEMS, texts=st.lists(TITLES))
def test_a_lock(item: csl.Item, texts: list[str]) -> None:
    original = record("doi:10.1000/x", item | {"custom": {"titles": texts}})
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.json")
        path.write_bytes(lock_file.dump([original]).encode())
        assert lock_file.read(path) == (original,)


def imported(text: str) -> Work:
    [read], _ = importer.read(text, Path("a.json"))
    return merge(read, ())


@holds_for(title=TITLES, item=ITEMS)
def test_an_item(title: str, item: csl.Item) -> None:
    """Text that is plain; a title that looks like markup is markup to whoever reads CSL-JSON."""
    variables = without_markup({"type": "book", "title": title} | item)
    assume("title" in variables and all(map(_is_whole, variables.get("author", []))))
    work = merge(entry("a", title="A"), [record("doi:10.1038/x", variables)])
    again = imported(csl_json.export(bibliography(work)))
    expected = work.item | {"page": csl.pages(work.item)} if csl.pages(work.item) else work.item
    found = {name: again.item.get(name) for name in expected if name != "URL"}
    assert found == {name: value for name, value in expected.items() if name != "URL"}


def _is_whole(name: csl.Name) -> bool:
    """Whether a name still has a part that every name has, after `without_markup`."""
    return "family" in name or "literal" in name


@pytest.mark.parametrize(
    "lines",
    ["(\n<details>", "p <0.05\nb", "a<b\nc>d", "a <b\n> c", "see <https://a.org>\nb", "<br\n/>", "<div>\nb"],
)  # fmt: skip
def test_an_abstract_of_an_item(lines: str) -> None:
    """A `<` that begins no tag does not take the paragraphs from an abstract."""
    work = merge(entry("a", title="A", abstract=lines), ())
    again = imported(csl_json.export(bibliography(work)))
    assert again.item["abstract"] == lines


def without_markup(value: Any, name: str = "") -> Any:  # noqa: ANN401 - a CSL value of any shape
    """The value without whatever a reader would take for markup."""
    match value:
        case str():
            convert = abstract if name == "abstract" else plain
            value = value if name == "abstract" else clean(value)
            for _ in range(9):
                value = "\n".join(filter(None, map(convert, value.split("\n"))))
            return value
        case dict():
            parts = {key: without_markup(part, key) for key, part in value.items()}
            return {key: part for key, part in parts.items() if part}
        case list():
            return [plain_part for part in value if (plain_part := without_markup(part))]
    return value


@holds_for(title=TITLES, name=LINES, words=st.lists(TITLES), lines=ABSTRACTS)
def test_a_list(title: str, name: str, words: list[str], lines: str) -> None:
    """`export` raises if the list is not read back."""
    listed = entry(
        "a", title=title, name=name, abstract=lines, modalities=tuple(words), listed=2024
    )
    assert export(bibliography(merge(listed, ())), "list")


def test_a_list_with_a_title_of_what_the_reader_takes_for_signs() -> None:
    """Its reader marks signs with noncharacters, of which no title of a paper consists."""
    listed = bibliography(merge(entry("a", title="\ufdd0"), ()))
    assert "\ufdd0" in export(listed, "list")


def test_a_list_with_modalities_that_differ_by_a_tag() -> None:
    listed = entry("a", modalities=("OCT", "OCT</b>", "CFP"), listed=2024)
    assert "_Modalities:_ OCT, OCT&lt;/b>, CFP" in export(bibliography(merge(listed, ())), "list")


@pytest.mark.parametrize(
    "lines",
    [
        "<b>\n</b>",
        "<sub>\n</sub>",
        "<i>a\nb</i>",
        "$a\nb$",
        "a\n2\nb",
        "&lt;b\n>",
        "<br\n/>",
        "&\namp;",
    ],
)
def test_markup_across_paragraphs(lines: str) -> None:
    """Each paragraph of an abstract is read alone, so that none is taken for another's markup."""
    listed = bibliography(merge(entry("a", abstract=lines, listed=2024), ()))
    text = awesome_list.export(listed)
    assert list(awesome_list.verify(text, listed)) == []
