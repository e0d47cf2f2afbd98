"""What runs in a worker process around a task: limits before it, and errors that can be told after it.

A module of its own, since each worker loads it: the pool's are not needed there.
"""

from __future__ import annotations

import logging
import resource
import signal
from collections.abc import Callable
from typing import TypeVar

from monitor.errors import MonitorError, SandboxError

T = TypeVar("T")


def call(function: Callable[..., T], arguments: tuple[object, ...]) -> T:
    """What a function returns: only errors of our tree may leave it, since all of them can be pickled.

    Raises:
        MonitorError: the function's own, or a SandboxError for whatever else it raised.
    """
    try:
        return function(*arguments)
    except MonitorError:
        raise
    except MemoryError as error:
        msg = "the document needs too much memory"
        raise SandboxError(msg, is_loss=True) from error
    except Exception as error:
        msg = f"{function.__name__} failed: {type(error).__name__}: {error}"
        raise SandboxError(msg) from error


def confine(memory_bytes: int) -> None:
    """Runs first in a worker: limits, and silence, since all that it has to say is its result.

    Ending on SIGTERM as C programs do makes the kill work inside a C loop, where a handler written
    in Python would wait for the loop to end.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
