"""The bytes of an XML feed, mended where a parser would read everything wrong for one of them."""

from __future__ import annotations

import codecs
import re

UTF8_XML = "application/xml; charset=utf-8"

WIDE_MARKS = (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE, b"\0<", b"<\0", b"\0\0")
"""How documents in UTF-16 and UTF-32 begin. Source: XML 1.0, appendix F."""

CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D, 0x1B})
"""Bytes that no XML document may hold; escape stays, as Japanese charsets are built on it.

Source: XML 1.0, section 2.2.
"""

BARE_AMPERSAND = re.compile(
    rb"&(?!(?:[a-z_:][\w.:-]{0,63}|#\d{1,10}|#x[0-9a-f]{1,8});)", re.IGNORECASE
)
"""One that begins no reference, as in "R&D"; feedparser would read "R&D;" there."""

SECTION, END_OF_SECTION = b"<![CDATA[", b"]]>"
ESCAPE = b"\x1b"
"""Behind it, an ampersand may be half of a Japanese character."""

HIGH_HALVES, LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
CHARACTERS = (range(0x20, 0xD800), range(0xE000, 0x110000), (0x09, 0x0A, 0x0D))
"""What a reference may name, and the halves of UTF-16 that it may not. Source: as above."""

REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));", re.IGNORECASE)
PAIR = re.compile(
    rb"&#(?:x(d[89ab][0-9a-f]{2})|(5[56]\d{3}));&#(?:x(d[c-f][0-9a-f]{2})|(5[67]\d{3}));",
    re.IGNORECASE,
)
"""Two references to the halves of one character, as programs write emoji that think in UTF-16."""


def mend(body: bytes, content_type: str) -> tuple[bytes, str]:
    """A document and the type to read it by, from a body and its Content-Type.

    References to characters that do not exist make a parser give up the whole feed: halves are put
    together, others dropped; an ampersand that begins none is escaped. Documents in UTF-16 or
    UTF-32 are left as they are.
    """
    if body.startswith(WIDE_MARKS):
        return body, content_type
    body = body.translate(None, CONTROLS)
    if b"&#" in body:
        body = REFERENCE.sub(_existing, PAIR.sub(_joined, body))
    if b"&" in body and ESCAPE not in body:
        body = _escaped(body)
    return _in_utf8(body, content_type)


def _in_utf8(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Made sure of where it is UTF-8, whatever it declares.

    No other charset looks like UTF-8 by chance. One bad byte would make feedparser read everything
    as windows-1252: it becomes one bad character.
    """
    if body.isascii():
        return body, content_type
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged and damaged >= sum(not character.isascii() for character in text) - damaged:
        return body, content_type
    return text.encode(), UTF8_XML


def _escaped(body: bytes) -> bytes:
    """Bare ampersands as references, but for those in CDATA sections, where they mean themselves."""
    outside, *sections = body.split(SECTION)
    pieces = [BARE_AMPERSAND.sub(b"&amp;", outside)]
    for section in sections:
        data, end, outside = section.partition(END_OF_SECTION)
        pieces += (SECTION, data, end, BARE_AMPERSAND.sub(b"&amp;", outside))
    return b"".join(pieces)


def _existing(reference: re.Match[bytes]) -> bytes:
    """A reference as it is, or nothing if XML knows no such character."""
    number = _number(reference[1], reference[2])
    return reference[0] if any(number in some for some in CHARACTERS) else b""


def _joined(pair: re.Match[bytes]) -> bytes:
    high, low = _number(pair[1], pair[2]), _number(pair[3], pair[4])
    if high not in HIGH_HALVES or low not in LOW_HALVES:
        return pair[0]
    whole = (chr(high) + chr(low)).encode("utf-16", "surrogatepass").decode("utf-16")
    return b"&#%d;" % ord(whole)


def _number(hexadecimal: bytes | None, decimal: bytes | None) -> int:
    return int(hexadecimal, 16) if hexadecimal else int(decimal or b"0")
