"""Keywords of other tools' files."""

from collections.abc import Iterable

from eyebib.model.facet import MODALITIES, Facet

_PREFIX = f"{Facet(name=MODALITIES).tag}:"


def keywords(words: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The facets (`modality:OCT`, as eyebib writes them) and the tags among keywords.

    Words with other prefixes are tags: many files have such words that eyebib did not write.
    """
    unique = list(dict.fromkeys(filter(None, (word.strip() for word in words))))
    values = [word.removeprefix(_PREFIX) for word in unique if word.startswith(_PREFIX)]
    values = list(dict.fromkeys(filter(None, values)))
    tags = tuple(word for word in unique if not word.startswith(_PREFIX))
    return ({MODALITIES: tuple(values)} if values else {}), tags
