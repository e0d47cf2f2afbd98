"""An article's first sentences → whether it is about sport, where every meeting is a match.

Leaders may well meet at a match: where a headline names their office, it is not about sport alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.config.fields import fields_of
from monitor.language.cues import grammar_of
from monitor.language.fields import event_fields
from monitor.language.passages import Passage
from monitor.language.watch import CompiledEvent

SPORT = "sport"
OPENING = 4
"""Passages in which an article says what it is about: its title and what follows."""
WORDS = 2
"""So many words of sport are no figure of speech: `the ball is in their court`. A choice."""
STEM = 5
"""Letters by which words are told apart, so that `a player` among `the players` is one. A choice."""


def is_about_sport(passages: Sequence[Passage], language: str) -> bool:
    """Whether an article's opening is full of sport."""
    if any(_names_leaders(passage, language) for passage in passages[:1]):
        return False
    return len(set(_words_of_sport(passages[:OPENING], language))) >= WORDS


def may_be_match(event: CompiledEvent) -> bool:
    """Whether a match can be taken for a watched event: neither for one of sport nor of people."""
    return event.scope is None and SPORT not in event_fields(event)


def _names_leaders(passage: Passage, language: str) -> bool:
    leaders = grammar_of(language).words["leader"]
    return any(word.text in leaders for word in passage.words)


def _words_of_sport(passages: Sequence[Passage], language: str) -> Iterator[str]:
    for passage in passages:
        for word in passage.words:
            if SPORT in fields_of(word.text, language):
                yield word.text[:STEM]
