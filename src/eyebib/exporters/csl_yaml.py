r"""CSL YAML: the items of CSL-JSON under `references`, the form in which pandoc reads them.

pandoc reads every text as Markdown, including DOIs and names: `<b>`, `H~2~O`, `\input` or two `*`
would be lost. Whatever it would read as markup is therefore escaped with a backslash, and nothing
else: straight quotes and `--` become typographic, an underscore inside a word is kept. Every text
is quoted, so that no version of YAML reads `1e3` as a number or `no` as a boolean.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from eyebib.exporters import csl_item, yaml_text
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import DEFAULTS, Options

FILE = "references.yaml"

TYPES = csl_item.TYPES

WRITTEN = csl.VARIABLES

LOSSES: dict[str, str] = {}
"""Empty: a CSL item is written completely."""

_PAIRED = r"*~$"
_MARKUP = re.compile(
    r"[\\`^]"  # raw TeX, code, superscripts and footnotes
    r"|<(?!span class=\"nocase\">|/span>)(?=[A-Za-z/!?])"  # tags, comments, links
    r"|&(?=#?\w+;)"  # entities
    r"|(?<!\w)@(?=[\w{])"  # citations
    r"|\[(?=-?@)"  # citations
)
_SIGN = re.compile(r"[\\`^<&@\[*~$_]")
"""The characters that may be markup."""
_TEXT_OR_LINK = re.compile(r"[^\]]++(?P<link>\](?=[(\[{]))?|\]")
"""Text up to a bracket; or up to the end of the text of a link or span."""
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")
_AT_ONCE = 200
"""References that are read at once."""
_ESCAPED = re.compile(r"\\([\\`^<&@\[*~$_])")

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyPy's wheels have no libyaml


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as YAML, in citekey order."""
    items = [_quoted(csl_item.item(work)) for work in bibliography.works]
    return yaml_text.write({"references": items}, in_ascii=options.ascii)


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> Iterator[str]:
    """Differences between the text, read as YAML, and the bibliography."""
    try:
        items = [item for part in _parts(text) for item in _items(part)]
    except (yaml.YAMLError, TypeError, KeyError) as error:
        yield f"not a valid list of references: {error}"
    else:
        yield from csl_item.differences(items, bibliography)


def _parts(text: str) -> Iterator[str]:
    """Lists of some references each: PyYAML needs fifty times the memory of what it reads at once.

    No text spans lines, so that each part is valid where the whole is, and has the same items.
    """
    head, *items = re.split(r"(?m)^(?=  - )", text)
    if not items:
        yield text
    for start in range(0, len(items), _AT_ONCE):
        yield head + "".join(items[start : start + _AT_ONCE])


def _items(text: str) -> list[Any]:
    items = yaml.load(text, Loader=_LOADER)["references"]  # noqa: S506 - a safe loader
    return [_without_escapes(item) for item in items]


def markdown(text: str) -> str:
    """The text with a backslash before everything that pandoc would read as markup."""
    if not _SIGN.search(text):
        return text
    escaped = _TEXT_OR_LINK.sub(_without_markup, text)
    for sign in _PAIRED:
        if text.count(sign) > 1:
            escaped = escaped.replace(sign, f"\\{sign}")
    return _EMPHASIS.sub(r"\\_", escaped)


def _without_markup(part: re.Match[str]) -> str:
    if not part["link"]:
        return _MARKUP.sub(r"\\\g<0>", part[0])
    return "\\[".join(_MARKUP.sub(r"\\\g<0>", words) for words in part[0].split("["))


def _quoted(value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    match value:
        case str():
            return markdown(value)
        case dict():
            return {key: _quoted(part) for key, part in value.items()}
        case list():
            return [_quoted(part) for part in value]
    return value


def _without_escapes(value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    match value:
        case str():
            return _ESCAPED.sub(r"\1", value) if "\\" in value else value
        case dict():
            return {key: _without_escapes(part) for key, part in value.items()}
        case list():
            return [_without_escapes(part) for part in value]
    return value
