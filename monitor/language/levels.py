"""Whose meeting an event is → words that make another one a meeting of somebody else.

Where leaders meet, their ministers' and envoys' talks are other events, and the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from monitor.config.gazetteer import Scope as Level
from monitor.config.lexicon import Grammar
from monitor.language.cues import grammar_of
from monitor.language.destinations import is_visit
from monitor.language.watch import CompiledEvent

PRIME = frozenset({"prime", "premier", "première", "general", "général", "générale"})
"""What beside it makes a minister or a secretary a leader."""
HEAD_REACH = 2
"""Words between the head of a ministry and its name: `глава МИД`, `head of its ministry`."""


def is_leaders(event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether it is the leaders who meet, by the parties' offices or by the event's names.

    Whom a leader visits may be a whole state.
    """
    if event.scope is not None:
        return event.scope is Level.LEADER
    if is_visit(event) and any(party.scope is Level.LEADER for party in event.parties):
        return True
    return _names_leaders((event.event.name, *event.event.terms), grammar.language)


def is_of_another_level(words: Sequence[str], event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether one of some words is of staff where leaders meet, or of leaders where staff meet.

    A prime minister is a leader, as is a party's general secretary; the head of a ministry is none.
    """
    leaders = is_leaders(event, grammar)
    if not leaders and event.scope is None:
        return False
    own = _own_words(event)
    kinds = grammar.words
    if not leaders:
        return any(
            word in kinds["leader"]
            and word not in own
            and not any(each in kinds["other"] for each in words[i + 1 : i + 1 + HEAD_REACH])
            for i, word in enumerate(words)
        )
    return any(
        word in kinds["other"] and word not in own and not PRIME.intersection((before, behind))
        for before, word, behind in zip(("", *words), words, (*words[1:], ""), strict=False)
    )


@cache
def _names_leaders(names: tuple[str, ...], language: str) -> bool:
    words = " ".join(names).lower().split()
    return any(word in grammar_of(language).words["leader"] for word in words)


def _own_words(event: CompiledEvent) -> str:
    return f"{event.event.name} {' '.join(event.event.terms)}".lower()
