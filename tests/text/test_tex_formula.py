"""Formulas of titles: which are more than text, and as what LaTeX they are written."""

import re
from itertools import accumulate

import pytest
from hypothesis import strategies as st

from eyebib.text import formula, nocase, tex_formula, tex_reader, tex_title
from formulas import LEXEMES
from properties import holds_for


@pytest.mark.parametrize(
    ("source", "text", "latex"),
    [
        ("x^n", "x^n", "x^n"),
        ("x^{n}", "x^n", "x^n"),
        (r"x ^ \alpha", "x ^α", r"x^{\alpha}"),
        (r"\frac{a}{b}", "a/b", r"\frac{a}{b}"),
        (r"\frac12", "1/2", r"\frac{1}{2}"),
        (r"\ell_q", "ℓ_q", r"\ell_q"),
        (r"\sqrt n", "√n", r"\sqrt{n}"),
        (r"a_{i-1}", "a_(i−1)", r"a_{i-1}"),
        (r"(11\bar{2}0)", "(112̄0)", r"(11\bar{2}0)"),
        (r"\vec x", "x⃗", r"\vec{x}"),
        (r"p\bar p", "pp̄", r"p\bar{p}"),
        (r"\overline{\mathrm{MS}}", "M̅S̅", r"\overline{\mathrm{MS}}"),
        (r"\widehat H\tfrac12", "Ĥ1/2", r"\widehat{H}\frac{1}{2}"),
        (r"\mathbb{R}^n", "R^n", r"\mathbb{R}^n"),
        (r"\mathcal N=4", "N=4", r"\mathcal{N}=4"),
        (r"T_{\rm c}", "T_c", r"T_{\mathrm{c}}"),
        (r"T_\mathrm{max}", "T_max", r"T_{\mathrm{max}}"),
        (r"{\bf k}\cdot {\bf p}", "k·p", r"{\mathbf{k}}\cdot {\mathbf{p}}"),
        (r"\left( x_i \right)^2", "( x_i )²", r"\left( x_i \right)^2"),
        (r"\left\{x_i\right\}", "{x_i}", r"\left\lbrace x_i\right\rbrace"),
        (r"\hbox{YBa}_{2}\hbox{\rm O}_{7-\delta}", "YBa₂O_(7-δ)", r"\mathrm{YBa}_2\mathrm{O}_{7-\delta}"),
        (r"O_{7\hbox{-}\delta}^{\mbox{a b}}", "O_(7-δ)^(a b)", r"O_{7{-}\delta}^{\mbox{a b}}"),
        (r"\operatorname{Spec} R_i", "Spec R_i", r"\mathrm{Spec} R_i"),
        (r"f''_i", "f″_i", "f''_i"),
        (r"\leqslant n^k", "⩽n^k", r"\leqslant n^k"),
    ],
)  # fmt: skip
def test_formulas_beyond_text(source: str, text: str, latex: str) -> None:
    assert formula.readable(formula.with_minus(source)) == text
    assert tex_formula.beyond_text(source) == latex


@pytest.mark.parametrize(
    "source", ["x^2", "x_{12}", r"\alpha", r"n \log n", "10^{-5}", r"p \to \mu^+", r"\acute e", "n", "a-b", ""]
)  # fmt: skip
def test_formulas_that_are_text(source: str) -> None:
    assert tex_formula.beyond_text(source) == ""


REFUSED = [
    *(r"\input{x}^n", r"\def\x{1}x^n", r"\csname input\endcsname", r"\catcode`x=0", r"\write18{x}"),
    *("x^^5cinput", "x^^n", "x^n^m", "x_n_m", "x'^n", "x^n'", "x^", "x_^n", r"x^\frac", r"\sqrt", r"\frac{a}"),
    *("{x^n", "x^n}", "}x^n{", "x^n$y", "x^n%", "x^n#1", "x^n&y", r"x^n\\y", 'x^n"', "x^n`", "x^n@", "x^α"),
    *(r"\left(x^n", r"x^n\right)", r"\left x^n \right)", r"\mbox{\input{x}}^n", r"\mbox{x_n}", r"\mbox x^n"),
    *(r"\sqrt[3]{x}", r"\foo^n", r"\href{x}{y}^n", "{" * 30 + "x^n" + "}" * 30, r"\sqrt" * 9999 + "x", r"\verb|x|^n", r"\begin{x}"),
]  # fmt: skip


INERT = {
    r"\textbackslash", r"\textasciicircum", r"\textbraceleft", r"\textbraceright", r"\alpha", r"\surd",
}  # fmt: skip


@pytest.mark.parametrize("source", REFUSED)
def test_other_formulas_are_not_written(source: str) -> None:
    assert tex_formula.written(source) == ""
    field = tex_title.title(f'a <span class="tex">${source}$</span> b')
    assert {*re.findall(r"\\[A-Za-z]+", field)} <= INERT


def test_every_name_is_read() -> None:
    spaces = {",", ";", ":", "!", "quad", "qquad"}
    names = {*tex_formula.NAMES, *tex_formula.AMS} - spaces
    assert [name for name in sorted(names) if not formula.readable(f"\\{name}")] == []
    commands = tex_formula.ARGUMENTS.keys() | tex_formula.WORDS.keys() | tex_formula.SWITCHES.keys()
    unread = {command for command in commands if not formula.readable(f"{{{command}{{a}}{{b}}}}")}
    assert unread == set()


sources = st.lists(st.sampled_from(LEXEMES), max_size=12).map("".join)

KNOWN = {
    *(f"\\{name}" for name in (*tex_formula.NAMES, *tex_formula.AMS)),
    *tex_formula.ARGUMENTS.values(), *tex_formula.WORDS.values(), *tex_formula.SWITCHES.values(),
    *tex_formula.SIZES, r"\left", r"\right",
}  # fmt: skip


@holds_for(sources, examples=2000)
def test_what_is_written_is_known_and_balanced(source: str) -> None:
    latex = tex_formula.written(source)
    assert {*re.findall(r"\\[A-Za-z]+|\\.", latex)} <= KNOWN
    assert re.search(r"[^ -~]|[$%#&\"`@]|\^\^|[_^]$|\\$", latex) is None
    depths = [*accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in latex), 0]
    assert min(depths) == depths[-1] == 0 == sum({"{": 1, "}": -1}.get(s, 0) for s in latex)
    assert tex_formula.written(latex) == latex
    if latex and (text := formula.readable(source)) is not None:
        assert _signs(text) == _signs(formula.readable(latex) or "")


def test_a_command_without_argument_in_a_group_is_unknown() -> None:
    assert formula.readable(r"{\sqrt\sqrt a}b") is None


@pytest.mark.parametrize("source", ["f''", "f' '", "f'\t  '"])
def test_primes_apart_are_a_double_prime(source: str) -> None:
    assert formula.readable(source) == "f″"


def _signs(text: str) -> str:
    return re.sub(r"\s", "", text).replace("−", "-")


operands = st.recursive(
    st.sampled_from(["x", "n", "R", "2", r"\alpha", r"\infty", "a+b", r"\bar{x}"]),
    lambda inner: st.one_of(
        st.builds("{}^{{{}}}".format, st.sampled_from("xRn"), inner),
        st.builds("{}_{{{}}}".format, st.sampled_from("xRn"), inner),
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"\sqrt{{{}}}".format, inner),
        st.builds(r"\mathcal{{{}}}".format, st.sampled_from("ON")),
    ),
    max_leaves=4,
)
words = st.sampled_from(
    ["On ", "the", " ", "RNA", "5", "$10", "α", "é", "{", "}", "\\", "^", "a_b", "-"]
)
titles = st.lists(
    st.one_of(words, operands.map("${}$".format).map(nocase.tex_span)), min_size=1, max_size=7
).map("".join)  # fmt: skip


@holds_for(titles, examples=500)
def test_titles_with_formulas_come_back(title: str) -> None:
    """What is written and read has the same text, and the same formulas from then on."""
    field = tex_title.title(title)
    assert "$$" not in field.replace(r"\$", "")
    again, unknown = tex_reader.title(field)
    assert unknown == []
    assert _without_spaces(again) == _without_spaces(title)
    third, _ = tex_reader.title(tex_title.title(again))
    assert nocase.formulas(third)[1::2] == nocase.formulas(again)[1::2]


def _without_spaces(title: str) -> str:
    return re.sub(r"\s", "", nocase.without_spans(title))


@pytest.mark.parametrize(
    ("latex", "rich", "text", "csl"),
    [
        ("On $x^n$", "On <A>$x^n$</A>", "On x^n", "On x^n"),
        ("{The $L^p$ norm}", "<B>The <A>$L^p$</A> norm</B>", "The L^p norm", "<B>The L^p norm</B>"),
        ("{$L^p$}", "<A>$L^p$</A>", "L^p", "L^p"),
        (r"\(x^{n}\) \ensuremath{a_{i+1}}", "<A>$x^n$</A> <A>$a_{i+1}$</A>", "x^n a_(i+1)", "x^n a_(i+1)"),
        (r"the 5\textsuperscript{th}", r"the 5<A>\textsuperscript{th}</A>", "the 5th", "the 5th"),
        (r"CO\textsubscript{2} <sup>3</sup>", "CO₂ ³", "CO₂ ³", "CO₂ ³"),
        (r"$\alpha$ and $x^2$", "α and x²", "α and x²", "α and x²"),
        (r"\ifmmode \acute{n}\else \'{n}\fi{} \LaTeX", "ń LaTeX", "ń LaTeX", "ń LaTeX"),
    ],
)  # fmt: skip
def test_a_title_has_its_formulas_in_spans(latex: str, rich: str, text: str, csl: str) -> None:
    assert tex_reader.title(latex) == (_spans(rich), [])
    assert nocase.without_spans(_spans(rich)) == text == tex_reader.plain_text(latex)[0]
    assert nocase.without_formulas(_spans(rich)) == _spans(csl)


def _spans(short: str) -> str:
    marked = short.replace("<A>", '<span class="tex">').replace("<B>", '<span class="nocase">')
    return re.sub("</[AB]>", "</span>", marked)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("On <A>$x^n$</A>", "On $x^n$"),
        ("<A>$L^p$</A> α<A>$x^n$</A><A>$y^n$</A>β", r"{$L^p$} $\alpha${}$x^n${}$y^n${}$\beta$"),
        (r"<B><A>\textsuperscript{th}</A></B>", r"{{}\textsuperscript{th}}"),
        ("$5 <A>$x^n$</A>$6", r"\$5 $x^n$\$6"),
        (r"<A>$\frac{a$</A>", r"\${\textbackslash}frac{\textbraceleft}a\$"),
    ],
)
def test_a_field_has_its_formulas(title: str, field: str) -> None:
    assert tex_title.title(_spans(title)) == field
