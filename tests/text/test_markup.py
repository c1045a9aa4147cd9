import json
import re

import pytest

from eyebib.text.markup import plain
from shared import RECORDED

WORKS = RECORDED
MATH = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML">'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # Only real tags are removed.
        ("a<b and c>d", "a<b and c>d"),
        ("a<b>c", "a<b>c"),
        ("List<String> and <T>", "List<String> and <T>"),
        ("The <title> element", "The <title> element"),
        ("<https://example.org>", "<https://example.org>"),
        ("1 < 2 > 0, p<0.05", "1 < 2 > 0, p<0.05"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # text; exporters escape it
        # Names of HTML and JATS, with prefixes and attributes, closed or not.
        ("<i>Salix</i> and <b>x</b>", "Salix and x"),
        ("5,7-Dimethyl-1<i>H</i>-indole", "5,7-Dimethyl-1H-indole"),
        ("<jats:italic>in vivo</jats:italic>", "in vivo"),
        ("<scp>DC‐DC</scp> boost", "DC‐DC boost"),
        ('This Week in <emph type="ital">JAMA</emph>', "This Week in JAMA"),
        ("<title>Telescope (WIDGET)</title>", "Telescope (WIDGET)"),
        ('<span class="word">Vacuum <span class="word">Impedance', "Vacuum Impedance"),
        ("<I>Upper</I> case", "Upper case"),
        ("<p>One</p><p>two</p>", "One two"),
        ("AN INFANT<subtitle>Treatment</subtitle>", "AN INFANT Treatment"),
        ("x<mml:none />y</b>", "xy"),
        # Entities, escaped once or twice; text that is not an entity is kept.
        ("Archives &amp; Medicine", "Archives & Medicine"),
        ("Verket &#8211; ekfrase &#x2014; end", "Verket – ekfrase — end"),
        ("δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C", "δ¹³C"),
        ("with &lt;scp&gt;cross‐vector&lt;/scp&gt; demand", "with cross‐vector demand"),
        ("Pathology&lt;b&gt;&lt;/b&gt;", "Pathology"),
        ("Learning and&amp;nbsp;Networks", "Learning and Networks"),
        ("&NA;", "&NA;"),
        ("Q&A, AT&T; &c &notit;", "Q&A, AT&T; &c &notit;"),
        # Scripts.
        ("H<sub>2</sub>O", "H₂O"),
        ("10<sup>5</sup>, 10<sup>−8</sup>", "10⁵, 10⁻⁸"),
        ("Zn<sup>2+</sup>-Binding", "Zn²⁺-Binding"),
        ("La<sub>0.7</sub>MnO<sub>3</sub>", "La0.7MnO₃"),
        ("Cu<sup>II</sup>, 4<sup>th</sup>", "CuII, 4th"),
        ("SiO<jats:sub><jats:italic>2</jats:italic></jats:sub>", "SiO₂"),
        # Pretty-printing.
        ("clams (\n   <i>Tridacna</i>\n   ) are", "clams (Tridacna) are"),
        ("<i>KRAS</i>\n  /\n  <i>NRAS</i>\n", "KRAS/NRAS"),
        ("<i>Women in Ming China</i>\n     .", "Women in Ming China."),
        ("long-\nand short-term", "long- and short-term"),
        # Lost spaces, restored only where a word touches a formula or a capital in italics.
        (
            "Isolates of<i>Salmonella enterica</i>from Crete",
            "Isolates of Salmonella enterica from Crete",
        ),
        ("results.<i>Method</i>. By", "results. Method. By"),
        ("agent.<i>S. sonnei</i>is", "agent. S. sonnei is"),
        ("150<i>Salmonella enterica</i>strains", "150 Salmonella enterica strains"),
        ("PaCO<sub>2</sub>on, Na<sup>+</sup>channels", "PaCO₂ on, Na⁺ channels"),
        ("θ<sub>cone</sub>where θ<sub>cone</sub>is", "θcone where θcone is"),
        ("<sup>13</sup>carbon, x<sub>i</sub>th, Zn<sup>2+</sup>-rich", "¹³carbon, xith, Zn²⁺-rich"),
        # Lost scripts: the tag is missing, its line is not.
        ("C\n    4\n    grass, low CO\n    2\n    air", "C4 grass, low CO2 air"),
        ("Type\n    2\n    diabetes", "Type 2 diabetes"),
        ("<i>Retina</i>VLM, pre<i>fix</i>ed", "RetinaVLM, prefixed"),
        (f"With{MATH}<mml:mi>L</mml:mi></mml:math>Data", "With L Data"),
        (f"Let{MATH}<mml:mi>G</mml:mi></mml:math>a graph", "Let G a graph"),
        (f"the {MATH}<mml:mi>n</mml:mi></mml:math>th", "the nth"),
        (r"$O(n\log n)$, $2\log(1/\varepsilon)$, $\log_2 n$", "O(n log n), 2 log(1/ε), log₂ n"),
        (r"all $0 \le α$, the set of~$X$, ~$5", "all 0 ≤ α, the set of X, ~$5"),
        (r"$x^\max$, $\frac{\log n}{n}$, $\arg\min_x f$", "x^max, (log n)/n, argmin_x f"),
        # Formulas.
        (f"{MATH}<mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>", "H₂"),
        (
            (
                f"{MATH}<mml:msup><mml:mi>x</mml:mi><mml:mrow><mml:mi>n</mml:mi><mml:mo>-</mml:mo>"
                "<mml:mn>1</mml:mn></mml:mrow></mml:msup></mml:math>"
            ),
            "x^(n-1)",
        ),
        (
            (
                f"nucleus{MATH}<mml:mmultiscripts><mml:mi>Tb</mml:mi><mml:mprescripts/><mml:none/>"
                "<mml:mrow><mml:mn>153</mml:mn></mml:mrow></mml:mmultiscripts></mml:math>"
            ),
            "nucleus ¹⁵³Tb",
        ),
        (f"{MATH}<mml:mfrac><mml:mn>1</mml:mn><mml:mi>n</mml:mi></mml:mfrac></mml:math>", "1/n"),
        (
            f"{MATH}<mml:mfenced><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced></mml:math>",
            "(a,b)",
        ),
        (
            f"({MATH}<mml:mi>P</mml:mi><mml:mo>&lt;</mml:mo>\n<mml:mn>0.1</mml:mn></mml:math>)",
            "(P<0.1)",
        ),
        (
            (
                "<inline-formula><alternatives><tex-math>$$\\alpha _1$$</tex-math>"
                f"{MATH}<mml:mi>α</mml:mi></mml:math></alternatives></inline-formula>-limit"
            ),
            "α-limit",
        ),
        (
            "<math><semantics><mi>x</mi><annotation>x_TeX</annotation></semantics></math>",
            "x",
        ),
        (
            (
                '&lt;inline-formula&gt; &lt;tex-math notation="TeX"&gt;'
                "$\\hbox{\\rm Y}_{2}\\hbox{BaCuO}_{5} $&lt;/tex-math&gt;&lt;/inline-formula&gt; (Y)"
            ),
            "Y₂BaCuO₅ (Y)",
        ),
        (
            "<tex-math>\\documentclass{minimal}\\begin{document}$$x^2$$\\end{document}</tex-math>",
            "x²",
        ),
        # TeX, and text that only looks like TeX.
        ("AUSMPW$$+$$+–HLLI", "AUSMPW++–HLLI"),
        ("Twisted $h$-spacetimes, $ω$Test", "Twisted h-spacetimes, ωTest"),
        ("$\\ell _q$ and $\\beta \\in \\mathbb{R}^p$", "ℓ_q and β∈R^p"),
        ("$n\\leq \\frac{2}{3}(2k+2)$, $\\sqrt{n}$", "n≤2/3(2k+2), √n"),
        ("$P_n^k$, $x^{-2}$, $e^{ab}$", "P_n^k, x⁻², e^ab"),
        ("$\\mathcal{O}(\\unknown{n})$", "$\\mathcal{O}(\\unknown{n})$"),
        ("$5''$ and $f'$", "5″ and f′"),
        ("$$\\frac{1}$$", "$\\frac{1}$"),
        ("$a}$ $b{$", "$a}$ $b{$"),
        ("costs $10,000 and $14,000, respectively", "costs $10,000 and $14,000, respectively"),
        ("Cloth $210, ISBN 0. Paper $95.", "Cloth $210, ISBN 0. Paper $95."),
        ("in dollars ($) or euro (US$)", "in dollars ($) or euro (US$)"),
        ("R\\'{e}nyi, Schr\\\"odinger, Erd\\H{o}s, {\\'E}tale", "Rényi, Schrödinger, Erdős, Étale"),
        ('the \\"A\\" model', 'the \\"A\\" model'),
    ],
)
def test_plain(markup: str, expected: str) -> None:
    assert plain(markup) == expected


def test_real_titles_have_no_markup_left() -> None:
    if not WORKS.exists():
        pytest.skip("the recorded Crossref works are not beside this checkout")
    with WORKS.open(encoding="utf-8") as lines:
        works = [json.loads(line) for line in lines]
    texts = [
        t for w in works for k in ("title", "subtitle", "container-title") for t in w.get(k, [])
    ]
    leftovers = [text for text in map(plain, texts) if re.search(r"</?[a-z]|&#?\w+;|\\|\n", text)]
    assert len(texts) > 1500
    assert leftovers == []
