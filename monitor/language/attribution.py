"""A passage → whose word it is: speaker, the party that they belong to, their standing."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.config.lexicon import Grammar, Mark
from monitor.language.passages import Passage, Signs, Span
from monitor.language.watch import CompiledEvent
from monitor.model.events import Standing

NAME_REACH = 7
"""Words between a speech verb and its speaker: `said a senior official in the White House`."""
HEADLINE_WORDS = 6
"""A headline's speaker before a colon has at most so many words."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: `by` as the article writes it, None for the outlet; `side` a party's label."""

    by: str | None
    side: str | None
    standing: Standing


OUTLET = Speaker(None, None, Standing.OUTLET)


def find_speaker(passage: Passage, raw: str, event: CompiledEvent, grammar: Grammar) -> Speaker:
    """The speaker of a passage, the outlet where nobody is named.

    Args:
        passage: The sentence.
        raw: The part of the article that it stands in, to name the speaker as written.
        event: The event that the claim is about: its parties' people have standing.
        grammar: Speech verbs and roles of the language.
    """
    at = _speaker_span(passage, grammar)
    if at is None:
        return OUTLET
    words = passage.words
    by = raw[words[at.start].start : words[at.end - 1].end]
    side = _side(passage, at, event)
    if side is not None:
        return Speaker(by, side, Standing.PARTY)
    return Speaker(by, None, _standing(passage, at, grammar))


def _speaker_span(passage: Passage, grammar: Grammar) -> Span | None:
    words = passage.words
    for index, word in enumerate(words[: HEADLINE_WORDS + 1]):
        if word.text == ":" and index > 0:
            return Span(0, index)
    for found in passage.marks:
        if found.meaning is Mark.ACCORDING:
            return _right(passage, found.end, grammar)
    for found in passage.marks:
        if found.meaning in {Mark.SAYS, Mark.DENIER}:
            span = _left(passage, found.start, grammar) or _right(passage, found.end, grammar)
            if span:
                return span
    return None


def _left(passage: Passage, verb: int, grammar: Grammar) -> Span | None:
    """The noun phrase that ends right before a speech verb."""
    words = passage.words
    end = verb
    while end > 0 and (words[end - 1].text in grammar.words["aux"]):
        end -= 1
    start = end
    while start > 0 and end - start < NAME_REACH:
        word = words[start - 1]
        if not word.text[:1].isalnum() and word.text != "'s":
            break
        if word.text in grammar.words["stop"] or word.text in grammar.words["aux"]:
            break
        start -= 1
    return _named(passage, start, end, grammar)


def _right(passage: Passage, verb: int, grammar: Grammar) -> Span | None:
    words = passage.words
    end = verb
    while end < len(words) and end - verb < NAME_REACH:
        text = words[end].text
        if (not text[:1].isalnum() and text != "'s") or text in grammar.words["stop"]:
            break
        end += 1
    return _named(passage, verb, end, grammar)


def _named(passage: Passage, start: int, end: int, grammar: Grammar) -> Span | None:
    """A span without its determiners, if somebody is in it: a name, an office, a role."""
    words = passage.words
    while start < end and words[start].text in grammar.words["determiner"]:
        start += 1
    roles = tuple(grammar.words[kind] for kind in ("official", "outsider", "host"))
    for index in range(start, end):
        text = words[index].text
        if any(text in role for role in roles) or (words[index].capital and index):
            return Span(start, end)
    return Span(start, end) if start < end and words[start].capital else None


def _side(passage: Passage, at: Span, event: CompiledEvent) -> str | None:
    signs = passage.signs.get(event.id, Signs())
    for groups in (signs.parties, signs.affiliates):
        for party, spans in groups.items():
            if any(span.start < at.end and at.start < span.end for span in spans):
                return event.parties[party].label
    return None


def _standing(passage: Passage, at: Span, grammar: Grammar) -> Standing:
    """What an unaffiliated speaker counts for: an official of nobody else is taken for a party's."""
    texts = [word.text for word in passage.words[at.start : at.end]]
    if any(text in grammar.words["outsider"] for text in texts):
        return Standing.OTHER
    if any(text in grammar.words["host"] for text in texts):
        return Standing.HOST
    foreign = any(span.start < at.end and at.start < span.end for span, _ in passage.entities)
    if not foreign and any(text in grammar.words["official"] for text in texts):
        return Standing.PARTY
    return Standing.OTHER
