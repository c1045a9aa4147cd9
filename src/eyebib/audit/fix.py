"""Write what an audit found into the text of a .bib file, and leave all else as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eyebib.audit import completion
from eyebib.audit.edit import Edit, Spelling, applied
from eyebib.audit.finding import Difference, Finding
from eyebib.audit.insertion import inserted
from eyebib.audit.mend_value import mended
from eyebib.audit.replacement import replaced
from eyebib.audit.version_of_record import Version
from eyebib.importers.bibtex_span import EntrySpan, spans
from eyebib.model.problem import EyebibError, Problem, note


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is done about one reference.

    `corrected` are the problems that it no longer has, `added` is the number of new fields.
    `is_replaced`: the version of record is in place of the preprint. `notes` say why other problems
    are still there.
    """

    edits: tuple[Edit, ...] = ()
    corrected: tuple[Problem, ...] = ()
    added: int = 0
    is_replaced: bool = False
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """The text of a file after its correction, and the changes of its references."""

    text: str
    changes: tuple[Change, ...]

    @property
    def corrected(self) -> list[Problem]:
        """The problems that the file no longer has."""
        return [problem for change in self.changes for problem in change.corrected]

    @property
    def edits(self) -> list[Edit]:
        """What was changed in the old text."""
        return [edit for change in self.changes for edit in change.edits]

    @property
    def notes(self) -> list[Problem]:
        """Why other problems are still there."""
        return [problem for change in self.changes for problem in change.notes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is written beside corrections: missing facts, and versions of record of preprints."""

    complete: bool = False
    published: bool = False


def fixed(text: str, findings: Sequence[Finding], wishes: Wishes) -> Fixed:
    """The text of a file with the wrong fields of its references corrected.

    `text` has its own line ends, for which the spans of the references hold.

    Raises:
        EyebibError: The new text would not have the same entries, which is a mistake of eyebib.
    """
    spelling = Spelling(is_ascii=text.isascii())
    changes = tuple(_change(text, finding, spelling, wishes) for finding in findings)
    new = applied(text, (edit for change in changes for edit in change.edits))
    if [span.key for span in spans(new)] != [span.key for span in spans(text)]:
        path = findings[0].reference.where.path
        raise EyebibError(f"{path}: internal check failed: entries were lost; nothing was written")
    return Fixed(text=new, changes=changes)


def _change(text: str, finding: Finding, spelling: Spelling, wishes: Wishes) -> Change:
    """What is done about a reference whose work is certain."""
    reference, record = finding.reference, finding.record
    if not finding.is_certain or record is None:
        return Change()
    if reference.span is None or not reference.span.fields:
        reason = "the syntax of the entry is wrong"
        return Change(notes=tuple(_kept(each.problem, reason) for each in finding.differences))
    if wishes.published and finding.published:
        return _of_version(text, finding, reference.span, spelling)
    change = _corrections(text, finding, spelling)
    new = completion.missing(reference, record.item, spelling) if wishes.complete else {}
    if not new:
        return change
    edits = (*change.edits, inserted(text, reference.span, new))
    return replace(change, edits=edits, added=len(new))


def _of_version(text: str, finding: Finding, span: EntrySpan, spelling: Spelling) -> Change:
    """The version of record in place of the preprint."""
    if not finding.record or not finding.published:
        return Change()
    version = Version(
        reference=finding.reference,
        preprint=finding.record,
        record=finding.published,
        spelling=spelling,
    )
    edits = replaced(text, span, version)
    if isinstance(edits, str):
        published = (problem for problem in finding.problems if problem.rule == "published")
        return Change(notes=tuple(_kept(problem, edits) for problem in published))
    return Change(edits=tuple(edits), corrected=finding.problems, is_replaced=True)


def _corrections(text: str, finding: Finding, spelling: Spelling) -> Change:
    edits, corrected, notes = [], [], []
    for difference in finding.differences:
        edit = _edit(text, finding, difference, spelling)
        if isinstance(edit, Edit):
            edits.append(edit)
            corrected.append(difference.problem)
        elif edit:
            notes.append(_kept(difference.problem, edit))
    return Change(edits=tuple(edits), corrected=tuple(corrected), notes=tuple(notes))


def _edit(text: str, finding: Finding, difference: Difference, spelling: Spelling) -> Edit | str:
    """The correction of a field, or why there is none; empty if no right value is known."""
    span, record = finding.reference.span, finding.record
    field = span.field(difference.name) if span else None
    if not difference.value or not difference.name or record is None:
        return ""
    if field is None:
        return "it is in another entry (`crossref`)"
    if not field.is_single:
        return f"`{difference.name}` is a macro, or is joined by `#`"
    if difference.field == "venue" and record.source == "arxiv":
        return "the authors name the venue in their own words"
    raw = text[field.value_start : field.value_end]
    new = mended(difference.field, raw, difference.value, record.item, spelling)
    if new is None:
        return f"the form of `{difference.name}` is not known"
    return Edit(start=field.value_start, end=field.value_end, new=new)


def _kept(problem: Problem, reason: str) -> Problem:
    """A note that a problem is still there."""
    return note(problem.location, f"not corrected: {reason}; correct it by hand", "not-corrected")
