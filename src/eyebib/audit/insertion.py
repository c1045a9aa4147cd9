"""New fields of an entry of a .bib file, laid out as its other fields are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from eyebib.audit.edit import Edit
from eyebib.importers.bibtex_span import EntrySpan

_KEY = re.compile(r"@[A-Za-z]+\s*[{(]\s*[^\s,{}()]*")
_GAP = re.compile(r"\s*,\s*")


def inserted(text: str, span: EntrySpan, fields: Mapping[str, str]) -> Edit:
    """The new fields after the last one of an entry that has at least one.

    The values are LaTeX without delimiters, except for macros (`month`). What parts two fields, the
    case of the names, the signs around `=`, and the delimiters are those of most other fields.
    """
    heads = [text[field.start : field.value_start] for field in span.fields]
    values = [text[field.value_start : field.value_end] for field in span.fields]
    gap = _most(_gaps(text, span)) or ", "
    is_quoted = _most(value[0] for value in values if value[0] in '{"') == '"'
    pieces = []
    for name, core in fields.items():
        quoted = f'"{core}"' if is_quoted and '"' not in core else f"{{{core}}}"
        pieces.append(f"{gap}{_head(name, heads)}{quoted}")
    end = span.fields[-1].value_end
    return Edit(start=end, end=end, new="".join(pieces))


def end_of_key(text: str, span: EntrySpan) -> int:
    """The offset after the citation key of an entry."""
    key = _KEY.match(text, span.start)
    return key.end() if key else span.start


def _gaps(text: str, span: EntrySpan) -> Iterable[str]:
    """What is between each field and the value, or the citation key, in front of it."""
    ends = [end_of_key(text, span), *(field.value_end for field in span.fields)]
    gaps = (text[end : field.start] for end, field in zip(ends, span.fields, strict=False))
    return (gap for gap in gaps if _GAP.fullmatch(gap))


def _head(name: str, heads: list[str]) -> str:
    """The name of a field and its `=`, aligned if those of the others are."""
    names = [re.split(r"[\s=]", head)[0] for head in heads]
    if all(each.isupper() for each in names):
        name = name.upper()
    elif all(each[:1].isupper() for each in names):
        name = name.capitalize()
    left = [head.partition("=")[0] for head in heads]
    after = _most(head[len(each) :] for head, each in zip(heads, left, strict=True))
    spaces = _most(each[len(own) :] for each, own in zip(left, names, strict=True))
    is_aligned = len({len(own) for own in names}) > 1 and len({len(each) for each in left}) == 1
    before = name.ljust(len(left[0])) if is_aligned else name + spaces
    return before + after


def _most(texts: Iterable[str]) -> str:
    """The most frequent of some texts, the first of them if several are; empty if there is none."""
    return next((text for text, _ in Counter(texts).most_common(1)), "")
