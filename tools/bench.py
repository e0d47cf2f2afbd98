"""What the main job costs: beside a peer, measured side by side in one run, and by itself.

    python tools/bench.py feeds [--feeds 500] [--items 20] [--repeat 3] [--peer PYTHON] [--others]
                                [--json]
    python tools/bench.py claims [--articles 200] [--repeat 3] [--json]
    python tools/bench.py copies [--articles 100000] [--peer PYTHON] [--json]
    python tools/bench.py replay [--articles 10000] [--json]
    python tools/bench.py search [--articles 100000] [--repeat 5] [--json]

`feeds` compares CPU seconds (user and system, of all processes but the site) of
`news-monitor once` and of lemon24/reader's `update --no-scheduled`: a first pass, in which
everything is new, and a second one, in which the site answers 304. Both read the same feeds, with
full texts, from the same site; each feed has a loopback address of its own, as in life. Ours also
looks for copies, classifies and reads claims in every text. From each is taken what the same command
costs without any feed. Ratios are ours over theirs, of the medians; absolute seconds belong to the
machine. With `--others` newsboat, where it is on the PATH, and rss2email, which writes its mail into
a folder, run beside them once.

`claims` measures classify, claims and track alone (tools/bench_claims.py).

`replay` measures `news-monitor replay` over a corpus (tools/bench_replay.py).

`search` measures finds and the steps of upkeep in a corpus (tools/bench_search.py).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).parent
PEER = ("reader[cli]==3.26", "sgmllib3k==1.0.0")
"""The peer, pinned. Source: the latest release when the bench was written."""
OTHERS = ("rss2email==3.14",)
"""As the peer."""
TARGETS = {"first": 0.8, "unchanged": 0.5}
"""Largest ratio, ours over theirs, for which the command exits with 0."""
ADD_FEEDS = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
for url in sys.stdin.read().split():
    reader.add_feed(url)
"""
MONITOR_YML = "state: state\nhttp: {allow_networks: [127.0.0.0/8]}\nlog: {level: warning}\n"
TOPIC_YML = """
topic: summit
name: US-Russia summit
events:
  - {id: us-russia-summit, name: US-Russia summit, lifecycle: meeting, parties: [us, ru]}
"""
IDLE = "-idle"
"""Marks a contender without feeds: what starting and ending costs."""
Make = Callable[[Path, list[str]], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What one pass of one contender used; `answers` is what the site told it, by status code."""

    contender: str
    kind: str
    cpu_seconds: float
    wall_seconds: float
    max_rss_mb: float
    answers: dict[str, int]


@contextlib.contextmanager
def site(feeds: int, items: int, *more: str) -> Iterator[list[str]]:
    """Run the site in a process of its own, with more of its options; gives the feeds' URLs."""
    script = str(TOOLS / "bench_site.py")
    command = [sys.executable, script, "--feeds", str(feeds), "--items", str(items), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 -- for the type checker
        try:
            yield process.stdout.readline().split()
        finally:
            process.terminate()


def ours(folder: Path, feeds: list[str]) -> list[str]:
    """Our command, from an empty folder: the smallest configuration that has all feeds."""
    (folder / "topics").mkdir(parents=True)
    (folder / "monitor.yml").write_text(MONITOR_YML)
    (folder / "topics" / "summit.yml").write_text(TOPIC_YML)
    (folder / "alerts.yml").write_text("channels: {}\nroutes: []\n")
    rows = [{"url": url, "full_text": "feed"} for url in feeds]
    (folder / "feeds.yml").write_text(json.dumps({"feeds": rows}))
    return [sys.executable, "-m", "monitor", "--config", str(folder), "once"]


def theirs(python: str, folder: Path, feeds: list[str]) -> list[str]:
    """The peer's command, from the Python that has it and an empty folder."""
    folder.mkdir(parents=True)
    database = str(folder / "reader.sqlite")
    subprocess.run(
        [python, "-c", ADD_FEEDS, database], input=" ".join(feeds), text=True, check=True
    )
    return [python, "-m", "reader", "--db", database, "update", "--no-scheduled"]


def newsboat(folder: Path, feeds: list[str]) -> list[str]:
    """The command of newsboat; without feeds it has a search, since it refuses an empty list."""
    folder.mkdir(parents=True)
    (folder / "urls").write_text("\n".join(feeds or ['"query:none:unread = \\"yes\\""']) + "\n")
    (folder / "config").write_text("")
    files = {"-u": "urls", "-C": "config", "-c": "cache.db"}
    options = [word for option, name in files.items() for word in (option, str(folder / name))]
    return ["newsboat", *options, "-x", "reload"]


def rss2email(command: str, folder: Path, feeds: list[str]) -> list[str]:
    """The command of rss2email, which delivers into a mail folder of its own."""
    for name in ("cur", "new", "tmp"):
        (folder / "mail" / "INBOX" / name).mkdir(parents=True)
    head = (
        "[DEFAULT]\nfrom = bench@example.org\nto = bench@example.org\nemail-protocol = maildir\n"
        f"maildir-path = {folder / 'mail'}\nmaildir-mailbox = INBOX\n"
    )
    sections = (f"[feed.feed{number}]\nurl = {url}\n" for number, url in enumerate(feeds))
    (folder / "rss2email.cfg").write_text("".join((head, *sections)))
    return [
        command, "-c", str(folder / "rss2email.cfg"), "-d", str(folder / "rss2email.json"), "run"
    ]  # fmt: skip


def others(folder: Path) -> dict[str, Make]:
    """Those of the others that can be had here."""
    python = install(folder, OTHERS)
    command = str(Path(python).with_name("r2e"))
    found: dict[str, Make] = {"rss2email": lambda f, u: rss2email(command, f, u)}
    return found | ({"newsboat": newsboat} if shutil.which("newsboat") else {})


def install(folder: Path, packages: Sequence[str]) -> str:
    """A throw-away environment with some packages; its Python."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def run_pass(contender: str, kind: str, command: list[str], counts_url: str) -> Used:
    """Measure one command.

    Raises:
        RuntimeError: if it failed: half a pass is no measurement.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    measured = subprocess.run(
        [sys.executable, TOOLS / "measure.py", *command],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=TOOLS.parent,
    )
    figures = json.loads(measured.stdout)
    if figures.pop("code"):
        msg = f"{contender} failed in the {kind} pass:\n{measured.stderr[-2000:]}"
        raise RuntimeError(msg)
    with urllib.request.urlopen(counts_url) as response:  # noqa: S310 -- our own site
        answers = json.load(response)
    return Used(contender=contender, kind=kind, answers=answers, **figures)


def repeat(contenders: dict[str, Make], feeds: list[str], folder: Path) -> Iterator[Used]:
    """Both passes of every contender, with and without feeds, in turns: a slow minute hits all."""
    counts_url = feeds[0].replace("feed.xml", "counts")
    commands = {name: make(folder / name, feeds) for name, make in contenders.items()}
    commands |= {
        f"{name}{IDLE}": make(folder / (name + IDLE), []) for name, make in contenders.items()
    }
    for kind in TARGETS:
        for name, command in commands.items():
            used = run_pass(name, kind, command, counts_url)
            print(f"{describe(used)}", file=sys.stderr, flush=True)
            yield used


def describe(used: Used) -> str:
    """One measurement as a line."""
    return (
        f"{used.kind:10} {used.contender:11} {used.cpu_seconds:7.2f} s CPU "
        f"{used.wall_seconds:7.2f} s wall {used.max_rss_mb:6.0f} MB  answers {used.answers}"
    )


def bench_feeds(arguments: argparse.Namespace) -> list[Used]:
    """All measurements of the `feeds` bench."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        python = arguments.peer or install(folder / "peer", PEER)
        contenders: dict[str, Make] = {"ours": ours, "theirs": lambda f, u: theirs(python, f, u)}
        beside = others(folder / "others") if arguments.others else {}
        results: list[Used] = []
        for number in range(arguments.repeat):
            with site(arguments.feeds, arguments.items) as feeds:
                results += repeat(contenders | beside, feeds, folder / str(number))
            beside = {}
        return results


def median_cpu(results: list[Used], contender: str, kind: str) -> float:
    """The median CPU seconds of one contender's passes of one kind."""
    return statistics.median(
        used.cpu_seconds for used in results if (used.contender, used.kind) == (contender, kind)
    )


def summarise(results: list[Used]) -> dict[str, dict[str, float]]:
    """Per kind of pass: the medians without what an idle one costs, our ratio and the target."""
    names = [name for name in dict.fromkeys(used.contender for used in results) if IDLE not in name]
    summary = {}
    for kind, target in TARGETS.items():
        row = {
            name: median_cpu(results, name, kind) - median_cpu(results, name + IDLE, kind)
            for name in names
        }
        summary[kind] = {**row, "ratio": row["ours"] / row["theirs"], "target": target}
    return summary


def run_feeds(arguments: argparse.Namespace) -> int:
    """Measure and print polling; 1 where a ratio misses its target."""
    summary = summarise(bench_feeds(arguments))
    if arguments.json:
        print(json.dumps(summary, indent=2))
    else:
        for kind, row in summary.items():
            seconds = "  ".join(
                f"{name} {used:.2f} s"
                for name, used in row.items()
                if name not in {"ratio", "target"}
            )
            print(f"{kind:10} {seconds}  ratio {row['ratio']:.2f} (target {row['target']:.1f})")
    return int(any(row["ratio"] > row["target"] for row in summary.values()))


def run_claims(arguments: argparse.Namespace) -> int:
    """Measure and print reading; 1 where a figure misses its target."""
    from tools import bench_claims  # the peer's bench loads nothing of ours into this process

    figures = list(bench_claims.measure_watches(arguments.articles, arguments.repeat))
    long_seconds = bench_claims.measure_long_text(arguments.repeat)
    if arguments.json:
        rows = [asdict(each) for each in figures]
        print(json.dumps({"watches": rows, "long_seconds": long_seconds}, indent=2))
    else:
        for each in figures:
            print(
                f"{each.events:3} events  {each.per_second:7.0f} articles per CPU second  "
                f"other {each.other_ms:.2f} ms  passing {each.passing_ms:.1f} ms  "
                f"watched {each.watched_ms:.1f} ms"
            )
        print(f"1 MB with {bench_claims.LONG_TEXT_EVENTS} events  {long_seconds:.2f} s CPU")
    missed = bench_claims.missed(figures, long_seconds)
    for name in missed:
        print(f"missed: {name} below {bench_claims.TARGETS[name]:g}", file=sys.stderr)
    return int(bool(missed))


def run_replay(arguments: argparse.Namespace) -> int:
    """Measure and print a replay; 1 where it takes too long."""
    from tools import bench_replay

    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        used = bench_replay.measure(Path(name), arguments.articles)
    if arguments.json:
        print(json.dumps(asdict(used), indent=2))
    else:
        print(
            f"{used.articles} articles  {used.wall_seconds:.1f} s wall {used.cpu_seconds:.1f} s CPU "
            f"{used.max_rss_mb:.0f} MB  alerts: {used.same} the same, {used.others} others"
        )
    return int(used.wall_seconds > bench_replay.TARGET_SECONDS)


def run_search(arguments: argparse.Namespace) -> int:
    """Measure and print finds and upkeep; 1 where a figure misses its target."""
    from tools import bench_search

    figures = bench_search.measure(arguments.articles, arguments.repeat)
    if arguments.json:
        print(json.dumps(asdict(figures), indent=2))
    else:
        print("\n".join(bench_search.describe(figures)))
    missed = bench_search.missed(figures)
    for name in missed:
        print(f"missed: {name} below {bench_search.TARGETS[name]:g}", file=sys.stderr)
    return int(bool(missed))


def run_copies(arguments: argparse.Namespace) -> int:
    """Measure and print how copies are known; 1 where a figure misses its target."""
    from tools import bench_copies

    figures = bench_copies.measure(arguments.articles, arguments.samples, arguments.negatives)
    peers = bench_copies.measure_peers(arguments.peer, arguments.articles, arguments.samples)
    if arguments.json:
        print(json.dumps({"ours": asdict(figures), "peers": peers}, indent=2))
    else:
        print("\n".join(bench_copies.lines(figures, peers)))
    missed = bench_copies.missed(figures)
    for name in missed:
        print(f"missed: {name}, {bench_copies.TARGETS[name]:g}", file=sys.stderr)
    return int(bool(missed))


def add_copies(benches: Any) -> None:
    """The words of the `copies` bench."""
    copies = benches.add_parser("copies", help="near-duplicates, beside datasketch and rensa")
    copies.set_defaults(run=run_copies)
    copies.add_argument("--articles", type=int, default=100_000)
    copies.add_argument("--samples", type=int, default=1000, help="copies of each kind")
    copies.add_argument("--negatives", type=int, default=2500)
    copies.add_argument("--peer", help="a Python that has datasketch and rensa; default: none")
    copies.add_argument("--json", action="store_true")


def main() -> int:
    """Run the bench that was asked for; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    benches = parser.add_subparsers(required=True)
    feeds = benches.add_parser("feeds", help="polling, against reader")
    feeds.set_defaults(run=run_feeds)
    feeds.add_argument("--feeds", type=int, default=500)
    feeds.add_argument("--items", type=int, default=20)
    feeds.add_argument("--repeat", type=int, default=3)
    feeds.add_argument("--peer", help="a Python that has reader; default: a throw-away one")
    feeds.add_argument("--others", action="store_true", help="newsboat and rss2email beside them")
    feeds.add_argument("--json", action="store_true")
    claims = benches.add_parser("claims", help="classify, claims and track")
    claims.set_defaults(run=run_claims)
    claims.add_argument("--articles", type=int, default=200)
    claims.add_argument("--repeat", type=int, default=3)
    claims.add_argument("--json", action="store_true")
    add_copies(benches)
    search = benches.add_parser("search", help="finds and upkeep in a large corpus")
    search.set_defaults(run=run_search)
    search.add_argument("--articles", type=int, default=100_000)
    search.add_argument("--repeat", type=int, default=5)
    search.add_argument("--json", action="store_true")
    replay = benches.add_parser("replay", help="a configuration over a stored corpus")
    replay.set_defaults(run=run_replay)
    replay.add_argument("--articles", type=int, default=10_000)
    replay.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
