"""A sentence → its line: the words that patterns are matched against, with tags and offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from monitor.config.patterns import Tag

WORD = re.compile(
    r"(?:\b\w\.){2,}"
    r"|\b(?:[12]?\d|3[01])\.(?=\s+[^\W\d])|\b\d{1,2}[:.]\d\d\b"
    r"|\b(?:mr|mrs|ms|dr|gen|sen|st|jan|feb|aug|sept|oct|nov|dec|им|г)\."
    r"|\w+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b"
    r"|\b(?:qu|jusqu|lorsqu|puisqu|aujourd|[ldnsjcmt])'(?=\w)"
    r"|\w+(?:'[а-яіїєґ]\w*)*"
    r"|[^\w\s]"
)
"""Words without their clitics, abbreviations and German ordinals with their stops, clock times,
single marks."""
APPOSITION = re.compile(
    r"(?<=[^\W\d_] )\((?:[^\W\d_a-zа-яїієґà-ÿ][\w./-]*|\d{1,3})(?: [\w./-]+)?\)"
)
"""A party, an age, a short name in brackets: `Doe (CDU) has`, `Roe (54) said`."""
CLITIC_STEMS = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
"""What is left of a word before n't."""
CAPITAL_NOUNS = frozenset({"de"})
"""Languages whose capitals tell nouns from verbs, `Treffen` from `treffen`, and no names. Source:
amtliche Regelung der deutschen Rechtschreibung, paragraph 55."""
QUOTES = frozenset("\"'*_«»")
HYPHEN = "-"
BARE_CAPITAL, PREPOSITION = "a", "à"
"""What opens a French sentence in print, and what it is: an auxiliary never does."""


class Word(NamedTuple):
    """A word or mark: `start:end` offsets into the part, `text` folded, `capital` as written."""

    start: int
    end: int
    text: str
    capital: bool


class Line(NamedTuple):
    """The words of a sentence and the text that patterns see: one space after each word."""

    words: tuple[Word, ...]
    text: str
    offsets: tuple[int, ...]

    def word_at(self, offset: int) -> int:
        """The index of the word that an offset into `text` falls on; at the end: their number."""
        return bisect_right(self.offsets, offset) - 1

    def word_after(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset into `text`."""
        return bisect_right(self.offsets, offset - 1)


def read_words(raw: str, folded: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of `start:end`; quotes are left out, hyphens within words too, dashes are kept.

    What brackets add to a name is left out as well.
    """
    words: list[Word] = []
    added = [each.span() for each in APPOSITION.finditer(raw, start, end)]
    for match in WORD.finditer(folded, start, end):
        text, first = match[0], match.start()
        if text in QUOTES or (text == HYPHEN and _joins(raw, folded, first)):
            continue
        if added and any(opening <= first < closing for opening, closing in added):
            continue
        if words and text == "n't":
            before = words[-1]
            words[-1] = before._replace(text=CLITIC_STEMS.get(before.text, before.text))
        words.append(Word(first, match.end(), text, raw[first].isupper()))
    return tuple(words)


def with_accents(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """French words as they are spelt, where a capital that opens them has lost its accent: `A Paris`."""
    if words[:1] and words[0].text == BARE_CAPITAL and words[0].capital:
        return (words[0]._replace(text=PREPOSITION), *words[1:])
    return words


def _joins(raw: str, folded: str, index: int) -> bool:
    """Whether a hyphen or dash stands within a word: `sit-down`, `Minsk–Kyiv`."""
    if raw[index] == "—":
        return False
    around = folded[max(index - 1, 0) : index + 2]
    return len(around) == 3 and not around[0].isspace() and not around[2].isspace()  # noqa: PLR2004


def make_line(words: tuple[Word, ...], tags: Mapping[int, set[Tag]]) -> Line:
    """The line of words; `tags` by index of the word."""
    pieces = [" "]
    offsets: list[int] = []
    at = 1
    for index, word in enumerate(words):
        marks = "".join(tag for tag in Tag if tag in tags[index]) if index in tags else ""
        piece = f"{word.text}{marks} "
        offsets.append(at)
        at += len(piece)
        pieces.append(piece)
    return Line(words, "".join(pieces), tuple(offsets))
