"""Corrections are written into a .bib file, and all else stays byte for byte."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from audit_findings import finding, findings, people
from conftest import REPOSITORY
from eyebib.audit.fix import Fixed, Wishes, fixed
from eyebib.importers.bibtex_reference import Reference, references
from eyebib.model.csl import Item
from eyebib.model.problem import note
from eyebib.project.encoding import with_line_feeds
from shared import SHARED
from works import record

HERE = Path("a.bib")
BENCH = SHARED / "audit/bench"


def fix(text: str, wrong: Mapping[str, str], item: Item | None = None) -> str:
    """A file of one entry with its wrong fields corrected."""
    [reference], _ = references(text, HERE)
    return fixed(text, [finding(reference, wrong, item)], Wishes()).text


WRONG = {
    "Müller:2016/a": {
        "title": "Counting drusen in colour photographs",
        "author": "-",
        "year": "2021",
        "volume": "12",
        "pages": "101-117",
        "venue": "Journal of Other Things",
    },
    "conf:22": {
        "title": "A FooNet for OCT: Seeing the vessel map twice",
        "author": "-",
        "venue booktitle": "Proceedings of Nets & Eyes",
        "year": "2022",
        "doi": "10.5072/conf.2022.33",
    },
    "last": {"year date": "2019", "doi": "10.5072/x_2_3"},
}
ITEMS: Mapping[str, Item] = {
    "Müller:2016/a": {"author": people("Müller, Renée; Zhang, Xiaoming; Smith, Anna")},
    "conf:22": {"author": people("van der Meer, Jan Willem; Nguyễn, Thanh; Smith, A.")},
}


def payload(name: str) -> str:
    return (REPOSITORY / "tests/audit" / name).read_bytes().decode()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_only_wrong_fields_change(start: str, ending: str) -> None:
    text, expected = (
        start + payload(name).replace("\n", ending) for name in ("fix.bib", "fix.expected.bib")
    )
    done = fixed(text, findings(text, WRONG, ITEMS), Wishes())
    assert done.text == expected
    assert len(done.corrected) == 12
    assert [str(problem) for problem in done.notes] == [
        "a.bib:14:2: not corrected: `journal` is a macro, or is joined by `#`; correct it by hand [not-corrected]"
    ]


def test_nothing_is_wrong() -> None:
    text = payload("fix.bib")
    done = fixed(text, findings(text, {}), Wishes(published=True))
    assert (done.text, done.corrected, done.notes) == (text, [], [])


def test_a_second_time_changes_nothing() -> None:
    text = payload("fix.expected.bib")
    assert fixed(text, findings(text, WRONG, ITEMS), Wishes()).text == text


@pytest.mark.skipif(not BENCH.exists(), reason="no recorded data beside the checkout")
@pytest.mark.parametrize("name", ["fix", "fix-crlf"])
def test_recorded_files(name: str) -> None:
    """The corrections that `fix.expected.bib` has, written by hand."""
    text = (BENCH / f"{name}.bib").read_bytes().decode()
    wrong = {
        "Zhou:2023/RETFound": {"year": "2023"},
        "flair25": {"volume": "99"},
        "urfound": {
            "title": "UrFound: Towards Universal Retinal Foundation Models via Knowledge-Guided "
            "Masked Modeling"
        },
        "visionunite": {"author": "-"},
        "green": {"doi": "10.1038/s41467-025-62123-z"},
    }
    authors = (
        "Li, Zihan; Song, Diping; Yang, Zefeng; Wang, Deming; Li, Fei; Zhang, Xiulan; "
        "Kinahan, Paul E.; Qiao, Yu"
    )
    done = fixed(
        text, findings(text, wrong, {"visionunite": {"author": people(authors)}}), Wishes()
    )
    assert done.text == (BENCH / f"{name}.expected.bib").read_bytes().decode()


ONE = "@article{a,\n  title = {T},\n  %s\n}\n"


@pytest.mark.parametrize(
    ("field", "name", "old", "new", "written"),
    [
        ("year", "year", "2016", "2021", "2021"),
        ("year", "year", "{2016}", "2021", "{2021}"),
        ("year", "year", '"2016"', "2021", '"2021"'),
        ("year", "year", "{ 2016 }", "2021", "{ 2021 }"),
        ("year", "year", "{{2016}}", "2021", "{{2021}}"),
        ("year", "year", "{2016a}", "2021", "{2021a}"),
        ("year", "year", "{in press}", "2021", "{2021}"),
        ("year", "date", "{2016-05-01}", "2021", "{2021-05-01}"),
        ("year", "date", "{2016/2017}", "2021", None),
        ("volume", "volume", "11", "12", "12"),
        ("volume", "volume", "11", "12A", "{12A}"),
        ("number", "number", "{3}", "4-5", "{4-5}"),
        ("pages", "pages", "{1--2}", "101-117", "{101--117}"),
        ("pages", "pages", "{1-2}", "101–117", "{101-117}"),
        ("pages", "pages", "{1–2}", "101-117", "{101–117}"),
        ("pages", "pages", '"1"', "101-117", '"101--117"'),
        ("pages", "pages", "{1--2}", "e101", "{e101}"),
        ("venue", "journal", "{{Wrong}}", "Nets & Eyes", "{{Nets \\& Eyes}}"),
        ("venue", "journal", '"Wrong"', 'The "Eye"', '"The {"}Eye{"}"'),
        ("doi", "doi", "{10.1/x}", "10.5072/y_1", None),
        ("doi", "doi", "{10.5072/x_1}", "10.5072/y_1", "{10.5072/y_1}"),
        ("doi", "doi", r"{10.5072/x\_1}", "10.5072/y_1", r"{10.5072/y\_1}"),
        ("doi", "doi", r"{10.5072/x{\_}1}", "10.5072/y_1", r"{10.5072/y{\_}1}"),
        ("doi", "doi", "{doi:10.5072/x}", "10.5072/y", "{doi:10.5072/y}"),
        ("doi", "url", "{https://doi.org/10.5072/x}", "10.5072/y", "{https://doi.org/10.5072/y}"),
        ("doi", "note", "{doi:10.5072/x, 2016}", "10.5072/y", None),
        ("doi", "doi", "{10.5072/x}", "", None),
        ("eprint", "eprint", "{2405.11338v2}", "2310.04992", "{2310.04992}"),
        ("eprint", "eprint", "{arXiv:2405.11338}", "2310.04992", "{arXiv:2310.04992}"),
        ("eprint", "eprint", "{2405.11338}", "10.5072/y", None),
        ("volume", "volume", "1 # 2", "12", None),
        ("volume", "volume", "xi", "12", None),
    ],
)
def test_a_value_keeps_its_form(
    field: str, name: str, old: str, new: str, written: str | None
) -> None:
    """None: it cannot be corrected."""
    text = ONE % f"{name} = {old},"
    assert fix(text, {f"{field} {name}": new}) == ONE % f"{name} = {written or old},"


def test_hostile_values_of_a_source_are_text() -> None:
    text = ONE % "journal = {X}, volume = 1"
    wrong = {"venue": "}, note = {\\input{x} @misc{b,", "volume": "1}\n@misc{c, title={C}"}
    new = fix(text, wrong)
    [reference], _ = references(new, HERE)
    assert sorted(reference.fields) == ["journal", "title", "volume"]
    assert reference.entry.csl["container-title"] == "}, note = {\\input{x} @misc{b,"


def test_accents_are_commands_in_a_file_of_ascii() -> None:
    text = ONE % "journal = {X}"
    assert fix(text, {"venue": "Acta Médica"}) == ONE % r"journal = {Acta M{\'e}dica}"
    text = ONE % "journal = {X}, note = {ü}"
    assert fix(text, {"venue": "Acta Médica"}) == ONE % "journal = {Acta Médica}, note = {ü}"


@pytest.mark.parametrize(
    ("text", "changes", "reason"),
    [
        (ONE % "year = 2016", {"is_certain": False}, ""),
        (ONE % "year = 2016", {"record": None}, ""),
        (ONE % "year = 2016", {"differences": ()}, ""),
        ("@article{a, title = {T}, year = 2016\n@misc{b}", {}, "the syntax of the entry is wrong"),
        (
            "@article{a, title = {T}, crossref = {b}}\n@proceedings{b, title = {B}, year = 2016}",
            {},
            "it is in another entry (`crossref`)",
        ),
    ],
)
def test_what_is_not_certain_is_not_touched(
    text: str, changes: dict[str, object], reason: str
) -> None:
    first, *_ = references(text, HERE)[0]
    done = fixed(text, [replace(finding(first, {"year": "2021"}), **changes)], Wishes())  # type: ignore[arg-type] # fields by name
    assert done.text == text
    assert done.corrected == []
    assert [problem.message for problem in done.notes] == (
        [f"not corrected: {reason}; correct it by hand"] if reason else []
    )


def completed(text: str, item: Item, *, kind: str = "article-journal") -> Fixed:
    [reference], _ = references(text, HERE)
    return fixed(text, [finding(reference, {}, item | {"type": kind})], Wishes(complete=True))


FACTS: Item = {"DOI": "10.5072/x_1", "volume": "12", "issue": "3", "page": "101-117"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@article{a,\n  title = {T},\n  year = 2021,\n}\n",
            "@article{a,\n  title = {T},\n  year = 2021,\n  volume = {12},\n  number = {3},\n  pages = {101--117},\n  doi = {10.5072/x_1},\n}\n",
        ),
        (
            '@ARTICLE{a,\r\n\tTITLE\t=\t"T",\r\n\tVOLUME\t=\t"12"\r\n}',
            '@ARTICLE{a,\r\n\tTITLE\t=\t"T",\r\n\tVOLUME\t=\t"12",\r\n\tNUMBER\t=\t"3",\r\n\tPAGES\t=\t"101--117",\r\n\tDOI\t=\t"10.5072/x_1"\r\n}',
        ),
        (
            "@article(a\n , title={T}\n , pages={101}\n)",
            "@article(a\n , title={T}\n , pages={101}\n , volume={12}\n , number={3}\n , doi={10.5072/x_1}\n)",
        ),
        (
            "@article{a,title={T},eid={e1},doi={10.5072/x_1}}",
            "@article{a,title={T},eid={e1},doi={10.5072/x_1},volume={12},number={3}}",
        ),
        (
            "@article{a,\n  Author     = {A},\n  Title      = {T},\n  Year       = {2021}\n}",
            "@article{a,\n  Author     = {A},\n  Title      = {T},\n  Year       = {2021},\n  Volume     = {12},\n  Number     = {3},\n  Pages      = {101--117},\n  Doi        = {10.5072/x_1}\n}",
        ),
        (
            "@inproceedings{a, title = {T}}",
            "@inproceedings{a, title = {T}, volume = {12}, pages = {101--117}, doi = {10.5072/x_1}}",
        ),
    ],
)
def test_missing_facts_are_added_in_the_layout_of_the_entry(text: str, expected: str) -> None:
    done = completed(text, FACTS)
    assert done.text == expected
    assert completed(done.text, FACTS).text == expected


def test_no_facts_are_added_to_a_preprint() -> None:
    text = "@misc{a, title = {T}}"
    assert completed(text, FACTS | {"genre": "preprint"}).text == text


def test_fields_are_neither_added_nor_removed_without_being_asked_for() -> None:
    text = ONE % "year = 2016"
    assert fix(text, {"year": "2021", "doi ": "10.5072/x"}, FACTS) == ONE % "year = 2021"


PUBLISHED: Item = {
    "type": "article-journal",
    "title": "A FooNet for Eyes",
    "author": people("Right, Ann; Smith, Bob"),
    "container-title": "Nature Imaginary Engineering",
    "DOI": "10.5072/nie.7",
    "volume": "7",
    "issue": "2",
    "page": "1-9",
    "issued": {"date-parts": [[2024, 3]]},
}
PREPRINT: Item = {
    "type": "article",
    "genre": "preprint",
    "title": "A FooNet for Eyes",
    "publisher": "Research Square",
}


def published(text: str, item: Item = PUBLISHED) -> Fixed:
    [reference], _ = references(text, HERE)
    found = finding(reference, {}, PREPRINT)
    remark = note(reference.where, "published as doi:10.5072/nie.7", "published")
    found = replace(
        found, notes=("published",), problems=(remark,), published=record("doi:10.5072/nie.7", item)
    )
    return fixed(text, [found], Wishes(published=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@article{a,\n  author = {Right, Ann and Smith, Bob},\n  title = {A {FooNet} for Eyes},\n  journal = {arXiv preprint arXiv:2405.11338},\n  year = {2023}\n}\n",
            "@article{a,\n  author = {Right, Ann and Smith, Bob},\n  title = {A {FooNet} for Eyes},\n  journal = {Nature Imaginary Engineering},\n  year = {2024},\n  volume = {7},\n  number = {2},\n  pages = {1--9},\n  doi = {10.5072/nie.7},\n  eprint = {2405.11338},\n  archiveprefix = {arXiv}\n}\n",
        ),
        (
            "@Misc{a, title = {A {FooNet} for Eyes}, author = {Ann Right}, year = 2024, month = jan,\n  eprint = {2405.11338}, archiveprefix = {arXiv}, primaryclass = {cs.CV}, url = {https://arxiv.org/abs/2405.11338}, keywords = {eye}}",
            "@Article{a, title = {A {FooNet} for Eyes}, author = {Ann Right and Bob Smith}, year = 2024, month = mar,\n  eprint = {2405.11338}, archiveprefix = {arXiv}, primaryclass = {cs.CV}, url = {https://arxiv.org/abs/2405.11338}, keywords = {eye}, journal = {Nature Imaginary Engineering}, volume = {7}, number = {2}, pages = {1--9}, doi = {10.5072/nie.7}}",
        ),
        (
            '@misc{a,\n  publisher = "Research Square",\n  title = "A FooNet",\n  year = "2023",\n  doi = "https://doi.org/10.5072/rs.1/v1",\n  howpublished = "arXiv:2405.11338",\n  note = "Our hero"}',
            '@article{a,\n  title = "A FooNet for Eyes",\n  year = "2024",\n  doi = "https://doi.org/10.5072/nie.7",\n  note = "Our hero",\n  journal = "Nature Imaginary Engineering",\n  volume = "7",\n  number = "2",\n  pages = "1--9",\n  eprint = "2405.11338",\n  archiveprefix = "arXiv"}',
        ),
        (
            "@online{a,\n  title = {A FooNet for Eyes},\n  date = {2023-05-01},\n  eprint = {2405.11338},\n  eprinttype = {arxiv},\n  version = {2},\n}",
            "@article{a,\n  title = {A FooNet for Eyes},\n  date = {2024-03},\n  eprint = {2405.11338},\n  eprinttype = {arxiv},\n  journaltitle = {Nature Imaginary Engineering},\n  volume = {7},\n  number = {2},\n  pages = {1--9},\n  doi = {10.5072/nie.7},\n}",
        ),
        (
            "@article{DBLP:a, title = {A FooNet for Eyes}, journal = {CoRR}, volume = {abs/2405.11338}, year = {2023}, eprint = {2405.11338}, eprinttype = {arXiv}}",
            "@article{DBLP:a, title = {A FooNet for Eyes}, journal = {Nature Imaginary Engineering}, volume = {7}, year = {2024}, eprint = {2405.11338}, eprinttype = {arXiv}, number = {2}, pages = {1--9}, doi = {10.5072/nie.7}}",
        ),
    ],
)
def test_a_version_of_record_replaces_a_preprint(text: str, expected: str) -> None:
    """The key, the eprint, and what says nothing about the version stay."""
    done = published(text)
    assert done.text == expected
    assert [problem.rule for problem in done.corrected] == ["published"]


def test_a_paper_of_a_conference_replaces_a_preprint() -> None:
    text = "@article{a, title = {A FooNet for Eyes}, journal = {arXiv:2405.11338}, year = {2024}}"
    item = PUBLISHED | {"type": "paper-conference", "container-title": "Nets", "issue": ""}
    assert published(text, item).text == (
        "@inproceedings{a, title = {A FooNet for Eyes}, year = {2024}, booktitle = {Nets}, "
        "volume = {7}, pages = {1--9}, doi = {10.5072/nie.7}, eprint = {2405.11338}, "
        "archiveprefix = {arXiv}}"
    )


@pytest.mark.parametrize(
    ("text", "item", "reason"),
    [
        (
            "@string{arx = {arXiv}}\n@article{a, title = {A FooNet for Eyes}, journal = arx}",
            PUBLISHED,
            "`journal` is a macro, or is joined by `#`",
        ),
        (
            "@misc{a, title = {A FooNet for Eyes}}",
            {"type": "webpage", "title": "A FooNet for Eyes"},
            "the version of record is no article, paper or chapter",
        ),
    ],
)
def test_a_preprint_that_is_not_replaced(text: str, item: Item, reason: str) -> None:
    done = published(text, item)
    assert done.text == text
    assert [p.message for p in done.notes] == [f"not corrected: {reason}; correct it by hand"]


def test_a_preprint_stays_without_being_asked_for() -> None:
    text = "@misc{a, title = {A FooNet for Eyes}}"
    [reference], _ = references(text, HERE)
    found = replace(finding(reference, {}), published=record("doi:10.5072/nie.7", PUBLISHED))
    assert fixed(text, [found], Wishes(complete=True)).text == text


def test_the_corrected_file_reads_as_the_source_says() -> None:
    text = payload("fix.expected.bib")
    read: Sequence[Reference] = references(with_line_feeds(text), HERE)[0]
    assert [r.entry.csl.get("issued") for r in read][:2] != []
    assert read[1].entry.title == "A FooNet for OCT: seeing the Vessel Map twice"
