"""The peers of `bench.py copies`: one library's index in memory, by itself in a process.

    python bench_copies_peers.py datasketch|rensa SAMPLES.jsonl

Prints JSON: CPU milliseconds for an article (signature and index), for a query, megabytes, and the
share of copies found by kind. Same shingles, numbers and estimate as ours, other bands; no texts are
compared. Needs the standard library and the peer alone.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

NUMBERS = 96
BANDS = 32
ROWS = 3
LEAST = 0.3
"""Estimated similarity from which a candidate is called a copy."""
WORD = re.compile(r"\w+")


class Index(ABC):
    """A library's index; what differs between the two is how it is made and how it signs."""

    def __init__(self, lsh: Any) -> None:
        """An index around an empty one of the library."""
        self._lsh = lsh
        self._kept: dict[int, Any] = {}

    @abstractmethod
    def sign(self, text: str) -> Any:
        """The library's signature of a text."""

    def add(self, number: int, text: str) -> None:
        """Keep a text."""
        self._kept[number] = self.sign(text)
        self._lsh.insert(number, self._kept[number])

    def find(self, text: str) -> list[int]:
        """The numbers of the texts that it may be a copy of."""
        minhash = self.sign(text)
        return [n for n in self._lsh.query(minhash) if minhash.jaccard(self._kept[n]) >= LEAST]


class Datasketch(Index):
    """MinHashLSH of datasketch."""

    def __init__(self) -> None:
        """An empty index."""
        datasketch: Any = import_module("datasketch")
        self._minhash = datasketch.MinHash
        super().__init__(datasketch.MinHashLSH(num_perm=NUMBERS, params=(BANDS, ROWS)))

    def sign(self, text: str) -> Any:
        """Of all shingles at once."""
        minhash = self._minhash(num_perm=NUMBERS)
        minhash.update_batch([shingle.encode() for shingle in shingles(text)])
        return minhash


class Rensa(Index):
    """RMinHashLSH of rensa."""

    def __init__(self) -> None:
        """An empty index."""
        rensa: Any = import_module("rensa")
        self._minhash = rensa.RMinHash
        super().__init__(rensa.RMinHashLSH(threshold=LEAST, num_perm=NUMBERS, num_bands=BANDS))

    def sign(self, text: str) -> Any:
        """Of all shingles at once."""
        minhash = self._minhash(num_perm=NUMBERS, seed=1)
        minhash.update(list(shingles(text)))
        return minhash


PEERS: dict[str, type[Datasketch | Rensa]] = {"datasketch": Datasketch, "rensa": Rensa}


def shingles(text: str) -> Iterator[str]:
    """Each three neighbouring words of a text."""
    words = WORD.findall(text.lower())
    return (" ".join(three) for three in zip(words, words[1:], words[2:], strict=False))


def resident_mb() -> float:
    """Memory of this process now. Source: proc_pid_statm(5)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def measure(index: Index, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a peer takes and finds, from articles and then their copies."""
    articles = [row for row in rows if "kind" not in row]
    copies = [row for row in rows if "kind" in row]
    before = resident_mb()
    started = time.process_time()
    for number, row in enumerate(articles):
        index.add(number, row["text"])
    added = time.process_time()
    found: dict[str, list[bool]] = defaultdict(list)
    for row in copies:
        found[row["kind"]].append(row["of"] in index.find(row["text"]))
    asked = time.process_time()
    return {
        "add_ms": (added - started) / len(articles) * 1000,
        "query_ms": (asked - added) / max(1, len(copies)) * 1000,
        "megabytes": resident_mb() - before,
        "recall": {kind: sum(hits) / len(hits) for kind, hits in found.items()},
    }


def main() -> None:
    """Print what the named peer takes and finds."""
    name, file = sys.argv[1:]
    rows = [json.loads(line) for line in Path(file).read_text().splitlines()]
    sys.stdout.write(json.dumps(measure(PEERS[name](), rows)) + "\n")


if __name__ == "__main__":
    main()
