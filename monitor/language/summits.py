"""States that hold a summit → their leaders, for only leaders hold one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from monitor.config.fields import fields_of
from monitor.config.lexicon import Grammar
from monitor.language.fields import words_beside
from monitor.language.gazetteer import Known
from monitor.language.lines import Word
from monitor.language.passages import Signs, Span
from monitor.language.watch import CompiledEvent

OWNER_REACH = 3
"""Words from an event noun to the name of the body whose it is: `sommet de l'Otan`."""


def seat_leaders(
    words: Sequence[Word],
    signs: Signs,
    event: CompiledEvent,
    known: Sequence[tuple[Span, Known]],
    nouns: Iterable[Span],
    grammar: Grammar,
) -> None:
    """Take the states of a leaders' meeting for its parties in a sentence about a summit.

    All of them must be named, or their leaders; and the summit is no other body's, nor on one
    matter alone.

    Args:
        words: The sentence.
        signs: What it holds of the event; its states become parties.
        event: A meeting of leaders.
        known: States, bodies and people in the sentence.
        nouns: Its event nouns.
        grammar: Of its language.
    """
    own = {party.entry for party in event.parties}
    strangers = [span for span, each in known if each.entry not in own]
    if not any(_is_theirs(words, noun, strangers, grammar) for noun in nouns):
        return
    states = {span for span, each in known if each.scope is None}
    named = {party: [s for s in at if s in states] for party, at in signs.affiliates.items()}
    seated = {party: spans for party, spans in named.items() if spans}
    if len({*seated, *signs.parties}) == len(event.parties):
        for party, spans in seated.items():
            signs.parties.setdefault(party, []).extend(spans)


def _is_theirs(
    words: Sequence[Word], noun: Span, strangers: Iterable[Span], grammar: Grammar
) -> bool:
    """Whether an event noun is a summit of nobody else, and about nothing in particular."""
    if words[noun.end - 1].text not in grammar.words["leader"]:
        return False
    behind = words[noun.end : noun.end + OWNER_REACH]
    link = takewhile(lambda word: grammar.is_kind(word.text, "govern", "article"), behind)
    owner = Span(noun.start - 1, noun.end + sum(1 for _ in link) + 1)
    if any(span.overlaps(owner) for span in strangers):
        return False
    beside = words_beside(words, noun, grammar)
    return not any(fields_of(word, grammar.language) for word in beside)
