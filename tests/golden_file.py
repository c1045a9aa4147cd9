"""Golden files: files with the output that a test expects."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def renewed(name: str, text: str) -> str:
    """The text of a golden file; with EYEBIB_RENEW in the environment, writes `text` to it first."""
    path = GOLDEN / name
    if os.environ.get("EYEBIB_RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return path.read_bytes().decode()
