"""Names that are joined as equals, `France, Germany and Russia` → whom they stand for together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.config.lexicon import Grammar
from monitor.language.lines import Word
from monitor.language.passages import Signs, Span
from monitor.language.phrases import CONJUNCTIONS

LINK_REACH = 3
"""Words between two names of a list, roles aside: `, and of the`."""
ROLE_REACH = 2
"""Words between a list and the role that its members have: `the leaders of the`."""
ROLES = ("leader", "official", "other")
"""Kinds of words for somebody's office."""
MARKS = frozenset({",", "-"})


def lists_of_names(
    words: Sequence[Word], spans: Iterable[Span], grammar: Grammar
) -> Iterator[tuple[Span, ...]]:
    """The lists of two names or more, from the spans of all names; a name of two kinds counts once."""
    members: list[Span] = []
    for span in sorted(set(spans), key=lambda each: (each.start, -each.end)):
        if members and span.start < members[-1].end:
            continue
        if members and not _are_joined(words, members[-1].end, span.start, grammar):
            yield from _if_many(members)
            members = []
        members.append(span)
    yield from _if_many(members)


def name_leaders(
    words: Sequence[Word], signs: Signs, spans: Iterable[Span], grammar: Grammar
) -> None:
    """Take the states of a list for their leaders where it says so: `the presidents of A and B`.

    Args:
        words: The sentence.
        signs: Of an event at which leaders meet; what it holds of affiliates becomes the parties'.
        spans: All names of the sentence.
        grammar: Of its language.
    """
    for members in lists_of_names(words, spans, grammar):
        if not _have_role(words, members, grammar):
            continue
        for party, affiliates in signs.affiliates.items():
            named = [span for span in affiliates if any(span.overlaps(each) for each in members)]
            signs.parties.setdefault(party, []).extend(named)


def _if_many(members: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    if len(members) > 1:
        yield tuple(members)


def _are_joined(words: Sequence[Word], start: int, end: int, grammar: Grammar) -> bool:
    """Whether a comma or conjunction, and else only articles and `of`, part two names.

    Behind a conjunction a role may stand: `Doe and the premier of Ruritania`; behind a comma it is
    an apposition.
    """
    between = words[start:end]
    if any(word.text in CONJUNCTIONS for word in between):
        between = [word for word in between if not grammar.is_kind(word.text, *ROLES)]
    if len(between) > LINK_REACH or not all(_links(word, grammar) for word in between):
        return False
    return start == end or any(_joins(word) for word in between)


def _links(word: Word, grammar: Grammar) -> bool:
    return _joins(word) or grammar.is_kind(word.text, "article", "govern", "determiner")


def _joins(word: Word) -> bool:
    return word.text in MARKS or word.text in CONJUNCTIONS


def _have_role(words: Sequence[Word], members: Sequence[Span], grammar: Grammar) -> bool:
    """Whether a word for leaders stands right before a list, right behind it or at its edges."""
    before = words[max(0, members[0].start - ROLE_REACH - 1) : members[0].start]
    behind = words[members[-1].end : members[-1].end + 1]
    edges = (members[0], members[-1])
    within = [word for edge in edges for word in words[edge.start : edge.end]]
    leaders = grammar.words["leader"]
    leads = [i for i, word in enumerate(before) if word.text in leaders]
    if leads:
        return all(_links(word, grammar) for word in before[leads[-1] + 1 :])
    return any(word.text in leaders for word in (*within, *behind))
