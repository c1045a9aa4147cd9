"""What `eyebib import` and `eyebib init` say about files: their items, and the layout of lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eyebib.cli.report import quantity
from eyebib.importers import awesome_list, count_not_imported, text_of
from eyebib.importers.join import Joined
from eyebib.model.settings import DEFAULT_LAYOUT, ListLayout
from eyebib.project.added import Outcome

Account = Mapping[Path, Counter[str]]
"""How many items of each file had each outcome; the numbers add up to those of its items."""

_OUTCOMES = ("written", "joined", "kept", "unchanged", "not imported")


def account(read: Joined, outcomes: Mapping[str, Outcome]) -> Account:
    """What became of the items of each file; `outcomes` has that of each work by citekey."""
    counts = {path: Counter[str]() for path in read.files}
    for work in read.works:
        counts[work.entry.path][outcomes[work.citekey]] += 1
    for path, counter in counts.items():
        counter["joined"] += read.joined[path]
        own = [problem for problem in read.problems if problem.location.path == path]
        counter["not imported"] += count_not_imported(own)
    return counts


def by_file(account: Account) -> Iterator[str]:
    """A line for each file."""
    width = max((len(path.as_posix()) for path in account), default=0)
    for path, counter in account.items():
        items = quantity(counter.total(), "item")
        yield f"{path.as_posix():<{width}}  {items}: {', '.join(_parts(counter)) or 'nothing'}"


def summary(account: Account) -> str:
    """How many items of all files had each outcome."""
    counter = sum(account.values(), Counter[str]())
    written = f"{quantity(counter.pop('written', 0), 'entry')} written"
    return ", ".join([written, *_parts(counter)])


def _parts(counter: Counter[str]) -> Iterator[str]:
    yield from (f"{counter[key]:,} {key}" for key in _OUTCOMES if counter[key])


def layout_of(files: Iterable[Path]) -> ListLayout:
    """The layout of the first of the files that is a list."""
    first = next((file for file in files if file.suffix.lower() in awesome_list.SUFFIXES), None)
    return awesome_list.layout_of(text_of(first)[0]) if first else DEFAULT_LAYOUT
