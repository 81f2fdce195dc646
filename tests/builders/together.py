"""Run functions at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def together(functions: Sequence[Callable[[], T]]) -> list[T]:
    """Call each function in its own thread, all from the same moment on; their results, or the first error."""
    barrier = threading.Barrier(len(functions))

    def released(function: Callable[[], T]) -> T:
        barrier.wait()
        return function()

    with ThreadPoolExecutor(len(functions)) as pool:
        return [future.result() for future in [pool.submit(released, function) for function in functions]]
