"""Repeats: what stands on most pages of a host belongs to none of its articles.

Only lines at either end of a text are cut: between them, the same sentence in several articles is
background, which the later stages know how to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from monitor.language.cleaning import word_count
from monitor.model.pages import NoText, NoTextReason, PageText
from monitor.stages.feeds.items import BRIEF_WORDS

REMEMBERED = 12
"""Pages of a host that are compared: the last ones. A choice."""
LEAST_PAGES = 4
"""Fewer pages prove no habit: an outlet may print a text at two or three addresses. A choice."""
MOST = 0.5
"""On so many of them, a line is the host's. A choice."""
FEWEST_WORDS = BRIEF_WORDS
"""Fewer words of its own make no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePrint:
    """The lines of a page, as numbers; the same address again takes the place of the old one."""

    url: str
    lines: frozenset[int]


def print_of(url: str, text: str) -> PagePrint:
    """What is remembered of a page's text."""
    return PagePrint(url=url, lines=frozenset(_number(line) for line in _lines(text)))


def remembered(known: Sequence[PagePrint], new: PagePrint) -> tuple[PagePrint, ...]:
    """The last pages of a host with a new one, oldest first."""
    others = (each for each in known if each.url != new.url)
    return (*others, new)[-REMEMBERED:]


def repeated_lines(known: Iterable[PagePrint]) -> frozenset[int]:
    """The lines that most pages of a host have."""
    pages = list(known)
    if len(pages) < LEAST_PAGES:
        return frozenset()
    counts = Counter(line for page in pages for line in page.lines)
    least = max(LEAST_PAGES - 1, MOST * len(pages))
    return frozenset(line for line, pages_with_it in counts.items() if pages_with_it >= least)


def without_repeats(page: PageText, repeated: frozenset[int]) -> PageText | NoText:
    """A page's text without what its host repeats; no text where hardly more was there."""
    lines = page.text.split("\n")
    while lines and _is_repeated(lines[0], repeated):
        del lines[0]
    while lines and _is_repeated(lines[-1], repeated):
        del lines[-1]
    text = "\n".join(lines)
    if text == page.text:
        return page
    words = word_count(text)
    if words < FEWEST_WORDS:
        detail = f"all but {words} words stand on most pages of its host"
        return NoText(NoTextReason.BOILERPLATE, detail)
    return replace(page, text=text)


def _is_repeated(line: str, repeated: frozenset[int]) -> bool:
    return not line.strip() or _number(line) in repeated


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.split("\n") if line.strip())


def _number(line: str) -> int:
    return crc32(line.strip().casefold().encode())
