"""Fuzzers of .bib files, Markdown, links, names and text with TeX or markup in it."""

import re
from random import Random

import links
from eyebib.exporters import markers
from eyebib.importers.date import certain, date
from eyebib.model.identifier import identify
from eyebib.model.link_rules import RULES
from eyebib.model.name import holds_et_al, is_group_name, split_suffix
from eyebib.sources import arxiv_name
from eyebib.text import markdown, markup, tex_reader
from fuzz import hostile
from fuzz.reader import REPOSITORY, TESTS, Fuzzer, file, line, read_import, read_references, tokens

BIB_ENTRIES = tuple(
    re.split(
        r"(?m)^(?=@)",
        (TESTS / "golden/references.bib").read_text(encoding="utf-8")
        + (TESTS / "golden/references.biblatex.bib").read_text(encoding="utf-8"),
    )
)
LAID_OUT = ("golden/list-bullets.md", "golden/list-table.md")
LIST_ENTRIES = tuple(
    entry
    for name in ("payloads/list/small.md", "golden/awesome-list.md", *LAID_OUT)
    for entry in (TESTS / name).read_text(encoding="utf-8").split("\n---\n")
)

LIST_LAYOUTS = tuple(
    (REPOSITORY / "tests/payloads/list/layouts.txt").read_text(encoding="utf-8").split("@@ ")
)

TEX = tokens(
    r"""\ \\ { } $ $$ \( \) \[ \] % & # _ ^ ~ {\"o} \'{\i} \emph{ \textbf \begin{ \end{ \verb| \input{x}
    \url{ \ensuremath{ \textsuperscript{ \frac \sqrt[ \left( \mathrm{ \char92 \^^M ^^5c `` '' -- ---
    \def\a{\a} \newcommand \csname \item[ \textcommabelow \c{c} \v \u \today \cite{a} <sub> &lt;""",
    "\\ ",
    "\\\n",
    "\\'",
    "{{}}",
)
BIB = tokens(
    r"""@ @article{ @string{ @comment{ @preamble{ a, = { } {{ }} " # , jan author title doi eprint url
    archiveprefix year date pages month and others von, Jr, {and} \"{o} {\'e} % \% $ ( ) 1/2 2024-13-45
    abs/2405.11338 arXiv:2405.11338 \url{http://x} crossref keywords""",
    '" # "',
    "},\n  title = {",
    "}\n\n@misc{b,\n",
)
LIST = tokens(
    "# ## ### 2025 2024 ** __ * _ [Paper]( [Code]() [📄 ]( ) <details> </details> <summary> </summary> "
    "<!-- --> ``` | --- _Modalities:_ Modality: (Name) (II) ( ) not publicly available & &amp; <b> ~~~ > "
    "1. - + \\ ![a](b) [a][b] [^1] · *** _Scale:_ <tr> <td rowspan=2> </td> Code not public &#40; &#41; https://doi.org/10.1000/x) <https://arxiv.org/abs/2405.11338>",
    "\n### 2024\n",
    "**Title (Name)**  \n",
    "[Paper](https://arxiv.org/abs/2405.11338)",
)
MARKERS = tokens(
    "<!-- --> eyebib:list /eyebib:list eyebib:toc eyebib:cite eyebib: <!-- ``` ~~~ # ## ### <a> </a>",
    "<!-- eyebib:list -->",
    "<!-- /eyebib:list -->",
    "\n<!-- eyebib:toc -->\n<!-- /eyebib:toc -->\n",
    "\n## A heading\n",
)
LINKS = (
    "https://doi.org/10.1038/s41586-023-06555-x",
    "https://www.nature.com/articles/s41586-023-06555-x",
    "https://arxiv.org/abs/2405.11338v2",
    "arxiv:hep-th/9901001",
    "10.1002/(SICI)1097-4571(1998)49:3<205::AID-ASI3>3.0.CO;2-G",
    "https://www.sciencedirect.com/science/article/pii/S1361841524002822",
    "https://pubmed.ncbi.nlm.nih.gov/12345/",
    "https://openaccess.thecvf.com/content/a.html?utm_source=x#y",
    "https://dl.acm.org/doi/abs/10.1145/1.2?cookieSet=1",
)
ALL_LINKS = (
    *LINKS,
    *(rule.example for rule in RULES),
    *(text for group in links.LINKS.values() for text, _ in group),
)
LINK = tokens(
    "http:// https:// // / ? # : @ % %2F %252F %00 %ff & = ; [::1] [ ] ( ) < > . .. v1 abs pdf doi doi: "
    "DOI: arxiv: pii: 10. 10.1000/ 2405.11338 math.GT/0309136 utm_source= localhost 127.0.0.1 xn--a "
    "dx.doi.org arxiv.org sciencedirect.com/science/article/pii/ user:pw@ :80 :99999 PMID: PMC PMC3531190 "
    "?url= &q= login?url=https:// url=https%3A%2F%2F https-3A__ _-3F web.archive.org/web/2020/ "
    "urldefense.com/v3/__ www-nature-com. .ezproxy.x.edu .idm.oclc.org isbn: HAL hal-01234567 ; (2023)",
)
NAMES = (
    "Jose Dolz and Ismail Ben Ayed",
    "van der Berg, Ann",
    "Martin Luther King, Jr.",
    "Taylor, Thomas R. P., III",
    "UK Biobank Eye & Vision Consortium",
    "李 飞飞",
    "Ann B. Example (University of X)",
    "{\\'E}mile {\\O}deg{\\aa}rd",
    "Zhou, Yukun et al.",
)
NAME = tokens(
    "and et al. others Jr. Sr III von van der de la , , ,, ; & ( ) { } {{ }} {\\'e} \\ \\o . - ' ~ * † 1 "
    "Group Consortium Team PhD MD Ann B. 李 Öz d'A O’B a",
    " and ",
    ", and ",
)
MARKUP = tokens(
    "<b> </b> <i> </i> <sub> </sub> <sup> </sup> <p> <jats:p> </jats:p> <jats:title> <mml:math> "
    "</mml:math> <mml:mi> <mml:msup> </mml:msup> <mml:mmultiscripts> <mml:mprescripts/> <tex-math> "
    "</tex-math> <math alttext= <!-- --> <br/> < > </ /> &amp;lt; &alpha; &#945; $x_{1}$ $$ \\frac{1}{2} "
    "\\alpha ^{ _{ p<0.05 a<b",
)

TAGGED = tokens(
    "TY  - ER  - PMID- JOUR CONF 2023/09/13/ 2018 Nov-Dec Spring [doi] [pii] arXiv:2405.11338 , - -- ; "
    "10.1000/x e12 156 978-3-16-148410-0 modality:OCT et al. Jr. *Retina",
    "\nTY  - BOOK\nTI  - ",
    "\nPMID- 2\nTI  - ",
    "\n      ",
    "\nAU  - ",
)
RIS_TAGS = "TI T1 AU A2 T2 JO PY DA Y2 SP EP SN KW AN N1 UR DO ID M1 C3 XX".split()
NBIB_TAGS = "TI FAU AU CN DP LID AID IS PG OT MH AB PT JT TA VI IP PMC XYZ".split()
RIS_RECORDS = tuple(
    f"{record}ER  - \n"
    for record in (TESTS / "golden/references.ris")
    .read_text(encoding="utf-8")
    .split("ER  - \n")[:-1]
)
NBIB_RECORDS = (
    (
        "PMID- 1\nTI  - A title\n      in two lines.\nFAU - Zhou, Yukun\nDP  - 2023 Sep 13\n"
        "LID - 10.1000/x [doi]\nIS  - 1460-2105 (Electronic)\nPG  - 1-9\nOT  - eye\n"
    ),
    "PMID- 2\nTI  - B\nAU  - de la Cruz JM\nCN  - WHO Group\nPT  - Preprint\n\nPMID- 3\nBTI - C\nPB  - P\n",
)
DATE = tokens(
    "June 1977 Nov Dec Spring Fall 2018 99 12th of c. circa [ ] ? ~ / // - -- .. 2004-21 a in press"
)

README = (
    "# A list\n\n<!-- eyebib:toc -->\n<!-- /eyebib:toc -->\n\n## Papers\n\n"
    "<!-- eyebib:list -->\nold\n<!-- /eyebib:list -->\n\n## How to cite\n\n"
    "<!-- eyebib:cite -->\n<!-- /eyebib:cite -->\n\n```\n# no heading\n```\n"
)


def entries(random: Random) -> str:
    """A .bib file made of fields, each in braces, in quotes, or neither."""
    made = []
    for _ in range(random.randint(1, 3)):
        fields = []
        for _ in range(random.randint(1, 8)):
            name = random.choice((random.choice(BIB), "title", "author", "doi", "year", "month"))
            words = line(random, random.choice((BIB, TEX, NAME)))
            value = random.choice((f"{{{words}}}", f'"{words}"', words, f"{{{words}}} # jan"))
            fields.append(f"  {name} = {value}")
        kind = random.choice(("article", "misc", "inproceedings", "string", "comment", "preamble"))
        body = ",\n".join(fields)
        made.append(f"@{kind}{{{random.choice(('key', line(random, BIB)))},\n{body}\n}}\n")
    if random.random() < 0.05:
        made.append(hostile.nested(random, "{", "}", "@misc{a, title={"))
    return random.choice(("\n", "", "text ")).join(made)


def papers(random: Random) -> str:
    """An awesome list made of lines."""
    lines = []
    for _ in range(random.randint(2, 20)):
        words = line(random, LIST)
        lines.append(
            random.choice(
                (
                    words,
                    f"### {random.choice(('2024', words))}",
                    f"**{words}**",
                    f"[Paper]({random.choice(LINKS)}) | [Code]({words})",
                    f"[{words}]({words})",
                    f"<details><summary>{words}</summary>",
                    "</details>",
                    f"_Modalities:_ {words}",
                    f"_{words}:_ {words}",
                    f"- **{words}** · [Paper]({random.choice(LINKS)}) · {words}",
                    f"| **{words}** | [Paper]({random.choice(LINKS)}) | {words} |",
                    "",
                )
            )
        )
    return "\n".join(lines)


def readme(random: Random) -> str:
    """A file with markers."""
    places = ["list", "toc", "cite"]
    random.shuffle(places)
    parts = [line(random, MARKERS)]
    for name in places[: random.randint(1, 3)]:
        parts += [f"<!-- eyebib:{name} -->", line(random, MARKERS), f"<!-- /eyebib:{name} -->"]
        parts += [random.choice((f"# {line(random, MARKERS)}", line(random, LIST), ""))]
    return random.choice(("\n", "\n", "\r\n")).join(parts)


def formula(random: Random) -> str:
    """TeX, at times with groups in groups."""
    if random.random() < 0.1:
        pair = random.choice((("{", "}"), ("\\emph{", "}"), ("$", "$"), ("\\begin{a}", "\\end{a}")))
        return hostile.nested(random, *pair, line(random, TEX))
    return random.choice(("", " ")).join(random.choices(TEX, k=random.randint(1, 30)))


def marked(random: Random) -> str:
    """Text with tags, at times in one another."""
    if random.random() < 0.1:
        pair = random.choice((("<sub>", "</sub>"), ("<mml:msup>", "</mml:msup>"), ("<i>", "</i>")))
        return hostile.nested(random, *pair, line(random, MARKUP))
    return random.choice(("", " ")).join(random.choices(MARKUP, k=random.randint(1, 30)))


def text_of(content: bytes) -> str:
    """Text as it comes from an argument or from JSON: it may have surrogates."""
    return content.decode("utf-8", "surrogateescape")


def read_readme(content: bytes) -> None:
    """Fill the places of a file."""
    path = file("README.md", content)
    text = text_of(content)
    places = markers.places(text, path, ("list", "toc", "cite"), required="list")
    text = markers.fill(text, {place: f"{name} of it" for name, place in places.items()})
    markdown.contents(text, above=text[: places["list"].start])
    assert list(markers.places(text, path, ("list", "toc", "cite"), required="list")) == list(
        places
    )


def read_name(content: bytes) -> None:
    """Names of arXiv, and what is asked of every name."""
    text = text_of(content)
    assert all(any(name.values()) for name in arxiv_name.names(text))
    is_group_name(text)
    holds_et_al(text)
    split_suffix(text)


def read_link(content: bytes) -> None:
    """An identifier that is written is read as the same."""
    identifier = identify(text_of(content))
    assert identify(f"{identifier}{identifier.version}") == identifier


def read_markup(content: bytes) -> None:
    """Titles and abstracts."""
    markup.plain(text_of(content))
    markup.abstract(text_of(content))


def records(random: Random) -> str:
    """A RIS or PubMed file made of lines with known and other tags."""
    is_ris = random.random() < 0.5
    lines = ["TY  - JOUR" if is_ris else "PMID- 1"]
    for _ in range(random.randint(1, 12)):
        tag = random.choice(RIS_TAGS if is_ris else NBIB_TAGS)
        value = line(random, random.choice((TAGGED, NAME, MARKUP)))
        lines.append(random.choice((f"{tag:<4}- {value}", value)))
    return "\n".join([*lines, "ER  - ", ""] * random.choice((1, 1, 2)))


FUZZERS = {
    "ris": Fuzzer(
        seeds=RIS_RECORDS,
        tokens=TAGGED,
        make=records,
        read=lambda content: read_import("a.ris", content),
    ),
    "nbib": Fuzzer(
        seeds=NBIB_RECORDS,
        tokens=TAGGED,
        make=records,
        read=lambda content: read_import("a.nbib", content),
    ),
    "dates": Fuzzer(
        seeds=(
            "12 June 1977",
            "2018 Nov-Dec",
            "c. 1998--99",
            "Spring 2001",
            "2013/06/12/",
            "2004-21",
        ),
        tokens=DATE,
        make=lambda random: line(random, DATE, 3),
        read=lambda content: date(certain(text_of(content))[0]),
        refusals=(ValueError,),
    ),
    "bibtex": Fuzzer(
        seeds=BIB_ENTRIES,
        tokens=BIB,
        make=entries,
        read=lambda content: read_import("a.bib", content),
    ),
    "references": Fuzzer(
        seeds=BIB_ENTRIES,
        tokens=BIB,
        make=entries,
        read=read_references,
    ),
    "awesome-list": Fuzzer(
        seeds=(*LIST_ENTRIES, *LIST_LAYOUTS),
        tokens=LIST,
        make=papers,
        read=lambda content: read_import("a.md", content),
    ),
    "markers": Fuzzer(
        seeds=(README,),
        tokens=MARKERS,
        make=readme,
        read=read_readme,
    ),
    "links": Fuzzer(
        seeds=ALL_LINKS,
        tokens=LINK,
        make=lambda random: "".join(random.choices(LINK, k=random.randint(1, 12))),
        read=read_link,
        refusals=(ValueError,),
    ),
    "names": Fuzzer(
        seeds=NAMES,
        tokens=NAME,
        make=lambda random: line(random, NAME, 12),
        read=read_name,
    ),
    "tex": Fuzzer(
        seeds=tuple(re.findall(r"= \{(.+)\}", "".join(BIB_ENTRIES))),
        tokens=TEX,
        make=formula,
        read=lambda content: tex_reader.plain_text(text_of(content)),
    ),
    "markup": Fuzzer(
        seeds=(
            "<jats:p>A <jats:italic>p</jats:italic> &lt; 0.05 in H<jats:sub>2</jats:sub>O</jats:p>",
            "The <mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> test",
            "Cost of $10 or $20; $\\alpha_{1}^{2}$ and <tex-math>$$\\frac{a}{b}$$</tex-math>",
        ),
        tokens=MARKUP,
        make=marked,
        read=read_markup,
    ),
}
