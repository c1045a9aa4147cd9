"""The package's description on PyPI: README.md, with absolute links.

PyPI shows the README away from the repository, where its relative links lead nowhere. The address
of the repository stands in pyproject.toml alone.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE = r"(?![a-z]+:|[#/)])"

_PATHS = {
    "raw": re.compile(rf'(!\[[^\]]*\]\(|src="){_RELATIVE}'),
    "blob": re.compile(rf'(\]\(|href="){_RELATIVE}'),
}
"""GitHub's path to a file, and what comes before such links; images first: they are links, too."""


class Description(MetadataHookInterface):
    """Sets `readme`, which pyproject.toml declares dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the description to the project's metadata."""
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = absolute(readme, metadata["urls"]["Repository"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def absolute(readme: str, repository: str) -> str:
    """A Markdown text whose relative links lead to the repository's default branch."""
    for path, start in _PATHS.items():
        readme = start.sub(rf"\g<1>{repository}/{path}/HEAD/", readme)
    return readme
