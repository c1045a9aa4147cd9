"""The version of record in place of a preprint, in the entry of the preprint.

The key, the eprint, and every field that says nothing about the version stay.
"""

from eyebib.audit.edit import Edit
from eyebib.audit.insertion import end_of_key, inserted
from eyebib.audit.version_of_record import CONTAINERS, Version
from eyebib.importers.bibtex_span import EntrySpan


def replaced(text: str, span: EntrySpan, version: Version) -> list[Edit] | str:
    """The edits that make an entry that of the version of record, or why there are none."""
    if version.kind not in CONTAINERS:
        return "the version of record is no article, paper or chapter"
    edits = _kind(text, span, version.kind)
    end = end_of_key(text, span)
    for field in span.fields:
        raw = text[field.value_start : field.value_end]
        new = version.written(field.name, raw)
        if new != raw and not field.is_single and field.name != "month":
            return f"`{field.name}` is a macro, or is joined by `#`"
        if new is None:
            edits.append(Edit(start=end, end=field.value_end, new=""))
        elif new != raw:
            edits.append(Edit(start=field.value_start, end=field.value_end, new=new))
        end = field.value_end
    names = {field.name for field in span.fields}
    added = {name: core for name, core in version.facts.items() if name not in names}
    return [*edits, *([inserted(text, span, added)] if added else [])]


def _kind(text: str, span: EntrySpan, kind: str) -> list[Edit]:
    """The type of the entry, in the case in which it is written."""
    start, end = span.start + 1, span.start + 1 + len(span.kind)
    if span.kind == kind:
        return []
    raw = text[start:end]
    written = kind.upper() if raw.isupper() else kind.capitalize() if raw[0].isupper() else kind
    return [Edit(start=start, end=end, new=written)]
