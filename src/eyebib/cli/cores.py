"""Work in chunks over the cores of the machine.

The results are those of one process, which also does the chunks where no others can be started.
"""

import copyreg
import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

LEAST = 1000
"""Items for which starting processes is worth it; with fewer, none is started."""

LARGEST = 500
"""Items of a chunk: an interrupted run waits for chunks that have begun."""

METHOD: str | None = None
"""How processes are started; None for the usual way of the system."""

_work: Callable[[slice], Any]
"""What a process that was started does with a chunk; a forked one has it without a copy."""


def are_many(items: Sequence[object]) -> bool:
    """Whether there are so many items that `by_chunks` has results."""
    return len(items) >= LEAST


def by_chunks(
    function: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item]
) -> list[_Result] | None:
    """The results of a function for consecutive chunks of the items, in their order.

    None if there are few items. The results must be picklable; so must the function and the items
    where processes are not forked. With one core, or if the system refuses processes, the chunks
    are done in this process, which then needs no memory for all of them at once.
    """
    if not are_many(items):
        return None
    workers = min(_cores(), len(items) // (LEAST // 2))
    size = min(LARGEST, -(-len(items) // workers))
    chunks = [slice(start, start + size) for start in range(0, len(items), size)]
    work = partial(_apply, function, items)
    return (workers > 1 and _by_processes(work, chunks, workers)) or [*map(work, chunks)]


def _by_processes(
    work: Callable[[slice], _Result], chunks: Sequence[slice], workers: int
) -> list[_Result] | None:
    """The results of several processes; None if the system refuses them."""
    import multiprocessing  # noqa: PLC0415 - a short list has no use for it
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - likewise

    try:
        context = multiprocessing.get_context(METHOD)
        pool = ProcessPoolExecutor(workers, context, _begin, (work,))
    except (OSError, ImportError):  # no semaphores
        return None
    gc.freeze()  # forked processes share what they do not visit
    try:
        with _uninterrupted():  # processes that begin inherit it
            results = pool.map(_result, chunks)
        return list(results)
    except (BrokenExecutor, PermissionError):  # no memory, or no right to start a process
        return None
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C for the moment."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(work: Callable[[slice], Any]) -> None:
    """Keep the work; leave signals to the process that started this one, which ends it."""
    global _work  # noqa: PLW0603 - a process gets its work once, not with each chunk
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(100_000, 50, 100)  # as in the process that started this one


def _apply(
    function: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], chunk: slice
) -> _Result:
    return function(items[chunk])


def _result(chunk: slice) -> Any:  # noqa: ANN401 - what the function returns
    return _work(chunk)


def _frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, ({**mapping},)))
# empty fields of entries and settings are such mappings, which Python cannot pickle
