"""Citation keys that two entries have."""

from collections.abc import Iterable

from eyebib.model.bibliography import Entry
from eyebib.model.problem import Keys, Problem, locate


def unique(entries: Iterable[Entry], problems: list[Problem]) -> list[Entry]:
    """The entries whose keys no entry before has.

    BibTeX ignores the case of citekeys. An alias may differ from a key in case alone, as in the
    file that it was imported from.
    """
    owners: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    unique = []
    for entry in entries:
        clashes: list[tuple[str, Keys]] = [
            (alias, ("aliases", i)) for i, alias in enumerate(entry.aliases) if alias in owners
        ]
        if entry.citekey in owners or entry.citekey.lower() in folded:
            clashes.append((entry.citekey, ("key",)))
        for key, place in clashes:
            owner = owners.get(key) or folded[key.lower()]
            message = f"`{key}` is a citation key of {owner.path.as_posix()}, too; change one"
            where = locate(entry.path, entry.marks, place)
            problems.append(Problem(location=where, message=message, rule="citekey"))
        if not clashes:
            owners |= dict.fromkeys((entry.citekey, *entry.aliases), entry)
            folded[entry.citekey.lower()] = entry
            unique.append(entry)
    return unique
