"""Short ways to make works, entries and records in tests."""

from pathlib import Path
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Entry, Record, Source, Work
from eyebib.model.csl import Item
from eyebib.model.facet import Facet, Term
from eyebib.model.identifier import identify
from eyebib.model.merge import merge
from eyebib.model.settings import Settings

ARTICLE: Item = {
    "type": "article-journal",
    "title": "A model",
    "author": [{"family": "Wu", "given": "Jian"}],
    "issued": {"date-parts": [[2024, 5, 7]]},
    "container-title": "Nature",
    "volume": "622",
    "page": "1-9",
    "DOI": "10.1038/x",
}

PREPRINT: Item = {
    "type": "article",
    "genre": "preprint",
    "title": "A model, early",
    "author": [{"family": "Wu", "given": "J."}],
    "issued": {"date-parts": [[2023, 1, 2]]},
    "publisher": "arXiv",
    "number": "arXiv:2310.04992",
    "URL": "https://arxiv.org/abs/2310.04992",
    "abstract": "We present.",
    "custom": {"primary-class": "cs.CV"},
}

SETTINGS = Settings(
    title="A List",
    facets=(
        Facet(
            name="modalities",
            values=(
                Term(term="CFP", name="color fundus photography"),
                Term(term="OCT", name="optical coherence tomography"),
                Term(term="OUS", name="ocular ultrasound", synonyms=("B-ultrasound",)),
            ),
        ),
    ),
    venues={
        "A Long Conference – 2024": "ALC 2024",
        "An Own Journal": "OJ",
        "Meeting on Own Things": "MOT",
    },
)


def entry(citekey: str = "a", **fields: Any) -> Entry:  # noqa: ANN401 - any field of an Entry
    """An entry; identifiers may be text, and `modalities` stands for the facet."""
    for key in ("paper", "identifier", "published", "preprint"):
        if key in fields:
            fields[key] = identify(fields[key])
    if modalities := fields.pop("modalities", ()):
        fields["facets"] = {"modalities": modalities} | fields.get("facets", {})
    fields.setdefault("title", "A model")
    fields.setdefault("paper", identify("doi:10.1038/x"))
    return Entry(citekey=citekey, path=Path(f"entries/{citekey}.yaml"), **fields)


def record(identifier: str, item: Item, source: Source = "crossref") -> Record:
    """A record of a source about an identifier."""
    return Record(identifier=identify(identifier), source=source, item=item)


def work(citekey: str = "a", /, name: str = "", **variables: Any) -> Work:  # noqa: ANN401 - CSL values
    """A work whose record is `ARTICLE` with these variables; None removes a variable."""
    fields = {variable.replace("_", "-"): value for variable, value in variables.items()}
    item = {variable: value for variable, value in (ARTICLE | fields).items() if value is not None}
    listed = entry(citekey, name=name, title=item.get("title", "A model"))
    return merge(listed, [record("doi:10.1038/x", item)])


def bibliography(*works: Work, settings: Settings = SETTINGS) -> Bibliography:
    """A bibliography of works."""
    return Bibliography(works=works, settings=settings)


def _person(text: str) -> dict[str, str]:
    """`Family, Given` as a CSL name; text without a comma is the name of a group."""
    family, comma, given = text.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": text}


def _awkward(citekey: str, /, **variables: Any) -> Work:  # noqa: ANN401 - CSL values
    """A work with only these variables; `author` may be `Wu, Jian; Dou, Qi`, `issued` an ISO date."""
    item = {variable.replace("_", "-"): value for variable, value in variables.items()}
    for role in ("author", "editor"):
        if isinstance(names := item.get(role), str):
            item[role] = [_person(name) for name in names.split("; ")]
    for variable in csl.DATE_VARIABLES & item.keys():
        item[variable] = csl.date(item[variable])
    name = item.pop("name", "")
    doi = f"doi:{item['DOI']}" if "DOI" in item else ""
    paper = doi or item.get("URL") or f"https://example.org/{citekey}"
    return merge(entry(citekey, name=name, title=item["title"], paper=paper), [record(paper, item)])


_AUTHORS = "; ".join(f"Family{number}, Given{number}" for number in range(1, 64))

AWKWARD = bibliography(
    _awkward(
        "article-number",
        type="article-journal",
        title="A visual–language foundation model for 3D OCT: U-Net vs. transformers in “the wild”",
        author="Zhang, Yi-Fan; Öztürk, Émile; Łukasz, Ødegård",
        container_title="npj Digital Medicine",
        container_title_short="npj Digit. Med.",
        volume="8",
        number="381",
        issued="2025-06-23",
        DOI="10.1038/s41746-025-01772-2",
        abstract="Background\nFirst paragraph, 50% of 1,000 eyes.\nSecond paragraph.",
        keyword="OCT, deep learning",
    ),
    _awkward(
        "book-edited",
        type="book",
        title="Retinal Imaging & Its Discontents",
        editor="Müller, Jürgen; van der Berg, Ann",
        publisher="Springer and Sons",
        publisher_place="Berlin, Heidelberg",
        edition="2",
        volume="3",
        collection_title="Eye Science",
        ISBN="978-3-16-148410-0",
        issued="2020",
    ),
    _awkward(
        "chapter-lncs",
        type="paper-conference",
        title="RET-CLIP: A Retinal Image Foundation Model Pre-trained with Clinical Diagnostic Reports",
        name="RET-CLIP",
        author="Du, Jiawei; Guo, Jia",
        editor="Linguraru, Marius George; Dou, Qi",
        container_title="Medical Image Computing and Computer Assisted Intervention – MICCAI 2024",
        container_title_short="MICCAI 2024",
        collection_title="Lecture Notes in Computer Science",
        volume="15012",
        page="709-719",
        publisher="Springer Nature Switzerland",
        publisher_place="Cham",
        event_title="MICCAI 2024",
        event_place="Marrakesh, Morocco",
        event_date="2024-10-06/2024-10-10",
        ISBN="9783031723896, 9783031723902",
        ISSN="0302-9743, 1611-3349",
        issued="2024",
        DOI="10.1007/978-3-031-72390-2_66",
        URL="https://link.springer.com/10.1007/978-3-031-72390-2_66",
    ),
    _awkward(
        "cjk-title",
        type="article-journal",
        title="眼底图像基础模型研究",
        author=[{"family": "李", "given": "飞飞"}, {"family": "王", "given": "小明"}],
        container_title="中国图象图形学报",
        volume="28",
        issue="5",
        page="1-12",
        issued="2023-05",
        language="zh",
    ),
    _awkward(
        "dataset",
        type="dataset",
        title="FIVES: a fundus image dataset",
        author="Jin, Kai",
        publisher="figshare",
        version="3",
        issued="2022-08-04",
        accessed="2024-01-31",
        DOI="10.6084/m9.figshare.19688169",
        URL="https://figshare.com/articles/FIVES/19688169?a=1&b=2#f",
    ),
    _awkward(
        "date-range",
        type="article-magazine",
        title="What the eye tells",
        author="Doe, Jane",
        container_title="The Atlantic",
        issued="2023-11-30/2024-01-02",
        page="e1-e4, e9",
    ),
    _awkward(
        "group-author",
        type="report",
        title="World report on vision",
        author=[
            {"literal": "World Health Organization, Department of Eyes"},
            {"literal": "R&D Group"},
        ],
        genre="Technical report",
        number="WHO/7",
        publisher="World Health Organization",
        publisher_place="Geneva",
        issued="2019-10",
        number_of_pages="160",
        URL="https://www.who.int/publications/i/item/9789241516570",
    ),
    _awkward(
        "hostile",
        type="article-journal",
        title=r"\input{/etc/passwd} 50% of {A} }{ @article{x, $5 _ ~ ^ # & <b>bold</b> ]]> =cmd|'/c calc'!A0",
        author=[
            {"family": r"}\write18{ls}", "given": "@book{y,"},
            {"literal": "TY  - JOUR\nER  - "},
        ],
        container_title='"quoted" and {unbalanced',
        volume="1, 2",
        page="javascript:alert(1)",
        publisher=r"A \and B and C",
        note="% not a comment",
        issued="2024",
        DOI="10.5555/a%b<c>;2-x",
    ),
    _awkward(
        "many-authors",
        type="article-journal",
        title="Sixty-three authors",
        author=_AUTHORS,
        container_title="Nature",
        volume="622",
        issue="7981",
        page="156-163",
        issued="2023-10-05",
    ),
    _awkward(
        "maths-title",
        type="article-journal",
        title="β-VAE, H₂O and {braces}: “L₁ ≤ ε” for α_i × 10⁻⁵ µm² – a naïve Ω_0 study of p < 0.05",
        author="Ångström, Anders Jonas; Ørsted, Hans Christian; Σωκράτης, Παῦλος",
        container_title="Journal of Fluids & Eyes",
        volume="12",
        issue="3-4",
        page="S12–S19",
        issued="2021-02-29",
    ),
    _awkward(
        "no-date",
        type="webpage",
        title="The eye, online",
        author="Anon, A.",
        container_title="Eye Wiki",
        URL="https://eyewiki.org/Ä_path_(x)",
        accessed="2024-03-01",
    ),
    _awkward(
        "particles-suffix",
        type="article-journal",
        title="A note on names",
        author=[
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"family": "Gaulle", "given": "Charles", "dropping-particle": "de"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"family": "de la Vallée Poussin", "given": "Charles Louis"},
            {"family": "Smith-Jones and Sons", "given": "Ann"},
            {"family": "al-Hussein", "given": "Ali"},
            {"family": "O’Brien", "given": "Þór"},
        ],
        container_title="Names",
        volume="7",
        page="753–762",
        issued="2010-12-01",
    ),
    _awkward(
        "right-to-left",
        type="article-journal",
        title="نموذج أساسي لصور العين (EyeNet)",
        author=[{"family": "الحسن", "given": "علي"}],
        container_title="مجلة العيون",
        issued="2022",
    ),
    _awkward(
        "software",
        type="software",
        title="OpenRetina",
        author="Doe, John",
        publisher="Zenodo",
        version="v1.2.0",
        issued="2024-02-01",
        DOI="10.5281/zenodo.1234567",
    ),
    _awkward(
        "suku-mononym",
        type="chapter",
        title="On one name",
        author=[{"family": "Suku"}, {"literal": "Plato"}],
        editor="Doe, Jane",
        container_title="Handbook of the Eye",
        publisher="MIT Press",
        page="xii-xv",
        issued="1999",
    ),
    _awkward(
        "thesis",
        type="thesis",
        title="Deep Learning in Ophthalmology",
        author="Nguyễn, Thị Minh",
        genre="Master's thesis",
        publisher="Universität Zürich",
        publisher_place="Zürich",
        number_of_pages="213",
        issued="2018-07-15",
    ),
)
"""Works that are difficult for a format or its readers, in citekey order."""

KEYS = bibliography(*(work(f"a{sign}b") for sign in "&+-./:<>?_"), work("_C"))
"""Works with every sign that a citekey can have."""
