"""Forks daemons from a process that has loaded everything, for kill_test.py.

    python -m tools.nursery CONFIG LOG

Prints the process id of a new daemon for each line that it reads.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
"""Source: prctl(2)."""


def main(config: Path, log: Path) -> None:
    """Fork a daemon with a configuration folder for each line of standard input."""
    from monitor import daemon, telemetry
    from monitor.jobs import ingest  # loads the readers of articles
    from monitor.wiring.configuration import load
    from monitor.wiring.running import run_daemon

    loaded = daemon, ingest
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who was killed
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            break
        print(child, flush=True)
    else:
        return
    del loaded
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no daemon is left behind
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with log.open("a") as errors:
        os.dup2(errors.fileno(), sys.stderr.fileno())
    telemetry.configure("warning", json=True, secrets=[])
    asyncio.run(run_daemon(load(config), lambda _config, _stream: None))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
