import pytest

from eyebib.matching.label import agree
from eyebib.matching.title import is_mistyped, same


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Multi-modal vision–language", "Multimodal Vision-Language", True),
        ("Low CO\n  2\n  in the eye", "Low CO<sub>2</sub> in the eye", True),
        ("IDIOPATHIC ANÆMIA.", "Idiopathic anæmia", True),
        ("Theory of &lt;i&gt;Salix&lt;/i&gt;", "theory of Salix", True),
        ("TNF-α and IL-1β", "TNF alpha & IL-1 beta", True),
        ("The eye", "Eye", True),
        ("Ageing of fibres", "Aging of fibers", True),
        ("Proteins of the C language", "Proteins of the C++ language", False),
        ("Part I", "Part II", False),
        ("", "", False),
        ("???", "!!!", False),
        ("???", "???", True),
        ("And", "The", False),
    ],
)
def test_same(a: str, b: str, *, expected: bool) -> None:
    assert same(a, b) is expected
    assert same(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("A foundation model for eyes (RETFound)", "A Foundation Model for Eyes", True),
        ("A foundation model for eyes", "A foundation model for eyes (RET-CLIP)", True),
        ("A foundation model (OneNet)", "A foundation model (TwoNet)", False),
        ("RETFound: a foundation model for generalist eyes", "A foundation model for generalist eyes", False),
        ("Deep sea (II)", "Deep sea", False),
        ("Deep sea (2)", "Deep sea", False),
        ("Deep sea (part two)", "Deep sea", False),
        ("Deep sea (Correction)", "Deep sea", False),
        ("Deep sea (CVPR 2023)", "Deep sea", True),
        ("Deep sea, 2019", "Deep sea, 2020", False),
        ("???", "???", True),
        ("(EyeCLIP)", "", False),
    ],
)  # fmt: skip
def test_agree(a: str, b: str, *, expected: bool) -> None:
    assert agree(a, b) is expected
    assert agree(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("A modell of eyes", "A model of eyes", True),
        ("A mdoel of eyes", "A model of eyes", True),
        ("A modek of eyes", "A model of eyes", True),
        ("A model of eyes", "Models of eyes", True),
        ("A model of eyes", "A model of eyes", False),
        ("A model of 12 eyes", "A model of 13 eyes", False),
        ("Type A of eyes", "Type B of eyes", False),
        ("Typical eyes", "Atypical eyes", False),
        ("Modle of eey", "Model of eye", False),
        ("A model of eyes", "A model of an eye", False),
    ],
)
def test_is_mistyped(a: str, b: str, *, expected: bool) -> None:
    assert is_mistyped(a, b) is expected
    assert is_mistyped(b, a) is expected
