"""Generated works that resemble real ones; the same seed gives the same works on every machine."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Item = dict[str, Any]

_FAMILIES = """
    Zhou Wagner Çelik Müller García-López Nowak Šimůnek Ødegård Tham Ben-Ayed O’Brien Rossi Keane
    Nguyen Sørensen Dvořák Yılmaz Fernández Qiu Holland Engelmann Silva Kowalczyk Åkesson Bernabeu
""".split()
_PARTICLES = ("van der", "de", "von", "de la")
_GIVENS = """
    Yukun Siegfried Élodie Jürgen María J. K.-W. Łukasz Zoë Anne-Marie Pearse Štěpán Ivo Chloé Wei
    Ødün Justin Robbie Hervé Julio Ismail Jose
""".split()
_WORDS = """
    a foundation model for retinal images self-supervised learning of OCT and CFP in the detection
    of disease with vision-language pre-training generalist data-efficient multimodal large deep
    segmentation screening diabetic retinopathy glaucoma β-amyloid 3D U-Net T2-weighted MRI CO₂
    prediction at scale across populations: an evaluation ≥ 95% sensitivity & specificity
""".split()
_JOURNALS = (
    ("Nature", "Nature"),
    ("Medical Image Analysis", "Med. Image Anal."),
    ("IEEE Transactions on Medical Imaging", "IEEE Trans. Med. Imaging"),
    ("Investigative Ophthalmology & Visual Science", "Invest. Ophthalmol. Vis. Sci."),
    ("Zeitschrift für Medizinische Physik", "Z. Med. Phys."),
)
_VOLUMES = (
    "Medical Image Computing and Computer Assisted Intervention – MICCAI 2024",
    "Proceedings of the Conference on Computer Vision and Pattern Recognition",
)


def items(count: int, seed: int = 2023) -> list[Item]:
    """CSL items: 60 % articles, 20 % preprints, the rest papers, chapters, books and reports."""
    chance = random.Random(seed)  # noqa: S311 - not used for secrets
    return [_item(chance, number) for number in range(count)]


def _item(chance: random.Random, number: int) -> Item:
    kind = chance.choices(
        ["article-journal", "article", "paper-conference", "chapter", "book", "report"],
        [60, 20, 12, 3, 3, 2],
    )[0]
    date = [chance.randint(1995, 2025), chance.randint(1, 12), chance.randint(1, 28)]
    item: Item = {
        "id": f"work-{number}",
        "type": kind,
        "title": " ".join(chance.choices(_WORDS, k=chance.randint(6, 16))).capitalize(),
        "author": [_name(chance) for _ in range(chance.choice([1, 2, 3, 4, 5, 6, 8, 12, 20]))],
        "issued": {"date-parts": [date[: chance.randint(1, 3)]]},
        "abstract": " ".join(chance.choices(_WORDS, k=120)),
    }
    return item | _facts(chance, kind, number)


def _name(chance: random.Random) -> dict[str, str]:
    if chance.random() < 0.02:
        return {"literal": f"{chance.choice(_FAMILIES)} Vision & Eye Research Consortium"}
    name = {"family": chance.choice(_FAMILIES), "given": chance.choice(_GIVENS)}
    if chance.random() < 0.05:
        name["family"] = f"{chance.choice(_PARTICLES)} {name['family']}"
    return name


def _facts(chance: random.Random, kind: str, number: int) -> Item:
    doi = f"10.5555/made_{number}.{chance.randint(1, 9999)}"
    pages = f"{(first := chance.randint(1, 900))}-{first + chance.randint(1, 30)}"
    volume = str(chance.randint(1, 700))
    link = {"DOI": doi, "URL": f"https://doi.org/{doi}"}
    if kind == "article":
        arxiv = f"{chance.randint(15, 25):02}{chance.randint(1, 12):02}.{number % 100_000:05}"
        return {
            "genre": "preprint",
            "publisher": "arXiv",
            "number": f"arXiv:{arxiv}",
            "URL": f"https://arxiv.org/abs/{arxiv}",
            "DOI": f"10.48550/arXiv.{arxiv}",
        }
    if kind == "article-journal":
        container, short = chance.choice(_JOURNALS)
        where = {"container-title": container, "container-title-short": short, "volume": volume}
        return link | where | {"issue": str(chance.randint(1, 12)), "page": pages}
    if kind in {"paper-conference", "chapter"}:
        series = {"collection-title": "Lecture Notes in Computer Science", "volume": volume}
        volume_of = {"container-title": chance.choice(_VOLUMES), "publisher": "Springer"}
        return link | series | volume_of | {"page": pages}
    return link | {"publisher": "Made Press", "publisher-place": "Zürich"}


def project(root: Path, count: int) -> None:
    """Write a project with `count` entries and their locks, as after `resolve`."""
    locked = root / "entries" / "locked"
    locked.mkdir(parents=True)
    for item in items(count):
        citekey = item.pop("id")
        lines = _entry(item)
        (root / "entries" / f"{citekey}.yaml").write_text("\n".join(lines), encoding="utf-8")
        record = {"identifier": f"doi:{item['DOI']}", "source": "crossref", "item": item}
        record["retrieved"] = "2026-01-01"
        text = json.dumps({"version": 1, "records": [record]}, ensure_ascii=False, indent=2)
        (locked / f"{citekey}.json").write_text(text + "\n", encoding="utf-8")


def _entry(item: Item) -> Iterator[str]:
    yield "# yaml-language-server: $schema=entry.schema.json"
    yield f"name: Model {item['DOI'].rpartition('.')[2]}"
    yield f"title: {json.dumps(item['title'], ensure_ascii=False)}"
    yield f"paper: doi:{item['DOI']}"
    yield "code: https://github.com/example/made"
    yield f"listed: {item['issued']['date-parts'][0][0]}"
    yield "modalities: [CFP, OCT, FFA]"
    yield "abstract: >-"
    words = item["abstract"].split()
    for start in range(0, len(words), 12):
        yield f"  {' '.join(words[start : start + 12])}"
    yield ""
