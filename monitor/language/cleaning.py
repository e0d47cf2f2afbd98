"""Plain text from what strangers wrote: the one place where markup and odd characters are lost.

Everything behind it (rules, hashes, offsets, alerts, pages) can rely on that: no tags, no control
characters, no characters that show one thing and mean another, one form of each letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

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
UNWANTED_ASCII = dict.fromkeys(code for code in range(128) if UNWANTED.match(chr(code)))

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
BREAKS = {
    **dict.fromkeys(BLOCKS, "\n\n"),
    **dict.fromkeys(LINES, "\n"),
    **dict.fromkeys(CELLS, " "),
}
DROPPED = frozenset({"script", "style"})
"""Elements whose content is not text."""

CHARS_PER_WORD = 6
"""With the space, in English prose; Chinese takes about two characters to a word, so this is low."""

TAG = re.compile(
    "<(?:!--.*?(?:-->|$)"
    "|[!?][^>]*>"
    "|(?P<slash>/?)(?P<name>[a-z][^\\s/>]{0,100})(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,2000}+>)",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, a declaration or a tag; anything else that begins with < is text. Source: measured: half
the time of html.parser, which takes 32 s for 280 kB of comments that never end, and this 3 ms. The
bound keeps quotes that never match from costing the square of their number."""

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
        return "\n\n".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
    return _folded(_composed("".join(_pieces(" ".join(markup.split())))))


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():  # the same in a tenth of the time
        return text.translate(UNWANTED_ASCII)
    return unicodedata.normalize("NFC", UNWANTED.sub("", text))


def _folded(text: str) -> str:
    """Paragraphs from a text whose white space is spaces and line breaks alone."""
    while "  " in text:
        text = text.replace("  ", " ")
    text = "\n".join([line.strip(" ") for line in text.split("\n")])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _pieces(markup: str) -> Iterator[str]:
    """The text between tags, and the breaks that block elements make."""
    at = 0
    last = markup.rfind(">")  # behind it there is no tag, and no need to look for one at each <
    while tag := TAG.search(markup, at, last + 1):
        yield _data(markup[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name in DROPPED and not tag["slash"]:
            at = _end_of(name, markup, at)
        elif name in BLOCKS or not tag["slash"]:
            yield BREAKS.get(name, "")
    yield _data(markup[at:])


def _data(text: str) -> str:
    # Entities are decoded here, so that what they stand for is never taken for a tag or a break.
    return WHITE_SPACE.sub(" ", html.unescape(text)) if "&" in text else text


def _end_of(name: str, markup: str, start: int) -> int:
    """Where the content of an element that is dropped ends: at its end tag, else at the end."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(markup, start)
    return found.start() if found else len(markup)
