import json

import pytest
from hypothesis import strategies as st

from eyebib.text.encoding import repaired
from properties import holds_for
from shared import RECORDED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # UTF-8 read as Latin-1 or Windows-1252, in the whole text or a part of it.
        ("JÃ¼rgen", "Jürgen"),
        ("GarcÃ\xada", "García"),
        ("a 5â€“6 year plan", "a 5–6 year plan"),
        ("a 5â\x80\x936 year plan", "a 5–6 year plan"),
        ("naÃ¯ve café", "naïve café"),
        ("3 Â± 2 Âµm", "3 ± 2 µm"),
        ("Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет"),
        # UTF-8 without its first byte.
        ("Diversity\x80\x93productivity", "Diversity–productivity"),
        ("the eye\x80\x99s retina", "the eye’s retina"),
        # Windows-1252 read as Latin-1.
        ("a \x93fine\x94 model\x96ours", "a “fine” model–ours"),
        ("l\x92œil", "l’œil"),
        ("and so on\x85", "and so on…"),
        # Correct text, some of which resembles mojibake.
        ("plain", "plain"),
        ("São Paulo, SÃO PAULO, CONCEIÇÃO", "São Paulo, SÃO PAULO, CONCEIÇÃO"),
        ("Müller–Lyer, Ångström, Łódź, ﬁle", "Müller–Lyer, Ångström, Łódź, ﬁle"),
        ("“5 µm” ± 2 °C, £45", "“5 µm” ± 2 °C, £45"),
        ("表紙 й ñ €", "表紙 й ñ €"),
        # What cannot be repaired.
        ("Contr�le", "Contr�le"),
        ("x\x81y", "x\x81y"),
    ],
)
def test_repaired(text: str, expected: str) -> None:
    assert repaired(text) == expected
    assert repaired(expected) == expected


LETTERS = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"


@holds_for(st.lists(st.text("bcdfgklmnprst", min_size=2), min_size=2), st.sampled_from(LETTERS))
def test_a_misread_letter_is_repaired(parts: list[str], letter: str) -> None:
    text = letter.join(parts)
    assert repaired(text.encode().decode("latin-1")) == text


@holds_for(st.text(st.characters(max_codepoint=0x2FF)))
def test_no_quotes_or_dashes_remain_as_control_characters(text: str) -> None:
    assert set(repaired(text)) & set(map(chr, range(0x80, 0xA0))) <= set("\x81\x8d\x8f\x90\x9d")


def test_recorded_texts() -> None:
    """The recorded works have 16 texts in mojibake; no other text changes."""
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    changed = set()
    for line in RECORDED.read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        changed |= {(message["DOI"], text) for text in texts(message) if repaired(text) != text}
    assert len(changed) == 16
    assert all("Ã" in text or "Â" in text for _, text in changed)


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        value = [inner for key, inner in value.items() if key != "reference"]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []
