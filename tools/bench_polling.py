"""How polling bears many feeds: slow and dead hosts in one pass, and idle feeds in the daemon.

    python tools/bench_polling.py slow [--feeds 500]      # 800 ms latency, one host in fifty is dead
    python tools/bench_polling.py idle [--feeds 1000] [--minutes 2]   # 5000 and 5: as many in life

`slow` is the wall time of `news-monitor once` over the deadline of one request. `idle` is the CPU time
of `news-monitor run`, as a share of one core, while nothing changes: each feed is asked every so many
seconds that there are as many requests as with 5,000 feeds every five minutes.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.bench import ours, site

DEADLINE_SECONDS = 30.0
"""`http.timeout`, its default."""
REQUESTS_A_SECOND = 5000 / 300
WARM_UP_SECONDS = 30.0
WARM_UP_FEEDS = 40
"""Until the first documents are read, and how many more of them a second: what follows is idle."""
TARGETS = {"slow": 1.2, "idle": 0.10}
"""Largest share of the deadline, and of a core, for which the command exits with 0."""


def slow(feeds: int, folder: Path) -> float:
    """The wall time of a pass over slow and dead hosts, over the deadline."""
    with site(feeds, 1, "--latency", "0.8", "--dead", "0.02") as urls:
        command = ours(folder, urls)
        started = time.monotonic()
        subprocess.run(command, check=True, stdout=sys.stderr)
        return (time.monotonic() - started) / DEADLINE_SECONDS


def idle(feeds: int, minutes: float, folder: Path) -> float:
    """The share of a core that the daemon takes while all feeds answer 304."""
    with site(feeds, 1) as urls:
        *command, _once = ours(folder, urls)
        settings = folder / "monitor.yml"
        every = round(feeds / REQUESTS_A_SECOND)
        settings.write_text(f"{settings.read_text()}poll: {{interval: {every}s}}\n")
        with subprocess.Popen([*command, "run"]) as daemon:
            time.sleep(WARM_UP_SECONDS + feeds / WARM_UP_FEEDS)
            before, started = cpu_seconds(daemon.pid), time.monotonic()
            time.sleep(minutes * 60)
            share = (cpu_seconds(daemon.pid) - before) / (time.monotonic() - started)
            daemon.terminate()
        return share


def cpu_seconds(pid: int) -> float:
    """User and system time of a process with all its threads. Source: proc_pid_stat(5)."""
    fields = re.sub(r"^.*\) ", "", Path(f"/proc/{pid}/stat").read_text()).split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure what was asked for; 1 where it misses its target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", choices=list(TARGETS))
    parser.add_argument("--feeds", type=int)
    parser.add_argument("--minutes", type=float, default=2.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "config"
        if arguments.bench == "slow":
            share = slow(arguments.feeds or 500, folder)
        else:
            share = idle(arguments.feeds or 1000, arguments.minutes, folder)
    target = TARGETS[arguments.bench]
    print(f"{arguments.bench}: {share:.3f} (target {target:g})")
    return int(share > target)


if __name__ == "__main__":
    sys.exit(main())
