"""Which item of a library is which work of the list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from eyebib.model.identifier import identify
from eyebib.zotero.library import Remote, text
from eyebib.zotero.memory import Memory
from eyebib.zotero.values import EXTRA, of_remote
from eyebib.zotero.wanted import Wanted

_LINKS = ("DOI", "archiveID", "url")
"""The fields that may hold the identifier of a paper."""


def match(works: Sequence[Wanted], items: Iterable[Remote], memory: Memory) -> dict[str, Remote]:
    """The item of each work that has one, by citekey; no item is that of two works.

    An item is recognised because it was pushed before, by its citation key, by its DOI or by its
    arXiv id, in this order. One that is in use is preferred to one in the trash.
    """
    ordered = sorted(items, key=lambda item: (item.is_trashed, item.key))
    keys = {item.key: item for item in reversed(ordered)}
    found: dict[str, Remote] = {}
    pushed = {
        citekey: [keys[each.key]] for citekey, each in memory.items.items() if each.key in keys
    }
    citekeys = _index((item, [of_remote(item).get("citationKey", "")]) for item in ordered)
    identifiers = {item.key: list(_identifiers(item)) for item in ordered}
    dois, papers = (
        _index((i, [k for k in identifiers[i.key] if k.startswith(scheme)]) for i in ordered)
        for scheme in ("doi:", "arxiv:")
    )
    for index, names in (
        (pushed, _names),
        (citekeys, _names),
        (dois, lambda work: sorted(work.identifiers)),
        (papers, lambda work: sorted(work.identifiers)),
    ):
        _take(found, [work for work in works if work.citekey not in found], index, names)
    return found


def _take(
    found: dict[str, Remote],
    works: Iterable[Wanted],
    index: Mapping[str, Sequence[Remote]],
    names: Callable[[Wanted], Iterable[str]],
) -> None:
    """Add the first free item that an index has for a name of each work."""
    taken = {item.key for item in found.values()}
    for work in works:
        candidates = (item for name in names(work) for item in index.get(name, ()))
        if item := next((each for each in candidates if each.key not in taken), None):
            found[work.citekey] = item
            taken.add(item.key)


def _names(work: Wanted) -> Sequence[str]:
    return (work.citekey, *work.aliases)


def _index(pairs: Iterable[tuple[Remote, Iterable[str]]]) -> Mapping[str, list[Remote]]:
    index: dict[str, list[Remote]] = {}
    for item, names in pairs:
        for name in filter(None, names):
            index.setdefault(name, []).append(item)
    return index


def _identifiers(item: Remote) -> Iterator[str]:
    """The keys of the identifiers that an item states."""
    values = of_remote(item)
    arxiv = values.get(f"{EXTRA}arXiv", "").split()
    texts = [*(text(item.data, name) for name in _LINKS), values.get(f"{EXTRA}DOI", "")]
    for each in [*texts, *(f"arxiv:{number}" for number in arxiv[:1])]:
        try:
            yield identify(each).key
        except ValueError:
            continue
