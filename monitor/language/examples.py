"""Patterns and a sentence → which of them is found in it: how users' examples are tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.config.patterns import Pattern

EXAMPLE = {
    "topic": "example",
    "name": "Example",
    "events": [{"id": "x", "name": "Example", "lifecycle": "meeting", "parties": ["us", "ru"]}],
}
"""Whose parties are PARTY in an example: two that every shipped language has all names of."""


def search(patterns: Sequence[Pattern], language: str, text: str) -> Pattern | None:
    """The first of the patterns that is found in a text of a language, as in an article's title."""
    # configurations without cues, which are most, load no reader for them
    from monitor.config.schema import Topic
    from monitor.language.cues import PatternFinder
    from monitor.language.folding import fold
    from monitor.language.passages import Source, read_passages
    from monitor.language.watch import compile_watch
    from monitor.model.articles import Part

    watch = compile_watch([Topic.model_validate(EXAMPLE)])
    folded = fold(text)
    source = Source(Part.TITLE, text, folded, watch.scan_folded(text, folded))
    finder = PatternFinder([(pattern, pattern) for pattern in patterns])
    lines = (passage.line for passage in read_passages((source,), language, watch.events))
    return next((found.meaning for line in lines for found in finder.find(line)), None)
