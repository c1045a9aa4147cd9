r"""CSL YAML: the items of CSL-JSON under `references`, as pandoc reads a bibliography.

pandoc takes every text for Markdown, DOIs and names too: `<b>`, `H~2~O`, `\input` or two `*` would
vanish. So what it would take for markup has a backslash before it, and nothing else has:
straight quotes and `--` are printed typographically, an underscore inside a word stays. Every text
is quoted, lest a reader of another YAML version makes a number of `1e3` or a truth of `no`.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from eyebib.exporters import csl_item
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import DEFAULTS, Options

FILE = "references.yaml"

TYPES = csl_item.TYPES

WRITTEN = csl.VARIABLES

LOSSES: dict[str, str] = {}
"""Nothing: a CSL item is written whole."""

_PAIRED = r"*~$"
_MARKUP = re.compile(
    r"[\\`^]"  # raw TeX, code, superscripts and footnotes
    r"|<(?=[A-Za-z/!?])"  # tags, comments, links
    r"|&(?=#?\w+;)"  # entities
    r"|(?<!\w)@(?=[\w{])"  # citations
    r"|\[(?=[^\]]*\][(\[{])|\[(?=-?@)"  # links, spans
)
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")
_ESCAPED = re.compile(r"\\([\\`^<&@\[*~$_])")

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyPy's wheels have no libyaml


class _Text(str):
    """Text that is written in double quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Block style; a list is indented under its key."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - likewise
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as YAML, in citekey order."""
    items = [_quoted(csl_item.item(work)) for work in bibliography.works]
    return yaml.dump(
        {"references": items},
        Dumper=_Dumper,
        allow_unicode=not options.ascii,
        default_flow_style=False,
        sort_keys=False,
        width=float("inf"),
    )


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the form of every exporter
) -> Iterator[str]:
    """What a reader of the text would not find as it is in the bibliography."""
    try:
        items = yaml.load(text, Loader=_LOADER)["references"]  # noqa: S506 - a safe loader
    except (yaml.YAMLError, TypeError, KeyError) as error:
        yield f"not read as a list of references: {error}"
    else:
        yield from csl_item.differences(_without_escapes(items), bibliography)


def markdown(text: str) -> str:
    """A text whose Markdown is none any more."""
    found = _MARKUP.sub(r"\\\g<0>", text)
    for sign in _PAIRED:
        if text.count(sign) > 1:
            found = found.replace(sign, f"\\{sign}")
    return _EMPHASIS.sub(r"\\_", found)


def _quoted(value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    match value:
        case str():
            return _Text(markdown(value))
        case dict():
            return {key: _quoted(part) for key, part in value.items()}
        case list():
            return [_quoted(part) for part in value]
    return value


def _without_escapes(value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    match value:
        case str():
            return _ESCAPED.sub(r"\1", value)
        case dict():
            return {key: _without_escapes(part) for key, part in value.items()}
        case list():
            return [_without_escapes(part) for part in value]
    return value
