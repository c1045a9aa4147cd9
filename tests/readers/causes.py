"""Why a reader does not find a fact in a file of eyebib: the format, the reader, or not known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eyebib.model.bibliography import Work
from readers import limits, losses
from readers.facts import Facts, comparable, expected, lost

UNEXPLAINED = "unexplained"
"""The cause of a miss for which no table has one: a defect of eyebib until it is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A fact of a work that a reader of a format does not find, changes or adds."""

    format: str
    reader: str
    work: Work
    result: Facts
    fact: str

    @property
    def source(self) -> Facts:
        """The facts of the work."""
        return expected(self.work)

    @property
    def is_of_the_work(self) -> bool:
        """Whether the work has the fact; if not, the reader adds it."""
        return bool(comparable(self.source)[self.fact])

    @property
    def limit(self) -> str:
        """Why the format cannot hold the fact; empty if it can."""
        return limits.of_format(self.format, self.work, self.result, self.fact)

    @property
    def losses(self) -> list[losses.Loss]:
        """The known losses of the reader that explain it."""
        return list(losses.of_reader(self.format, self.reader, self.source, self.fact))

    def __str__(self) -> str:
        """The citekey, the fact, and its two values."""
        one, other = (comparable(facts)[self.fact] for facts in (self.source, self.result))
        return f"{self.work.citekey} {self.fact}: {one!r} {other!r}"


def misses(
    name: str, reader: str, works: Iterable[Work], results: Mapping[str, Facts]
) -> Iterator[Miss]:
    """What a reader misses of the works in a file, in the order of the works."""
    for work in works:
        result = results.get(work.citekey, Facts(type=""))
        for fact in lost(expected(work), result):
            yield Miss(format=name, reader=reader, work=work, result=result, fact=fact)


def cause(miss: Miss) -> tuple[str, str]:
    """Where the cause of a miss lies, `format` or `reader`, and the cause in a few words."""
    if miss.limit:
        return "format", miss.limit
    reasons = dict.fromkeys(loss.reason for loss in miss.losses)
    return ("reader", " / ".join(reasons)) if reasons else ("", UNEXPLAINED)
