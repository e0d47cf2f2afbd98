"""What people do → whether those who do it, and to whom, are the people of an event."""

from __future__ import annotations

from monitor.config.lexicon import Cue, Grammar
from monitor.language.adjuncts import outside_adjuncts
from monitor.language.clauses import (
    clause_bounds,
    pause_before,
    pause_behind,
    pauses,
    spoken_before,
)
from monitor.language.coordination import lists_of_names
from monitor.language.cues import Found
from monitor.language.levels import is_leaders, is_of_another_level
from monitor.language.passages import Mention, Passage, Signs, Span, is_calendar
from monitor.language.phrases import CONJUNCTIONS
from monitor.language.speech import is_pronoun
from monitor.language.strangers import unknown_counterpart
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle, Status

NAME_REACH = 6
"""Words between a verb and those to whom it is done."""
SUBJECT_REACH = 12
"""Words of a subject: `the ministers of foreign affairs of one country and of the other`."""
HEAD_REACH = 2
"""Words between the head of a subject and its verb."""
MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
CIRCUMSTANCES = ("at_place", "oblique", "temporal")
"""Kinds of words that lead to where, when and under what it happens."""
FUNCTION_WORDS = ("aux", "oblique", "govern", "pronoun", "stop", "temporal", "together", "with")
"""Kinds of words that begin no object."""


def actors_fit(passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether those next to what people do are the event's: the nearest name on either side."""
    if len(event.parties) == 1 and event.lifecycle is Lifecycle.AGREEMENT:
        return True  # a treaty's name says nothing of whose it is
    signs = passage.signs_of(event)
    start, end = clause_bounds(passage.words, cue.start, cue.end)
    start = _behind_break(passage, start, cue.start, grammar)
    left = [span for span, _ in passage.entities if start <= span.start and span.end <= cue.start]
    right = [
        span
        for span, _ in passage.entities
        if cue.end <= span.start < min(end, cue.end + NAME_REACH)
        and not pauses(passage.words[cue.end : span.start])
        and not _is_elsewhere(passage, cue.end, span.start, grammar)
    ]
    around = tuple(outside_adjuncts(passage, *_reach(passage, cue, start, end), grammar))
    if is_of_another_level(around, event, grammar) and not _arrange(passage, cue, grammar):
        return False
    if _is_of_a_crowd(passage, start, cue.start, event, grammar) or unknown_counterpart(
        passage, cue.end, min(end, cue.end + NAME_REACH), grammar
    ):
        return False
    if _acts_on_another(passage, Span(start, cue.end), cue.end, signs, grammar):
        return False
    nearest = [*right[:1]]
    left = _without_company(passage, left, signs, grammar)
    hosted = cue.meaning.status is Status.PROPOSED and _are_invited(event, signs, cue.start, end)
    if (
        left
        and not hosted
        and not _is_replaced(passage, Span(left[-1].end, cue.start), signs, grammar)
    ):
        nearest.append(left[-1])
    leaders = any(word in grammar.words["leader"] for word in around)
    staff = is_leaders(event, grammar) and not leaders
    people = signs.principals() if staff else signs.people()
    own = (*people, *signs.names, *signs.terms)
    return all(any(each.overlaps(span) for each in own) for span in nearest)


def _arrange(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether staff only prepare what their leaders hold: `the envoys agreed on a summit`."""
    if cue.meaning.status in {Status.UNDERWAY, Status.HELD}:
        return False
    reach = cue.end + MODIFIER_REACH
    held = (each.span for each in passage.mentions if cue.start <= each.span.start < reach)
    return any(passage.words[at.end - 1].text in grammar.words["leader"] for at in held)


def has_crowd_as_subject(
    passage: Passage, cue: Found[Cue], mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether it is other people of the parties who right before the verb call off a meeting."""
    if event.lifecycle is Lifecycle.AGREEMENT or mention.span.start < cue.start:
        return False
    start, _ = clause_bounds(passage.words, cue.start, cue.end)
    return _is_of_a_crowd(passage, max(start, cue.start - HEAD_REACH), cue.start, event, grammar)


def _behind_break(passage: Passage, start: int, end: int, grammar: Grammar) -> int:
    """Where a clause with a role as its subject begins: `Doe told Roe so as the two leaders met`."""
    words = passage.words
    breaks = (i for i in range(end - 1, start, -1) if words[i].text in grammar.words["break"])
    last = next(breaks, None)
    if last is None:
        return start
    role, alone = grammar.words["together"], grammar.words["pronoun"]
    subject = words[last + 1 : end]
    return last + 1 if any(w.text in role and w.text not in alone for w in subject) else start


def _without_company(
    passage: Passage, names: list[Span], signs: Signs, grammar: Grammar
) -> list[Span]:
    """Names without those who are listed with all parties: `A, B and two more will meet`."""
    spans = (*(span for span, _ in passage.entities), *signs.people())
    for members in lists_of_names(passage.words, spans, grammar):
        reached = [
            party
            for party, own in signs.parties.items()
            if any(each.overlaps(member) for each in own for member in members)
        ]
        if len(reached) > 1 and len(reached) == len(signs.parties):
            names = [span for span in names if not any(span.overlaps(m) for m in members)]
    return names


def _are_invited(event: CompiledEvent, signs: Signs, start: int, end: int) -> bool:
    """Whether all parties are those to whom it is done: `invites both to his capital`."""
    reached = [
        party
        for party, spans in signs.parties.items()
        if any(start <= span.start < end for span in spans)
    ]
    return len(reached) == len(event.parties)


def _is_elsewhere(passage: Passage, start: int, end: int, grammar: Grammar) -> bool:
    """Whether what follows is no partner but a circumstance: `under the eyes of the envoy`."""
    texts = [word.text for word in passage.words[start:end]]
    partners = grammar.words["with"]
    joined = max(
        (i for i, text in enumerate(texts) if text in partners and text not in CONJUNCTIONS),
        default=-1,
    )
    return any(grammar.is_kind(text, *CIRCUMSTANCES) for text in texts[joined + 1 :])


def _is_replaced(passage: Passage, between: Span, signs: Signs, grammar: Grammar) -> bool:
    """Whether a party or a pronoun stands between a name on the left and the verb."""
    pronoun = any(is_pronoun(passage, i, grammar) for i in range(between.start, between.end))
    return pronoun or any(span.overlaps(between) for span in signs.principals())


def _acts_on_another(
    passage: Passage, before: Span, end: int, signs: Signs, grammar: Grammar
) -> bool:
    """Whether the verb has an object that is none of the event's people: `met farmers in a barn`."""
    together = [p for p, spans in signs.parties.items() if any(before.overlaps(s) for s in spans)]
    if len(together) > 1 or grammar.is_kind(passage.words[end - 1].text, "at_place"):
        return False
    for index in range(end, min(end + NAME_REACH, len(passage.words))):
        text = passage.words[index].text
        here = Span(index, index + 1)
        if signs.covers(here) or any(here.overlaps(each.span) for each in passage.mentions):
            return False
        if is_calendar(text, grammar) or _counts_days(passage, index, grammar):
            return False
        if not text[:1].isalpha() or grammar.is_kind(text, *FUNCTION_WORDS):
            if index == end:
                return False
            break
    return end < len(passage.words)


def _counts_days(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a number tells the day of a month: `se retrouveront le 9 avril`."""
    month = passage.words[index + 1 : index + 2]
    number = passage.words[index].text.rstrip(".").isdecimal()
    return number and any(is_calendar(word.text, grammar) for word in month)


def _is_of_a_crowd(
    passage: Passage, start: int, end: int, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether the subject is other people of the parties: `tourists from Ruritania will visit`."""
    own = f"{event.event.name} {' '.join(event.event.terms)}".lower()
    subject = outside_adjuncts(passage, subject_start(passage, start, end), end, grammar)
    return any(text in grammar.words["crowd"] and text not in own for text in subject)


def _reach(passage: Passage, cue: Found[Cue], start: int, end: int) -> tuple[int, int]:
    """The words of a verb with its subject and its object, up to a pause on either side."""
    pause = pause_behind(passage.words, cue.end, min(end, cue.end + NAME_REACH))
    return subject_start(passage, start, cue.start), pause


def subject_start(passage: Passage, start: int, end: int) -> int:
    """Where a verb's subject begins: behind a pause or what tells who says it."""
    lowest = max(start, spoken_before(passage, end), end - SUBJECT_REACH)
    return max(lowest, pause_before(passage.words, lowest, end))
