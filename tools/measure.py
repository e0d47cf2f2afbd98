"""CPU seconds of a command and of every process that it started.

    python tools/measure.py COMMAND [ARGUMENT …]

Prints one line of JSON: `cpu_seconds` (user and system), `wall_seconds`, `max_rss_mb` (of the
largest process), `code`. It is a process of its own so that nothing but the command is counted.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
"""Source: prctl(2)."""


def adopt_orphans() -> None:
    """Make this process inherit what the command leaves behind, or its CPU would be lost."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def reap_orphans() -> None:
    """Wait until no child is left: only those that were waited for are counted."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def measure(command: list[str]) -> dict[str, float]:
    """What a command used, from its arguments; its output goes to standard error."""
    adopt_orphans()
    started = time.monotonic()
    code = subprocess.run(command, stdout=sys.stderr, check=False).returncode
    wall_seconds = time.monotonic() - started
    reap_orphans()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "wall_seconds": wall_seconds,
        "max_rss_mb": used.ru_maxrss / 1024,
        "code": code,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1:])))
