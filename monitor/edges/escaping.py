"""Texts that no chat service takes for anything but text: no mention, no markup, no hidden link.

Each service has a markup of its own, some have several, and what a plugin escapes differs from
release to release. So what they have in common is replaced by characters that look alike and mean
nothing. A reader sees the same sentence, in every service.
"""

from __future__ import annotations

import re

from monitor.edges.cutting import LINK

LOOKALIKES = str.maketrans({"*": "＊", "~": "～", "|": "｜", "`": "'"})
"""Bold, strike-through, spoiler and cell, code. Source: CommonMark 0.31; the formatting pages of
Slack, Discord, Mattermost, Telegram, Zulip and Rocket.Chat."""

MARKUP = re.compile(
    r"(?P<at>@(?=everyone|here|channel|all)|(?<!\w)@(?=\w))"  # wakes people
    r"|(?P<angle><(?=\S))"  # Slack's mentions and links, HTML
    r"|(?P<link>\](?=\())"  # the middle of a Markdown link or picture
    r"|(?P<dot>(?<=\w)\.(?=[^\W\d_]{2}))"  # a domain is a link in many programs, with or without www
    r"|(?P<colon>(?<=\w)(?<!hxxp)(?<!hxxps):(?=//))"  # and so is tg://, slack://
    r"|(?P<emphasis>(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))"  # but not inside a_word
    r"|(?P<mail>=(?=\?[\w-]+\?[bq]\?))",  # an encoded word: mail programs decode it (RFC 2047)
    re.IGNORECASE,
)
HARMLESS = {
    "at": "＠",
    "angle": "‹",
    "link": "] ",
    "dot": "․",
    "colon": "：",
    "emphasis": "＿",
    "mail": "＝",
}

WEB_ADDRESS = re.compile(r"(?P<scheme>http)(?=s?://)|(?<=://)(?P<host>[^\s/?#]+)", re.IGNORECASE)
"""What makes a program show an address as a link, by its two ends."""

UNSAFE_IN_LINK = re.compile(r"[^A-Za-z0-9\-._~:/?#!$&'()+,;=%\u00a1-\U0010ffff]")
"""Characters of a link that end it, or mean something to a chat service. Source: RFC 3986, section
2; taken out are `@`, `*`, `[` and `]`."""


def escape_line(text: str) -> str:
    """A line in which nothing is a link, a mention or markup."""
    return MARKUP.sub(_harmless, WEB_ADDRESS.sub(_defanged, text).translate(LOOKALIKES))


def escape_text(text: str) -> str:
    """Lines in which nothing is a mention or markup, and only a line of its own is a link.

    Messages give their own link a line; addresses inside sentences are a stranger's.
    """
    return "\n".join(map(_escape_unless_link, text.split("\n")))


def _escape_unless_link(line: str) -> str:
    if LINK.match(line):
        return UNSAFE_IN_LINK.sub(_percent_encoded, line)
    return escape_line(line)


def _harmless(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    return HARMLESS[kind] * (len(found[0]) if kind == "emphasis" else 1)


def _defanged(found: re.Match[str]) -> str:
    return "hxxp" if found["scheme"] else found["host"].replace(".", "[.]")


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
