"""What an audit finds out about one reference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from eyebib.importers.bibtex_reference import Reference
from eyebib.model.bibliography import Record
from eyebib.model.problem import Problem
from eyebib.model.settings import EMPTY

Verdict = Literal[
    "confirmed",
    "differs",
    "other-work",
    "retracted",
    "not-found",
    "not-checkable",
    "cannot-confirm",
    "not-asked",
]
"""`differs`: fields are wrong. `other-work`: the identifier is that of another work.
`not-checkable`: no source lists works of this kind. `cannot-confirm`: title and authors are right,
and no source states the venue or year. `not-asked`: a source did not answer."""

Note = Literal["published", "duplicate"]
"""`published`: there is a version of record of this preprint. `duplicate`: another reference of
the file is the same work."""

Field = Literal["title", "author", "year", "venue", "doi", "eprint", "volume", "number", "pages"]
"""What is compared; `name` of a Difference is the BibTeX field that states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a reference that is wrong.

    `name` is the lower-case BibTeX field that states it (`journaltitle`), empty if none does.
    `value` is the source's, as text without TeX; the authors are `Family, Given and Family, Given`.
    It is empty if the source has none. The problem is located at the field.
    """

    field: Field
    name: str
    value: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict on a reference, and why.

    `record` is what it was compared with; None if nothing was found. `is_certain`: the record is
    that of an identifier of the reference, or has its title and authors; only then may a field be
    corrected. `published` is the record of the version of record, if there is one and it is not
    `record`. `problems` are all that is to be reported, those of the differences among them.
    `accepted` has the reason for each field, verdict or note that the author accepts, which is then
    not in the others.
    """

    reference: Reference
    verdict: Verdict
    notes: tuple[Note, ...] = ()
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    record: Record | None = None
    is_certain: bool = False
    published: Record | None = None
    accepted: Mapping[str, str] = field(default_factory=lambda: EMPTY)

    @property
    def key(self) -> str:
        """The citation key of the reference as written."""
        return self.reference.key

    @property
    def fields(self) -> Mapping[Field, str]:
        """The wrong fields, with the values of the source."""
        return {difference.field: difference.value for difference in self.differences}
