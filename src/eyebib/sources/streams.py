"""Streams of answers from several hosts, at the same time."""

import threading
from collections.abc import Iterator, Sequence
from queue import Empty, Queue
from typing import TypeVar

T = TypeVar("T")

_ORDERLY = 2.0
"""Seconds to wait for the first stream, so that the items of fast streams are in a fixed order."""


class _End:
    """The last item of a queue, with the exception that ended its stream, if any."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def together(streams: Sequence[Iterator[T]]) -> Iterator[T]:
    """The items of all streams, each of which runs in its own thread.

    The items of a stream keep their order. Those of the first stream come first, unless it keeps
    the others waiting.
    """
    stopped = threading.Event()
    queues = [_started(stream, stopped) for stream in streams]
    try:
        while queues:
            for queue in list(queues):
                wait = _ORDERLY if queue is queues[0] else 0.0
                yield from _items(queue, queues, wait)
    finally:
        stopped.set()


def _started(stream: Iterator[T], stopped: threading.Event) -> "Queue[T | _End]":
    """The queue that a new thread fills with the items of a stream."""
    queue: Queue[T | _End] = Queue()

    def run() -> None:
        try:
            for item in stream:
                queue.put(item)
                if stopped.is_set():
                    break
        except BaseException as error:  # noqa: BLE001 - raised again in the reader's thread
            queue.put(_End(error))
        else:
            queue.put(_End())

    threading.Thread(target=run, daemon=True).start()
    return queue


def _items(queue: "Queue[T | _End]", queues: "list[Queue[T | _End]]", wait: float) -> Iterator[T]:
    """The items of a queue until none comes; an ended queue is removed from `queues`."""
    while True:
        try:
            item = queue.get(timeout=wait) if wait else queue.get_nowait()
        except Empty:
            return
        if isinstance(item, _End):
            queues.remove(queue)
            if item.error is not None:
                raise item.error
            return
        yield item
