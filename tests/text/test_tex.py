"""Plain text as .bib text, and the text that pybtex and bibtexparser read back."""

import re
import time
from itertools import accumulate

import pytest
from bibtexparser.entrypoint import parse_string as parse_library
from hypothesis import strategies as st
from pybtex.database import Person, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from eyebib.exporters import bib_name
from eyebib.model import csl
from eyebib.text import tex, tex_reader
from eyebib.text.link import url
from properties import holds_for

HOSTILE = "{}\\$%&#_~^<>|\"'`@=, \n\tAaÉéßαΩ₂⁵²′李И🤗\u0301\x00\x1f"
texts = st.text(st.one_of(st.sampled_from(HOSTILE), st.characters(codec="utf-8")), max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain words, 1-2 (x): 'y' \"z\"!", "plain words, 1-2 (x): 'y' \"z\"!"),
        ("R&D 5% C# a_b $10", r"R\&D 5\% C\# a\_b \$10"),
        ("a {b} c", r"a \{b\} c"),
        ("a { b", r"a {\textbraceleft} b"),
        ("a }{ b", r"a {\textbraceright}{\textbraceleft} b"),
        ("{{a}", r"{\textbraceleft}\{a\}"),
        ("a\\b ~ ^", r"a{\textbackslash}b {\textasciitilde} {\textasciicircum}"),
        ("p<0.05 a>b |x|", r"p$<$0.05 a$>$b $|$x$|$"),
        ("1--2 ---x ''y'' ``z ,,w ?`!`", "1-{}-2 -{}-{}-x '{}'y'{}' `{}`z ,{},w ?{}`!{}`"),
        ("5% --", r"5\% -{}-"),
        ("90° 5 µm ±1 2×3 → § © € – — … “x” ‘y’", "90° 5 µm ±1 2×3 → § © € – — … “x” ‘y’"),
        ("É ß ő ł å", "É ß ő ł å"),
        ("李飞飞 Иван 🤗", "李飞飞 Иван 🤗"),
        ("a\nb\tc\r\nd\u2028e", "a b c  d e"),
        # math
        ("α-synuclein", r"$\alpha$-synuclein"),
        ("ε φ ϵ ϕ ς μ", r"$\varepsilon$ $\varphi$ $\epsilon$ $\phi$ $\varsigma$ $\mu$"),
        ("Ω-3", r"{$\Omega$}-3"),
        ("αβ and ΔΨ", r"$\alpha${}$\beta$ and {$\Delta$}{$\Psi$}"),
        ("x ≤ 5, y≥α", r"x $\leq$ 5, y$\geq${}$\alpha$"),
        ("−5 ∞ ∈ ⇒", r"$-$5 $\infty$ $\in$ {$\Rightarrow$}"),
        ("H₂O, x₁₂", r"H$_2$O, x$_{12}$"),
        ("m² m³ 10¹²", "m² m³ 10¹²"),
        ("10⁻⁵ 10²⁵ x⁵ α²", r"10$^{-5}$ 10$^{25}$ x$^{5}$ $\alpha^{2}$"),
        ("β₂ α₂⁵", r"$\beta_2$ $\alpha_2^{5}$"),
        ("₂⁵₃⁴₁", r"$_2^{5}{}_3^{4}{}_1$"),
        ("5′-UTR 3″ x⁵′₂⁵", r"5$'$-UTR 3$''$ x$^{5}{}'{}_2^{5}$"),
        ("Α ο", r"{$\mathrm{A}$} $\mathrm{o}$"),
        ("Ελλάδα Παπα", r"Ελλάδα {$\Pi$}$\alpha${}$\pi${}$\alpha$"),
        ("x̄ R̂ é", r"{\=x} {\^R} é"),
    ],
)
def test_escape(text: str, expected: str) -> None:
    assert tex.escape(text) == expected


@pytest.mark.parametrize(
    "text", ["a\\b & 5% {c} d_e #1 ~ < > | $", "α-β ≤ Ω ∞ φ ε", "É “q” – § 10² 2×3", "İ x̄ → € ™"]
)
def test_escape_round_trip(text: str) -> None:
    assert LatexNodes2Text().latex_to_text(tex.escape(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("α ≤ É é ő × → ² Ω µ H₂O x̄ ș", ""),
        ("a\nb", ""),
        ("李 И 🤗 ế", "李И🤗ế"),
        ("Ελλάδα", "Ελάδα"),
        ("ʒ\x00", "ʒ\x00"),
    ],
)
def test_unsupported(text: str, expected: str) -> None:
    assert tex.unsupported(text) == set(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Foundation Model for Retinal Images", "A Foundation Model for Retinal Images"),
        ("RETFound and UrFound on OCT, in 3D", "{RETFound} and {UrFound} on {OCT}, in {3D}"),
        ("GPT-4V, ChatGPT-4o, GPT-3.5, COVID-19", "{GPT-4V}, {ChatGPT-4o}, {GPT-3.5}, {COVID-19}"),
        ("RET-CLIP, OCTCube-M", "{RET-CLIP}, {OCTCube-M}"),
        (
            "Language-Image Multi-Modal vision–language",
            "Language-Image Multi-Modal vision–language",
        ),
        ("OCT-Based, Multi-OCT, (OCT/OCTA)", "{OCT}-Based, Multi-{OCT}, ({OCT/OCTA})"),
        ("U-Net, nnU-Net, X-ray, K-means", "{U-Net}, {nnU-Net}, {X}-ray, {K}-means"),
        ("mRNA in T2 and vitamin D", "{mRNA} in {T2} and vitamin {D}"),
        ("A Study: A View, A\tScan, hepatitis A", "A Study: A View, A Scan, hepatitis {A}"),
        ("AT&T, R&D, C++ and U.S.", r"{AT\&T}, {R\&D}, {C}++ and {U.S}."),
        ("O'Brien’s OCT's Children's", "{O'Brien}’s {OCT}'s Children's"),
        (
            "Aβ, Cθ and H_∞ of β-amyloid",
            r"{A$\beta$}, {C$\theta$} and {H\_}$\infty$ of $\beta$-amyloid",
        ),
        ("H₂O, R², αSMA", r"{H$_2$O}, {R²}, {$\alpha$SMA}"),
        ("MODEL_NAME x_y", r"{MODEL\_NAME} x\_y"),
        ("DEEP LEARNING FOR RETINAL IMAGES", "DEEP LEARNING FOR RETINAL IMAGES"),
        ("MEDICAL PROGRESS.", "MEDICAL PROGRESS."),
        ("SAM 2", "{SAM} 2"),
        ("{OCT} {", r"\{{OCT}\} {\textbraceleft}"),
        ("{{x}} {&OCT}", r"\{{}\{x\}\} \{{}\&{OCT}\}"),
        ("a\nOCT\x1fb", "a {OCT} b"),
    ],
)
def test_title(text: str, expected: str) -> None:
    assert tex.title(text) == expected


@pytest.mark.parametrize(
    ("text", "protect", "expected"),
    [
        (
            "Flair for flairs: Flair-2, Flair-Net",
            ["Flair"],
            "{Flair} for flairs: {Flair-2}, {Flair}-Net",
        ),
        ("Flairs, Flair", ["Flair"], "Flairs, {Flair}"),
        ("OCTCube-M", ["OCTCube"], "{OCTCube-M}"),
        ("Segment Anything in OCT", ["Segment", "Segment Anything"], "{Segment Anything} in {OCT}"),
        ("DEEP MIRAGE FOR RETINAL IMAGES", ["MIRAGE"], "DEEP {MIRAGE} FOR RETINAL IMAGES"),
        ("the &x model", ["&x"], r"the {{}\&x} model"),
        ("nothing here", ["", "RETFound"], "nothing here"),
    ],
)
def test_title_protects_names(text: str, protect: list[str], expected: str) -> None:
    assert tex.title(text, protect=protect) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Émile Šafařík", r"{\'E}mile {\v S}afa{\v r}{\'i}k"),
        (
            "őŐ ç ü ñ ā ė ğ ů ą ḍ ḏ",
            r"{\H o}{\H O} {\c c} {\"u} {\~n} {\=a} {\.e} {\u g} {\r u} {\k a} {\d d} {\b d}",
        ),
        ("ßøØłŁæÆœåÅıđð", r"{\ss}{\o}{\O}{\l}{\L}{\ae}{\AE}{\oe}{\aa}{\AA}{\i}{\dj}{\dh}"),
        ("ș", r"{\textcommabelow s}"),
        ("O’Neill", r"O{\textquoteright}Neill"),
        ("ế ậ ǿ ḉ", r"{\'{\^e}} {\d{\^a}} {\'{\o}} {\c{\'c}}"),
        ("ả ơ ħ × 李 И α plain", "ả ơ ħ × 李 И α plain"),
        ("x̄", r"{\=x}"),
    ],
)
def test_accents(text: str, expected: str) -> None:
    assert tex.accents(text) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"family": "Ben Ayed", "given": "Ismail"}, "Ben Ayed, Ismail"),
        ({"family": "Smith", "given": "Ann", "suffix": "Jr."}, "Smith, Jr., Ann"),
        ({"family": "van Wijngaarden", "given": "Péter"}, "van Wijngaarden, Péter"),
        ({"family": "Plato"}, "Plato"),
        ({"given": "Plato"}, "Plato"),
        ({"family": "Ben Ayed"}, "{Ben Ayed}"),
        ({"family": "others"}, "{others{}}"),
        ({"literal": "Others"}, "{Others{}}"),
        ({"family": "Ehtisham-ul-Haq"}, "{Ehtisham-ul-Haq}"),
        ({"family": "Kim-Smith"}, "Kim-Smith"),
        ({"family": "Smith", "suffix": "Jr."}, "{Smith Jr.}"),
        ({"literal": "PINNACLE consortium"}, "{PINNACLE consortium}"),
        ({"literal": "Risk & Safety, and Co"}, r"{Risk \& Safety, and Co}"),
        ({"literal": "&Beyond"}, r"{{}\&Beyond}"),
        ({"family": "hooks", "given": "bell"}, "hooks, bell"),
        ({"family": "jones smith", "given": "Ann"}, "{jones smith}, Ann"),
        ({"family": "García de Paredes", "given": "Ana"}, "{García de Paredes}, Ana"),
        ({"family": "de la Cruz y Silva", "given": "Ana"}, "de la {Cruz y Silva}, Ana"),
        ({"family": "al-Hussein", "given": "Ali"}, "{al-Hussein}, Ali"),
        ({"family": "Smith, Inc", "given": "A and B"}, "{Smith, Inc}, {A and B}"),
        ({"family": "Brandt", "given": "Alexander"}, "Brandt, Alexander"),
        ({"family": "Qiu", "given": "-"}, "Qiu, {-}"),
        ({"family": "Qiu", "given": "A - B"}, "Qiu, {A - B}"),
        ({"family": "a{b", "given": "50% \\x"}, r"a{\textbraceleft}b, 50\% {\textbackslash}x"),
        ({"family": "Two\n  Words", "given": " Ann "}, "Two Words, Ann"),
        ({}, ""),
    ],
)
def test_name(person: csl.Name, expected: str) -> None:
    assert bib_name.name(person, accented=False) == expected


def test_accented_name() -> None:
    assert (
        bib_name.name({"family": "Žižek", "given": "Élan"}, accented=True)
        == r"{\v Z}i{\v z}ek, {\'E}lan"
    )
    assert bib_name.name({"literal": "École A"}, accented=True) == r"{{\'E}cole A}"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://x.org/a_b?c=1&d=%20#e~f", "https://x.org/a_b?c=1&d=%20#e~f"),
        (" HTTP://x.org/{a}\\b %zz é\n", "HTTP://x.org/%7Ba%7D%5Cb%20%25zz%20%C3%A9"),
        (
            "https://doi.org/10.1002/(SICI)1<1:A>3.0.CO;2-Z",
            "https://doi.org/10.1002/(SICI)1%3C1:A%3E3.0.CO;2-Z",
        ),
        ("https://x.org/a\x00\u202e", "https://x.org/a%00%E2%80%AE"),
        ("https://x.org/\ud800", "https://x.org/%ED%A0%80"),
        ("javascript:alert(1)//https://x.org", ""),
        ("https://", ""),
        ("ftp://x.org", ""),
        ("", ""),
    ],
)
def test_url(link: str, expected: str) -> None:
    assert url(link) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("753-762", "753--762"),
        ("753–762", "753--762"),
        ("753 — 762 ", "753--762"),
        ("753--762", "753--762"),
        ("e12-e15", "e12--e15"),
        ("iv-xii", "iv--xii"),
        ("7", "7"),
        ("AIoa2300221", "AIoa2300221"),
        ("A_12", r"A\_12"),
        ("A-123", "A-123"),
        ("1-3, 5-7", "1-3, 5-7"),
        ("2024-01-05", "2024-01-05"),
        ("1" * 50_000 + "!", "1" * 50_000 + "!"),
    ],
)
def test_pages(text: str, expected: str) -> None:
    assert tex.pages(text) == expected


def assert_balanced(text: str) -> None:
    """Check balanced braces, as BibTeX counts them and as TeX does (without escaped braces)."""
    for variant in (text, re.sub(r"\\[^a-zA-Z]", "", text)):
        depths = [*accumulate({"{": 1, "}": -1}.get(char, 0) for char in variant), 0]
        assert min(depths) >= 0
        assert depths[-2:][0] == 0


def assert_reads_back(value: str, *, field: str = "title") -> None:
    first = f"@misc{{first,\n  {field} = {{{value}}},\n  year = {{2024}}\n}}\n"
    bib = f"{first}\n@misc{{next, year = 2025}}\n"
    entries = parse_string(bib, "bibtex").entries
    assert list(entries) == ["first", "next"]
    assert entries["first"].fields[field].split() == value.split()
    assert entries["first"].fields["year"] == "2024"
    library = parse_library(bib)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["first", "next"]
    assert library.entries[0][field].split() == value.split()


@holds_for(texts, st.lists(texts, max_size=2), examples=150)
def test_any_text_stays_in_its_field(text: str, protect: list[str]) -> None:
    for value in (tex.escape(text), tex.title(text, protect=[*protect, text[3:9]])):
        assert_balanced(value)
        assert_reads_back(value)
        assert "$$" not in value.replace("\\$", "")


@holds_for(text=texts, titled=st.booleans(), examples=150)
def test_no_raw_character_is_lost(text: str, *, titled: bool) -> None:
    def raw(text: str) -> list[str]:
        return [char for char in text if char > "~" and char not in "\x85\u2028\u2029"]

    text = re.sub("[\u0300-\u03ff\u1f00-\u1fff]", "", text)
    unchanged = [char for char in raw(text) if tex.escape(char) == char]
    output = tex.title(text) if titled else tex.escape(text)
    assert [char for char in raw(output) if char not in "¹²³"] == [
        c for c in unchanged if c not in "¹²³"
    ]


@holds_for(
    person=st.fixed_dictionaries({"family": texts, "given": texts, "suffix": texts}),
    accented=st.booleans(),
    examples=150,
)
def test_any_name_is_read_as_one_person(person: csl.Name, *, accented: bool) -> None:
    family, given, suffix = (" ".join(person[key].split()) for key in ("family", "given", "suffix"))
    value = bib_name.name(person, accented=accented)
    assert_balanced(value)
    assert_reads_back(value, field="note")
    if not family or not given:
        return
    people = (
        parse_string(f"@misc{{k, author = {{{value} and Qiu, J}}}}", "bibtex").entries["k"].persons
    )
    first, second = people["author"]
    assert str(second) == "Qiu, J"
    parts = (first.prelast_names + first.last_names, first.first_names + first.middle_names)

    def bare(text: str) -> str:
        return re.sub(r"[{}]", "", text)

    def plain(text: str) -> str:
        return bare(tex.accents(tex.escape(text)) if accented else tex.escape(text, formulas=False))

    assert [bare(" ".join(part)) for part in parts] == [plain(family), plain(given)]
    assert bare(" ".join(first.lineage_names)) == plain(suffix)


@pytest.mark.parametrize(
    "family",
    [
        "Ben Ayed",
        "van Wijngaarden",
        "García de Paredes",
        "jones smith",
        "Smith, Inc",
        "A and B",
        "others",
    ],
)
def test_family_round_trip(family: str) -> None:
    person = Person(bib_name.name({"family": family, "given": "Ann"}, accented=True))
    last = " ".join(person.prelast_names + person.last_names)
    assert LatexNodes2Text().latex_to_text(last) == family
    assert person.first_names == ["Ann"]


def test_ten_thousand_titles() -> None:
    title = "RETFound: a foundation model for “3D” OCT images, vision–language and α ≤ 5 & H₂O"
    start = time.process_time()
    for number in range(10_000):
        tex.title(title, protect=(f"Model{number}",))
    assert time.process_time() - start < 2  # measured: 0.3 s


@pytest.mark.parametrize(
    "text", ["xⁿ", "10ⁿ", "eᵗ and xᵢⱼ", "a⁺b⁻", "∗-algebras", "H₂O", "x₁²", "μγ", "x^n", "(112̄0)"]
)
def test_formulas_come_back_as_the_same_characters(text: str) -> None:
    assert tex_reader.plain_text(tex.escape(text)) == (text, [])
