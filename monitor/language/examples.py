"""Cues and a sentence → which of them is found in it: how the examples of users' cues are tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.model.claims import Lifecycle

if TYPE_CHECKING:
    from monitor.config.lexicon import Cue

EXAMPLE = {
    "topic": "example",
    "name": "Example",
    "events": [{"id": "x", "name": "Example", "lifecycle": "meeting", "parties": ["us", "ru"]}],
}
"""Whose parties are PARTY in an example: two that every shipped language has all names of."""


def search(lifecycle: Lifecycle, language: str, cues: Sequence[Cue], text: str) -> Cue | None:
    """The first of the cues that is found in a text and can be said of an event there.

    The text is read as an article's title would be; a cue that is said of something else (they
    kicked the *ball* into the long grass) is not found.
    """
    # most configurations have no cues: they load no reader for them
    from monitor.config.schema.topics import Topic
    from monitor.language.annotation import read_passages
    from monitor.language.arguments import Kind, find_argument
    from monitor.language.cues import PatternFinder, grammar_of
    from monitor.language.folding import fold
    from monitor.language.passages import Source
    from monitor.language.watch import compile_watch
    from monitor.model.articles import Part

    watch = compile_watch([Topic.model_validate(EXAMPLE)])
    folded = fold(text)
    source = Source(Part.TITLE, text, folded, watch.scan_folded(text, folded))
    finder = PatternFinder([(cue.pattern, cue) for cue in cues])
    grammar = grammar_of(language)
    for passage in read_passages((source,), language, watch.events):
        for found in finder.find(passage.line):
            if find_argument(passage, found, lifecycle, grammar).kind is not Kind.OTHER:
                return found.meaning
    return None
