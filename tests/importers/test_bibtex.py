from pathlib import Path

import pytest

from eyebib.importers import bibtex
from eyebib.model.bibliography import Entry
from eyebib.model.identifier import identify
from eyebib.project import entry_file, entry_writer
from eyebib.text import tex
from shared import SHARED

BIBTEX = SHARED / "bibtex"
HERE = Path("refs.bib")

FILE = r"""% Encoding: UTF-8
@string{nature = "Nature"}

@Article{Zhou_2023,
  title     = {A foundation model for {RETFound} --- {\'e}t{\'e} \& $\alpha$-H$_2$O at 5% of 10\%},
  author    = {Zhou, Yukun and {UK Biobank Eye \& Vision Consortium} and van Wijngaarden, Peter
               and Smith, Jr., Joe and Ismail {Ben Ayed} and {\'E}lodie Dupont},
  editor    = "Ed Itor",
  journal   = nature # { Medicine},
  volume    = 622,
  number    = {7981},
  pages     = {156--163},
  month     = sep,
  day       = 13,
  year      = {2023},
  issn      = {0028-0836},
  doi       = {10.1007/978-3-031-72390-2\_66},
  url       = {https://example.org/a_b?c=1%20d},
  eprint    = {2305.13714v2},
  archivePrefix = {arXiv},
  primaryClass  = {cs.CV},
  keywords  = {retina, {OCT}; retina},
  abstract  = {Costs $5 and
               $10.},
  file      = {:x.pdf:PDF},
  mendeley-groups = {eye}
}
"""

ENTRY = Entry(
    citekey="Zhou_2023",
    title="A foundation model for RETFound — été & α-H₂O at 5% of 10%",
    paper=identify("10.1007/978-3-031-72390-2_66"),
    preprint=identify("arxiv:2305.13714"),
    link="doi:10.1007/978-3-031-72390-2_66",
    tags=("retina", "OCT"),
    abstract="Costs $5 and $10.",
    csl={
        "type": "article-journal",
        "author": [
            {"family": "Zhou", "given": "Yukun"},
            {"literal": "UK Biobank Eye & Vision Consortium"},
            {"family": "Wijngaarden", "given": "Peter", "non-dropping-particle": "van"},
            {"family": "Smith", "given": "Joe", "suffix": "Jr."},
            {"family": "Ben Ayed", "given": "Ismail"},
            {"family": "Dupont", "given": "Élodie"},
        ],
        "editor": [{"family": "Itor", "given": "Ed"}],
        "container-title": "Nature Medicine",
        "volume": "622",
        "issue": "7981",
        "page": "156-163",
        "issued": {"date-parts": [[2023, 9, 13]]},
        "ISSN": "0028-0836",
        "URL": "https://example.org/a_b?c=1%20d",
    },
)


def read_one(fields: str, kind: str = "article") -> tuple[Entry, list[str]]:
    """The entry of one block with a title, and the rules of its problems."""
    (entry,), problems = bibtex.read(f"@{kind}{{k, title = {{T}}, {fields}}}", HERE)
    return entry, [problem.rule for problem in problems]


def problems_of(text: str) -> list[tuple[int, str, str]]:
    _, problems = bibtex.read(text, HERE)
    return [(p.location.line, p.rule, p.severity.value) for p in problems]


def test_an_entry_is_read_exactly() -> None:
    assert bibtex.read(FILE, HERE) == ([ENTRY], [])


def test_an_entry_round_trips_through_its_file(tmp_path: Path) -> None:
    file = tmp_path / "Zhou_2023.yaml"
    file.write_text(entry_writer.dump(ENTRY), encoding="utf-8")
    assert entry_file.read(file) == (ENTRY, [])


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{OCT}-based {Ben Ayed}", "OCT-based Ben Ayed"),
        (r"{one} {two}", "one two"),
        (r"pages 1--2 --- end", "pages 1–2 — end"),
        (r"``quoted'' and 'single'", "“quoted” and 'single'"),
        (
            r"\'Ecole {\v S} {\H o} {\ss} \aa{} \L{}od\'z {\'\i} \c{c} \u{g}",
            "École Š ő ß å Łodź í ç ğ",
        ),
        (r"{\textcommabelow S} {\textcommabelow{t}}", "Ș ț"),
        (r"a~b\ c\,d", "a b c d"),
        (r"R&D at 5% costs $3", "R&D at 5% costs $3"),
        (r"from $5 to $10", "from $5 to $10"),
        (r"\$5 \{x\} \# \_ \textbackslash{} \textasciitilde{}", r"$5 {x} # _ \ ~"),
        (r"\textless{}b\textgreater{} \textasciicircum{}", "<b> ^"),
        (r"H$_2$O, $10^{-5}$, $\beta$-$\mathrm{CO}_2$, \(x\leq y\)", "H₂O, 10⁻⁵, β-CO₂, x≤y"),
        (r"\textsuperscript{13}C, CO\textsubscript{2}", "¹³C, CO₂"),
        (
            r"\textit{in vivo} {\em et} \textbf{b} \mbox{x y} \url{http://x.y/a%b}",
            "in vivo et b x y http://x.y/a%b",
        ),
        ("two\n   lines", "two lines"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    entry, rules = read_one(f"note = {{{latex}}}")
    assert (entry.csl["note"], rules) == (text, [])


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\foo{bar} x", "bar x"),
        (r"see \cite{x} and \today", "see x and"),
        (r"\input{/etc/passwd}", "/etc/passwd"),
        (r"$\weird{x}$", r"$\weird{x}$"),
        (r"\sqrt[", r"\sqrt["),
    ],
)
def test_unknown_latex_is_reported(latex: str, text: str) -> None:
    entry, rules = read_one(f"note = {{{latex}}}")
    assert entry.csl["note"] == text
    assert set(rules) == {"latex"}


@pytest.mark.parametrize(
    "text", ["Ωmega α ≤ β", "H₂O 10⁻⁵ x²", "É ő Ș ệ ß ø", "a&b_c#d%e$f{g}~h^i\\j", "<b> |c|"]
)
def test_escapes_of_the_exporter_are_read_back(text: str) -> None:
    for latex in (tex.escape(text), tex.accents(tex.escape(text)), tex.title(text)):
        assert read_one(f"note = {{{latex}}}")[0].csl["note"] == text


@pytest.mark.parametrize(
    ("author", "names", "rules"),
    [
        ("Jay Zoellin", [{"family": "Zoellin", "given": "Jay"}], []),
        ("Zhou, Y", [{"family": "Zhou", "given": "Y"}], []),
        (
            "van der Berg, Jan",
            [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}],
            [],
        ),
        ("{Barnes and Noble}", [{"literal": "Barnes and Noble"}], []),
        ("Plato", [{"family": "Plato"}], []),
        (
            "A Bee\nand C Dee",
            [{"family": "Bee", "given": "A"}, {"family": "Dee", "given": "C"}],
            [],
        ),
        ("Eye & Vision Consortium", [{"literal": "Eye & Vision Consortium"}], ["name"]),
        ("A B, C D, E F, G H, I J", [{"literal": "A B, C D, E F, G H, I J"}], ["name"]),
        (
            "A Bee and  and C Dee",
            [{"family": "Bee", "given": "A"}, {"family": "Dee", "given": "C"}],
            ["name"],
        ),
        ("A Bee and others", [{"family": "Bee", "given": "A"}], ["incomplete-names"]),
        ("A Bee and et al.", [{"family": "Bee", "given": "A"}], ["incomplete-names"]),
    ],
)
def test_names(author: str, names: list[dict[str, str]], rules: list[str]) -> None:
    entry, reported = read_one(f"author = {{{author}}}")
    assert (entry.csl.get("author"), reported) == (names, rules)


@pytest.mark.parametrize(
    "field", ["doi = {10.1234/x}", "eprint = {2405.11338}", "url = {https://x.org}"]
)
def test_incomplete_authors_are_left_to_the_source(field: str) -> None:
    entry, rules = read_one(f"author = {{A Bee and others}}, {field}")
    assert "author" not in entry.csl
    assert rules == ["incomplete-names"]


@pytest.mark.parametrize(
    ("fields", "paper", "preprint", "link"),
    [
        ("doi = {10.1234/x}", "doi:10.1234/x", None, "doi:10.1234/x"),
        ("doi = {https://doi.org/10.1234/x}", "doi:10.1234/x", None, "https://doi.org/10.1234/x"),
        (
            "eprint = {2405.11338}, archiveprefix = {arXiv}",
            "arxiv:2405.11338",
            None,
            "arxiv:2405.11338",
        ),
        (
            "eprint = {arXiv:2405.11338v2}, eprinttype = {arxiv}",
            "arxiv:2405.11338",
            None,
            "arxiv:2405.11338v2",
        ),
        (
            "journal = {arXiv preprint arXiv:2408.11227}",
            "arxiv:2408.11227",
            None,
            "arxiv:2408.11227",
        ),
        ("howpublished = {arXiv:2405.11338 [cs.CV]}", "arxiv:2405.11338", None, "arxiv:2405.11338"),
        (
            "journal = {CoRR}, volume = {abs/2408.11227}",
            "arxiv:2408.11227",
            None,
            "arxiv:2408.11227",
        ),
        (
            r"howpublished = {\url{https://x.org/a_b}}",
            "url:https://x.org/a_b",
            None,
            "https://x.org/a_b",
        ),
        (
            "doi = {10.1234/x}, eprint = {2405.11338}",
            "doi:10.1234/x",
            "arxiv:2405.11338",
            "doi:10.1234/x",
        ),
        (
            "doi = {10.1234/x}, url = {https://doi.org/10.1234/x}",
            "doi:10.1234/x",
            None,
            "doi:10.1234/x",
        ),
        (
            "url = {https://arxiv.org/abs/2405.11338}",
            "arxiv:2405.11338",
            None,
            "https://arxiv.org/abs/2405.11338",
        ),
        ("year = 2024", None, None, ""),
    ],
)
def test_identifiers(fields: str, paper: str | None, preprint: str | None, link: str) -> None:
    entry, rules = read_one(fields)
    identifiers = [str(i) if i else None for i in (entry.paper, entry.preprint)]
    assert (*identifiers, entry.link, rules) == (paper, preprint, link, [])
    assert not entry.csl.keys() & {"DOI", "URL", "container-title"}


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "article",
            "journal = {arXiv preprint arXiv:2408.11227}",
            {"type": "article", "genre": "preprint"},
        ),
        (
            "misc",
            "eprint = {2408.11227}, publisher = {arXiv}",
            {"type": "article", "genre": "preprint", "publisher": "arXiv"},
        ),
        (
            "article",
            "eprint = {2408.11227}, journal = {TPAMI}",
            {"type": "article-journal", "container-title": "TPAMI"},
        ),
        ("misc", "doi = {10.1234/x}", {}),
        ("misc", "howpublished = {Zenodo}", {"type": "document", "publisher": "Zenodo"}),
        ("article", "howpublished = {Print}", {"type": "article-journal", "medium": "Print"}),
        (
            "article",
            "number = 3, eid = {e12}",
            {"type": "article-journal", "issue": "3", "number": "e12"},
        ),
        (
            "techreport",
            "number = 3, institution = {MIT}",
            {"type": "report", "number": "3", "publisher": "MIT"},
        ),
        (
            "inproceedings",
            "series = {LNCS}, number = 3",
            {"type": "paper-conference", "collection-title": "LNCS", "collection-number": "3"},
        ),
        (
            "incollection",
            "booktitle = {B}, location = {Cham}",
            {"type": "chapter", "container-title": "B", "publisher-place": "Cham"},
        ),
        (
            "phdthesis",
            "school = {MIT}",
            {"type": "thesis", "genre": "PhD thesis", "publisher": "MIT"},
        ),
        ("thesis", "type = {mathesis}", {"type": "thesis", "genre": "Master's thesis"}),
        ("mastersthesis", "type = {Diploma}", {"type": "thesis", "genre": "Diploma"}),
        (
            "ONLINE",
            "urldate = {2024-01-02}",
            {"type": "webpage", "accessed": {"date-parts": [[2024, 1, 2]]}},
        ),
        (
            "article",
            "journaltitle = {N}, shortjournal = {M}",
            {"type": "article-journal", "container-title": "N", "container-title-short": "M"},
        ),
        (
            "article",
            "language = {English}, langid = {english}",
            {"type": "article-journal", "language": "English"},
        ),
        (
            "article",
            "pages = {S1-S10, 20–25}",
            {"type": "article-journal", "page": "S1-S10, 20-25"},
        ),
    ],
)
def test_fields_and_types(kind: str, fields: str, expected: dict[str, object]) -> None:
    entry, rules = read_one(fields, kind)
    assert (entry.csl, rules) == (expected, [])


@pytest.mark.parametrize(
    ("fields", "issued", "rules"),
    [
        ("year = 2024", [[2024]], []),
        ("year = 2024, month = sep", [[2024, 9]], []),
        ("year = 2024, month = {Sept.}", [[2024, 9]], []),
        ("year = 2024, month = September", [[2024, 9]], []),
        ("year = 2024, month = {09}", [[2024, 9]], []),
        ('year = 2024, month = "10~" # jan', [[2024, 1, 10]], []),
        ("year = 2024, month = jan, day = {10}", [[2024, 1, 10]], []),
        ("date = {2024-10-23}", [[2024, 10, 23]], []),
        ("date = {2024-10-06/2024-10-10}, year = 2025", [[2024, 10, 6], [2024, 10, 10]], []),
        ("date = {autumn}, year = 2024", [[2024]], ["date"]),
        ("year = 2024, month = {Vendémiaire}", [[2024]], ["date"]),
        ("year = 2024, month = 13", [[2024]], ["date"]),
        ("year = {in press}", None, ["date"]),
        ("month = jan", None, ["not-read"]),
    ],
)
def test_dates(fields: str, issued: list[list[int]] | None, rules: list[str]) -> None:
    entry, reported = read_one(fields)
    assert (entry.csl.get("issued", {}).get("date-parts"), reported) == (issued, rules)


def test_macros_may_refer_to_macros() -> None:
    text = '@string{a = "Nat"}\n@string{B = a # "ure"}\n@article{k, title={T}, journal = b}'
    (entry,), problems = bibtex.read(text, HERE)
    assert (entry.csl["container-title"], problems) == ("Nature", [])


def test_a_paper_inherits_fields_from_its_volume() -> None:
    text = """
@inproceedings{paper, title={T}, year=2023, crossref={volume}}
@proceedings{volume, title={MICCAI}, year=2024, publisher={Springer}, doi={10.1234/volume}}
"""
    (paper, volume), problems = bibtex.read(text, HERE)
    assert problems == []
    assert (paper.paper, str(volume.paper)) == (None, "doi:10.1234/volume")
    assert paper.csl == {
        "type": "paper-conference",
        "container-title": "MICCAI",
        "publisher": "Springer",
        "issued": {"date-parts": [[2023]]},
    }


@pytest.mark.parametrize(
    ("key", "citekey", "stem", "aliases"),
    [
        ("FLAIR", "FLAIR", "FLAIR", ()),
        ("li:2024_x", "li:2024_x", "li-2024-x", ()),
        ("DBLP:conf/nips/ABC17", "DBLP:conf/nips/ABC17", "dblp-conf-nips-abc17", ()),
        ("Müller", "muller", "muller", ("Müller",)),
        ("", "a-title-of-five", "a-title-of-five", ()),
        ("眼", "a-title-of-five", "a-title-of-five", ("眼",)),
    ],
)
def test_citekeys(key: str, citekey: str, stem: str, aliases: tuple[str, ...]) -> None:
    (entry,), _ = bibtex.read(f"@misc{{{key}, title = {{A title of five words}}}}", HERE)
    assert (entry.citekey, entry.stem, entry.aliases) == (citekey, stem, aliases)


def test_ids_are_aliases() -> None:
    (entry,), problems = bibtex.read("@misc{a, title={T}, ids={old:1,  older}}", HERE)
    assert (entry.aliases, problems) == (("old:1", "older"), [])


T = "title={T}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ('% a comment\n@comment{x = {y}}\n@preamble{"x"}\n', []),
        (f"\n@article{{a, {T}, year=2020\n@article{{b, {T}}}", [(2, "bibtex", "error")]),
        ("@article{a title={T}}", [(1, "bibtex", "error")]),
        ("@article{a, title}", [(1, "bibtex", "error")]),
        (f"@article{{a, {T}}}, year={{2020}}}}", [(1, "bibtex", "warning")]),
        (f"@article{{a, {T}}}\n@article{{a, {T}}}", [(2, "citekey", "warning")]),
        (f"@article{{a, {T}}}\n@article{{A, {T}}}", [(2, "citekey", "warning")]),
        (f"@article{{a, {T},\nTitle={{U}}}}", [(2, "field", "warning")]),
        ('@string{a="x"}\n@string{a="y"}', [(2, "macro", "warning")]),
        (f"@article{{a, {T},\njournal=foo}}", [(2, "macro", "warning")]),
        ("@article{a,\nyear=2020}", [(1, "title", "error")]),
        (f"@foo{{a, {T}}}", [(1, "type", "warning")]),
        (f"@misc{{a, {T},\nfoo={{x}}}}\n@misc{{b, {T},\nfoo={{x}}}}", [(2, "not-read", "warning")]),
        (f"@misc{{a, {T},\npublisher={{A}},\nschool={{B}}}}", [(3, "not-read", "warning")]),
        (f"@misc{{a, {T},\ndoi={{none}}}}", [(2, "identifier", "warning")]),
        (
            f"@misc{{a, {T},\neprint={{1}}, archiveprefix={{arXiv}}}}",
            [(2, "identifier", "warning")],
        ),
        (f"@misc{{a, {T},\nurl={{ask me}}}}", [(2, "identifier", "warning")]),
        (f"@misc{{a, {T},\ncrossref={{b}}}}", [(2, "not-read", "warning")]),
    ],
)
def test_ignored_text_is_reported(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert problems_of(text) == expected


def test_a_problem_is_located_at_its_field() -> None:
    text = f"% x\n  @misc{{a, {T}, titel={{x}},\n    Foo = {{1}}, url={{ask me}}}}\n@foo{{b, {T}}}"
    _, problems = bibtex.read(text, HERE)
    places = [(p.location.line, p.location.column, p.rule) for p in sorted(problems)]
    assert places == [
        (2, 23, "not-read"),
        (3, 5, "not-read"),
        (3, 16, "identifier"),
        (4, 1, "type"),
    ]


def test_entries_with_the_same_key_are_both_kept() -> None:
    entries, _ = bibtex.read("@misc{a, title={T}}\n@misc{a, title={U}}\n@misc{A, title={V}}", HERE)
    assert [(e.citekey, e.title) for e in entries] == [("a", "T"), ("a-2", "U"), ("A-3", "V")]


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    bibtex.read("@article{a, title = {\\frac},\n@article{b, title={T}}", HERE)
    assert capfd.readouterr() == ("", "")


JOURNAL = "article-journal"
OTHERS = [(3, "incomplete-names")]
REAL: list[tuple[str, tuple[object, ...], list[tuple[int, str]]]] = [
    ("dinoret.repo-readme", ("arxiv:2409.17332", 15, "Somfai", "2024", "article"), []),
    ("eyeclip.repo-readme", (None, 10, "Yusufu", "2025", JOURNAL), OTHERS),
    ("flair.author-site", (None, 5, "Ben Ayed", "2025", JOURNAL), []),
    ("flair.repo-readme", (None, 5, "Ben Ayed", "2025", JOURNAL), []),
    ("octcubem.repo-readme", ("arxiv:2408.11227", 9, "Wang", "2024", "article"), []),
    ("retfound.repo-readme", (None, 10, "Woodward-Court", "2023", JOURNAL), OTHERS),
    (
        "retfound.symplectic-export.cite",
        ("doi:10.1038/s41586-023-06555-x", 18, "Keane", "2023-09-13", JOURNAL),
        [(3, "name"), (12, "not-read"), (13, "not-read"), (14, "not-read")],
    ),
    ("urfound.repo-readme", ("arxiv:2408.05618", 8, "Liu", "2024", "article"), []),
    ("visionfm.repo-readme", (None, 10, "Hou", "2024", JOURNAL), OTHERS),
    ("visionunite.repo-readme", (None, 8, "Qiao", "2025", JOURNAL), []),
]


@pytest.mark.skipif(not BIBTEX.is_dir(), reason="the real .bib files are missing")
@pytest.mark.parametrize(("name", "facts", "rules"), REAL, ids=[name for name, _, _ in REAL])
def test_real_files(
    name: str, facts: tuple[object, ...], rules: list[tuple[int, str]], tmp_path: Path
) -> None:
    path = BIBTEX / f"{name}.bib"
    (entry,), problems = bibtex.read(path.read_text(encoding="utf-8"), path)
    names = entry.csl["author"]
    date = "-".join(f"{part:02d}" for part in entry.csl["issued"]["date-parts"][0])
    paper = str(entry.paper) if entry.paper else None
    assert (paper, len(names), names[-1]["family"], date, entry.csl["type"]) == facts
    assert [(p.location.line, p.rule) for p in problems] == rules
    file = tmp_path / f"{entry.citekey}.yaml"
    file.write_text(entry_writer.dump(entry), encoding="utf-8")
    assert entry_file.read(file) == (entry, [])
