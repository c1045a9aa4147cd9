"""What a file of another tool says of a paper, as a record: evidence that every source outranks."""

from dataclasses import replace
from pathlib import Path

from eyebib.model.bibliography import Entry, Record, Work
from eyebib.model.identifier import NO_IDENTIFIER, identify
from eyebib.model.merge import merge


def work(entry: Entry, *, today: str) -> Work:
    """The work of an entry that was read from a file, with the file's facts as its record.

    Name, title, links and keywords remain with the entry. A list states no facts beside them, so
    its entries have no record.

    Args:
        entry: An entry of an importer, with the file's facts in `csl`.
        today: The day of the import, as an ISO date.
    """
    if not entry.csl:
        return merge(entry, ())
    facts = {"title": entry.title, **entry.csl}
    if _is_of_entry(str(facts.get("URL", "")), entry):
        del facts["URL"]
    if entry.abstract:
        facts["abstract"] = entry.abstract
    record = Record(
        identifier=entry.paper or NO_IDENTIFIER,
        source="imported",
        item=facts,
        retrieved=today,
        evidence=(_place(entry),),
    )
    return merge(replace(entry, csl={}, abstract=""), [record])


def _is_of_entry(url: str, entry: Entry) -> bool:
    """Whether an address says no more than the identifiers of the entry."""
    try:
        return identify(url) in entry.identifiers
    except ValueError:
        return False


def _place(entry: Entry) -> str:
    """The file and the line; of a file elsewhere only the name, since the lock is for everybody."""
    path = Path(entry.path.name) if entry.path.is_absolute() else entry.path
    return f"{path.as_posix()}:{entry.marks[('title',)][0]}"
