import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyebib.matching.title import normal, same
from eyebib.text.clean import clean
from eyebib.text.fold import slug
from eyebib.text.markup import abstract, plain
from properties import holds_for
from slow import slow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  a \n\t b\r\n", "a b"),
        ("a\u00a0b\u2005c\u2009d\u3000e\u2028f\x85g", "a b c d e f g"),
        ("Reti\u00adna\u200b\ufeffl \u2060age\u200e", "Retinal age"),
        ("safe\u202egnp.exe\u202c \u2067a\u2069", "safegnp.exe a"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("a \u200b b", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian: ZWNJ separates two shapes
        ("क्\u200dष", "क्\u200dष"),
        ("می\u200c\u200c\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb\u200d", "ab"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("half \ud83d pair, \uffff", "half \ufffd pair, \ufffd"),
        ("CO₂ × 10⁵ – ‘q’ ½ ﬁ", "CO₂ × 10⁵ – ‘q’ ½ ﬁ"),
        ("\u0601١٢", "\u0601١٢"),  # a visible format character: the Arabic year sign
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="<&$\\")))
def test_text_without_markup_is_only_cleaned(text: str) -> None:
    assert plain(text) == clean(text)


@given(st.text("<>/bisup &;lt=\"'$\\{}^_\n\x01a1", max_size=80))
def test_plain_text_is_one_line_without_marks(text: str) -> None:
    assert clean(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("One paragraph.", "One paragraph."),
        (
            "<jats:title>Abstract</jats:title>\n  <jats:p>One\n  line.</jats:p><jats:p>2</jats:p>",
            "One line.\n2",
        ),
        ('<jats:title id="a4">ABSTRACT:</jats:title><jats:p id="a5">x</jats:p>', "x"),
        ("<p><b>Abstract</b></p><p>x</p>", "x"),
        ("<title>Abstract</title>", "Abstract"),
        (
            (
                "<jats:sec><jats:title>Background</jats:title><jats:p>b</jats:p></jats:sec>"
                "<jats:sec><jats:title>Methods</jats:title><jats:p>m</jats:p></jats:sec>"
            ),
            "Background\nb\nMethods\nm",
        ),
        ("<ns3:p>First.</ns3:p><ns3:p/>", "First."),
        ("<jats:p><jats:list><jats:list-item><jats:p>a</jats:p></jats:list-item></jats:list>", "a"),
        ("<jats:p>if a&lt;b and c&gt;d, P &amp;lt; 0.05</jats:p>", "if a<b and c>d, P < 0.05"),
        ("Abstract art in the clinic.", "Abstract art in the clinic."),
        ("a<br/>b<br>c", "a\nb\nc"),
    ],
)
def test_abstract(markup: str, expected: str) -> None:
    assert abstract(markup) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RETFound: A Foundation\u2014Model", "retfound a foundation model"),
        ("<i>Müller’s</i>  H<sub>2</sub>O ﬁlm", "mullers h2o film"),
        ("Ångström & Łódź™, naïve œuvre", "angstrom lodz naive oeuvre"),
        ("C++ is not C", "c++ is not c"),
        ("眼底の画像", "眼底の画像"),
        ("हिन्दी", "हिन्दी"),
        ("?!", ""),
    ],
)
def test_normal(text: str, expected: str) -> None:
    assert normal(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RET-CLIP", "ret-clip"),
        ("Müller's Net", "mullers-net"),
        ("OCTCube-M", "octcube-m"),
        ("  --β-VAE (v2.0)  ", "vae-v2-0"),
        ("Ærø Straße", "aero-strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("<b>H</b><sub>2</sub>", "h2"),
        ("眼底", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


HOSTILE = {
    "tags opened": "<i>" * 20_000,
    "tags nested": "<sup>" * 10_000 + "1" + "</sup>" * 10_000,
    "attributes": "<p " + 'a="b" ' * 20_000,
    "quotes": '<p a="' * 20_000,
    "entities": "&" + "amp;" * 20_000,
    "dollars": "$a " * 20_000,
    "braces": "$$" + "{a" * 20_000 + "}" * 20_000 + "$$",
    "parentheses": " (" * 40_000 + ")",
    "joiners": "ا\u200c" * 20_000,
    "accents": "a" + "\u0301\u0316" * 40_000,  # normalising sorts them, which is quadratic
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    same(text, f"{text} (Name)")
    abstract(text)
    assert time.perf_counter() - started < 5  # measured 0.1 to 0.4 s; quadratic: minutes


@pytest.mark.parametrize("step", [37, slow(1)])
def test_unchanged_characters_are_clean(step: int) -> None:
    """Text of these characters is returned as it is, so each must be in NFC and visible."""
    everything = map(chr, range(0, 0x110000, step))
    characters = [char for char in everything if clean(f"a{char}b") == f"a{char}b"]
    assert [c for c in characters if unicodedata.normalize("NFC", c) != c] == []
    assert [c for c in characters if unicodedata.category(c) in {"Cc", "Cs"}] == []
    assert len(characters) > 100_000 // step


@holds_for(
    st.text(st.sampled_from("aé ά½\u0301\u00ad\u200b\u2028\t\n\x00ﬁ眼") | st.characters()),
    examples=2000,
)
def test_clean_text_is_found_as_if_it_were_not(text: str) -> None:
    """A character in front that is removed makes `clean` take every step."""
    assert clean(text) == clean(f"\u200b{text}")
