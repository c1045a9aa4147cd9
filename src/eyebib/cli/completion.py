"""What shells complete after `eyebib show`, `resolve` and so on: the citation keys of the list."""

import re

import click
from click.shell_completion import CompletionItem

from eyebib.project.folder import Project

_KEY = re.compile(r"""^key:\s*["']?([^\s"'#]+)""", re.MULTILINE)


def citekeys(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The citation keys that begin as what was typed; none outside of a list.

    Entries are not parsed, so that a key appears at once, and also if its file has a mistake.
    """
    keys = []
    for path in sorted(Project().entries.glob("*.yaml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        key = _KEY.search(text)
        keys.append(key[1] if key else path.stem)
    return [CompletionItem(key) for key in keys if key.startswith(incomplete)]
