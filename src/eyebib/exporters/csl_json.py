"""CSL-JSON, for pandoc, citeproc and Zotero; eyebib itself stores its records as CSL items.

Valid by the input schema of CSL 1.0.2. `id` and `citation-key` are the citekey. Facts without a CSL
variable (short name, code, facets, the source of each variable) are under `custom`.
"""

import json
from collections.abc import Iterator

from eyebib.exporters import csl_item
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import DEFAULTS, Options

FILE = "references.json"

TYPES = csl_item.TYPES

WRITTEN = csl.VARIABLES

LOSSES: dict[str, str] = {}
"""Empty: a CSL item is written completely."""


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as a JSON array of CSL items, in citekey order."""
    items = ",\n".join(_text(csl_item.item(work), options) for work in bibliography.works)
    return f"[\n{items}\n]\n" if items else "[]\n"


def _text(item: csl.Item, options: Options) -> str:
    """An item as in an array; `json` keeps each word of an array in memory until its end."""
    text = json.dumps(item, ensure_ascii=options.ascii, indent=2)
    return "  " + text.replace("\n", "\n  ")


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> Iterator[str]:
    """Differences between the text, read as JSON, and the bibliography."""
    yield from csl_item.differences(json.loads(text), bibliography)
