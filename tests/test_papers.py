"""The files in output/ and the locks agree with the papers of the list as typed by hand."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import BibliographyData, Person, parse_file
from pylatexenc.latex2text import LatexNodes2Text

from conftest import REPOSITORY, Run
from eyebib.cli import checked
from eyebib.exporters.bibtex import MONTHS
from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.model.selection import select
from eyebib.project import entry_file, lock_file
from eyebib.project import folder as project
from papers import PAPERS, Paper


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a paper that is not the one that is cited."""

    citekey: str
    identifier: str
    title: str
    authors: str
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    date: str = ""
    primary_class: str = ""


OTHERS = [
    Version(
        citekey="retfound-green",
        identifier="arxiv:2405.00117",
        title="Training a high-performance retinal foundation model with half-the-data "
        "and 400 times less compute",
        authors="Engelmann, Justin; Bernabeu, Miguel O.",
    ),
    Version(
        citekey="eyeclip",
        identifier="arxiv:2409.06644",
        title="EyeCLIP: A visual-language foundation model for multi-modal ophthalmic "
        "image analysis",
        authors="Shi, Danli; Zhang, Weiyi; Yang, Jiancheng; Huang, Siyu; Chen, Xiaolan; "
        "Yusufu, Mayinuer; Jin, Kai; Lin, Shan; Liu, Shunming; Zhang, Qing; He, "
        "Mingguang",
        date="2024-09-10",
        primary_class="cs.CV",
    ),
    Version(
        citekey="visionunite",
        identifier="arxiv:2408.02865",
        title="VisionUnite: A Vision-Language Foundation Model for Ophthalmology "
        "Enhanced with Clinical Knowledge",
        authors="Li, Zihan; Song, Diping; Yang, Zefeng; Wang, Deming; Li, Fei; Zhang, "
        "Xiulan; Kinahan, Paul E.; Qiao, Yu",
        date="2024-08-05",
        primary_class="eess.IV",
    ),
    Version(
        citekey="retinavlm-specialist",
        identifier="arxiv:2407.08410",
        title="Specialized curricula for training vision-language models in retinal image analysis",
        authors="Holland, Robbie; Taylor, Thomas R. P.; Holmes, Christopher; Riedl, "
        "Sophie; Mai, Julia; Patsiamanidi, Maria; Mitsopoulou, Dimitra; Hager, "
        "Paul; Müller, Philip; Scholl, Hendrik P. N.; Bogunović, Hrvoje; "
        "Schmidt-Erfurth, Ursula; Rueckert, Daniel; Sivaprasad, Sobha; Lotery, "
        "Andrew J.; Menten, Martin J.",
        date="2024-07-11",
        primary_class="cs.AI",
    ),
    Version(
        citekey="flair",
        identifier="arxiv:2308.07898",
        title="A Foundation Language-Image Model of the Retina (FLAIR): Encoding Expert"
        " Knowledge in Text Supervision",
        authors="Silva-Rodríguez, Julio; Chakor, Hadi; Kobbi, Riadh; Dolz, Jose; Ben Ayed, Ismail",
        date="2023-08-15",
        primary_class="cs.CV",
    ),
    Version(
        citekey="deretfound",
        identifier="doi:10.21203/rs.3.rs-3766549/v1",
        title="Expertise-informed Generative AI Enables Ultra-High Data Efficiency for "
        "Building Generalist Medical Foundation Model",
        authors="",
    ),
    Version(
        citekey="urfound",
        identifier="arxiv:2408.05618",
        title="UrFound: Towards Universal Retinal Foundation Models via "
        "Knowledge-Guided Masked Modeling",
        authors="Yu, Kai; Zhou, Yang; Bai, Yang; Soh, Zhi Da; Xu, Xinxing; Goh, Rick Siow"
        " Mong; Cheng, Ching-Yu; Liu, Yong",
        date="2024-08-10",
        primary_class="cs.CV",
    ),
    Version(
        citekey="ret-clip",
        identifier="arxiv:2405.14137",
        title="RET-CLIP: A Retinal Image Foundation Model Pre-trained with Clinical "
        "Diagnostic Reports",
        authors="Du, Jiawei; Guo, Jia; Zhang, Weihang; Yang, Shengzhu; Liu, Hanruo; Li, "
        "Huiqi; Wang, Ningli",
        date="2024-05-23",
        primary_class="cs.CV",
    ),
    Version(
        citekey="octcube-m",
        identifier="doi:10.1038/s41551-026-01662-2",
        title="A three-dimensional multi-modal foundation model for optical coherence tomography",
        authors="",
        venue="Nature Biomedical Engineering",
        date="2026-04-24",
    ),
    Version(
        citekey="visionfm",
        identifier="doi:10.1056/AIoa2300221",
        title="Development and Validation of a Multimodal Multitask Vision Foundation "
        "Model for Generalist Ophthalmic Artificial Intelligence",
        authors="",
        venue="NEJM AI",
        volume="1",
        issue="12",
        pages="AIoa2300221",
        date="2024-11-27",
    ),
]

LISTED = [
    ("retfound-green", "RETFound-Green", 2025, "https://www.nature.com/articles/s41467-025-62123-z", "https://github.com/justinengelmann/RETFound_Green", "CFP"),
    ("eyeclip", "EyeCLIP", 2025, "https://www.nature.com/articles/s41746-025-01772-2", "https://github.com/Michi-3000/EyeCLIP", "CFP, FFA, Slit-lamp, ICGA, OUS, OCT, Specular microscope, FAF, External eye photo, Corneal topography, RetCam"),
    ("visionunite", "VisionUnite", 2025, "https://arxiv.org/abs/2408.02865", "https://github.com/HUANGLIZI/VisionUnite", "CFP"),
    ("retinavlm-specialist", "RetinaVLM-Specialist", 2025, "https://www.nature.com/articles/s41746-025-01893-8", "https://github.com/RobbieHolland/SpecialistVLMs", "OCT"),
    ("flair", "FLAIR", 2025, "https://www.sciencedirect.com/science/article/abs/pii/S1361841524002822", "https://github.com/jusiro/FLAIR", "CFP"),
    ("deretfound", "DERETFound", 2024, "https://www.researchsquare.com/article/rs-3766549/v1", "https://github.com/Jonlysun/DERETFound", "CFP"),
    ("eyefound", "EyeFound", 2024, "https://arxiv.org/abs/2405.11338", "none", "CFP, FFA, ICGA, FAF, RetCam, OUS, OCT, Slit-lamp, External eye photo, Specular microscope, Corneal topography"),
    ("urfound", "UrFound", 2024, "https://arxiv.org/abs/2408.05618", "https://github.com/yukkai/UrFound", "CFP, OCT"),
    ("ret-clip", "RET-CLIP", 2024, "https://arxiv.org/abs/2405.14137", "https://github.com/sStonemason/RET-CLIP", "CFP"),
    ("octcube-m", "OCTCube-M", 2024, "https://arxiv.org/abs/2408.11227", "https://github.com/ZucksLiu/OCTCubeM", "OCT"),
    ("dinoret", "DINORET", 2024, "https://arxiv.org/abs/2409.17332", "https://github.com/cm090999/dinoret", "CFP"),
    ("retfound", "RETFound", 2023, "https://www.nature.com/articles/s41586-023-06555-x", "https://github.com/rmaphoh/RETFound_MAE", "CFP, OCT"),
    ("visionfm", "VisionFM", 2023, "https://arxiv.org/abs/2310.04992", "https://github.com/ABILab-CUHK/VisionFM", "CFP, OCT, FFA, Slit-lamp, UBM, B-ultrasound, MRI, External eye"),
]  # fmt: skip
"""Citekey, name, year, paper, code and modalities of each entry, as in the list."""

UNSURE = [
    ("retfound-green", "2025, 7, 25"),
    ("retfound-green", "Springer"),
    ("retfound-green", "2024"),
    ("eyeclip", "Zongyuan"),
    ("eyeclip", "Xun"),
    ("visionunite", '"volume"'),
    ("visionunite", '"issue"'),
    ("visionunite", "Institute of Electrical"),
    ("retinavlm-specialist", '"issue"'),
    ("retinavlm-specialist", "Springer"),
    ("flair", '"issue"'),
    ("flair", '"publisher": "Elsevier'),
    ("deretfound", "2023"),
    ("urfound", "978-3-031-72389-6"),
    ("urfound", "Part XII"),
    ("octcube-m", '"volume"'),
    ("octcube-m", '"page"'),
    ("retfound", "2023, 10"),
    ("visionfm", "2024, 12"),
]
"""Facts that are probably true but have no known source, so that they are not in the lock."""

KEYS = [paper.citekey for paper in PAPERS]


@pytest.fixture(scope="module")
def items() -> dict[str, Any]:
    text = (REPOSITORY / "output/references.json").read_text(encoding="utf-8")
    return {item["id"]: item for item in json.loads(text)}


@pytest.fixture(scope="module")
def library() -> BibliographyData:
    return parse_file(str(REPOSITORY / "output/references.bib"), "bibtex", encoding="utf-8")


def test_files_have_the_thirteen_papers(items: dict[str, Any], library: BibliographyData) -> None:
    assert sorted(items) == sorted(library.entries) == sorted(KEYS)
    assert len(KEYS) == 13


def csl_authors(item: dict[str, Any]) -> str:
    return "; ".join(
        f"{{{name['literal']}}}" if "literal" in name else f"{name['family']}, {name['given']}"
        for name in item["author"]
    )


@pytest.mark.parametrize("paper", PAPERS, ids=KEYS)
def test_csl_json(paper: Paper, items: dict[str, Any]) -> None:
    item = items[paper.citekey]
    assert item["title"] == paper.title
    assert csl_authors(item) == paper.authors
    assert item.get("container-title", "") == paper.venue
    assert item.get("volume", "") == paper.volume
    assert item.get("issue", "") == paper.issue
    assert item.get("page", "") == paper.pages
    parts = item["issued"]["date-parts"][0]
    assert "-".join(f"{part:02d}" for part in parts) == paper.date
    assert item.get("DOI", "") == paper.doi
    assert item["custom"].get("arxiv", "") == paper.arxiv
    assert (item["type"] == "article") == (paper.venue == "")


def plain(tex: str) -> str:
    return str(LatexNodes2Text(keep_braced_groups=False).latex_to_text(tex))


def bibtex_name(person: Person) -> str:
    last = " ".join(person.prelast_names + person.last_names)
    if last.startswith("{"):
        return f"{{{plain(last)}}}"
    return f"{plain(last)}, {plain(' '.join(person.first_names + person.middle_names))}"


@pytest.mark.parametrize("paper", PAPERS, ids=KEYS)
def test_bibtex(paper: Paper, library: BibliographyData) -> None:
    entry = library.entries[paper.citekey]
    fields = entry.fields
    assert plain(fields["title"]) == paper.title
    assert "; ".join(map(bibtex_name, entry.persons["author"])) == paper.authors
    venue = fields.get("journal") or fields.get("booktitle", "")
    assert venue == paper.venue
    assert fields.get("volume", "") == paper.volume
    assert fields.get("number", "") == paper.issue
    assert fields.get("pages", "").replace("--", "-") == paper.pages
    year, *month = paper.date.split("-")[:2]
    assert fields["year"] == year
    assert fields.get("month", "")[:3].lower() == (MONTHS[int(month[0]) - 1] if month else "")
    assert fields.get("doi", "") == paper.doi
    assert fields.get("eprint", "") == paper.arxiv
    assert ("howpublished" in fields) == (paper.venue == "")


def record_of(citekey: str, identifier: str) -> Record:
    records = lock_file.read(REPOSITORY / f"entries/locked/{citekey}.json")
    [record] = [record for record in records if record.identifier == identify(identifier)]
    return record


@pytest.mark.parametrize("version", OTHERS, ids=lambda v: f"{v.citekey}-{v.identifier}")
def test_record_of_the_other_version(version: Version) -> None:
    item = record_of(version.citekey, version.identifier).item
    assert item["title"] == version.title
    assert csl_authors({"author": item.get("author", [])}) == version.authors
    assert item.get("container-title", "") == version.venue
    assert item.get("volume", "") == version.volume
    assert item.get("issue", "") == version.issue
    assert csl.pages(item) in {version.pages, item.get("number")}
    assert csl.iso_date(item.get("issued")) == version.date
    assert item.get("custom", {}).get("primary-class", "") == version.primary_class


@pytest.mark.parametrize(("citekey", "facts"), [(key, facts) for key, *facts in LISTED])
def test_entry_has_the_facts_of_the_list(citekey: str, facts: list[object]) -> None:
    entry, warnings = entry_file.read(REPOSITORY / f"entries/{citekey}.yaml")
    assert warnings == []
    modalities = ", ".join(entry.facets["modalities"])
    assert [entry.name, entry.listed, entry.link, entry.code, modalities] == facts


@pytest.mark.parametrize("citekey", KEYS)
def test_every_record_is_transcribed_and_has_evidence(citekey: str) -> None:
    """The records were typed, not fetched, and are not marked as fetched."""
    entry, _ = entry_file.read(REPOSITORY / f"entries/{citekey}.yaml")
    records = lock_file.read(REPOSITORY / f"entries/locked/{citekey}.json")
    assert {record.identifier for record in records} == set(entry.identifiers)
    for record in records:
        assert (record.source, record.retrieved) == ("transcribed", "")
        assert record.evidence


@pytest.mark.parametrize(("citekey", "fact"), UNSURE, ids=lambda value: value)
def test_unconfirmed_fact_is_not_in_a_record(citekey: str, fact: str) -> None:
    text = (REPOSITORY / f"entries/locked/{citekey}.json").read_text(encoding="utf-8")
    items = json.dumps([record["item"] for record in json.loads(text)["records"]])
    assert fact not in items


def test_locks_have_no_doi_derived_from_an_arxiv_id() -> None:
    for path in (REPOSITORY / "entries/locked").glob("*.json"):
        assert "10.48550" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("citekey", "published", "cited"),
    [
        ("octcube-m", "doi:10.1038/s41551-026-01662-2", "arxiv:2408.11227"),
        ("visionfm", "doi:10.1056/AIoa2300221", "arxiv:2310.04992"),
    ],
)
def test_published_version_without_authors_is_not_cited_yet(
    citekey: str, published: str, cited: str
) -> None:
    here = project.Project(REPOSITORY)
    [work] = select(here.bibliography(), [citekey]).works
    assert work.entry.published == identify(published)
    assert work.cited == identify(cited)
    warnings = [p for p in checked.check(here) if p.rule == "published-incomplete"]
    [problem] = [p for p in warnings if p.location.path.stem == citekey]
    assert published in problem.message
    assert cited in problem.message
    assert len(warnings) == 2


def test_importing_the_list_gives_the_committed_entries(run: Run, folder: Path) -> None:
    """Byte for byte, except for the other versions and the authors, which were added by hand."""
    source = REPOSITORY.parent / "shared/data/awesome-list.md"
    if not source.is_file():
        pytest.skip("../shared/data is missing: it has the real list")
    run("import", str(source))
    for path in sorted((REPOSITORY / "entries").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        listed = re.sub(
            r"^(?:published|preprint): .*\n|^csl:\n(?: .*\n)+", "", text, flags=re.MULTILINE
        )
        assert (folder / "entries" / path.name).read_text(encoding="utf-8") == listed
    assert len(list((folder / "entries").glob("*.yaml"))) == len(KEYS)
