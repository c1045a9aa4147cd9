r"""LaTeX: citing commands, their options, and what is not typeset."""

from pathlib import Path

import pytest

from eyebib.manuscripts import tex

HERE = Path("main.tex")


def keys(text: str) -> list[str]:
    return [citation.key for citation in tex.read(text, HERE).citations]


NATBIB = """
    cite citet citep citealt citealp citeauthor citefullauthor citeyear citeyearpar citenum
    citetalias citepalias Citet Citep Citealt Citealp Citeauthor nocite
""".split()
BIBLATEX = """
    cite Cite parencite Parencite footcite footcitetext textcite Textcite smartcite Smartcite
    supercite autocite Autocite citeauthor Citeauthor citetitle citeyear citedate citeurl fullcite
    footfullcite notecite Notecite pnotecite Pnotecite fnotecite citefield citelist citename nocite
    mcite Mcite mparencite Mparencite mfootcite mfootcitetext mtextcite Mtextcite msupercite
    mautocite Mautocite
""".split()
OTHERS = (
    "citeA citeNP citeauthorNP citeyearNP shortciteA fullciteA onlinecite citen mycite seecitep"
)


@pytest.mark.parametrize("name", dict.fromkeys([*NATBIB, *BIBLATEX, *OTHERS.split()]))
def test_a_citing_command(name: str) -> None:
    text = (
        rf"\{name}{{a,b}} \{name}*{{c}} \{name}[p. 1]{{d}} \{name}[see][{{[x]}}] {{ e , f }}{{no}}"
    )
    assert keys(text) == ["a", "b", "c", "d", "e", "f"]


MANY = "cites Cites parencites Parencites footcites footcitetexts smartcites Smartcites textcites Textcites supercites autocites Autocites"


@pytest.mark.parametrize("name", MANY.split())
def test_a_command_with_several_lists(name: str) -> None:
    text = rf"\{name}(see)(also)[a][b]{{a,b}}[c]{{c}}{{d}} text {{no}}"
    assert keys(text) == ["a", "b", "c", "d"]


VOLUMES = "volcite Volcite pvolcite Pvolcite fvolcite ftvolcite svolcite Svolcite tvolcite Tvolcite avolcite Avolcite"


@pytest.mark.parametrize("name", VOLUMES.split())
def test_a_command_with_a_volume(name: str) -> None:
    assert keys(rf"\{name}[see]{{2}}[33]{{a,b}}{{no}}") == ["a", "b"]
    assert keys(rf"\{name}s(x)(y)[see]{{2}}[33]{{a}}{{3}}{{b}}") == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\nocite{*}", ["*"]),
        (r"\shortcites{a,b}", ["a", "b"]),
        (r"\cite{a}\cite{a}", ["a", "a"]),
        ("\\cite[see]% why\n  {a,% one\n   b}", ["a", "b"]),
        ("\\cite\n{a}", ["a"]),
        (r"\cite{a,,b,}", ["a", "b"]),
        (r"\cite{}", []),
        (r"\cite{DBLP:conf/cvpr/Wu24, müller_2020.b+c}", ["DBLP:conf/cvpr/Wu24", "müller_2020.b+c"]),
        (r"\cite[see \citealp{a}][p. [2]{b}", ["b", "a"]),
        (r"\cite[see \cite[x]{a} too]{b}", ["a", "a"]),  # as in TeX, the first bracket ends the note
        (r"\cite[{see \cite[x]{a} too}]{b}", ["b", "a"]),
        (r"\footnote{See \cite{a}, {\em \cite{b}}.}", ["a", "b"]),
        (r"\cite<see>[p. 1]{a} \cite<2->{b}", ["a", "b"]),
        (r"\mcite{one,set,*a,*b,two}", ["one", "a", "b", "two"]),
        (r"\cite{a,*b}", ["a", "b"]),
        (r"\\cite{no} \cite{a}", ["a"]),
        (r"\protect\cite{a} \textsuperscript{\cite{b}}", ["a", "b"]),
        (r"\citetext{see \citealp{a}} \defcitealias{no}{Paper I} \citestyle{no}", ["a"]),
        (r"\AtEveryCite{x} \ifnocite{x}{y} \newcites{S}{Other} \setcitestyle{round} \citereset", []),
        (r"\DeclareCiteCommand{\x}{y}{z}{} \citeauthoryear{A}{B} \excited{x} \bibcite{x}{1}", []),
        (r"\bstctlcite{IEEEexample:BSTcontrol} \nocite{REVTEX41Control, achemso-control, a}", ["a"]),
        (r"\newcommand{\seealso}[1]{(\cite{#1})}", []),
        (r"\cite", []),
        (r"\cite{a", []),
        (r"\cite{a}} \cite{b} { \cite{c}", ["a", "b", "c"]),
        (r"\cite{a} [b] (c) \cite {d}", ["a", "d"]),
    ],
)  # fmt: skip
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("% \\cite{no}\n\\cite{a} 5\\% \\cite{b} \\\\% \\cite{no}", ["a", "b"]),
        ("\\begin{verbatim}\n\\cite{no} %\n\\end{verbatim}\\cite{a}", ["a"]),
        ("\\begin{lstlisting}[language=TeX]\\cite{no}\\end{lstlisting}\\cite{a}", ["a"]),
        ("\\begin{comment}\n\\cite{no}\n\\end{comment}\n\\cite{a}", ["a"]),
        ("% \\begin{verbatim}\n\\cite{a}\n% \\end{verbatim}", ["a"]),
        ("\\begin{verbatim}\\cite{no}", []),
        ("\\begin{filecontents*}{a.bib}\\cite{no}\\end{filecontents*}\\cite{a}", ["a"]),
        (r"\verb|\cite{no}| \verb*+\cite{no}+ \cite{a} \verb{no} \cite{b}", ["a", "b"]),
        (
            r"\lstinline[x=y]{\cite} \lstinline!\cite{no}! \mintinline{tex}|\cite{no}| \cite{a}",
            ["a"],
        ),
        (r"\url{https://x.org/a%20b} \cite{a} \href{https://x.org/%7Eb}{\cite{b}}", ["a", "b"]),
        (r"\iffalse \cite{no} \ifx\a\b \cite{no} \else \fi \cite{no} \fi \cite{a}", ["a"]),
        (r"\iffalse \cite{no} \else \cite{a} \fi \cite{b}", ["a", "b"]),
        (r"\newif\ifdraft \iffalse \ifdraft \cite{no} \fi \cite{no} \fi \cite{a}", ["a"]),
        (r"\iffalse $a \iff b$ \cite{no} \ifthenelse{x}{y}{z} \fi \cite{a}", ["a"]),
        (r"\iffalse \cite{a}", ["a"]),  # never closed
        (r"\iftrue \cite{a} \else \cite{b} \fi", ["a", "b"]),
        ("\\cite{a}\n\\end{document}\n\\cite{no}", ["a"]),
        ("\\cite{a}\n\\endinput\n\\cite{no}", ["a"]),
        ("\\ifx\\a\\b \\endinput \\fi\n\\cite{a}", ["a"]),
    ],
)
def test_what_is_not_typeset(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_places() -> None:
    part = tex.read("x\n  \\citep[see][]{a, %\n bc}", HERE)
    assert [str(citation.where) for citation in part.citations] == ["main.tex:2:17", "main.tex:3:2"]


def test_a_key_that_a_macro_computes_is_reported() -> None:
    part = tex.read(r"\cite{a, \key} \cite{\a{b}, c}", HERE)
    assert [citation.key for citation in part.citations] == ["a"]
    assert [str(problem) for problem in part.problems] == [
        "main.tex:1:10: `\\key` is computed by LaTeX; read the .aux or .bcf file instead [unread-citation]",
        "main.tex:1:22: `\\a{b}, c` is computed by LaTeX; read the .aux or .bcf file instead [unread-citation]",
    ]


@pytest.mark.parametrize(
    ("text", "names", "column"),
    [
        (r"\input{sec/a}", ("sec/a.tex", "sec/a"), 8),
        (r"\input sec/a \cite{b}", ("sec/a.tex", "sec/a"), 8),
        (r"\input{a.tex}", ("a.tex",), 8),
        (r"\input{a.tikz}", ("a.tikz.tex", "a.tikz"), 8),
        (r'\input{"a b"}', ("a b.tex", "a b"), 8),
        (r"\include{a}", ("a.tex", "a"), 10),
        (r"\subfile{a}", ("a.tex", "a"), 10),
        (r"\subimport{sec/}{a}", ("sec/a.tex", "sec/a"), 12),
        (r"\input{\folder/a}", (r"\folder/a.tex", r"\folder/a"), 8),
    ],
)
def test_an_included_file(text: str, names: tuple[str, ...], column: int) -> None:
    [inclusion] = tex.read(text, HERE).inclusions
    assert inclusion.names == names
    assert inclusion.where.column == column


@pytest.mark.parametrize(
    "text", [r"% \input{a}", r"\newcommand{\x}[1]{\input{#1}}", r"\include", r"\inputencoding{x}"]
)
def test_no_included_file(text: str) -> None:
    assert tex.read(text, HERE).inclusions == ()
