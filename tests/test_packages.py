"""What `pip install eyebib` brings: few packages, under licences that permit everything."""

import re
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

MOST = 28
"""Packages, eyebib included."""

PERMISSIVE = re.compile(
    r"(?i)\b(?:mit|bsd|apache|isc|psf|python software foundation|mpl-2\.0|mozilla public license 2\.0"
    r"|unlicense|0bsd)\b"
)
"""MPL 2.0 is for tqdm and certifi: it asks something only of who changes their files."""

COPYLEFT = re.compile(r"(?i)\b(?:a?gpl|lgpl|general public)")


def required(name: str, found: set[str]) -> set[str]:
    """The names of a package and of all that it needs on this system, without extras."""
    name = re.sub(r"[-_.]+", "-", name).lower()
    if name not in found:
        found.add(name)
        for text in metadata.requires(name) or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                required(requirement.name, found)
    return found


def licences(name: str) -> Iterator[str]:
    """What the metadata of an installed package says of its licence."""
    about = metadata.metadata(name)
    for field in ("License-Expression", "License", "Classifier"):
        texts = about.get_all(field) or ()
        yield from (text[:80] for text in texts if field != "Classifier" or "License" in text)


PACKAGES = sorted(required("eyebib", set()))


def test_there_are_few() -> None:
    assert len(PACKAGES) <= MOST, PACKAGES


def test_their_licences_are_permissive() -> None:
    stated = {name: " | ".join(licences(name)) for name in PACKAGES}
    assert {
        name: text
        for name, text in stated.items()
        if not PERMISSIVE.search(text) or COPYLEFT.search(text)
    } == {}
