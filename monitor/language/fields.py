"""What an event noun is about → whether that is another field than the event's.

`A tariff truce` is no trade deal, and `extradition treaty` no ceasefire, whoever signs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from monitor.config.fields import STAGES, TRUCE, fields_in_any_language, fields_of
from monitor.config.lexicon import Grammar
from monitor.language.levels import is_leaders
from monitor.language.lines import Word
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.subjects import STEM_LETTERS, compound_part, subject_stems
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
COMPLEMENT_REACH = 4
"""Words behind a noun, its preposition included, in which its complement begins."""
DOMESTIC = frozenset({"budget", "coalition", "labour", "sport"})
"""What states hold no talks about and make no agreements on."""
WORD = re.compile(r"\w+")


def event_fields(event: CompiledEvent) -> frozenset[str]:
    """The fields that an event's name and terms are of, in whatever language."""
    return _fields_of_names(event.subject)


@cache
def _fields_of_names(names: tuple[str, ...]) -> frozenset[str]:
    return fields_in_any_language(word for name in names for word in WORD.findall(name))


def words_beside(words: Sequence[Word], span: Span, grammar: Grammar) -> Iterator[str]:
    """The words of a noun's compound, its modifiers and its complement."""
    yield compound_part(words[span.end - 1].text, grammar.language)
    for word in reversed(words[max(0, span.start - MODIFIER_REACH) : span.end - 1]):
        if not word.text[:1].isalnum():
            break
        yield word.text
    behind = words[span.end : span.end + COMPLEMENT_REACH]
    if behind and grammar.is_kind(behind[0].text, "govern", "oblique"):
        inner = takewhile(lambda word: word.text not in grammar.words["temporal"], behind)
        yield from (word.text for word in inner)


def names_subject(
    words: Sequence[Word], mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a word beside an event noun is of the event's subject, or of its field.

    `Pact on gas` of `gas deal`, and `контракт на газ`.
    """
    if event.lifecycle not in mention.lifecycles:
        return False
    stems = subject_stems(event.subject, grammar.language)
    own = event_fields(event) - STAGES - {TRUCE}
    return any(
        word[:STEM_LETTERS] in stems or not own.isdisjoint(fields_of(word, grammar.language))
        for word in words_beside(words, mention.span, grammar)
    )


def is_of_another_field(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a noun, or what stands beside it, is of a field and that is none of the event's.

    An event whose names are of no field may be about anything: then it is only an agreement that is
    called by none of its terms, or a leaders' meeting in a sentence without them.
    """
    head, beside = _head(passage, mention.span, grammar), _beside(passage, mention, grammar)
    if _is_at_another_stage(event, head | beside):
        return True
    own = event_fields(event) - STAGES
    signs = passage.signs_of(event)
    if not own and _may_be_about_anything(event, mention, signs, grammar):
        return _is_domestic(event, beside)
    fields = (head - STAGES) or (beside - STAGES)
    return bool(fields) and own.isdisjoint(fields)


def _is_at_another_stage(event: CompiledEvent, beside: frozenset[str]) -> bool:
    """Whether event and noun are called, the one interim and the other final."""
    stages = event_fields(event) & STAGES
    return bool(stages and beside & STAGES) and stages.isdisjoint(beside)


def _is_domestic(event: CompiledEvent, beside: frozenset[str]) -> bool:
    """Whether a noun is of a field that is no matter of states, where states are the parties."""
    states = all(party.entry is not None for party in event.parties)
    return states and bool(beside & DOMESTIC)


def _may_be_about_anything(
    event: CompiledEvent, mention: Mention, signs: Signs, grammar: Grammar
) -> bool:
    if event.lifecycle is Lifecycle.MEETING:
        return not is_leaders(event, grammar) or any(signs.principals())
    return signs.covers(mention.span)


def _head(passage: Passage, span: Span, grammar: Grammar) -> frozenset[str]:
    """The fields of an event noun itself."""
    words = passage.words[span.start : span.end]
    return frozenset[str]().union(*(fields_of(word.text, grammar.language) for word in words))


def _beside(passage: Passage, mention: Mention, grammar: Grammar) -> frozenset[str]:
    words = words_beside(passage.words, mention.span, grammar)
    return frozenset[str]().union(*(fields_of(word, grammar.language) for word in words))
