"""Signature: what tells the near-duplicates of a text among a hundred thousand others, by MinHash.

The share of equal numbers in two signatures estimates the similarity of the texts' shingles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from struct import pack
from zlib import crc32

from monitor.model.signatures import LAYOUT, NUMBERS

SHINGLE_WORDS = 3
"""Words of a shingle: of two reports of one event hardly any is the same, of two copies about
half. Source: measured on syndicated articles."""
TITLE_WORDS = 5
"""Fewer words make a title that tells no article from another: "Morning briefing"."""
SEED = 20_311
"""Any number, but never another: signatures of other seeds cannot be compared."""
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
"""Scripts that set no spaces: Thai, Lao, Burmese, Khmer, kana, Chinese characters. Source: Unicode,
its block chart and section 6.2."""


def words(normal: str) -> list[str]:
    """The words of a normal text; of scripts without spaces, each two neighbouring characters."""
    if normal.isascii() or not SPACELESS.search(normal):
        return normal.split()
    return SPACELESS.sub(_pairs, normal).split()


def _pairs(run: re.Match[str]) -> str:
    characters = run[0]
    pairs = (one + other for one, other in pairwise(characters))
    return f" {' '.join(pairs) or characters} "


def sign(title: Sequence[str], text: Sequence[str]) -> bytes:
    """The signature of an article from the words of its title and of its text.

    The same on every machine and in every process. Without words of a text: of the title alone.
    """
    head = pack("<I", crc32(" ".join(title).encode()) if len(title) >= TITLE_WORDS else 0)
    return head + _minhash(text) if text else head


def _minhash(text: Sequence[str]) -> bytes:
    # Loaded at the first text, so that commands that read none start without it.
    from rensa import RMinHash

    minhash = RMinHash(num_perm=NUMBERS, seed=SEED)
    shingles = zip(*(text[start:] for start in range(SHINGLE_WORDS)), strict=False)
    minhash.update([*map(" ".join, shingles)])
    return LAYOUT.pack(*minhash.digest())
