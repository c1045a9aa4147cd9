"""A small world for audits: works that the sources know, and references with the right verdicts.

All of it is invented. `references.bib` in `tests/audit` has each reference once, in the order of
`EXPECTED`; the references before the first planted error are right, in different conventions.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from replay_sources import Library

REFERENCES = Path(__file__).parent / "audit" / "references.bib"


def _people(*names: str) -> list[dict[str, str]]:
    """`Given|Family` as contributors of Crossref; a name without a bar is that of a group."""
    pairs = (name.partition("|") for name in names)
    return [
        {"given": given, "family": family} if bar else {"name": given}
        for given, bar, family in pairs
    ]


def _work(doi: str, title: str, year: int, authors: list[dict[str, str]], **more: Any) -> Any:  # noqa: ANN401 - JSON
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": authors,
        "issued": {"date-parts": [[year]]},
        "publisher": "Example",
    } | {name.replace("_", "-"): value for name, value in more.items()}


WORKS = [
    _work(
        "10.5072/drusen.2021.17",
        "Counting drusen in colour photographs of the macula",
        2021,
        _people("Renée|Müller-Løvås", "Jan Willem|van der Meer", "Xiaoming|Zhang", "Anna|Smith"),
        container_title=["Journal of Invented Ophthalmology"],
        short_container_title=["J. Invent. Ophthalmol."],
        volume="012",
        issue="3",
        page="0101-0117",
    ),
    _work(
        "10.5072/vessels.2019.5",
        "Vessel maps: A graph of every capillary in 12 eyes",
        2020,
        _people("José|García Viveros", "Thanh|Nguyễn", "Robert|O'Neill"),
        published_online={"date-parts": [[2019, 11, 2]]},
        published_print={"date-parts": [[2020, 2]]},
        container_title=["Nature Imaginary Engineering"],
        volume="7",
        article_number="e1005",
    ),
    _work(
        "10.5072/conf.2022.33",
        "Self-supervised learning of retinal layers",
        2022,
        _people("Wei|Chen", "Maria|Rossi", "Ada|Okafor", "Ken|Ito", "Lea|Weiß"),
        type="proceedings-article",
        container_title=["2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition"],
        event={"name": "Conference on Computer Vision and Pattern Recognition (CVPR)"},
        page="331-340",
    ),
    _work(
        "10.5072/consortium.2018",
        "Genome-wide association of intraocular pressure in 100,000 people",
        2018,
        _people(
            *(f"A{chr(97 + n)}|Author{chr(97 + n)}" for n in range(3)),
            "The Pressure Consortium",
            *(f"M{chr(97 + n)}|Member{chr(97 + n)}" for n in range(12)),
            "Zoe|Last",
        ),
        container_title=["Genetics of the Eye"],
        volume="4",
        page="55-70",
    ),
    _work(
        "10.5072/preprint.2023.1",
        "A foundation model for fundus fluorescein angiograms",
        2023,
        _people("Ines|Baum", "Omar|Said"),
        type="posted-content",
        subtype="preprint",
        institution=[{"name": "Invented Preprints"}],
        relation={"is-preprint-of": [{"id": "10.5072/journal.2024.9", "id-type": "doi"}]},
    ),
    _work(
        "10.5072/journal.2024.9",
        "A foundation model for fundus fluorescein angiograms",
        2024,
        _people("Ines|Baum", "Omar|Said", "Paul|Adler"),
        container_title=["Ocular Computation"],
        volume="2",
        page="9",
    ),
    _work(
        "10.5072/retracted.2015",
        "RETRACTED: Saffron restores the sight of mice",
        2015,
        _people("Carl|Quick"),
        container_title=["Herbs and Eyes"],
        volume="1",
        page="1-4",
        updated_by=[
            {
                "DOI": "10.5072/notice.2016",
                "type": "retraction",
                "source": "publisher",
                "updated": {"date-parts": [[2016, 5, 4]]},
            }
        ],
    ),
    _work(
        "10.5072/modelling.2017",
        "Modeling of tear film breakup by a thin-film equation",
        2017,
        _people("Grace|Hopkins", "Li|Na"),
        container_title=["Fluids of the Eye"],
        volume="30",
        page="12-30",
    ),
]

PAPERS = [
    {
        "id": "2203.01234",
        "title": "Robust glaucoma screening from smartphone images",
        "authors": ["Lina Farah", "Tom Brandt", "Mei-Ling Wu"],
        "versions": ["2022-03-02T00:00:00Z"],
        "categories": ["cs.CV"],
        "summary": "We screen.",
        "comment": "12 pages. Accepted at NeurIPS 2022",
    },
    {
        "id": "2110.04321",
        "title": "An atlas of the choroid by optical coherence tomography",
        "authors": ["Noor Haddad", "Eva Lindqvist"],
        "versions": ["2021-10-08T00:00:00Z", "2022-01-01T00:00:00Z"],
        "categories": ["eess.IV"],
        "summary": "An atlas.",
    },
]


def fill(library: Library) -> None:
    """Add the works and papers to a library of the replay server."""
    library.works |= {work["DOI"].lower(): work for work in WORKS}
    library.papers |= {str(paper["id"]): paper for paper in PAPERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The right verdict on a reference; `kind` is its convention, or the error planted in it."""

    key: str
    kind: str
    verdict: str = "confirmed"
    fields: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether there is an error in the reference, or no such work."""
        return self.verdict in ("differs", "other-work", "retracted", "not-found")


DRUSEN = "Müller-Løvås, Renée and van der Meer, Jan Willem and Zhang, Xiaoming and Smith, Anna"
LAYERS = "Chen, Wei and Rossi, Maria and Okafor, Ada and Ito, Ken and Weiß, Lea"


def _right(key: str, kind: str, *notes: str, verdict: str = "confirmed") -> Expected:
    return Expected(key=key, kind=kind, notes=notes, verdict=verdict)


def _wrong(key: str, kind: str, field: str, value: str, *, verdict: str = "differs") -> Expected:
    return Expected(key=key, kind=kind, verdict=verdict, fields={field: value})


EXPECTED = [
    _right("plain", "plain"),
    _right("ascii", "letters without accents"),
    _right("spoiled", "mojibake"),
    _right("dblp", "DBLP: given name first, number of a homonym"),
    _right("glued", "glued initials"),
    _right("umlaut", "umlauts spelled out"),
    _right("others", "others"),
    _right("etal", "et al."),
    _right("first-page", "first page"),
    _right("abbreviated", "abbreviated journal"),
    _right("doi-url", "DOI as a link, in capitals"),
    _right("no-doi", "without a DOI"),
    _right("no-subtitle", "without a subtitle"),
    _right("year-online", "year of the online version"),
    _right("year-print", "year of the printed version"),
    _right("compound", "part of a compound name"),
    _right("inverted", "family name first, without a comma"),
    _right("acronym", "acronym of a conference"),
    _right("consortium", "authors without the members of a consortium"),
    _right("arxiv", "preprint"),
    _right("arxiv-journal", "arXiv as a journal"),
    _right("arxiv-venue", "venue that the authors state at arXiv"),
    _right("arxiv-later", "preprint of a later year"),
    _right("published", "preprint that was published", "published"),
    _right("unconfirmed", "venue that nobody states", verdict="cannot-confirm"),
    _right("book", "book", verdict="not-checkable"),
    _right("software", "software", verdict="not-checkable"),
    _wrong("year", "year", "year", "2021"),
    _wrong("year-one", "year, off by one", "year", "2021"),
    _wrong("year-arxiv", "year before the preprint", "year", "2021"),
    _wrong("future", "year in the future", "year", "2021"),
    _wrong("volume", "volume", "volume", "012"),
    _wrong("number", "issue", "number", "3"),
    _wrong("pages", "pages", "pages", "0101-0117"),
    _wrong("venue", "journal", "venue", "Journal of Invented Ophthalmology"),
    _wrong("venue-arxiv", "venue other than at arXiv", "venue", "NeurIPS 2022"),
    _wrong(
        "title-letter", "letter of the title", "title",
        "Counting drusen in colour photographs of the macula",
    ),
    _wrong(
        "title-word", "word of the title", "title",
        "Counting drusen in colour photographs of the macula",
    ),
    _wrong(
        "title-spelling", "spelling of the title", "title",
        "Modeling of tear film breakup by a thin-film equation",
    ),
    _wrong(
        "title-other", "title of another work", "title",
        "Counting drusen in colour photographs of the macula",
    ),
    _wrong("author-given", "given name", "author", DRUSEN),
    _wrong("author-family", "family name", "author", DRUSEN),
    _wrong("author-added", "added author", "author", DRUSEN),
    _wrong("author-missing", "missing author", "author", LAYERS),
    _wrong("author-order", "order of the authors", "author", LAYERS),
    _wrong("author-all", "authors of others", "author", LAYERS),
    _wrong("doi-typo", "DOI that does not exist", "doi", "10.5072/drusen.2021.17"),
    _wrong("doi-other", "DOI of another work", "doi", "10.5072/conf.2022.33", verdict="other-work"),
    _right("retracted", "retracted work", verdict="retracted"),
    _right("invented", "invented work", verdict="not-found"),
]  # fmt: skip
