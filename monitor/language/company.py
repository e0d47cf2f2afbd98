"""Who is listed with a party as its equal → whose event it is that they hold or make together."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Grammar
from monitor.language.clauses import next_pause, sentence_bounds
from monitor.language.coordination import lists_of_names
from monitor.language.destinations import is_visit
from monitor.language.lines import CAPITAL_NOUNS
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.phrases import CONJUNCTIONS
from monitor.language.strangers import is_unknown_name, office_of_stranger
from monitor.language.watch import CompiledEvent


def known_company(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> frozenset[Span]:
    """Who is listed with one party where no other acts: `A and a third sign a pact, B looks on`."""
    signs = _acting(passage, mention, passage.signs_of(event), grammar)
    if len({*signs.parties, *signs.affiliates}) != 1:
        return frozenset()
    own = tuple(signs.people())
    spans = (*(span for span, _ in passage.entities), *own)
    return frozenset(
        member
        for members in lists_of_names(passage.words, spans, grammar)
        if any(each.overlaps(member) for each in own for member in members)
        and not _is_place(passage, members[0], grammar)
        for member in members
    )


def _is_place(passage: Passage, name: Span, grammar: Grammar) -> bool:
    """Whether a name only says where: `after talks in Oslo, the Ruritanian envoy`."""
    if not name.start:
        return False
    before = passage.words[name.start - 1].text
    return grammar.is_kind(before, "at_place") and not grammar.is_kind(before, "with", "govern")


def unknown_company(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A name that nobody knows, listed with the only party of a clause: `A and Zembla agree`."""
    signs = _acting(passage, mention, passage.signs_of(event), grammar)
    if len({*signs.parties, *signs.affiliates}) != 1 or is_visit(event):
        return ""  # a visitor may come in company
    beside = (_joined_stranger(passage, span, grammar) for span in signs.principals())
    return next((stranger for stranger in beside if stranger), "")


def _joined_stranger(passage: Passage, span: Span, grammar: Grammar) -> str:
    """Whom a conjunction joins to a name, where nobody knows him; empty for nobody."""
    words = passage.words
    for index in _listed(passage, span, grammar):
        if is_unknown_name(passage, index, grammar):
            return words[index].text
    if span.end < len(words) and words[span.end].text in CONJUNCTIONS:
        return office_of_stranger(passage, span.end + 1, grammar)
    return ""


def _acting(passage: Passage, mention: Mention, signs: Signs, grammar: Grammar) -> Signs:
    """The people of a noun's clause; where some stand before it, none behind the next pause.

    Those behind it look on, `Doe and Roe sign a pact as Poe watches`, unless they tell of it.
    """
    start, end = sentence_bounds(passage.words, mention.span.start, mention.span.end)
    before = signs.within(Span(start, mention.span.start))
    if any(before.people()):
        end = next_pause(passage, mention.span.end, end, grammar)
    return signs.within(Span(start, end))


def _listed(passage: Passage, span: Span, grammar: Grammar) -> Iterator[int]:
    """The words of a sentence that a conjunction joins to a name, articles aside.

    Where any noun has a capital, a bare one is a name: `Doe und Roe`, but `Doe und die Opposition`.
    """
    words = passage.words
    for step, edge in ((-1, span.start - 1), (1, span.end)):
        index = edge + step
        if 0 <= index < len(words) - 1 and words[edge].text in CONJUNCTIONS:
            article = grammar.is_kind(words[index].text, "article")
            if not (article and grammar.language in CAPITAL_NOUNS):
                yield index + step * article
