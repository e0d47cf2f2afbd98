"""An article's first sentences → whether it is about sport, where every meeting is a match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.config.fields import fields_of
from monitor.language.fields import event_fields
from monitor.language.passages import Passage
from monitor.language.watch import CompiledEvent

SPORT = "sport"
OPENING = 4
"""Passages in which an article says what it is about: its title and what follows."""
WORDS = 2
"""So many words of sport are no figure of speech: `the ball is in their court`. A choice."""


def is_about_sport(passages: Sequence[Passage], language: str) -> bool:
    """Whether an article's opening is full of sport."""
    return len(set(_words_of_sport(passages[:OPENING], language))) >= WORDS


def is_sport(event: CompiledEvent) -> bool:
    """Whether a watched event is one of sport."""
    return SPORT in event_fields(event)


def _words_of_sport(passages: Sequence[Passage], language: str) -> Iterator[str]:
    for passage in passages:
        for word in passage.words:
            if SPORT in fields_of(word.text, language):
                yield word.text
