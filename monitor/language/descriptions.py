"""A party that is described instead of named → its place: `his Russian counterpart`, `the rebels`.

Only of a party that the sentence does not name, where it names all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.config.lexicon import Grammar
from monitor.language.lines import Word
from monitor.language.parties import CompiledParty
from monitor.language.passages import Signs, Span
from monitor.language.watch import CompiledEvent

FACTION_REACH = 7
"""Words from a state's name to those whom it fights: `and the country's main guerrilla group`."""


def name_described(
    words: Sequence[Word],
    sign: Signs,
    event: CompiledEvent,
    names: Iterable[Span],
    grammar: Grammar,
) -> None:
    """Take what describes the one missing party of an event for its name.

    Args:
        words: The sentence.
        sign: What it holds of the event; the party's place is added to it.
        event: Which of its parties are states, which are not.
        names: Whom else the sentence names.
        grammar: Of its language.
    """
    missing = [index for index in range(len(event.parties)) if index not in sign.parties]
    if len(event.parties) < 2 or len(missing) != 1 or not sign.parties:  # noqa: PLR2004 - two sides
        return
    party = missing[0]
    found = list(_counterparts(words, sign, party, names, grammar))
    if _is_faction(event, event.parties[party]):
        found += _factions(words, sign, grammar)
    if found:
        sign.parties[party] = found


def _counterparts(
    words: Sequence[Word], sign: Signs, party: int, names: Iterable[Span], grammar: Grammar
) -> Iterator[Span]:
    """Where a party's state describes the counterpart of him who is named last before."""
    own = list(sign.principals())
    known = (*names, *own)
    for span in sign.affiliates.get(party, ()):
        beside = words[max(0, span.start - 1) : span.end + 1]
        if any(grammar.is_kind(word.text, "counterpart") for word in beside):
            before = [each for each in known if each.end < span.start]
            last = max(before, key=lambda each: each.end, default=None)
            if last is not None and any(each.overlaps(last) for each in own):
                yield span


def _is_faction(event: CompiledEvent, party: CompiledParty) -> bool:
    """Whether a party may be rebels: the gazetteer, which has all states, knows only the others."""
    return party.entry is None and all(
        each.entry is not None for each in event.parties if each is not party
    )


def _factions(words: Sequence[Word], sign: Signs, grammar: Grammar) -> Iterator[Span]:
    """Where those who fight a state are joined to its name: `Ruritania and the rebels`."""
    for span in sign.principals():
        for index in range(span.end, min(span.end + FACTION_REACH, len(words))):
            if words[index].text in grammar.words["faction"]:
                joined = words[span.end : index]
                if any(word.text in grammar.words["with"] for word in joined):
                    yield Span(index, index + 1)
                break
