"""Texts cut to what a service takes, on a border between characters as people see them.

Sizes are counted in UTF-16 units, the largest count that services use for characters: an emoji is
two of them, in Telegram's and Discord's limits as here.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile

MARKER = "…"
"""Says that there was more."""

LINK = re.compile(r"^https?://\S+$", re.MULTILINE)
"""A message's own link has a line to itself; one in a sentence is somebody else's."""

JOINER = "\u200d"
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
"""What makes one picture of several characters. Source: Unicode 16, UTS #51, section 1.4."""


def size(text: str) -> int:
    """How long a text is, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """A text of at most `limit` units, cut between words or characters, with a marker if cut."""
    if size(text) <= limit:
        return text
    room = max(0, limit - size(MARKER))
    end = len(text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore"))
    space = text.rfind(" ", 0, end + 1)
    if space > end // 2:  # else a long word: a part of it says more than nothing
        end = space
    while end and not _is_border(text, end):
        end -= 1
    return text[:end].rstrip() + MARKER if limit else ""


def cut_around_link(text: str, limit: int) -> str:
    """A text of at most `limit` units that keeps its first link, behind the marker if need be.

    A link that does not fit is left out whole: a part of one leads nowhere.
    """
    kept = cut(text, limit)
    link = LINK.search(text)
    if link is None or link[0] in kept:
        return kept
    head = text[: link.start()].rstrip()
    room = limit - size(link[0]) - 1  # 1: the line break
    if room < size(MARKER):
        return cut(f"{head} {MARKER}", limit)
    return f"{cut(head, room)}\n{link[0]}"


def _is_border(text: str, at: int) -> bool:
    """Whether no character as people see it lies on both sides of an index inside a text.

    Source: the rules of UAX #29, section 3.1.1, that matter for text in use.
    """
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or ord(after) in SKIN_TONES:
        return False
    if JOINER in {before, after}:
        return False
    if ord(after) not in FLAG_LETTERS:
        return True
    run = takewhile(lambda character: ord(character) in FLAG_LETTERS, reversed(text[:at]))
    return len(list(run)) % 2 == 0  # flags are pairs
