"""Readers and writers as functions of one text, for tests that feed them odd texts.

Each may refuse a text with an `EyebibError` or, for an identifier, a `ValueError`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from eyebib import importers, manuscripts
from eyebib.audit import acceptance
from eyebib.exporters import EXPORTERS, export, markers, reference
from eyebib.importers.bibtex_reference import references
from eyebib.importers.bibtex_span import spans
from eyebib.importers.date import certain, date
from eyebib.matching import compare, notice, short_name, title, work
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.identifier import identify
from eyebib.model.merge import merge
from eyebib.model.name import holds_et_al, split_suffix
from eyebib.model.problem import EyebibError
from eyebib.model.settings import LAYOUTS, ListLayout, Options, Settings
from eyebib.project import entry_file, lock_file, settings_file
from eyebib.sources import arxiv, arxiv_name
from eyebib.sources.crossref import item
from eyebib.tables import TABLES, tabulate
from eyebib.text import markdown
from works import bibliography, entry, record

Task = Callable[[str], object]

TOKENS = (
    *" \t\n(){}[]<>$\\^&-.,a1Aé\u0301\u200b\"'`:;@_*#~|/=!%",
    *("<b>", "</b>", "<i", "<i>", "&amp;", " and ", "{\\", "\\'", "a ", "A-", "1-", "a\n", "[a](", "<!--"),
    *("<details>", "</details>", "$a$", "$\\a", "**", "10.1/", "a.", "a/", "et al ", "<sub>", "\\textsuperscript{"),
    *("https://x.org/", "?url=https://a.b/", "10.1038%2F", "&amp;amp;", "a-com.", "1-s2.0-"),
    *("+", "+ ", "arxiv:", "<summary>", "$ ", "(a", "~$", "a-a, "),
    *('<span class="tex">', "$x^n$", "$\\sqrt"),
)  # fmt: skip
"""What a text is made of by repetition."""


def on_file(read: Callable[[Path], object], name: str) -> Task:
    """A reader of files as a function of their text."""

    def task(text: str) -> object:
        with TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            return read(path)

    return task


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _entry(text: str) -> str:
    value = _quoted(text)
    names = f"[{{family: {value}, given: {value}}}, {{literal: {value}}}]"
    item = f"{{author: {names}, page: {value}, abstract: {value}, issued: {value}, DOI: {value}}}"
    keys = ("title", "name", "paper", "published", "code", "abstract")
    lines = [f"{key}: {value}" for key in keys]
    return "\n".join(
        [
            *lines,
            f"modalities: [{value}]",
            f"facets: {{task: [{value}], {value}: {value}}}",
            f"table: {{a: {value}}}",
            f"csl: {item}",
        ]
    )


def _lock(text: str) -> str:
    item = csl_item(text)
    del item["id"], item["citation-key"]
    relations = {"is-preprint-of": [text]}
    fields = {"identifier": "doi:10.1/x", "source": "crossref", "item": item, "evidence": [text]}
    records = [fields, fields | {"relations": relations, "identifier": text, "retrieved": text}]
    return json.dumps({"version": 1, "records": records}, ensure_ascii=False)


def csl_item(text: str) -> csl.Item:
    """An item of a CSL-JSON file with the text in its variables."""
    texts = "id citation-key title abstract page number DOI URL note container-title keyword"
    facts = dict.fromkeys(("name", "code", "listed", "arxiv", "other"), text)
    return {
        **dict.fromkeys(texts.split(), text),
        "author": [{"family": text, "given": text}, {"literal": text}],
        "type": "article",
        "issued": {"raw": text},
        "custom": facts
        | {"tags": [text], "modalities": [text], "facets": {"task": [text], text: [text]}},
    }


def _settings(text: str) -> str:
    value = json.dumps(text)
    head = f"[list]\ntitle = {value}\nurl = {value}\nauthors = [{{family = {value}}}]\n"
    return f"{head}[modalities]\nA = {{name = {value}}}\n[facets.task]\ntitle = {value}\nvalues = [{value}]\n[venues]\n{value} = {value}\n"


def _bib(text: str) -> str:
    names = (
        "title author journal pages year month doi url eprint edition number keywords howpublished"
    )
    fields = "".join(f"  {name} = {{{text}}},\n" for name in names.split())
    return f"@article{{key,\n{fields}}}\n"


def _list(text: str) -> str:
    line = text.replace("\n", " ")
    links = f"[Paper](https://x.org/{line}) | [Code]({line})"
    return (
        f"### 2024\n\n**{line} ({line})**  \n{links}\n_Modalities:_ {line}\n{line}\n"
        f"<details><summary>{text}</summary>{text}</details>\n"
    )


def _own_facts(text: str) -> str:
    """A bullet with named facts, and a table with cells that span rows."""
    line = text.replace("\n", " ")
    cells = f"<td rowspan=99>{text}</td><td>[Paper](https://arxiv.org/abs/1)</td><td>{text}</td>"
    return (
        f"- **{line} ({line})** · [Paper](https://arxiv.org/abs/2) · {line}\n"
        f"  _{line}:_ {line}  \n  *{line}*: {line}\n  _Modality:_ {line}\n\n"
        f"<table><tr><th>Title</th><th>{line}</th><th>{line}</th></tr>"
        f"{f'<tr>{cells}</tr>' * 9}</table>\n"
    )


def message(text: str) -> dict[str, object]:
    """A Crossref message with the text in every field."""
    lists = (
        "title subtitle original-title short-title container-title short-container-title ISBN ISSN"
    )
    names = [{"family": text, "given": text, "suffix": text}, {"name": text}]
    texts = (
        "abstract page volume issue publisher publisher-location DOI type subtype language degree"
    )
    dated = {"date-parts": [[text, text]]}
    return {
        **{name: [text, f"{text}x"] for name in lists.split()},
        **dict.fromkeys(texts.split(), text),
        **dict.fromkeys(("author", "editor"), names),
        **dict.fromkeys(("issued", "published-print"), dated),
        "event": {"name": text, "start": dated},
        "resource": {"primary": {"URL": text}},
        "license": [{"content-version": "vor", "URL": text}],
        "relation": {"is-preprint-of": [{"id-type": "doi", "id": text}]},
        "update-to": [{"type": text, "DOI": text, "updated": dated}],
    }


def _message(text: str) -> object:
    sent = message(text)
    return item.item(sent), item.relations(sent), item.updates(sent)


def feed(text: str) -> bytes:
    """An arXiv feed with the text in every field of a paper."""
    xml = escape("".join(sign for sign in text if sign.isprintable() or sign in "\t\n"))
    xml = xml.encode("utf-8", "replace").decode()
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<entry><id>http://arxiv.org/abs/2405.11338v1</id><title>{xml}</title>"
        f"<summary>{xml}</summary><published>{xml}</published><author><name>{xml}</name></author>"
        f"<author><name>A {xml}</name></author><arxiv:comment>{xml}</arxiv:comment>"
        f"<arxiv:doi>{xml}</arxiv:doi><arxiv:journal_ref>{xml}</arxiv:journal_ref></entry></feed>"
    ).encode()


def _titles(text: str) -> object:
    other = f"{text}x"
    return (
        title.same(text, other),
        title.is_mistyped(text, other),
        notice.difference(text, other),
        notice.without_mark(text),
        short_name.is_own(text[:60], text, other),
        short_name.is_in("RETFound", f"RETFound {text}"),
        work.refusal(entry(title=text, name=text), record("doi:10.1038/x", {"title": f"T {text}"})),
        work.refusal(entry(title=text), record("doi:10.1038/x", {"title": f"{text}: T"})),
    )


def _markers(text: str) -> object:
    whole = f"<!-- eyebib:list -->\n{text}\n<!-- /eyebib:list -->\n{text}"
    contents = markdown.contents(f"## a{text}a\n{text}")
    return markers.places(whole, Path("README.md"), ("list",), required="list"), contents


def _references(text: str) -> object:
    whole = f"% eyebib: accept k {text}: {text}\n@misc{{k, title = {{{text}}}, a={text}}}\n{text}"
    found, problems = references(whole, Path("a.bib"))
    return found, acceptance.of_text(whole, Path("a.bib"), spans(whole), problems)


def _comparison(text: str) -> object:
    names = [{"family": text, "given": text}, {"literal": text}, {"family": f"{text}x"}]
    texts = "title container-title event-title volume issue page number".split()
    item = {**dict.fromkeys(texts, text), "author": names}
    said = {"comment": f"Accepted at {text}", "journal-ref": f"{text} 2020"}
    other = {**dict.fromkeys(texts, f"{text}x"), "author": names[::-1], "custom": said}
    records = [record("doi:10.1038/x", other), record("arxiv:2405.11338", other, source="arxiv")]
    return [compare.compare(entry(title=text, csl=item), each, "Crossref") for each in records]


def _document(suffix: str) -> Task:
    return on_file(lambda path: manuscripts.read([path]), f"a.{suffix}")


def _control_file(text: str) -> str:
    xml = escape("".join(sign for sign in text if sign.isprintable() or sign in "\t\n"))
    return f'<a xmlns:bcf="b"><bcf:citekey>{xml}</bcf:citekey></a>'


RIS = "TI AU T2 PY DA SP EP SN KW AN N1 UR DO".split()
NBIB = "TI FAU AU DP LID IS PG OT AB PT".split()


def tagged(text: str, head: str, width: int, tags: list[str]) -> str:
    """A record with the text in the lines of all tags."""
    return "\n".join(
        [head, *(f"{tag:<{width}}{'  ' if width == 2 else ''}- {text}" for tag in tags)]
    )


READERS: Mapping[str, Task] = {
    "entry file": on_file(entry_file.read, "a.yaml"),
    "entry field": lambda text: READERS["entry file"](_entry(text)),
    "lock file": on_file(lock_file.read, "a.json"),
    "lock field": lambda text: READERS["lock file"](_lock(text)),
    "settings file": on_file(settings_file.read, "eyebib.toml"),
    "settings wrong": lambda text: READERS["settings file"](
        f"a = 1\n# {text}\n[list]\n{text} = 1\n"
    ),
    "settings field": lambda text: READERS["settings file"](_settings(text)),
    "bib file": on_file(importers.read, "a.bib"),
    "bib field": lambda text: READERS["bib file"](_bib(text)),
    "references": _references,
    "comparison": _comparison,
    "csl-json file": on_file(importers.read, "a.json"),
    "csl-json field": lambda text: READERS["csl-json file"](json.dumps([csl_item(text)])),
    "csl-yaml file": on_file(importers.read, "b.yaml"),
    "csl-yaml field": lambda text: READERS["csl-yaml file"](
        json.dumps({"references": [csl_item(text)]}, ensure_ascii=False)
    ),
    "ris file": on_file(importers.read, "a.ris"),
    "ris field": lambda text: READERS["ris file"](tagged(text, "TY  - JOUR", 2, RIS)),
    "nbib file": on_file(importers.read, "a.nbib"),
    "nbib field": lambda text: READERS["nbib file"](tagged(text, "PMID- 1", 4, NBIB)),
    "dates": lambda text: (certain(text), date(text)),
    "list file": on_file(importers.read, "a.md"),
    "list tag": lambda text: READERS["list file"](f"<p {text}>[T](https://arxiv.org/abs/1)</p>"),
    "list field": lambda text: READERS["list file"](_list(text)),
    "list facts": lambda text: READERS["list file"](_own_facts(text)),
    "message": _message,
    "feed": lambda text: arxiv.records(feed(text), today="2026-01-01"),
    "names": lambda text: (arxiv_name.names(text), split_suffix(text), holds_et_al(text)),
    "identifier": identify,
    "identifier in link": lambda text: identify(f"https://x.org/{text}"),
    "identifier in redirect": lambda text: identify(f"https://x.org/login?url=https://{text}"),
    "identifier in archive": lambda text: identify(f"https://x.org/{text}/https://{text}"),
    "titles": _titles,
    "markers": _markers,
    "latex document": _document("tex"),
    "aux document": _document("aux"),
    "bcf document": _document("bcf"),
    "bcf key": lambda text: READERS["bcf document"](_control_file(text)),
    "markdown document": _document("md"),
    "typst document": _document("typ"),
}


def works(text: str) -> Bibliography:
    """Two works with the text in their fields, as an entry and as a record."""
    texts = "title abstract container-title page publisher keyword event-title"
    variables: csl.Item = {
        **dict.fromkeys(texts.split(), text),
        "author": [{"family": text, "given": text}, {"literal": text}],
        "issued": {"date-parts": [[2024]]},
    }
    fields = {"title": text, "name": text, "abstract": text, "modalities": (text,)}
    listed = entry(
        "b", **fields, code=f"https://x.org/{text}", table={"images": text}, tags=(text,)
    )
    article = {"type": "article-journal", "DOI": "10.1038/x"} | variables
    paper = {"type": "paper-conference"} | variables
    return bibliography(
        merge(entry("a", title=text), [record("doi:10.1038/x", article)]),
        merge(listed, [record("doi:10.1038/x", paper)]),
        settings=Settings(title=text, venues={text: text}, authors=({"family": text},)),
    )


def _exported(name: str, text: str) -> object:
    return export(works(text), name)


def _tabulated(name: str, text: str) -> object:
    return tabulate(works(text), name)


def _laid_out(layout: ListLayout, text: str) -> object:
    return export(works(text), "list", Options(layout=layout, group_by="images"))


def _writers() -> Iterator[tuple[str, Task]]:
    for name in EXPORTERS:
        yield name, partial(_exported, name)
    for layout in LAYOUTS:
        yield f"list {layout}", partial(_laid_out, layout)
    for name in TABLES:
        yield f"table {name}", partial(_tabulated, name)
    yield "reference", lambda text: reference.reference(works(text).works[0])


WRITERS: Mapping[str, Task] = dict(_writers())


def run(task: Task, text: str) -> None:
    """Run a task; a refusal is as good as a result."""
    with suppress(EyebibError, ValueError):
        task(text)
