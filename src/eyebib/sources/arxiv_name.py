"""The names of authors on arXiv, which are display strings, as CSL names."""

import re

from pybtex.database import Person, PybtexError

from eyebib.model.name import is_et_al, is_group_name, split_suffix
from eyebib.text.clean import clean

_ASIDE = re.compile(r"\s*\([^()]*\)\Z")
"""`(1)`, `(MIT)`: an affiliation at the end of a name."""
_PARTICLES = frozenset(
    """
    abu af ait al bar ben da dal dalla das de del della delle dello den der di dos du el ibn la le
    lo mac mc st. ten ter van vander ver vom von zu zum zur
    """.split()
)
"""Words that belong to the family name after them, also with a capital: `Del Maestro`."""
_EAST_ASIAN = frozenset(
    """
    ahn an bai bui cai cao chai chan chang chen cheng cheung chi cho choi chong chou chow chu cui
    dai dang deng ding dinh do dong duan duong fan fang feng fu gan gao ge geng goh gong gu guan guo
    ha han hao he ho hoang hong hou hsieh hsu hu hua huang hui huynh hwang jeon jeong ji jia jiang
    jin jung kang kim koh kong kwon lai lam lau le lee lei leung li liang liao lim lin ling liu long
    lu luo luong ly ma mai mao meng mo ng ngo nguyen ni nie niu oh ong ou pan pang park peng pham
    phan qi qian qin qiu qu ren ruan seo shan shao shen shi shin soh son song su sun tam tan tang
    tao teo tian tong tran trinh truong tsai tu vo vu wan wang wei wen weng wong woo wu xia xiang
    xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying yoon you yu yuan yun zeng zha zhan
    zhang zhao zheng zhong zhou zhu zhuang zou
    """.split()
)
"""Common family names of China, Korea and Vietnam, where such a word is part of the given name:
`Zhi Da Soh`, `Nguyen Van Anh`."""


def names(display: str) -> list[dict[str, str]]:
    """A display name as CSL names: `Jose Dolz and Ismail Ben Ayed` are two people.

    pybtex takes the last word and the lower-case words before it as the family name; particles with
    a capital are added. `csl.author` in an entry corrects a wrong guess.
    """
    parts = re.split(r",?\s+and\s+", clean(display))
    return [_name(part) for part in parts if part and not is_et_al(part)]


def _name(display: str) -> dict[str, str]:
    if is_group_name(display):
        return {"literal": display}
    bare, suffix = split_suffix(_ASIDE.sub("", display) or display)
    try:
        person = Person(bare)
    except PybtexError:
        return {"literal": display}
    if not person.last_names:
        return {"literal": bare}
    given, particles = _split([*person.first_names, *person.middle_names], person.last_names)
    if "," in bare or person.prelast_names:  # the name says where the family name begins
        given, particles = [*given, *particles], []
    parts = {
        "family": " ".join([*particles, *person.last_names]),
        "given": " ".join(given),
        "non-dropping-particle": " ".join(person.prelast_names),
        "suffix": suffix or " ".join(person.lineage_names),
    }
    return {part: words for part, words in parts.items() if words}


def _split(given: list[str], family: list[str]) -> tuple[list[str], list[str]]:
    """The given names, and the particles at their end; the first word is never a particle."""
    cut = len(given)
    while cut > 1 and given[cut - 1].istitle() and given[cut - 1].lower() in _PARTICLES:
        cut -= 1  # `LE` is two initials
    is_east_asian = any(word.casefold() in _EAST_ASIAN for word in [*given[:cut], *family])
    return (given, []) if is_east_asian else (given[:cut], given[cut:])
