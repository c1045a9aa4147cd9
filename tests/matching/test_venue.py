"""Short names of venues, and names of one venue."""

import json
import re
from collections import defaultdict
from itertools import combinations

import pytest

from eyebib.matching.same_venue import claims, same
from eyebib.matching.venue import short
from eyebib.matching.venue_names import CONFERENCES, SERIALS
from eyebib.matching.venue_words import words
from shared import RECORDED, SHARED
from slow import slow

SHORT = [
    ("2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
    ("Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition", "CVPR"),
    ("CVPR 2021", "CVPR"),
    ("Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)", "CVPR Workshops"),
    ("Advances in Neural Information Processing Systems 33", "NeurIPS"),
    ("NIPS 2016", "NeurIPS"),
    ("Proceedings of the Thirty-Second AAAI Conference on Artificial Intelligence", "AAAI"),
    ("Proceedings of the 29th ACM SIGKDD Conference on Knowledge Discovery & Data Mining V.2", "KDD"),
    ("Pacific-Asia Conference on Knowledge Discovery and Data Mining", "PAKDD"),
    ("Medical Image Computing and Computer Assisted Intervention – MICCAI 2024", "MICCAI"),
    ("MICCAI 2023 – 26th International Conference, Vancouver, Proceedings, Part II", "MICCAI"),
    ("2023 IEEE 20th International Symposium on Biomedical Imaging (ISBI)", "ISBI"),
    ("Computer Vision – ECCV 2022", "ECCV"),
    ("Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics", "ACL"),
    ("Findings of the Association for Computational Linguistics: EMNLP 2020", "Findings of EMNLP"),
    ("2nd North American Chapter of the Association for Computational Linguistics: HLT, Volume 1",
     "NAACL"),
    ("Extended Abstracts of the 2023 CHI Conference on Human Factors in Computing Systems",
     "CHI Extended Abstracts"),
    ("IJCAI'93: Proceedings of the 13th International Joint Conference on AI", "IJCAI"),
    ("[1992] Proceedings of the Fifth International Conference on Machine Learning", "ICML"),
    ("2016 IEEE Conference on Unheard Things (CUT)", "CUT"),
    ("Symposium on Unheard Things - CUT PLAY '14", "CUT PLAY"),
    ("Proceedings of the 1st conference on unheard things - cut '08", "cut"),
    ("Conference on Unheard, Unseen Things, CUUT", "CUUT"),
    ("CUT '18: The Symposium on Unheard Things", "CUT"),
    ("Lecture Notes in Computer Science", "LNCS"),
]  # fmt: skip

NONE = [
    "Advances in Ophthalmology - II",
    "Machine Learning",
    "Machine Learning: Health",
    "Pattern Recognition",
    "Computer Supported Cooperative Work",
    "IEEE Multimedia",
    "Journal of Machine Learning",
    "Nature",
    "Case",
    "Micro",
    "Lokale Computernetze — LAN",
    "Reconstruction of the knee (ACL)",
    "Symposium on Unheard Things (Portland, USA)",
    "Symposium on Unheard Things - USA",
    "Symposium on Unheard Things, NYC",
    "ICAPS 2007 Workshop on Planning and Learning",
    "Workshop on Combinatorial Explosion at the Joint Conference on AI (IJCAI)",
    "International Journal of Machine Learning Research",
    "",
    "(",
    "CVPR" * 100,
]


@pytest.mark.parametrize(("name", "expected"), SHORT)
def test_short_name(name: str, expected: str) -> None:
    assert short(name) == expected


@pytest.mark.parametrize("name", NONE)
def test_no_short_name(name: str) -> None:
    assert short(name) is None


def lines() -> list[tuple[str, list[str]]]:
    text = f"{CONFERENCES}{SERIALS}".replace("\n    ", " ").strip()
    rows = [line.partition(": ") for line in text.splitlines() if line]
    return [(name, longs.split("; ")) for name, _, longs in rows]


def test_no_two_venues_have_a_name_in_common() -> None:
    owners = defaultdict(set)
    for name, longs in lines():
        for long in (name, *longs):
            owners[words(long)].add(name)
    assert [found for found in owners.values() if len(found) > 1] == []


def test_table_is_sorted_and_each_venue_is_in_it_once() -> None:
    for text in (CONFERENCES, SERIALS):
        names = re.findall(r"(?m)^(\S[^:]*): ", text)
        assert names == sorted(set(names), key=str.casefold)


@pytest.mark.parametrize(("name", "longs"), lines())
def test_each_long_name_is_shortened(name: str, longs: list[str]) -> None:
    assert [short(f"Proceedings of the 3rd {long} 2020") for long in longs] == [name] * len(longs)
    assert all(same(name, long) for long in longs)


SAME = [
    ("ICML", "Proceedings of the 38th International Conference on Machine Learning"),
    ("NIPS", "NeurIPS"),
    ("J. Mach. Learn. Res.", "Journal of Machine Learning Research"),
    ("JMLR", "J. Mach. Learn. Res."),
    ("IEEE Trans. Pattern Anal. Mach. Intell.",
     "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("TPAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("SIGMETRICS Perform. Eval. Rev.", "ACM SIGMETRICS Performance Evaluation Review"),
    ("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences"),
    ("PNAS", "Proceedings of the National Academy of Sciences"),
    ("JAMA", "JAMA: The Journal of the American Medical Association"),
    ("JCO", "Journal of Clinical Oncology"),
    ("PLoS ONE", "PLOS ONE"),
    ("Child Abuse &amp; Neglect", "Child Abuse and Neglect"),
    ("Tumour Biology", "Tumor biology"),
    ("Yi chuan = Hereditas", "Yi Chuan"),
    ("Bioinformatics (Oxford, England)", "Bioinformatics"),
    ("J. Polym. Sci. B Polym. Phys.", "Journal of Polymer Science Part B: Polymer Physics"),
    ("IJDAR", "International Journal on Document Analysis and Recognition (IJDAR)"),
    ("2nd Symposium on Unheard Modern Things", "Unheard Modern Things 2020"),
    ("ACM/IEEE Conference on Unheard Things", "International Conference on Unheard Things"),
    ("CoRR", "CoRR"),
]  # fmt: skip

DIFFERENT = [
    ("Nature", "Nature Physics"),
    ("Cell", "Cells"),
    ("Cancer", "Cancers"),
    ("Machine Learning", "International Conference on Machine Learning"),
    ("Mach. Learn.", "ICML"),
    ("ECCV", "ICCV"),
    ("CVPR", "Conference on Computer Vision and Pattern Recognition Workshops"),
    ("Findings of ACL", "ACL"),
    ("Physical Review A", "Phys. Rev. E"),
    ("Physical Review E", "Physical Review"),
    ("ACM Transactions on Networking", "IEEE Transactions on Networking"),
    ("Journal of Computer Vision", "International Journal of Computer Vision"),
    ("Workshop on Unheard Modern Things", "Symposium on Unheard Modern Things"),
    ("Journal of Geophysical Research: Atmospheres", "Journal of Geophysical Research: Oceans"),
    ("Journal of Vision", "Journal of Advanced Vision"),
    ("", "Nature"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_venue(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_venues(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


@pytest.mark.parametrize(
    "name", ["arXiv preprint arXiv:2310.04992", "CoRR abs/2310.04992", "bioRxiv : the server", ""]
)
def test_servers_claim_no_venue(name: str) -> None:
    assert not claims(name)


@pytest.mark.parametrize("name", ["Nature", "ICML", "1984", "Proceedings"])
def test_venues_are_claimed(name: str) -> None:
    assert claims(name)


def recorded() -> list[dict[str, list[str]]]:
    """The works of journals and conferences that Crossref has."""
    if not SHARED.exists():
        pytest.skip("no recorded answers beside the checkout")
    works = map(json.loads, RECORDED.read_text(encoding="utf-8").splitlines())
    return [work for work in works if work["type"] in ("journal-article", "proceedings-article")]


def test_recorded_abbreviations_are_of_their_journals() -> None:
    pairs = {
        (names[0], shorts[0])
        for work in recorded()
        if (names := work.get("container-title")) and (shorts := work.get("short-container-title"))
    }
    assert len(pairs) > 200
    assert sum(not same(*pair) for pair in pairs) <= 20  # `BJR`, `EFS2`, other languages


@pytest.mark.parametrize("step", [4, slow(1)])
def test_recorded_venues_are_told_apart(step: int) -> None:
    names = sorted({name for work in recorded() for name in work.get("container-title", ())})
    assert len(names) > 300
    pairs = [pair for pair in combinations(names[::step], 2) if same(*pair)]
    assert [pair for pair in pairs if not ONE_JOURNAL & {*pair}] == []


ONE_JOURNAL = {
    "Archives of Otolaryngology - Head and Neck Surgery",
    "Archives of Pediatrics &amp; Adolescent Medicine",
    "Child Abuse &amp; Neglect",
    "Deutsche Entomologische Zeitschrift",
    "JAMA",
    "PLOS Genetics",
    "PLOS ONE",
    "Proceedings of the 50th ACM Technical Symposium on Computer Science Education",
}
"""Venues that the recorded works spell in two ways."""
