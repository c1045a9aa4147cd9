r"""Classic BibTeX and biber as readers of .bib files.

BibTeX runs with a style that prints every field, and for every name the particle, family name,
suffix and given name according to `format.name$`, which is all that any style can use.
"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from eyebib.exporters import bib_file, biblatex, bibtex
from eyebib.model.bibliography import Work
from eyebib.text.tex_reader import plain_text
from readers.bib_fields import of_fields
from readers.facts import Facts, Name, expected

_PEOPLE = ("author", "editor")
_KINDS = """
    article inproceedings incollection inbook book proceedings phdthesis mastersthesis techreport
    unpublished misc
""".split()

_STYLE = r"""
ENTRY { %(fields)s } { } { }
STRINGS { names }
INTEGERS { nth }
FUNCTION {people}
{ duplicate$ empty$
    { pop$ pop$ }
    { 'names :=
      #1 'nth :=
      { nth names num.names$ #1 + < }
        { duplicate$ write$ newline$
          "- " names nth "{vv}" format.name$ * write$ newline$
          "- " names nth "{ll}" format.name$ * write$ newline$
          "- " names nth "{jj}" format.name$ * write$ newline$
          "- " names nth "{ff}" format.name$ * write$ newline$
          nth #1 + 'nth := }
      while$
      pop$ }
  if$ }
FUNCTION {value} { duplicate$ missing$ { pop$ pop$ } { * write$ newline$ } if$ }
FUNCTION {default.type}
{ "@" cite$ * write$ newline$
  "entrytype " type$ * write$ newline$
%(values)s }
%(kinds)s
%(months)s
READ
ITERATE {call.type$}
"""


def run(command: Sequence[str], folder: Path) -> str:
    """The output of a program; raises RuntimeError with the output if the program fails."""
    process = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    output = (process.stdout + process.stderr).decode("utf-8", errors="replace")
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {output[-3000:]}")
    return output


def run_bibtex(style: str, databases: str, folder: Path) -> str:
    """The messages of bibtex for all entries of a database in a style; it writes `read.bbl`."""
    lines = ("\\relax", "\\citation{*}", f"\\bibstyle{{{style}}}", f"\\bibdata{{{databases}}}")
    (folder / "read.aux").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run(["bibtex", "read"], folder)


def read_with_bibtex(text: str, folder: Path) -> dict[str, Facts]:
    """The facts of each entry of references.bib by citekey, as a style of BibTeX sees them."""
    (folder / "read.bib").write_text(text, encoding="utf-8")
    (folder / "facts.bst").write_text(_style(), encoding="utf-8")
    run_bibtex("facts", "read", folder)
    output = (folder / "read.bbl").read_text(encoding="utf-8")
    output = output.replace("\n  ", " ")  # BibTeX wraps at 79 characters
    entries = (entry.split("\n") for entry in f"\n{output}".split("\n@")[1:])
    return {citekey: _of_bibtex(lines) for citekey, *lines in entries}


def _style() -> str:
    values = (
        f'  "{f}" {f} people' if f in _PEOPLE else f'  "{f} " {f} value' for f in bibtex.ORDER
    )
    return _STYLE % {
        "fields": " ".join(bibtex.ORDER),
        "values": "\n".join(values),
        "kinds": "\n".join(f"FUNCTION {{{kind}}} {{ default.type }}" for kind in _KINDS),
        "months": "\n".join(f'MACRO {{{month}}} {{"{month}"}}' for month in bibtex.MONTHS),
    }


def _of_bibtex(lines: list[str]) -> Facts:
    fields = {"eprinttype": "arxiv"}
    people: dict[str, list[Name]] = {role: [] for role in _PEOPLE}
    for number, line in enumerate(lines):
        field, _, value = line.partition(" ")
        if field in _PEOPLE:
            people[field].append(_person(*(part[2:] for part in lines[number + 1 : number + 5])))
        else:
            fields[field] = value
    fields["doi"] = re.sub(r"\\([%#])", r"\1", fields.get("doi", ""))
    return _facts(fields["entrytype"], fields, people)


def _person(particles: str, last: str, suffix: str, given: str) -> Name:
    family = " ".join(filter(None, (particles, last)))
    parts = (plain_text(re.sub(r"(?<!\\)~", " ", part))[0] for part in (family, given, suffix))
    family, given, suffix = parts
    return Name(family=family, given=given, suffix=suffix)


_TEXTS = frozenset(
    "title issuetitle journal journaltitle booktitle howpublished organization series volume number pages eid".split()
)


def _facts(kind: str, fields: Mapping[str, str], people: Mapping[str, Sequence[Name]]) -> Facts:
    plain = {f: plain_text(text)[0] if f in _TEXTS else text for f, text in fields.items()}
    names = {f"{role}s": tuple(people.get(role, ())) for role in _PEOPLE}
    facts = of_fields(kind, plain, **names)
    others = (plain.get(field) for field in ("howpublished", "series", "organization"))
    container = next(filter(None, (facts.container, *others)), "")
    issue = "" if kind in ("techreport", "report") else plain.get("number", "")
    return replace(facts, container=container, issue=issue)


_BLTX = "{http://biblatex-biber.sourceforge.net/biblatexml}"


def read_with_biber(text: str, folder: Path) -> dict[str, Facts]:
    """The facts that biber reads in each entry of references.biblatex.bib, by citekey."""
    (folder / "read.bib").write_text(text, encoding="utf-8")
    command = (
        "biber --tool --quiet --nolog --output-format=biblatexml --output-file=read.xml read.bib"
    )
    run(command.split(), folder)
    tree = ET.parse(folder / "read.xml")  # noqa: S314 - biber wrote it
    return {entry.attrib["id"]: _of_biber(entry) for entry in tree.iter(f"{_BLTX}entry")}


def _of_biber(entry: ET.Element) -> Facts:
    people = {
        str(names.get("type")): [_named(name) for name in names.iter(f"{_BLTX}name")]
        for names in entry.iter(f"{_BLTX}names")
    }
    fields = {child.tag.removeprefix(_BLTX): "".join(child.itertext()).strip() for child in entry}
    dates = {date.get("type", "date"): _range(date) for date in entry.iter(f"{_BLTX}date")}
    pages = [_range(item) for item in entry.findall(f"{_BLTX}pages//{_BLTX}item")]
    fields |= {"date": dates.get("date", ""), "pages": ", ".join(pages)}
    return _facts(entry.attrib["entrytype"], fields, people)


def _range(element: ET.Element) -> str:
    ends = [element.find(f"{_BLTX}{end}") for end in ("start", "end")]
    if ends[0] is None:
        return "".join(element.itertext()).strip()
    between = "/" if element.tag == f"{_BLTX}date" else "-"
    return between.join(end.text or "" for end in ends if end is not None)


def _named(name: ET.Element) -> Name:
    parts: dict[str, str] = {}
    for part in name.findall(f"{_BLTX}namepart"):
        words = [word.text or "" for word in part.iter() if (word.text or "").strip()]
        parts[str(part.get("type"))] = plain_text(" ".join(words))[0]
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return Name(family=family, given=parts.get("given", ""), suffix=parts.get("suffix", ""))


def expected_by_bibtex(work: Work) -> Facts:
    """The facts of a work in references.bib, where dates have only year and month."""
    facts = _expected(work, bibtex.entry_type(work.item))
    return replace(facts, date=facts.date.split("/")[0][:7])


def expected_by_biber(work: Work) -> Facts:
    """The facts of a work in references.biblatex.bib."""
    return _expected(work, biblatex.entry_type(work.item))


def _expected(work: Work, kind: str) -> Facts:
    facts = expected(work)
    preprint = {"eprint": facts.arxiv, "eprinttype": "arxiv"} if facts.arxiv else {}
    fields = preprint | {"journal": facts.container}
    type_ = of_fields(kind, fields, authors=(), editors=()).type  # the CSL type of the entry's type
    return replace(facts, type=type_, container=bib_file.container(work.item))
