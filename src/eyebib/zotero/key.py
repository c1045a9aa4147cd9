"""Keys of Zotero, in the environment or in the system's keyring. They are never printed."""

import contextlib
import os
from importlib import import_module
from types import ModuleType

LOCAL = "local"
"""The name of the key for the program on this machine."""

WEB = "web"
"""The name of the key for api.zotero.org."""

VARIABLE = "ZOTERO_API_KEY"

_SERVICE = "eyebib-zotero"


def saved(name: str) -> str:
    """The key in the environment (for the web) or in the keyring; empty if there is none."""
    if name == WEB and (key := os.environ.get(VARIABLE, "").strip()):
        return key
    with contextlib.suppress(Exception):  # keyrings of systems fail in many ways
        if keyring := _keyring():
            return keyring.get_password(_SERVICE, name) or ""
    return ""


def save(name: str, key: str) -> bool:
    """Keep a key in the keyring; returns whether there is one that works."""
    with contextlib.suppress(Exception):
        if keyring := _keyring():
            keyring.set_password(_SERVICE, name, key)
            return True
    return False


def _keyring() -> ModuleType | None:
    """The package keyring, which is optional (`pip install 'eyebib[zotero]'`)."""
    try:
        return import_module("keyring")
    except ImportError:
        return None
