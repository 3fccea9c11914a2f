"""Memory of layouts that are no longer needed, given back when that is cheap.

A layout is some hundred thousand objects that refer to each other. Python's collector looks at all of them again and again while the next
one is made: a quarter of the time of a booklet. It comes seldom during a print, and is told when there is something to collect.
"""

import ctypes
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

# How many new objects the collector waits for during a print: even a page that never ends has a bound.
SELDOM = 500_000
_LOCK = threading.Lock()
_usual = gc.get_threshold()
_printing = 0


@contextmanager
def collected_after() -> Iterator[None]:
    """Let Python's collector come seldom while the block runs, and collect after it; blocks may run in several threads."""
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def collect_layout() -> None:
    """Give back the memory of what was made since the last call and is no longer used, such as a layout that did not fit."""
    gc.collect(0)


def spare_what_stays() -> None:
    """Let the collector pass over all that is there now: the modules and tables that a process needs as long as it runs."""
    gc.collect()
    gc.freeze()


def _count(change: int) -> None:
    global _printing
    with _LOCK:
        _printing += change
        if _printing:
            gc.set_threshold(SELDOM, *_usual[1:])
            return
        gc.set_threshold(*_usual)
    gc.collect()
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Return glibc's ``malloc_trim``, which gives the free memory between what is in use back to the system; None elsewhere."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
