"""Says which host is waited for, if that takes long."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LOG = logging.getLogger("eyebib.sources")
"""Messages for people who wait; silent unless a program adds a handler."""

SOON = 3.0
"""Seconds; a batch of 40 works at Crossref takes one or two."""


@contextmanager
def waiting_for(host: str, *, after: float = SOON) -> Iterator[None]:
    """Log a message if the block takes longer than some seconds."""
    timer = threading.Timer(after, LOG.info, ("waiting for %s", host))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
