from pathlib import Path

import pytest

from eyebib.importers import bibtex, imported
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
        "title": 'A foundation model for <span class="nocase">RETFound</span> — été & α-H₂O at 5% of 10%',
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
        "custom": {"primary-class": "cs.CV"},
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
    ([entry], _) = bibtex.read(FILE, HERE)
    written = imported.work(entry, today="2026-01-02").entry
    file.write_text(entry_writer.dump(written), encoding="utf-8")
    assert entry_file.read(file) == (written, [])


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
        (r"$(11\bar{2}0)$ and $\hat \alpha$", "(112\u03040) and α\u0302"),
        (r"TCP{$\slash$}IP", "TCP/IP"),
        ("x<sup>n</sup>, CO<sub>2</sub>, <i>E. coli</i> & p<0.05", "xⁿ, CO₂, E. coli & p<0.05"),
        (r"10\textsuperscript{n}, 1\textsuperscript{st}", "10ⁿ, 1st"),
        (
            r"Poz\ifmmode \acute{n}\else \'{n}\fi{}ski, \ifmmode \dot{Z}\else \.{Z}\fi ak",
            "Pozński, Żak",
        ),
        (r"\LaTeX{} and \BibTeX", "LaTeX and BibTeX"),
        (
            r"Energy &amp; Fuels, \&amp; &lt;b&gt; &#233; &unknown;",
            "Energy & Fuels, & <b> é &unknown;",
        ),
        ("Rapha\\\u00a8{e}l Garc\\ \u0301{i}a", "Raphaël García"),
        (r"{\noopsort{1973b}}1973, \uppercase{AI}", "1973, AI"),
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
        (r"$\bar{xy}$", r"$\bar{xy}$"),
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
        (
            "family=Freitas, given=Nando, prefix=de, useprefix=true",
            [{"family": "Freitas", "given": "Nando", "non-dropping-particle": "de"}],
            [],
        ),
        (
            "given={Jean, Jr}, family=Dupont, prefix=du and Ann Bee",
            [
                {"family": "Dupont", "given": "Jean, Jr", "dropping-particle": "du"},
                {"family": "Bee", "given": "Ann"},
            ],
            [],
        ),
        ("family={WHO}", [{"literal": "WHO"}], []),
        ("P. Garc\\ \u0301{i}a-Mora", [{"family": "García-Mora", "given": "P."}], []),
    ],
)
def test_names(author: str, names: list[dict[str, str]], rules: list[str]) -> None:
    entry, reported = read_one(f"author = {{{author}}}")
    assert (entry.csl.get("author"), reported) == (names, rules)


@pytest.mark.parametrize(
    "end",
    [
        " and others",
        " AND Others",
        " and et al.",
        " and {et al.}",
        " et al.",
        " et al",
        ", et al.",
        " {et al.}",
        " et. al.",
        "~et~al.",
        r" \emph{et al.}",
        " et alii",
        " u.a.",
        " u. a.",
    ],
)
@pytest.mark.parametrize("field", ["doi = {10.1234/x}", "url = {https://x.org}", "year = 2024"])
def test_an_incomplete_list_keeps_its_names_and_a_mark(end: str, field: str) -> None:
    entry, rules = read_one(f"author = {{A Bee and Doe, Jane{end}}}, editor = {{C Dee}}, {field}")
    assert entry.csl["author"] == [
        {"family": "Bee", "given": "A"},
        {"family": "Doe", "given": "Jane"},
    ]
    assert (entry.csl["custom"], rules) == ({"incomplete": ["author"]}, [])


@pytest.mark.parametrize("author", ["Al, Et", "Et, Al and Bee, A", "Alan et Alice", "{others{}}"])
def test_a_complete_list_has_no_mark(author: str) -> None:
    assert "custom" not in read_one(f"author = {{{author}}}")[0].csl


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        ("{Alzheimer}'s disease in {Chinese}", "<A>Alzheimer</A>'s disease in <A>Chinese</A>"),
        ("{{Eine Studie}}", "<A>Eine Studie</A>"),
        (
            r"{\'E}cole {\em Foo} \emph{Bar {RNA}} {{\'E}cole}",
            "École Foo Bar <A>RNA</A> <A>École</A>",
        ),
        (
            r"{H$_2$O}, $a{B}c$, R\&{D}, { x }y {e}Book {1}",
            "<A>H₂O</A>, aBc, R&<A>D</A>, <A>x</A> y <A>e</A>Book 1",
        ),
        ("No {}braces\ufdd0", "No braces"),
    ],
)
def test_braces_that_protect_case_are_kept(latex: str, title: str) -> None:
    ([entry], problems) = bibtex.read(f"@misc{{a, title = {{{latex}}}}}", HERE)
    rich = title.replace("<A>", '<span class="nocase">').replace("</A>", "</span>")
    plain = title.replace("<A>", "").replace("</A>", "")
    assert (entry.title, entry.csl.get("title", entry.title), problems) == (plain, rich, [])


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
        (
            "note = {arXiv: 2405.11338 [cs.CV]}",
            "arxiv:2405.11338",
            None,
            "arxiv:2405.11338",
        ),
        (
            "eprint = {2405.11338 [cs.CV]}, archiveprefix = {arXiv}",
            "arxiv:2405.11338",
            None,
            "arxiv:2405.11338",
        ),
        (
            "ee = {https://doi.org/10.1234/x}",
            "doi:10.1234/x",
            None,
            "https://doi.org/10.1234/x",
        ),
        ("year = 2024", None, None, ""),
    ],
)
def test_identifiers(fields: str, paper: str | None, preprint: str | None, link: str) -> None:
    entry, rules = read_one(fields)
    identifiers = [str(i) if i else None for i in (entry.paper, entry.preprint)]
    assert (*identifiers, entry.link, rules) == (paper, preprint, link, [])
    assert not entry.csl.keys() & {"DOI", "container-title"}


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
        (
            "inbook",
            "chapter = 3, pages = {5--9}, publisher = {P}",
            {"type": "book", "chapter-number": "3", "page": "5-9", "publisher": "P"},
        ),
        ("inbook", "booktitle = {B}", {"type": "chapter", "container-title": "B"}),
        (
            "inproceedings",
            "booktitle = {B}, address = {New York}, location = {Paris}",
            {
                "type": "paper-conference",
                "container-title": "B",
                "publisher-place": "New York",
                "event-place": "Paris",
            },
        ),
        (
            "article",
            r"journal = {\aap}",
            {"type": "article-journal", "container-title": "Astronomy and Astrophysics"},
        ),
        (
            "article",
            "journal = {Energy &amp; Fuels}",
            {"type": "article-journal", "container-title": "Energy & Fuels"},
        ),
        (
            "article",
            "journal = {J}, art_number = {e12}, abbrev_source_title = {J.}",
            {
                "type": "article-journal",
                "container-title": "J",
                "container-title-short": "J.",
                "number": "e12",
            },
        ),
        ("artifactsoftware", "version = {1}", {"type": "software", "version": "1"}),
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
        ("year = {in press}", None, []),
        ("year = {2024, in press}", [[2024]], []),
        ("year = {KR}", None, ["date"]),
        ("year = {June 1977}", [[1977, 6]], []),
        ("year = {2013a}", [[2013]], ["date"]),
        ("year = {c. 1977}", [[1977]], ["date"]),
        ("year = {1998--99}", [[1998], [1999]], []),
        ("year = 2024, month = {Jul/Aug}", [[2024, 7], [2024, 8]], []),
        ("year = 2024, month = jun, day = {3--7}", [[2024, 6, 3], [2024, 6, 7]], []),
        ("date = {2004?}", [[2004]], ["date"]),
        ("date = {2004-01-02/..}", [[2004, 1, 2]], ["date"]),
        ("month = jan", None, ["not-read"]),
    ],
)
def test_dates(fields: str, issued: list[list[int]] | None, rules: list[str]) -> None:
    entry, reported = read_one(fields)
    assert (entry.csl.get("issued", {}).get("date-parts"), reported) == (issued, rules)


@pytest.mark.parametrize(
    "fields", ["date = {2004-22}", "year = 2004, month = {Summer}", "year = {Summer 2004}"]
)
def test_seasons(fields: str) -> None:
    entry, rules = read_one(fields)
    assert (entry.csl["issued"], rules) == ({"date-parts": [[2004]], "season": 2}, [])


def test_a_work_in_press_has_a_status() -> None:
    assert read_one("year = {In press}")[0].csl["status"] == "In press"


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
        (f"\n@article{{a, {T}, year=2020\n@article{{b, {T}}}", [(2, "syntax", "error")]),
        (f"\n@article{{a, note={{x, {T}}}\n@article{{b, {T}}}", [(2, "bibtex", "error")]),
        ("@article{a title={T}}", [(1, "syntax", "error")]),
        ("@article{a, title}", [(1, "bibtex", "error")]),
        (f"@article{{a, {T}}}, year={{2020}}}}", [(1, "not-read", "warning")]),
        (f"@article{{a, {T}}}\n@article{{a, {T}}}", [(2, "repeated-entry", "warning")]),
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


def test_of_entries_with_one_key_the_first_is_kept() -> None:
    text = "@misc{a, title={T}, year=2002}\n@book{a, title={U}, note={x}}\n@misc{a, year = 2002,title = {T}}"
    entries, problems = bibtex.read(f"{text}\n@misc{{A, title={{V}}}}", HERE)
    assert [(e.citekey, e.title) for e in entries] == [("a", "T"), ("A-2", "V")]
    assert [str(problem) for problem in problems[:2]] == [
        (
            "refs.bib:2:1: duplicate key `a`; the entry on line 1 is used, this one differs in `title`, "
            "`year`, `type`, `note` and was not imported [repeated-entry]"
        ),
        (
            "refs.bib:3:1: duplicate key `a`; the entry on line 1 is used, this one is the same and was "
            "not imported [repeated-entry]"
        ),
    ]


def test_every_line_of_an_unknown_field_is_named() -> None:
    text = "\n".join(f"@misc{{k{i}, title={{T}}, foo={{{i}}}}}" for i in range(4))
    [problem] = bibtex.read(text, HERE)[1]
    assert (
        str(problem) == "refs.bib:1:22: field `foo` was ignored; also on lines 2, 3, 4 [not-read]"
    )


def test_modalities_and_keywords() -> None:
    text = "@misc{a, title={T}, keyword={x}, keyword={y}, keywords={modality:{CFP}, x; z}}"
    ([entry], problems) = bibtex.read(text, HERE)
    assert (entry.facets, entry.tags, problems) == ({"modalities": ("CFP",)}, ("x", "z", "y"), [])


def test_counts_of_citations_are_not_notes() -> None:
    entry, rules = read_one("note = {cited By 12}")
    assert ("note" in entry.csl, rules) == (False, ["not-read"])


def test_the_class_of_zotero_is_read_for_conversion() -> None:
    text = "@misc{a, title={T}, eprint={2405.11338 [cs.CV]}, archiveprefix={arXiv}}"
    ([entry], _) = bibtex.read(text, HERE)
    assert entry.csl["custom"] == {"primary-class": "cs.CV"}


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    bibtex.read("@article{a, title = {\\frac},\n@article{b, title={T}}", HERE)
    assert capfd.readouterr() == ("", "")


JOURNAL = "article-journal"
OTHERS: list[tuple[int, str]] = []
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
        [(3, "name"), (12, "not-read"), (13, "not-read")],
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
    written = imported.work(entry, today="2026-01-02").entry
    file.write_text(entry_writer.dump(written), encoding="utf-8")
    assert entry_file.read(file) == (written, [])
