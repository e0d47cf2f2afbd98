"""What an event is called → the words and places that tell it from others of the same people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

from monitor.config.gazetteer import Kind, load_gazetteer
from monitor.config.lexicon import LANGUAGES, Grammar
from monitor.language.cues import grammar_of
from monitor.language.folding import fold
from monitor.language.gazetteer import entity_finder, is_called, noun_finder
from monitor.language.lines import Word, read_words
from monitor.language.passages import Places, Span

SHORTEST = 4
"""Letters of the shortest words that tell events apart; what holds a figure may be shorter."""
SHORTEST_STEM = 5
"""Letters that two cases of a word share at least."""
ENDING = 2
"""Letters in which two cases of a word may differ; a choice."""
SAYS_NOTHING = (
    *("article", "at_place", "aux", "determiner", "govern", "leader", "oblique", "official"),
    *("other", "pronoun", "protocol", "stop", "temporal", "together", "travel", "with"),
)
"""Kinds of words that the name of any event may hold."""


@cache
def distinctions(names: tuple[str, ...]) -> frozenset[str]:
    """Words that say more than what all events are called, and `@entry` for each place.

    A term of one word only says what kind of event it is.

    Args:
        names: The event's name and terms, in any of the languages.
    """
    return frozenset(word for name in names if " " in name for word in _distinctions_of(name))


def places_in(
    words: Sequence[Word],
    entities: Iterable[tuple[Span, str]],
    nouns: Container[int],
    grammars: Sequence[Grammar],
) -> Iterator[tuple[int, str]]:
    """Where a state, its capital or a body is a place and no actor, as `@entry`.

    That is behind `in` and `visit`, a capital before an event noun, and whose session it is:
    `on the fringes of the G20`.

    Args:
        words: Of a sentence or a name.
        entities: Who is named, with their spans.
        nouns: The words of event nouns.
        grammars: Of the languages that it may be in.
    """
    for span, entry in entities:
        known = load_gazetteer()[entry]
        name = " ".join(word.text for word in words[span.start : span.end])
        is_seat = is_called(name, known.places)
        before = span.start - 1
        before -= before >= 0 and _is_kind(words[before].text, grammars, "article")
        is_led = before >= 0 and _is_kind(words[before].text, grammars, "at_place", "travel")
        is_place = is_led and (is_seat or is_called(name, known.names))
        if known.kind is Kind.BODY or is_place or (is_seat and span.end in nouns):
            yield span.start, f"@{entry}"


def is_same_word(word: str, other: str) -> bool:
    """Whether two words, folded, are equal or cases of one noun."""
    if word == other:
        return True
    stem = max(SHORTEST_STEM, len(other) - ENDING)
    return abs(len(word) - len(other)) <= ENDING and word[:stem] == other[:stem]


def _distinctions_of(name: str) -> Iterator[str]:
    folded = fold(name)
    words = read_words(name, folded, 0, len(name))
    spot = Places(words)
    grammars = [grammar_of(language) for language in LANGUAGES]
    known = [
        (spot.span(start, end), each.entry)
        for start, end, targets in entity_finder().find(name, folded)
        for each in targets
    ]
    nouns = [
        spot.span(start, end)
        for language in LANGUAGES
        for start, end, _ in noun_finder(language).find(name, folded)
    ]
    in_nouns = {i for span in nouns for i in range(span.start, span.end)}
    for _, place in places_in(words, known, in_nouns, grammars):
        yield place
    taken = in_nouns.union(*(range(at.start, at.end) for at, _ in known))
    for index, word in enumerate(words):
        says = len(word.text) >= SHORTEST or any(letter.isdigit() for letter in word.text)
        if says and index not in taken and not _is_kind(word.text, grammars, *SAYS_NOTHING):
            yield word.text


def _is_kind(word: str, grammars: Iterable[Grammar], *kinds: str) -> bool:
    return any(grammar.is_kind(word, *kinds) for grammar in grammars)
