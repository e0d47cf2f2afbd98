"""The adjective of a state before a noun → whether it names the state, or people of its own.

`The Japanese mill and its American owner` are neither Japan nor the United States, but the
`Japanese delegation` speaks for Japan, and `Japanese talks` are what Japan holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from monitor.config.lexicon import Grammar
from monitor.language.lines import Word
from monitor.language.passages import Signs, Span
from monitor.language.phrases import CONJUNCTIONS

ADJECTIVES_BEHIND = frozenset({"fr"})
"""Languages whose adjectives follow their noun. Source: Grevisse, Le bon usage."""
HEAD_REACH = 2
"""Words from an adjective to the noun that it describes: `Japanese trade delegation`."""
SPEAKERS = ("leader", "official", "other", "organ", "together", "host", "transparent", "pronoun")
"""Kinds of words for those who speak for a state, or for what it does."""
FUNCTION_KINDS = ("aux", "stop", "oblique", "govern", "with", "temporal", "at_place", "article")
"""Kinds of words that are no noun."""


def are_others(
    words: Sequence[Word],
    sign: Signs,
    adjectives: Collection[Span],
    nouns: Iterable[Span],
    grammar: Grammar,
) -> bool:
    """Whether all that names an event's people only says where somebody else is from.

    Args:
        words: The sentence.
        sign: What it holds of the event.
        adjectives: Where it has a state's adjective.
        nouns: Its names and event nouns.
        grammar: Of its language.
    """
    taken = {index for span in nouns for index in range(span.start, span.end)}
    joined = {index for span in adjectives for index in range(span.start, span.end)}
    people = [*sign.people(), *sign.names]
    return bool(people) and all(
        span in adjectives and _describes_others(words, span, taken, joined, grammar)
        for span in people
    )


def _describes_others(
    words: Sequence[Word],
    span: Span,
    taken: Collection[int],
    joined: Collection[int],
    grammar: Grammar,
) -> bool:
    """Whether the noun of an adjective is neither an event nor anybody who speaks for the state."""
    phrase = []
    for index in _towards_noun(words, span, joined, grammar):
        text = words[index].text
        if not text[:1].isalpha() or grammar.is_kind(text, *FUNCTION_KINDS):
            break
        if index in taken or grammar.is_kind(text, *SPEAKERS):
            return False
        phrase.append(text)
    return bool(phrase)


def _towards_noun(
    words: Sequence[Word], span: Span, joined: Collection[int], grammar: Grammar
) -> Sequence[int]:
    """The words from an adjective to its noun, without `and` and the adjectives that it joins."""
    behind = grammar.language in ADJECTIVES_BEHIND
    way = range(span.start - 1, -1, -1) if behind else range(span.end, len(words))
    own = [i for i in way if i not in joined and words[i].text not in CONJUNCTIONS]
    return own[:HEAD_REACH]
