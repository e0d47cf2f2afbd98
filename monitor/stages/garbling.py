"""Garbling: whether a line is another one whose bytes were read in the wrong charset."""

from __future__ import annotations

import re

WRITTEN_IN = ("utf-8", "cp1251", "koi8-r", "cp1250", "gbk", "shift_jis")
READ_AS = ("cp1252", "latin-1", "cp1251", "ascii")
"""What feeds are written in, and what a careless program takes them for. The other way round would be
a line that was mended. Source: the charsets of the web by use; mojibake as it is met."""
GAPS = re.compile(r"[\s\xa0\xad]+")
LOST = re.compile(r"[\s?\ufffd\x7f-\x9f\xa0\xad]+")
"""What stands for a byte that means nothing, or is lost where text is cleaned."""
DAMAGE = r"(?:[?\ufffd]|[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ])"
"""Question marks, and UTF-8 read as a Western charset."""
FOREIGN = re.compile(r"[^\x21-\x7e]+")
FEWEST_LETTERS = 4
"""With fewer letters left, what two lines share is chance."""


def is_garbled(new: str, old: str) -> bool:
    """Whether a line is an older one that only lost its charset."""
    if old == new or old.isascii() or _asks(new, old):
        return False
    seen = LOST.sub("", new)
    return any(
        LOST.sub("", _misread(old, written, read)) == seen
        for written in WRITTEN_IN
        for read in READ_AS
        if written != read
    ) or _shares_all_but_damage(new, old)


def _asks(new: str, old: str) -> bool:
    """Whether a question mark was put behind a last letter that no charset damages."""
    end = old.rstrip()[-1:]
    return new.rstrip().endswith("?") and end.isascii() and end != "?"


def _misread(text: str, written: str, read: str) -> str:
    return text.encode(written, "ignore").decode(read, "replace")


def _shares_all_but_damage(new: str, old: str) -> bool:
    """Whether a line has damage in the place of each letter of an older one that is not ASCII.

    What lacks some of them, or has a question mark elsewhere, was written so by somebody.
    """
    kept = [re.escape(each) for each in FOREIGN.split(GAPS.sub("", old))]
    if sum(map(len, FOREIGN.split(old))) < FEWEST_LETTERS:
        return False
    return re.fullmatch(f"{DAMAGE}+".join(kept), GAPS.sub("", new)) is not None
