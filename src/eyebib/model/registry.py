"""A registry of modules by name, each imported when it is first used."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TypeVar, cast

from eyebib.model.problem import UsageError

Format = TypeVar("Format")


class Registry(Mapping[str, Format]):
    """The formats of a package by name, with the module that writes or reads each.

    Iteration yields names and imports nothing, so that `--help` and an export to one format do not
    load the libraries of the others. A lookup imports the module.
    """

    def __init__(self, modules: Mapping[str, str]) -> None:
        """Store the dotted name of the module of each format."""
        self._modules = modules

    def __getitem__(self, name: str) -> Format:
        return cast("Format", import_module(self._modules[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)

    def load(self, name: str) -> Format:
        """The module of a format.

        Raises:
            UsageError: the format is unknown; the message lists all formats.
        """
        if name not in self._modules:
            raise UsageError(f"unknown format `{name}`; expected one of {', '.join(self)}")
        return self[name]
