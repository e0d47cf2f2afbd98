"""Plain text from what strangers wrote: the one place where markup and odd characters are lost.

Everything behind it (rules, hashes, offsets, alerts, pages) can rely on that: no tags, no control
characters, no characters that show one thing and mean another, one form of each letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser

UNWANTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, except those that are white space
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"  # without width: they hide in words
    "\u202a-\u202e\u2066-\u206f"  # bidirectional controls: they reverse what is shown
    "\ud800-\udfff"  # lone surrogates: no encoding can hold them
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # no characters, or marks of annotations
    "\U000e0000-\U000e007f"  # tags: whole messages that nobody sees
    "]"
)
"""Characters that are removed. The joiners among them are letters' business in Persian and in
emoji: a word is then spelled in one piece, and a family becomes its members. That is the price for
"post<joiner>poned" being read as what it shows."""

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "main", "nav", "ol", "p", "pre", "section", "table", "title", "ul"),
    }
)
"""Elements that are paragraphs of their own. Source: HTML Living Standard, section 15.3."""

LINES = frozenset({"br", "dd", "dt", "legend", "li", "option", "summary", "tr"})
"""Elements that begin a new line inside a paragraph."""

CELLS = frozenset({"td", "th"})
DROPPED = frozenset({"script", "style"})
"""Elements whose content is not text."""

BREAKS = {
    **{f"{slash}{tag}": "\n\n" for tag in BLOCKS for slash in ("", "/")},
    **dict.fromkeys(LINES, "\n"),
    **dict.fromkeys(CELLS, " "),
}
"""What a tag puts into the text; an end tag has its slash."""
SIMPLE_TAG = re.compile(
    r"<(/?[A-Za-z][A-Za-z0-9]*)"
    r"(?:\s[^<>\"']*+(?:(?:\"[^\"<>]*+\"|'[^'<>]*+')[^<>\"']*+)*+)?/?>"
)
"""A tag that no reader could take for anything else."""

CHARS_PER_WORD = 6
"""With the space, in English prose; Chinese takes about two characters to a word, so this is low."""

BLANK_LINES = re.compile(r"\n{2,}")
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
WHITE_SPACE = re.compile(r"\s+")


def clean_line(text: str) -> str:
    """One line of plain text from plain text: unwanted characters lost, white space folded."""
    return " ".join(_composed(text).split())


def clean_text(text: str) -> str:
    """Paragraphs separated by a blank line from plain text; single line breaks are kept."""
    lines = (" ".join(line.split()) for line in _composed(text).splitlines())
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def plain_text(markup: str) -> str:
    """Paragraphs of plain text from HTML, or from plain text that may hold entities.

    Tags are lost, `script` and `style` with what they hold; entities are decoded once. Single line
    breaks of the source mean nothing; without any tag, blank lines separate paragraphs.
    """
    if "<" not in markup:
        paragraphs = PARAGRAPH_BREAK.split(_composed(html.unescape(markup)))
        return clean_text("\n\n".join(" ".join(each.split()) for each in paragraphs))
    pieces = _simple_pieces(markup)
    if pieces is None:
        reader = _TextReader()
        reader.feed(markup)
        reader.close()
        pieces = reader.pieces
    return clean_text("".join(pieces))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of a text, cut between words, with an ellipsis if cut."""
    if len(text) <= limit:
        return text
    end = text[:limit].rfind(" ")
    if end <= limit // 2:  # a long word: half of it says more than nothing
        end = limit - 1
    return text[:end].rstrip() + "…"


def word_count(text: str) -> int:
    """About how many words a text has; without spaces between them, counted by its length."""
    return max(len(text.split()), len(text) // CHARS_PER_WORD)


def _composed(text: str) -> str:
    """One kind of line end, and letters in their composed form (й is one character, not two)."""
    text = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text)


def _simple_pieces(markup: str) -> list[str] | None:
    """What `_TextReader` reads of markup that holds tags and text alone; None for any other.

    Most of what feeds carry is such markup, and this is five times faster.
    """
    parts = SIMPLE_TAG.split(markup)
    texts, tags = parts[::2], [tag.lower() for tag in parts[1::2]]
    if any("<" in text for text in texts) or not DROPPED.isdisjoint(tags):
        return None
    pieces = [_data(texts[0])]
    for tag, text in zip(tags, texts[1:], strict=True):
        pieces.append(BREAKS.get(tag, ""))
        pieces.append(_data(text))
    return pieces


def _data(text: str) -> str:
    return WHITE_SPACE.sub(" ", html.unescape(text))


class _TextReader(HTMLParser):
    """Collects text; white space of the markup is folded, block elements make blank lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in DROPPED:
            self._dropped.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED and self._dropped:
            self._dropped.pop()
        elif tag in BLOCKS:
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.pieces.append(WHITE_SPACE.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n\n")
        elif tag in LINES:
            self.pieces.append("\n")
        elif tag in CELLS:
            self.pieces.append(" ")
