"""What a web that means harm does to the daemon, and to the other feeds: by the cases of docs/faults.md.

    python -m tools.bench_faults [--seconds 20] [CASE …]

For each case a daemon of its own: ten honest feeds that bring something new all the time, and after
a while the feeds of the case beside them. Told are the memory that it grew by (the most it held,
against the most before), the longest time between two polls of an honest feed, which is asked every
two seconds, and the documents that ended a worker.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.hostile import FEED, ITEM, Web
from tests.loopback import RawServer, http

HONEST = 10
INTERVAL_SECONDS = 2
WARM_SECONDS = 10
"""So long the daemon may not have grown before it is measured: all that any work needs is loaded."""
MEGABYTE = 1 << 20
SETTINGS = """\
state: ../state
http: {allow_networks: [127.0.0.1/32, 127.0.0.3/32, 127.0.1.0/24], timeout: 8s}
poll: {interval: 2s, floor: 1s}
log: {level: error}
"""
TOPIC = """\
topic: water
name: Water
events:
  - {id: treaty, name: Water treaty, lifecycle: agreement, parties: [[Ellemark], [Tarvos]]}
"""
CASES: dict[str, tuple[str, ...]] = {
    "none": (),
    "1": ("bomb entity",),
    "2": ("bomb laughs", "bomb wide laughs"),
    "3": ("bomb encoding",),
    "4": ("bomb style", "bomb author", "bomb attributes"),
    "5": ("outside ",),
    "6, 10": ("wrong path", "wrong login"),
    "7": ("encodings ",),
    "9, 18, 19": ("wrong cut", "wrong controls", "wrong links"),
    "13": ("wrong archive",),
    "22, 23": ("pages ",),
    "26": ("huge ",),
    "27": ("packed ",),
    "28": ("slow ",),
    "29": ("headers ",),
    "30": ("redirects ",),
    "33": ("away key",),
    "34, 35, 36": ("statuses ",),
    "38, 40": ("private ", "away private"),
    "37": ("plain ",),
    "41": ("nameless ",),
    "42": ("closed ",),
    "65": ("crowd ",),
    "66": ("wrong mark", "wrong packed"),
}
"""The feeds of the hostile web by case, or by the beginnings of their names."""
CROWD = 200


@dataclass(frozen=True)
class Bench:
    """A web, and a folder for the daemons."""

    web: Web
    honest: list[RawServer]
    urls: Mapping[str, str]
    folder: Path


def more_feeds(web: Web) -> dict[str, str]:
    """What needs no answer of its own, or hundreds of them."""
    crowd = {f"crowd {number}": web.harm.url(f"/crowd/{number}") for number in range(CROWD)}
    for url in crowd.values():
        web.harm.answers[url.removeprefix(web.harm.url(""))] = http(
            body=FEED % (b"One", ITEM % b"1")
        )
    return crowd | {
        "plain http": web.honest.url("/feed").replace("http:", "https:"),
        "closed port": "http://127.0.0.1:9/feed",
        **{f"nameless {number}": f"http://{number}.invalid/feed" for number in range(40)},
    }


async def publish(bench: Bench) -> None:
    """Something new in every honest feed, every second."""
    number = 0
    while True:
        number += 1
        for place, server in enumerate(bench.honest):
            items = b"".join(ITEM % b"%d-%d" % (place, n) for n in range(number, number + 20))
            server.answers["/feed"] = http(body=FEED % (b"Honest", items))
        await asyncio.sleep(1)


def configure(bench: Bench, case: str, hostile: list[str]) -> Path:
    """A folder for a daemon with the honest feeds and those of a case."""
    config = bench.folder / re.sub(r"\W+", "-", case) / "config"
    (config / "topics").mkdir(parents=True, exist_ok=True)
    urls = [server.url("/feed") for server in bench.honest] + hostile
    rows = [{"name": f"feed {n}", "url": url} for n, url in enumerate(urls)]
    (config / "monitor.yml").write_text(SETTINGS)
    (config / "feeds.yml").write_text(json.dumps({"feeds": rows}))
    (config / "alerts.yml").write_text("channels: {}\n")
    (config / "topics" / "water.yml").write_text(TOPIC)
    return config


@asynccontextmanager
async def running(config: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The daemon of a folder."""
    command = ("-m", "monitor", "--config", str(config), "run")
    daemon = await asyncio.create_subprocess_exec(sys.executable, *command)
    try:
        yield daemon
    finally:
        daemon.send_signal(signal.SIGTERM)
        await daemon.wait()


def peak_bytes(process: int) -> int:
    """The most memory that a process held since it was last asked to forget it."""
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(kilobytes) * 1024


def forget_peak(process: int) -> None:
    """Let the peak begin anew. Source: proc(5), clear_refs."""
    Path(f"/proc/{process}/clear_refs").write_text("5")


async def warm(process: int) -> None:
    """Wait until a daemon has not grown for a while."""
    before, calm = 0, 0
    while calm < WARM_SECONDS:
        await asyncio.sleep(1)
        peak = peak_bytes(process)
        calm = calm + 1 if peak - before < MEGABYTE else 0
        before = peak


async def losses(config: Path) -> int:
    """How many documents ended a worker."""
    command = ("-m", "monitor", "--config", str(config), "status", "--json")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    return sum(each["losses"] for each in json.loads(told)["workers"])


async def measure(bench: Bench, case: str, seconds: float) -> str:
    """One row: growth, the longest pause, workers lost."""
    clock = asyncio.get_running_loop().time
    config = configure(bench, case, [])
    async with running(config) as daemon:
        await warm(daemon.pid)
        forget_peak(daemon.pid)
        before = peak_bytes(daemon.pid)
        begins = CASES[case]
        configure(bench, case, [u for n, u in bench.urls.items() if n.startswith(begins)])
        started = clock()
        os.kill(daemon.pid, signal.SIGHUP)
        await asyncio.sleep(seconds)
        grown = (peak_bytes(daemon.pid) - before) / MEGABYTE
        pause = max(longest_pause(server.moments, started, clock()) for server in bench.honest)
        lost = await losses(config)
    return f"| {case} | {grown:.1f} | {pause:.1f} | {lost} |"


def longest_pause(moments: list[float], started: float, ended: float) -> float:
    """The longest time without a request between two times."""
    before = max((moment for moment in moments if moment < started), default=started)
    times = [before, *(moment for moment in moments if started <= moment <= ended), ended]
    return max(late - early for early, late in pairwise(times))


async def main() -> None:
    """A table, a row a case."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("cases", nargs="*")
    chosen = options.parse_args()
    async with AsyncExitStack() as stack:
        hosts = [f"127.0.0.{number}" for number in (1, 3, 2)]
        web = Web(*[await stack.enter_async_context(RawServer().running(host)) for host in hosts])
        addresses = [f"127.0.1.{number + 1}" for number in range(HONEST)]
        honest = [await stack.enter_async_context(RawServer().running(at)) for at in addresses]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bench = Bench(web, honest, web.feeds(pause_seconds=0.5) | more_feeds(web), folder)
        publishing = asyncio.create_task(publish(bench))
        print("| case | grows by MB | longest pause s | workers |\n| --- | --- | --- | --- |")
        for case in chosen.cases or CASES:
            print(await measure(bench, case, chosen.seconds), flush=True)
        publishing.cancel()


if __name__ == "__main__":
    asyncio.run(main())
