"""`--journal`, `--abstracts` and `--ascii`, from Python and from the command line."""

import json
from pathlib import Path

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from hypothesis import strategies as st

from conftest import REPOSITORY, Run, Write
from exported import HOSTILE
from eyebib.exporters import EXPORTERS, cff, export
from eyebib.model.merge import merge
from eyebib.model.settings import Options, Settings
from properties import holds_for
from works import AWKWARD, bibliography, entry, work

ASCII = Options(ascii=True)

SHORT = work(
    container_title="Nature Medicine", container_title_short="Nat. Med.", abstract="We do."
)


@pytest.mark.parametrize(
    ("options", "there", "not_there"),
    [
        (Options(), "journal = {Nature Medicine},", "abstract"),
        (Options(journal="abbreviated"), "journal = {Nat. Med.},", "Nature Medicine"),
        (Options(abstracts=True), "abstract = {We do.}", "Nat. Med."),
    ],
)
def test_bibtex(options: Options, there: str, not_there: str) -> None:
    text = EXPORTERS["bibtex"].export(bibliography(SHORT), options)
    assert there in text
    assert not_there not in text


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"container_title_short": None}, "journal = {Nature},"),
        ({"journalAbbreviation": "Nat."}, "journal = {Nat.},"),
        ({"container_title_short": "ALC", "type": "paper-conference"}, "booktitle = {Nature},"),
    ],
)
def test_title_without_abbreviation_is_written_in_full(
    variables: dict[str, str], line: str
) -> None:
    abbreviated = Options(journal="abbreviated")
    assert line in EXPORTERS["bibtex"].export(bibliography(work(**variables)), abbreviated)


@pytest.mark.parametrize("name", ["biblatex", "csl-json", "csl-yaml", "ris", "zotero-rdf"])
def test_other_formats_have_both_titles_and_the_abstract(name: str) -> None:
    works = bibliography(SHORT)
    text = EXPORTERS[name].export(works)
    assert EXPORTERS[name].export(works, Options(journal="abbreviated", abstracts=True)) == text
    for fact in ("Nature Medicine", "Nat. Med.", "We do."):
        assert fact in text


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "ris"])
def test_ascii(name: str) -> None:
    """The awkward works are ASCII, except for CJK, Arabic and Greek, for which TeX has no commands."""
    text = EXPORTERS[name].export(AWKWARD, ASCII)
    characters = {char for char in text if not char.isascii()}
    in_tex = set(
        "眼底图像基础模型研究李飞飞王小明中国象形学报نموذجأساسيلصورالعينالحسنعليمجلةالعيونΣωκράτηςΠαῦλος"
    )
    assert characters == (in_tex if name in ("bibtex", "biblatex") else set())
    assert list(EXPORTERS[name].verify(text, AWKWARD, ASCII)) == []


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("text", [*HOSTILE, "“é” – ‘ü’\u2028½"])
def test_hostile_text_is_read_back_from_ascii(name: str, text: str) -> None:
    hostile = work(title=text, container_title=text, author=[{"family": text, "given": text}])
    works = bibliography(hostile, work("b"))
    file = EXPORTERS[name].export(works, ASCII)
    assert list(EXPORTERS[name].verify(file, works, ASCII)) == []


def test_ascii_does_not_change_the_content() -> None:
    plain, ascii_ = (
        [EXPORTERS[n].export(AWKWARD, o) for n in ("csl-json", "csl-yaml", "zotero-rdf")]
        for o in (Options(), ASCII)
    )
    assert json.loads(plain[0]) == json.loads(ascii_[0])
    assert yaml.safe_load(plain[1]) == yaml.safe_load(ascii_[1])
    texts = [[node.text for node in fromstring(text).iter()] for text in (plain[2], ascii_[2])]
    assert texts[0] == texts[1]


def test_comment_of_a_bib_file_is_ascii() -> None:
    text = EXPORTERS["bibtex"].export(
        bibliography(work(), settings=Settings(title="Müllers Liste")), ASCII
    )
    assert text.startswith("% M\\xfcllers Liste\n")


@pytest.fixture
def copy(write: Write) -> None:
    """A folder with the entries and locks of RETFound and RET-CLIP."""
    for name in ("retfound", "ret-clip"):
        for path in (f"entries/{name}.yaml", f"entries/locked/{name}.json"):
            write(path, (REPOSITORY / path).read_bytes())


@pytest.mark.usefixtures("copy")
def test_options_apply_to_output_and_to_check(run: Run, folder: Path) -> None:
    options = ["--format", "bibtex", "--journal", "abbreviated", "--abstracts", "--ascii"]
    run("export", "--format", "bibtex")
    run("export", *options, "--check", code=1)
    run("export", *options)
    run("export", *options, "--check")
    run("export", "--format", "bibtex", "--check", code=1)
    text = (folder / "output/references.bib").read_text(encoding="ascii")
    assert "  abstract = {" in text
    assert "Intervention -- MICCAI 2024" in text


@pytest.mark.usefixtures("copy")
def test_characters_without_an_ascii_form_are_reported(run: Run, write: Write) -> None:
    run("export", "--ascii", "--all")
    [message] = [
        m for m in run("export", "--ascii", "--format", "ris").stderr.splitlines() if "DASH" in m
    ]
    assert message.startswith("ris: ")
    assert "– (EN DASH)" in message
    write("entries/cjk.yaml", "title: 眼 é\npaper: https://example.org/a\n")
    messages = run("export", "--ascii", "--format", "bibtex").stderr
    assert "眼 (CJK UNIFIED" in messages
    assert "LATIN" not in messages


@pytest.mark.usefixtures("copy")
def test_a_format_that_fails_does_not_prevent_the_others(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cff, "verify", lambda *_: iter(["a: title differs"]))
    output = run("export", "--all", code=1).stderr
    assert (
        "cff: internal check failed: the file differs when read back and was not written" in output
    )
    assert "  a: title differs" in output
    written = {path.name for path in (folder / "output").iterdir()}
    assert written == {exporter.FILE for exporter in EXPORTERS.values()} - {cff.FILE}
    assert "cff: internal check failed" in run("export", "--all", "--check", code=1).stderr
    run("export", "--format", "cff", code=1)


OMITTED = work(note="Keep out.", ISSN="0028-0836", URL="https://example.org/stated")


@pytest.mark.parametrize("name", EXPORTERS)
def test_omitted_variables_are_in_no_file(name: str) -> None:
    options = Options(omit=frozenset({"note", "ISSN", "editor"}), url_if_no_doi=True)
    text = export(bibliography(OMITTED), name, options)
    for fact in ("Keep out", "0028-0836", "example.org/stated"):
        assert fact not in text
    shown = export(bibliography(OMITTED), name)
    assert ("example.org/stated" in shown) == (name != "list")


def test_url_stays_if_there_is_no_doi_or_it_is_omitted() -> None:
    only_url = Options(url_if_no_doi=True)
    assert "example.org/stated" in export(
        bibliography(OMITTED), "ris", Options(omit=frozenset({"DOI"}), url_if_no_doi=True)
    )
    assert "stated" not in export(bibliography(OMITTED), "ris", only_url)
    without_doi = merge(entry(paper="https://example.org/a"), [])
    assert "example.org/a" in export(bibliography(without_doi), "ris", only_url)


@pytest.mark.usefixtures("copy")
def test_omit_on_the_command_line(run: Run) -> None:
    both = ("--omit", "ISSN", "--omit", "abstract", "--url-if-no-doi")
    text = run("export", "--format", "csl-json", "-o", "-", *both).stdout
    items = json.loads(text)
    assert not any({"ISSN", "abstract", "URL"} & item.keys() for item in items if "DOI" in item)
    assert (
        "unknown CSL variable `abstrct`; did you mean `abstract`?"
        in run("export", "--format", "ris", "--omit", "abstrct", code=2).stderr
    )
    assert "`title` cannot be omitted" in run("export", "--all", "--omit", "title", code=2).stderr


@pytest.mark.usefixtures("copy")
def test_options_of_the_settings(run: Run, write: Write) -> None:
    """The command line wins."""
    write("eyebib.toml", '[export]\nomit = ["ISSN"]\nabstracts = true\njournal = "abbreviated"\n')
    bib = ("export", "--format", "bibtex", "-o", "-")
    text = run(*bib).stdout
    assert "issn" not in text
    assert "abstract = {" in text
    plain = run(*bib, "--no-abstracts", "--omit", "note").stdout
    assert "issn" in plain
    assert "abstract = {" not in plain
    write("eyebib.toml", '[export]\nomit = ["title"]\nascii = 1\njournal = "short"\nother = 2\n')
    errors = run("export", "--format", "bibtex", code=1).stderr
    assert "eyebib.toml:2:1: error: `export.omit` is not a list of CSL variables" in errors
    assert "`export.ascii` is not true or false" in errors
    assert '`export.journal` is not "full" or "abbreviated"' in errors
    assert "unknown key `export.other`" in errors


@holds_for(st.text(min_size=1), st.text(min_size=1), st.text(), examples=150)
def test_any_unicode_is_proven_in_ascii(title: str, family: str, given_name: str) -> None:
    author = [{"family": family, "given": given_name}]
    works = bibliography(work(title=title, author=author, publisher=family, note=title), work("b"))
    for name in ("bibtex", "biblatex"):
        text = EXPORTERS[name].export(works, ASCII)
        assert list(EXPORTERS[name].verify(text, works, ASCII)) == []
