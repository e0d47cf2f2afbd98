"""Garbling: whether a line is another one whose bytes were read in the wrong charset."""

from __future__ import annotations

import re

WRITTEN_IN = ("utf-8", "cp1251", "koi8-r", "cp1250", "gbk", "shift_jis")
READ_AS = ("cp1252", "latin-1", "cp1251", "ascii")
"""What feeds are written in, and what a careless program takes them for. The other way round would be
a line that was mended. Source: the charsets of the web by use; mojibake as it is met."""
LOST = re.compile(r"[\s?\ufffd\x7f-\x9f\xa0\xad]+")
"""What stands for a byte that means nothing, or is lost where text is cleaned."""
DAMAGE = re.compile(r"[?\ufffd]|[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]")
"""Question marks, and UTF-8 read as a Western charset."""
NOT_ASCII = re.compile(r"[^\x21-\x7e]|\?")
FEWEST_LETTERS = 4
"""With fewer letters left, what two lines share is chance."""


def is_garbled(new: str, old: str) -> bool:
    """Whether a line is an older one that only lost its charset."""
    if old == new or old.isascii():
        return False
    seen = LOST.sub("", new)
    return any(
        LOST.sub("", _misread(old, written, read)) == seen
        for written in WRITTEN_IN
        for read in READ_AS
        if written != read
    ) or _shares_all_but_damage(new, old)


def _misread(text: str, written: str, read: str) -> str:
    return text.encode(written, "ignore").decode(read, "replace")


def _shares_all_but_damage(new: str, old: str) -> bool:
    letters = NOT_ASCII.sub("", old)
    is_same = letters == NOT_ASCII.sub("", new) and len(letters) >= FEWEST_LETTERS
    return is_same and DAMAGE.search(new) is not None
