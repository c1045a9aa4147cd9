"""Keywords of other tools' files."""

from collections.abc import Iterable

_MODALITY = "modality:"


def keywords(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The modalities (`modality:OCT`, as eyebib writes them) and the tags among keywords."""
    unique = list(dict.fromkeys(filter(None, (word.strip() for word in words))))
    modalities = [word.removeprefix(_MODALITY) for word in unique if word.startswith(_MODALITY)]
    tags = [word for word in unique if not word.startswith(_MODALITY)]
    return tuple(dict.fromkeys(filter(None, modalities))), tuple(tags)
