"""CSL-JSON: the inner language itself, for pandoc, citeproc and Zotero.

Valid against CSL 1.0.2's input schema. `id` and `citation-key` are the citekey; what CSL has no
variable for (short name, code, modalities, who stated what) stands under `custom`.
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
"""Nothing: a CSL item is written whole."""


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as a JSON array of CSL items, in citekey order."""
    items = [csl_item.item(work) for work in bibliography.works]
    return json.dumps(items, ensure_ascii=options.ascii, indent=2) + "\n"


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the form of every exporter
) -> Iterator[str]:
    """What a reader of the text would not find as it is in the bibliography."""
    yield from csl_item.differences(json.loads(text), bibliography)
