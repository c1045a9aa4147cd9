"""Prints which host is waited for, if that takes long."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from eyebib.cli.terminal import echo, erase_line
from eyebib.sources.notice import LOG


@contextmanager
def waits_shown() -> Iterator[None]:
    """Print a line on standard error whenever a host keeps the block waiting."""
    handler, level = _Printer(), LOG.level
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(level)


class _Printer(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        erase_line()
        echo(record.getMessage(), err=True)
