"""An article's title or text → its sentences, with offsets and the kind of block they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from monitor.model.articles import Part

MAX_CHARACTERS = 20_000
"""What is read of a text: news stands at the top, and a hostile page must cost little. A choice,
about twice the longest of the hundred-odd articles that the engine was developed on."""
MAX_SENTENCE = 1_000
"""A longer run without an end is a list or a table that lost its line breaks."""
HEADING_WORDS = 9
"""A block of fewer words without a full stop at its end is a heading."""


class Block(StrEnum):
    """What a sentence stands in; only prose, titles and headings can carry claims."""

    TITLE = "title"
    PROSE = "prose"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `start:end` of its part; `block` counts the text's paragraphs from 0."""

    part: Part
    start: int
    end: int
    kind: Block
    block: int


PARAGRAPH = re.compile(r"[^\n]+")
END = re.compile(
    r"(?P<mark>[.!?…]+)[\"'”’»)\]]*(?=\s+[\"'“‘„«»›(\[—–-]*\s*[\w$€£])"
    r"|(?<=[^\W\d_]{2})[.!?](?=[«“\"]?[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ']|[A-Z][a-z])"
    r"|(?<=[^\W\d_]{2}[.!?])(?=[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ])"
)
"""A full stop before a space, or one that glues two sentences (`clearly.He`)."""
ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'-])(?:[A-ZА-ЯІЇЄ]|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Prof|St|Jr|Sgt|Lt|Col|vs|No|Art|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[Uu]\.S|U\.K|U\.N|e\.g|i\.e|a\.m|p\.m|"
    r"т|г|гг|им|млн|млрд|тыс|руб|ул|стр|см|р|рр|ім|тис|"
    r"Nr|Dr|bzw|ca|usw|z\.B|d\.h|Mio|Mrd|"
    r"(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Dd]e[rmns]|[Dd]ie|[Dd]as|und|oder|ab|seit|im) [0-3]?\d|"
    r"M|MM|Mme|art|env|cf)$"
)
ORDINAL = re.compile(
    r"\d\.\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember)\b"
)
"""A German day of the month, whose stop ends no sentence: `auf 12. November`."""
LIST_MARK = re.compile(r"\s*(?:[-•*–·▪]|\d{1,2}[.)])\s+\S")


def split_sentences(text: str, part: Part) -> Iterator[Sentence]:
    """The sentences of a title or text, in order; blocks of a text are told apart by line breaks.

    Only the first `MAX_CHARACTERS` are read.
    """
    for number, paragraph in enumerate(PARAGRAPH.finditer(text, 0, MAX_CHARACTERS)):
        kind = Block.TITLE if part is Part.TITLE else _block(paragraph[0])
        for start, end in _spans(text, paragraph.start(), paragraph.end()):
            yield Sentence(part, start, end, kind, number)


def _block(paragraph: str) -> Block:
    if paragraph.count("|") > 1 or "\t" in paragraph.strip():
        return Block.TABLE
    if LIST_MARK.match(paragraph):
        return Block.LIST
    if len(paragraph.split()) < HEADING_WORDS and paragraph.rstrip()[-1:] not in '.!?…"”»':
        return Block.HEADING
    return Block.PROSE


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in END.finditer(text, start, end):
        if match[0][:1] == "." and _is_no_end(text, start, match.start()):
            continue
        if match.end() - start > 1:
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, end)


def _is_no_end(text: str, start: int, stop: int) -> bool:
    """Whether a full stop belongs to an abbreviation or an ordinal."""
    abbreviated = ABBREVIATION.search(text, start, stop) is not None
    return abbreviated or ORDINAL.match(text, max(stop - 1, start)) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, min(end, start + MAX_SENTENCE)
