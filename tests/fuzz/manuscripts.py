"""Fuzzers of documents that cite: LaTeX and its .aux and .bcf files, Markdown, Typst."""

from random import Random

from eyebib import manuscripts
from eyebib.manuscripts.part import EVERY
from eyebib.project.encoding import decode
from fuzz import hostile
from fuzz.prose import TEX
from fuzz.reader import TESTS, Fuzzer, Make, file, tokens
from fuzz.structured import CONTROL

LATEX = tokens(
    r"""\cite{a} \cite{ \citep[ \cites( \volcite{1} \mcite{s,*a} \nocite{*} [ ] ( ) < > { } , a,b % %% \% \\
    \input{a} \input \include{ \subimport{a}{b} \verb| \verb \lstinline{ \mintinline[ \url{ \href{a%b}
    \begin{verbatim} \end{verbatim} \begin{comment} \end{document} \iffalse \ifx \else \fi \newif\iffoo
    \endinput #1 \newcommand{\x}[1]{ main \protect \@cite""",
    "\\cite{a,% x\n b}",
    "\n\n",
)
AUX = tokens(
    r"\citation{ a } b, \abx@aux@cite{ {0} \abx@aux@nociteall \@input{ \@input{main.aux} \bibdata{ %",
    "\n\\citation{a}",
    "\n\\abx@aux@cite{0}{b}\n",
)
BCF = tokens(
    '<bcf:citekey> </bcf:citekey> <bcf:citekey order="1"/> members="a,b" type="set" &amp; &x; &#0; <!-- -->'
    " <!DOCTYPE <!ENTITY <?xml <![CDATA[ ]]> <a> </a> xmlns:bcf= * a",
    '<?xml version="1.0" encoding="UTF-16"?>',
)
MARKDOWN = tokens(
    "@a @{b} @{ @* -@c [@d; @e] [ ] a@b \\@ ` `` ``` ~~~ $ $$ $a <!-- --> <a@b> https://x.org/@a @fig-a "
    "{#a .b} {a=@b} --- ... nocite: # > - 1. [^1]: : | {{< include main.md >}} {{< >}} @https://a",
    "\n    @a",
    "\n\n    ",
    "\n---\n",
    "\n```\n",
    "\n\t@b",
)
TYPST = tokens(
    '@a @a. <b> = // /* */ ` `` ``` $ [ ] ( ) { } #[ #( #{ " \\" #f( #cite(<c>) cite(label("d")) #let x = ; '
    '#include "main.typ" #bibliography("x", full: true) https:// #if true { ] else [ .at( #x.y \\ @',
    "\n",
)
PAYLOADS = TESTS / "payloads/manuscripts"


def seeds(*names: str) -> tuple[str, ...]:
    return tuple((PAYLOADS / name).read_text(encoding="utf-8") for name in names)


SEEDS = {
    "latex": seeds("natbib.tex", "natbib-part.tex", "biblatex.tex"),
    "aux": seeds("bibtex.aux"),
    "bcf": seeds("biber.bcf"),
    "markdown": seeds("pandoc.md"),
    "typst": seeds("typst.typ"),
}


def made(words: tuple[str, ...]) -> Make:
    """A text of the words of a format, at times with parts in parts."""

    def make(random: Random) -> str:
        if random.random() < 0.1:
            pair = random.choice(
                (
                    ("\\cite{", "}"),
                    ("\\cite[", "]"),
                    ("#f(", ")"),
                    ("[", "]"),
                    ("<a>", "</a>"),
                    ("/*", "*/"),
                )
            )
            return hostile.nested(random, *pair, random.choice(words))
        return random.choice(("", " ", "\n")).join(random.choices(words, k=random.randint(1, 40)))

    return make


def control_file(random: Random) -> str:
    """A control file whose keys are hostile."""
    keys = "".join(
        f'<bcf:citekey order="{number}">{CONTROL.sub("", hostile.text(random, BCF))}</bcf:citekey>\n'
        for number in range(random.randint(0, 5))
    )
    return SEEDS["bcf"][0].replace("</bcf:section>", f"{keys}</bcf:section>")


def read(name: str, content: bytes) -> None:
    """Every key is where it is said to be."""
    path = file(name, content)
    text, _ = decode(content, path)
    lines = text.split("\n")
    for citation in manuscripts.read([path]).citations:
        assert citation.key
        if citation.key != EVERY and path.suffix != ".bcf":
            found = "\n".join(lines[citation.where.line - 1 :])[citation.where.column - 1 :]
            first = citation.key.split(" ")[0]  # a comment may follow
            assert found.startswith((first, f"*{first}"))


def fuzzer(name: str, suffix: str, words: tuple[str, ...]) -> Fuzzer:
    return Fuzzer(
        seeds=SEEDS[name],
        tokens=words,
        make=control_file if name == "bcf" else made(words),
        read=lambda content: read(f"main{suffix}", content),
    )


FUZZERS = {
    "latex": fuzzer("latex", ".tex", (*LATEX, *TEX)),
    "aux": fuzzer("aux", ".aux", AUX),
    "bcf": fuzzer("bcf", ".bcf", BCF),
    "markdown": fuzzer("markdown", ".md", MARKDOWN),
    "typst": fuzzer("typst", ".typ", TYPST),
}
