"""One list from several files: a paper that two of them have is one entry."""

from functools import partial
from pathlib import Path

import pytest

from conftest import Write
from eyebib.importers import imported
from eyebib.importers.conversion import bibliography
from eyebib.importers.join import Joined, join
from eyebib.model.bibliography import Entry
from eyebib.project import entry_writer

README = """\
# Awesome eyes

## Segmentation

| Model | Title | Year | Parameters | Code |
|---|---|---|---|---|
| RETFound | [A foundation model for retinal images](https://www.nature.com/articles/s41586-023-06555-x) | 2023 | 300M | [code](https://github.com/x/retfound) |
| SAM | [A model of ears](https://arxiv.org/abs/2405.11338) | 2024 | 1B | |

## Diagnosis

- **A model of eyes** [[Paper](https://arxiv.org/abs/2310.04992)]
"""

BIB = """\
@article{Zhou:2023,
  title = {A foundation model for retinal images}, author = {Zhou, Yukun}, year = 2023,
  journal = {Nature}, doi = {10.1038/s41586-023-06555-x}
}
@article{Qiu2024,
  title = {A model of eyes}, author = {Qiu, Jianing}, year = 2024, journal = {NEJM AI},
  doi = {10.1056/AIoa2300221}, eprint = {2310.04992}, abstract = {We present.}
}
@book{sam, title = {Another work}, author = {Doe, J}, year = 2020, publisher = {X}}
"""


def joined(*paths: Path) -> Joined:
    return join(paths, partial(imported.work, today="2026-01-02"))


def entry(read: Joined, citekey: str) -> Entry:
    [entry] = (work.entry for work in read.works if work.citekey == citekey)
    return entry


def text(read: Joined, citekey: str) -> str:
    return entry_writer.dump(entry(read, citekey)).partition("\n")[2]


@pytest.mark.parametrize("is_list_first", [True, False])
def test_the_keys_and_facts_of_a_bib_file_and_the_rest_of_the_list(
    write: Write, *, is_list_first: bool
) -> None:
    paths = [write("README.md", README), write("survey.bib", BIB)]
    read = joined(*(paths if is_list_first else reversed(paths)))
    assert sorted(work.citekey for work in read.works) == ["Qiu2024", "Zhou:2023", "sam", "sam-2"]
    assert text(read, "Zhou:2023") == (
        "key: Zhou:2023\n"
        "name: RETFound\n"
        "title: A foundation model for retinal images\n"
        "paper: doi:10.1038/s41586-023-06555-x\n"
        "code: https://github.com/x/retfound\n"
        "listed: 2023\n"
        "facets:\n  section: [Segmentation]\n"
        "table: {Parameters: 300M}\n"
    )
    assert text(read, "Qiu2024").partition("facets")[0] == (
        "title: A model of eyes\npaper: doi:10.1056/AIoa2300221\npreprint: arxiv:2310.04992\n"
    )
    assert entry(read, "sam").title == "Another work"
    assert (entry(read, "sam-2").title, entry(read, "sam-2").aliases) == ("A model of ears", ())
    records = {work.citekey: [r.evidence for r in work.records] for work in read.works}
    assert [evidence[0][0] for evidence in records.values() if evidence] == [
        "survey.bib:1",
        "survey.bib:5",
        "survey.bib:9",
    ]
    assert {path.name: count for path, count in read.joined.items()} == {"README.md": 2}


def test_an_abstract_of_the_list_is_not_said_to_be_of_the_bib_file(write: Write) -> None:
    details = "\n<details>\n<summary>Abstract</summary>\n\nOf the list.\n\n</details>\n"
    item = f"**A foundation model for retinal images**\n[Paper](https://doi.org/10.1038/s41586-023-06555-x)\n{details}"
    read = joined(write("a.md", f"# A\n\n## 2023\n\n{item}"), write("b.bib", BIB))
    [work] = (work for work in read.works if work.citekey == "Zhou:2023")
    assert work.entry.abstract == "Of the list."
    assert "abstract" not in work.records[0].item


BOTH = "- **A model of eyes** [[Paper]({})] [[arXiv](https://arxiv.org/abs/2310.04992)]\n"


@pytest.mark.parametrize(
    ("fields", "link", "expected"),
    [
        ("doi={10.1056/1}", "https://doi.org/10.1056/1", "doi:10.1056/1 preprint arxiv:2310.04992"),
        ("eprint={2310.04992}", "https://doi.org/10.1056/1", "arxiv:2310.04992 published doi:10.1056/1"),
        ("eprint={2310.04992v2}", "https://doi.org/10.1056/1", "arxiv:2310.04992 published doi:10.1056/1"),
        ("doi={10.1101/1}", "https://doi.org/10.1101/1", "doi:10.1101/1"),
        ("url={https://openreview.net/forum?id=1}", "https://openreview.net/forum?id=1", "url:https://openreview.net/forum?id=1 preprint arxiv:2310.04992"),
    ],
)  # fmt: skip
def test_versions_that_only_the_list_has(
    write: Write, fields: str, link: str, expected: str
) -> None:
    bib = write("a.bib", f"@misc{{a, title={{A model of eyes}}, {fields}}}\n")
    read = joined(write("a.md", BOTH.format(link)), bib)
    [work] = read.works
    versions = [(role, getattr(work.entry, role)) for role in ("published", "preprint")]
    parts = [str(work.entry.paper), *(f"{role} {i}" for role, i in versions if i)]
    assert " ".join(parts) == expected


def test_the_version_of_another_entry_is_not_taken(write: Write) -> None:
    """Two keys of one paper stay two entries."""
    bib = write(
        "a.bib",
        "@misc{a, title={A model of eyes}, doi={10.1056/1}}\n"
        "@misc{b, title={A model of eyes}, eprint={2310.04992}}\n",
    )
    read = joined(bib, write("a.md", BOTH.format("https://doi.org/10.1056/1")))
    assert [work.entry.preprint for work in read.works] == [None, None]
    assert [work.entry.facets for work in read.works] == [{}, {}]


def test_two_lists(write: Write) -> None:
    """The keys of lists are made up, so one key does not make two papers one."""
    one = write(
        "a.md",
        "# A\n\n## Retina\n\n- **SAM**: A model of eyes [[Paper](https://arxiv.org/abs/2310.04992)]\n## X\n- [Y](https://arxiv.org/abs/2310.04999)\n",
    )
    other = write("b.md", "# B\n\n## Ears\n\n- **SAM**: A model of ears [[Paper](https://arxiv.org/abs/2405.11338)]\n## Eyes\n- **A model of eyes** [[Paper](https://arxiv.org/abs/2310.04992)] [[Code](https://github.com/x/y)]\n")  # fmt: skip
    read = joined(one, other)
    assert [work.citekey for work in read.works] == ["sam", "y", "sam-2"]
    assert read.works[0].entry.code == "https://github.com/x/y"
    assert read.works[0].entry.facets == {"section": ("Retina", "Eyes")}
    assert [problem.rule for problem in read.problems] == ["account", "account"]


@pytest.mark.parametrize(
    ("fields", "link", "count"),
    [
        ("title={A model of eyes}, url={https://openreview.net/forum?id=1}", "https://openreview.net/forum?id=1", 1),
        ("title={Proceedings of ears}, url={https://openreview.net/forum?id=1}", "https://openreview.net/forum?id=1", 2),
        ("title={A model of eyes}, doi={10.1000/a}", "https://doi.org/10.1000/A", 1),
        ("title={A model of eyes}, doi={10.1000/a}", "https://doi.org/10.1000/b", 2),
    ],
)  # fmt: skip
def test_a_page_of_several_papers_joins_nothing(
    write: Write, fields: str, link: str, count: int
) -> None:
    bib = write("a.bib", f"@misc{{a, {fields}}}\n")
    read = joined(bib, write("a.md", f"- **A model of eyes** [[Paper]({link})]\n"))
    assert len(read.works) == count


def test_another_title_is_reported(write: Write) -> None:
    bib = write("a.bib", "\n@misc{a, title={On the anatomy of human ears}, doi={10.1000/a}}\n")
    listing = write(
        "a.md", "# A\n\n- **A foundation model for eyes** [[Paper](https://doi.org/10.1000/a)]\n"
    )
    read = joined(listing, bib)
    [problem] = (problem for problem in read.problems if problem.rule == "other-title")
    assert (problem.location.path, problem.location.line) == (listing, 3)
    assert "has the identifier of `On the anatomy of human ears`" in problem.message
    assert "a.bib:2); they are one entry with the title of the latter" in problem.message


def test_files_are_joined_for_conversion(write: Write) -> None:
    works = bibliography(write("README.md", README), write("survey.bib", BIB))[0].works
    assert [work.citekey for work in works] == ["Qiu2024", "Zhou:2023", "sam", "sam-2"]
    assert (works[1].entry.name, works[1].item["container-title"]) == ("RETFound", "Nature")


def test_an_alias_that_is_the_key_of_another_entry(write: Write) -> None:
    """`check` would refuse it in the list."""
    bib = write(
        "a.bib",
        "@misc{a, title={A}, ids={b, c, d}}\n@misc{b, title={B}, ids={d}}\n@misc{A, title={C}}\n",
    )
    read = joined(bib)
    keys = {work.citekey: work.entry.aliases for work in read.works}
    assert keys == {"a": ("c", "d"), "b": (), "A-2": ("A",)}
    assert [problem.message for problem in read.problems] == [
        "citation key `A` is used by an entry above; this becomes `A-2`",
        "`b` is a key of another entry, so it is no longer one of this entry",
        "`d` is a key of another entry, so it is no longer one of this entry",
    ]
