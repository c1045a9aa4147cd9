import re
from pathlib import Path

import pytest

from eyebib.importers import IMPORTERS, Importer, awesome_list, importer_for
from eyebib.model.bibliography import Entry
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError, Location, Problem, Severity, UsageError
from eyebib.project import entry_file, entry_writer
from shared import SHARED

LIST = SHARED / "awesome-list.md"
HERE = Path("list.md")

SMALL = """\
# Awesome Models 👁️

💡 **This list is continuously updated.**

**Not an entry: a bold line of prose**

## Models

### 2025

**A Foundation Language-Image Model of the Retina (FLAIR): encoding expert knowledge (FLAIR)**\x20\x20
[📄 Paper](https://www.sciencedirect.com/science/article/abs/pii/S1361841524002822) | \
[💻 Code](https://github.com/jusiro/FLAIR)\x20\x20
_Modality:_ CFP

<details>
<summary><strong>Abstract</strong></summary>

Vision–language models cost $10 or $20.
The expert’s “knowledge” is text.

**Results**

All are fine.

</details>

---

### 2024

**EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging (EyeFound)**
[Paper](https://arxiv.org/abs/2405.11338) | [💻 Code]() 🔒 Code not publicly available
*Modalities:* CFP, External eye photo, B-ultrasound

**OCTCube-M: A 3D foundation model (OCTCube-M)**
[📄 Paper](https://arxiv.org/abs/2408.11227)

**Foundation models of the eye: a look back**
[📄 Paper](https://doi.org/10.1016/s0140-6736(20)31324-6)

## License

**MIT**
"""

SMALL_ENTRIES = [
    Entry(
        citekey="flair",
        name="FLAIR",
        title="A Foundation Language-Image Model of the Retina (FLAIR): encoding expert knowledge",
        paper=identify("pii:S1361841524002822"),
        link="https://www.sciencedirect.com/science/article/abs/pii/S1361841524002822",
        code="https://github.com/jusiro/FLAIR",
        listed=2025,
        facets={"modalities": ("CFP",)},
        abstract="Vision–language models cost $10 or $20. The expert’s “knowledge” is text.\n"
        "Results\nAll are fine.",
    ),
    Entry(
        citekey="eyefound",
        name="EyeFound",
        title="EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging",
        paper=identify("arxiv:2405.11338"),
        link="https://arxiv.org/abs/2405.11338",
        code="none",
        listed=2024,
        facets={"modalities": ("CFP", "External eye photo", "B-ultrasound")},
    ),
    Entry(
        citekey="octcube-m",
        name="OCTCube-M",
        title="OCTCube-M: A 3D foundation model",
        paper=identify("arxiv:2408.11227"),
        link="https://arxiv.org/abs/2408.11227",
        listed=2024,
    ),
    Entry(
        citekey="foundation-models-of-the",
        title="Foundation models of the eye: a look back",
        paper=identify("10.1016/s0140-6736(20)31324-6"),
        link="https://doi.org/10.1016/s0140-6736(20)31324-6",
        listed=2024,
    ),
]


def damaged(text: str) -> str:
    """The text in UTF-8, decoded as Mac Roman."""
    return text.encode("utf-8").decode("mac_roman")


def read(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries and the problems of a list, without the account at the end."""
    entries, problems = awesome_list.read(text, HERE)
    assert [p.rule for p in problems if p.severity is Severity.NOTE] == ["account"]
    return entries, [p for p in problems if p.severity is not Severity.NOTE]


def problems_of(text: str) -> list[tuple[int, str, str]]:
    _, problems = read(text)
    return [(p.location.line, p.rule, p.severity.value) for p in sorted(problems)]


@pytest.mark.parametrize("text", [SMALL, damaged(SMALL)], ids=["sound", "mojibake"])
def test_the_small_list_is_read_exactly(text: str) -> None:
    assert read(text) == (SMALL_ENTRIES, [])


@pytest.mark.parametrize("entry", SMALL_ENTRIES, ids=lambda entry: entry.citekey)
def test_an_entry_round_trips_through_its_file(entry: Entry, tmp_path: Path) -> None:
    file = tmp_path / f"{entry.citekey}.yaml"
    file.write_text(entry_writer.dump(entry), encoding="utf-8")
    assert entry_file.read(file) == (entry, [])


def one(lines: str, year: str = "### 2024") -> str:
    return f"{year}\n**A title (Name)**\n[Paper](https://arxiv.org/abs/2405.11338)\n{lines}\n"


def titled(title: str) -> str:
    return one("").replace("A title (Name)", title)


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        (one(""), "listed", 2024),
        (one("", "## 📅 2024"), "listed", 2024),
        (one("", "### 2024\n#### Multimodal"), "listed", 2024),
        (one("_Modality_: OCT"), "facets", {"modalities": ("OCT",)}),
        (one("- **Modalities:** OCT , CFP,"), "facets", {"modalities": ("OCT", "CFP")}),
        (one("Modalities: OCT, CFP, OCT"), "facets", {"modalities": ("OCT", "CFP")}),
        (
            "# A list\n\n## Surveys\n| Title | Section |\n|---|---|\n| [Seeing more with less](https://arxiv.org/abs/2405.11338) | Eyes |",
            "facets",
            {"section": ("Surveys", "Eyes")},
        ),
        (one("[Code](https://github.com/x/y)"), "code", "https://github.com/x/y"),
        (one("[GitHub](<https://github.com/x/y>)"), "code", "https://github.com/x/y"),
        (one('[Code](https://github.com/x/y "the code")'), "code", "https://github.com/x/y"),
        (one("Code is not publicly available"), "code", "none"),
        (one(""), "code", None),
        (one("<details><summary>Abstract</summary>One.</details>"), "abstract", "One."),
        (one("<details>\n\nOne.\n</details>"), "abstract", "One."),
        (one("<details>\n### 2020\n**Bold**\n</details>"), "abstract", "### 2020 **Bold**"),
        (one("<!-- **B (B)**\n[Paper](https://x.org) -->"), "citekey", "name"),
        ("### 2024\n- __T (My Name 2)__\n[Paper](https://x.org/a)", "citekey", "my-name-2"),
        ("### 2024\n**T** (N)\n[Paper](https://x.org/a)", "name", "N"),
        ("### 2024\n**A (N): b (N)**\n[Paper](https://x.org/a)", "title", "A (N): b"),
        ("### 2024\n**A thing (Part II)**\n[Paper](https://x.org/a)", "title", "A thing (Part II)"),
        ("### 2024\n**A thing (II)**\n[Paper](https://x.org/a)", "title", "A thing (II)"),
        ("### 2024\n**A thing (2024)**\n[Paper](https://x.org/a)", "name", ""),
        ("### 2024\n**A thing (Partial-FM)**\n[Paper](https://x.org/a)", "name", "Partial-FM"),
        ("### 2024\n**眼科**\n[Paper](https://x.org/a)", "citekey", "paper"),
    ],
)
def test_forms_of_an_entry(text: str, attribute: str, expected: object) -> None:
    entries, _ = read(text)
    assert [getattr(entry, attribute) for entry in entries] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (one(""), []),
        (one("Weights on request"), []),
        (one("[Demo](https://x.org)"), []),
        (one("[Paper](https://x.org/2)"), [(4, "paper", "warning")]),
        (one("[Code]()"), [(4, "code", "warning")]),
        (one("[Code](ftp://x.org)"), [(4, "code", "warning")]),
        (one("", "### 2024\nSome prose."), []),
        (one("", "Some prose.\n**Bold prose**\n### 2024"), []),
        (one("", "## Other"), []),
        (one("") + one(""), []),
        (
            titled("Seeing more with less") + titled("Ears hear better"),
            [(6, "other-title", "warning")],
        ),
        (titled("SeeNet") + titled("Seeing more with less"), []),
        (one("") + "### 2024\n\n**Ears hear better**\n", [(7, "paper", "warning")]),
        (one("") + "\n[Paper](paper.pdf)\n", [(6, "paper", "warning")]),
        (
            one("") + "\nOur [paper](https://arxiv.org/abs/2405.11339) is out.\n",
            [(6, "paper", "warning")],
        ),
        ("### 2024\n\n**Ears hear better**\n", [(1, "no-entry", "error"), (3, "paper", "warning")]),
        ("Nothing here.\n", [(1, "no-entry", "error")]),
        ("", [(1, "no-entry", "error")]),
        (damaged("é\n") + one("") + "\n[Paper](–.pdf)\n", [(7, "paper", "warning")]),
    ],
)
def test_ignored_text_is_reported(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert problems_of(text) == expected


def test_citekeys_are_unique() -> None:
    entries, _ = read(
        one("") + one("").replace("11338", "11337") + one("").replace("11338", "11336")
    )
    assert [entry.citekey for entry in entries] == ["name", "name-2", "name-3"]


def test_a_problem_shows_file_and_line() -> None:
    _, problems = read(one("") + "\nOur [paper](https://arxiv.org/abs/2405.11339) is out.\n")
    assert str(problems[0]) == (
        "list.md:6:1: link to a paper was not read, because no title is beside it: "
        "https://arxiv.org/abs/2405.11339 [paper]"
    )
    assert problems[0].location == Location(path=HERE, line=6)
    assert problems[0].severity is Severity.WARNING


def test_a_file_that_is_too_large_for_a_list_is_refused() -> None:
    with pytest.raises(EyebibError, match=re.escape("list.md: larger than 16 MB")):
        awesome_list.read("a" * ((1 << 24) + 1), HERE)


def test_the_account_adds_up() -> None:
    text = (
        f"{one('[Code](https://github.com/x/y) [Demo](https://x.org/d) [up](#top)')}"
        "\nOur [paper](https://arxiv.org/abs/2405.11339), as in [it](https://arxiv.org/abs/2405.11338).\n"
    )
    *_, account = awesome_list.read(text, HERE)[1]
    assert str(account) == (
        "list.md:1:1: 5 links: 3 to papers (1 read as entries, 1 to the same papers again, 1 not read), "
        "1 to code, 1 others [account]"
    )


@pytest.mark.parametrize(
    ("name", "importer"),
    [
        ("README.md", "awesome-list"),
        ("a.BIB", "bibtex"),
        ("x/refs.json", "csl-json"),
    ],
)
def test_the_extension_selects_the_importer(name: str, importer: str) -> None:
    assert importer_for(Path(name)) is IMPORTERS[importer]


@pytest.mark.parametrize("name", ["refs.enw", "refs", ".bib"])
def test_unknown_file_types_are_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"{name}: unknown file type")) as error:
        importer_for(Path(name))
    assert str(error.value).endswith(".md, .markdown, .bib, .json, .yaml, .yml, .nbib, .ris")


@pytest.mark.parametrize("importer", IMPORTERS.values(), ids=IMPORTERS)
def test_suffixes_are_lower_case_and_single(importer: Importer) -> None:
    assert all(Path(f"x{suffix}").suffix == suffix.lower() for suffix in importer.SUFFIXES)


GITHUB = "https://github.com"
NATURE = "https://www.nature.com/articles"
REAL = [
    (
        "retfound-green",
        "RETFound-Green",
        (
            "Training a high-performance retinal foundation model with half-the-data "
            "and 400 times less compute"
        ),
        f"{NATURE}/s41467-025-62123-z",
        f"{GITHUB}/justinengelmann/RETFound_Green",
        2025,
        "CFP",
    ),
    (
        "eyeclip",
        "EyeCLIP",
        "A multimodal visual–language foundation model for computational ophthalmology",
        f"{NATURE}/s41746-025-01772-2",
        f"{GITHUB}/Michi-3000/EyeCLIP",
        2025,
        (
            "CFP, FFA, Slit-lamp, ICGA, OUS, OCT, Specular microscope, FAF, External eye photo, "
            "Corneal topography, RetCam"
        ),
    ),
    (
        "visionunite",
        "VisionUnite",
        (
            "VisionUnite: A Vision-Language Foundation Model for Ophthalmology Enhanced with "
            "Clinical Knowledge"
        ),
        "https://arxiv.org/abs/2408.02865",
        f"{GITHUB}/HUANGLIZI/VisionUnite",
        2025,
        "CFP",
    ),
    (
        "retinavlm-specialist",
        "RetinaVLM-Specialist",
        "Specialized curricula for training vision language models in retinal image analysis",
        f"{NATURE}/s41746-025-01893-8",
        f"{GITHUB}/RobbieHolland/SpecialistVLMs",
        2025,
        "OCT",
    ),
    (
        "flair",
        "FLAIR",
        (
            "A Foundation Language-Image Model of the Retina (FLAIR): encoding expert knowledge in "
            "text supervision"
        ),
        "https://www.sciencedirect.com/science/article/abs/pii/S1361841524002822",
        f"{GITHUB}/jusiro/FLAIR",
        2025,
        "CFP",
    ),
    (
        "deretfound",
        "DERETFound",
        (
            "Expertise-informed Generative AI Enables Ultra-High Data Efficiency for Building "
            "Generalist Medical Foundation Model"
        ),
        "https://www.researchsquare.com/article/rs-3766549/v1",
        f"{GITHUB}/Jonlysun/DERETFound",
        2024,
        "CFP",
    ),
    (
        "eyefound",
        "EyeFound",
        "EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging",
        "https://arxiv.org/abs/2405.11338",
        "none",
        2024,
        (
            "CFP, FFA, ICGA, FAF, RetCam, OUS, OCT, Slit-lamp, External eye photo, "
            "Specular microscope, Corneal topography"
        ),
    ),
    (
        "urfound",
        "UrFound",
        "UrFound: Towards Universal Retinal Foundation Models via Knowledge-Guided Masked Modeling",
        "https://arxiv.org/abs/2408.05618",
        f"{GITHUB}/yukkai/UrFound",
        2024,
        "CFP, OCT",
    ),
    (
        "ret-clip",
        "RET-CLIP",
        "RET-CLIP: A Retinal Image Foundation Model Pre-trained with Clinical Diagnostic Reports",
        "https://arxiv.org/abs/2405.14137",
        f"{GITHUB}/sStonemason/RET-CLIP",
        2024,
        "CFP",
    ),
    (
        "octcube-m",
        "OCTCube-M",
        (
            "OCTCube-M: A 3D multimodal optical coherence tomography foundation model for retinal and "
            "systemic diseases with cross-cohort and cross-device validation"
        ),
        "https://arxiv.org/abs/2408.11227",
        f"{GITHUB}/ZucksLiu/OCTCubeM",
        2024,
        "OCT",
    ),
    (
        "dinoret",
        "DINORET",
        (
            "Block Expanded DINORET: Adapting Natural Domain Foundation Models for Retinal Imaging "
            "Without Catastrophic Forgetting"
        ),
        "https://arxiv.org/abs/2409.17332",
        f"{GITHUB}/cm090999/dinoret",
        2024,
        "CFP",
    ),
    (
        "retfound",
        "RETFound",
        "A foundation model for generalizable disease detection from retinal images",
        f"{NATURE}/s41586-023-06555-x",
        f"{GITHUB}/rmaphoh/RETFound_MAE",
        2023,
        "CFP, OCT",
    ),
    (
        "visionfm",
        "VisionFM",
        (
            "VisionFM: a Multi-Modal Multi-Task Vision Foundation Model for Generalist Ophthalmic "
            "Artificial Intelligence"
        ),
        "https://arxiv.org/abs/2310.04992",
        f"{GITHUB}/ABILab-CUHK/VisionFM",
        2023,
        "CFP, OCT, FFA, Slit-lamp, UBM, B-ultrasound, MRI, External eye",
    ),
]


@pytest.fixture(scope="module")
def real_list() -> str:
    if not LIST.is_file():
        pytest.skip("the real list is missing")
    return LIST.read_text(encoding="utf-8")


def test_the_real_list_is_read_exactly(real_list: str) -> None:
    entries, problems = awesome_list.read(real_list, LIST)
    assert [problem.message for problem in problems] == [
        "25 links: 13 to papers (13 read as entries, 0 to the same papers again, 0 not read), 12 to code, 0 others"
    ]
    assert [
        (
            e.citekey,
            e.name,
            e.title,
            e.link,
            e.code,
            e.listed,
            ", ".join(e.facets.get("modalities", ())),
        )
        for e in entries
    ] == REAL


def test_the_repair_equals_the_reverse_conversion(real_list: str) -> None:
    repaired = real_list.encode("mac_roman").decode("utf-8")
    assert awesome_list.read(real_list, LIST) == awesome_list.read(repaired, LIST)
    abstracts = re.findall(r"</summary>\n\n(.*?)\n\n</details>", repaired, re.DOTALL)
    entries, _ = awesome_list.read(real_list, LIST)
    assert [e.abstract for e in entries] == [" ".join(text.split()) for text in abstracts]


def test_the_real_entries_round_trip_through_their_files(real_list: str, tmp_path: Path) -> None:
    for entry in awesome_list.read(real_list, LIST)[0]:
        file = tmp_path / f"{entry.citekey}.yaml"
        file.write_text(entry_writer.dump(entry), encoding="utf-8")
        assert entry_file.read(file) == (entry, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A list\n\n## Papers\n", "A list"),
        ("# <p align=center>:fire:`A list `:fire:</p>\n\n## Papers\n", "A list"),
        ("<h1 align='center'><p>A <b>list</b></p></h1>\n\n# Papers\n", "A list"),
        ("Text.\n\n## Papers\n", "Papers"),
        ("Text.\n", ""),
    ],
)
def test_the_title_of_a_page(text: str, expected: str) -> None:
    assert awesome_list.title(text) == expected
