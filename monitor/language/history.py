"""A cue in its clause → whether the date of what is told makes it history: `met on June 12`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from monitor.config.lexicon import Cue, Grammar
from monitor.language.clauses import SENTENCE_END, is_in_another_clause
from monitor.language.cues import Found
from monitor.language.dates import DAY, day_at, nearest
from monitor.language.passages import Passage, is_calendar
from monitor.model.claims import STATUSES, Lifecycle, Stance, Status

YEAR = re.compile(r"(?:19|20)\d\d$")
STALE = timedelta(days=14)
"""A fact whose own date is older is no news. A choice: in the labelled timelines that the engine
was developed on, no fact that is news is dated before the day of its article; late reports need a
margin.
"""
FACTS = frozenset(
    {
        Status.HELD,
        Status.POSTPONED,
        Status.CANCELLED,
        Status.AGREED,
        Status.IN_FORCE,
        Status.EXTENDED,
        Status.SUSPENDED,
        Status.REJECTED,
        Status.ENDED,
    }
)
"""Statuses that report what was done: their date is the day on which it was."""
LAST_DAY = 28
"""A day that every month has, for one that is stated without: it is no older than that."""
WEEKDAY_REACH = 3
"""Words from a weekday to the date that it belongs to: `on Thursday, 12 June`."""


def why_history(
    passage: Passage, start: int, end: int, cue: Found[Cue], published: date, grammar: Grammar
) -> str:
    """Why the latest date in a clause makes what it tells history; empty where none does.

    Args:
        passage: The sentence.
        start: The first word of the clause.
        end: The word behind its last one, or behind which other things are dated.
        cue: What tells the status.
        published: The day of publication (UTC).
        grammar: The calendar and the prepositions of the language.
    """
    year = _told_year(passage, start, end, cue, grammar)
    if year is None:
        year = _head_year(passage, cue, grammar)
    if year is not None and year < published.year:
        return f"year {year}"
    if cue.meaning.status not in FACTS or cue.meaning.stance is not Stance.ASSERTED:
        return ""
    day = _told_day(passage, start, end, cue, published, grammar)
    return f"date {day}" if day is not None and day < published - STALE else ""


def _told_year(
    passage: Passage, start: int, end: int, cue: Found[Cue], grammar: Grammar
) -> int | None:
    """The latest year that dates what is told; None for none.

    A year that dates a beginning (`the first since 2022`) does not, nor one that only names an
    agreement (`the 1987 pact`): a meeting of another year is another meeting.
    """
    lasts = cue.meaning.status in STATUSES[Lifecycle.AGREEMENT]
    words = passage.words
    years = [
        int(words[index].text)
        for index in range(start, end)
        if YEAR.match(words[index].text)
        and not (index and words[index - 1].text in grammar.words["onset"])
        and not (lasts and _is_attribute(passage, index, grammar))
    ]
    return max(years, default=None)


def _head_year(passage: Passage, cue: Found[Cue], grammar: Grammar) -> int | None:
    """The year that opens a sentence, as far as it dates what is told; None for none.

    It dates what subordinate clauses tell as well, up to the next date or contrast: `In May 2022,
    after a speech, he declared that he had cancelled it`.
    """
    texts = [word.text for word in passage.words[: cue.end]]
    if not texts or texts[0] not in grammar.words["dating"]:
        return None
    year = 2 if texts[1:2] and texts[1] in grammar.months else 1
    if not YEAR.match("".join(texts[year : year + 1])):
        return None
    ends = any(_ends_head(text, grammar) for text in texts[year + 1 :])
    return None if ends else int(texts[year])


def _ends_head(word: str, grammar: Grammar) -> bool:
    """Whether what follows a word is no longer dated by the head: a stop, a date, a contrast."""
    if word in SENTENCE_END or YEAR.match(word) or is_calendar(word, grammar):
        return True
    return grammar.is_kind(word, "break") and not grammar.is_kind(word, "temporal", "backing")


def _is_attribute(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a year only names something: `the 1987 pact`, `the accord of 24 November 2013`."""
    words = passage.words
    if index and words[index - 1].text in grammar.words["determiner"]:
        return True
    first = index
    kinds = ("oblique", "govern", "participle")
    while first > 0 and (
        is_calendar(words[first - 1].text, grammar)
        or words[first - 1].text.isdigit()
        or grammar.is_kind(words[first - 1].text, *kinds)
    ):
        first -= 1
    return any(
        mention.span.start <= index <= mention.span.end or mention.span.end == first < index
        for mention in passage.mentions
    )


def _told_day(
    passage: Passage, start: int, end: int, cue: Found[Cue], published: date, grammar: Grammar
) -> date | None:
    """The latest day that dates what is told; None for none, or where a weekday says it is new."""
    days: list[date] = []
    for index in range(start, end):
        if not is_calendar(passage.words[index].text, grammar):
            continue
        month = _month_of(passage, index, grammar)
        if month is None:
            return None
        elsewhere = is_in_another_clause(passage.words, month, cue.start, grammar)
        if not elsewhere and _dates(passage, month, grammar):
            days.extend(_days_of(passage, month, published, grammar))
    return max(days, default=None)


def _days_of(passage: Passage, index: int, published: date, grammar: Grammar) -> Iterator[date]:
    """The day that the name of a month states: the last of the month where it has no number."""
    day = day_at(passage.words, index, published, grammar)
    if day is not None:
        yield day
    elif any(
        word.text in grammar.words["dating"] for word in passage.words[max(index - 2, 0) : index]
    ):
        month = grammar.months[passage.words[index].text]
        yield nearest(date(published.year, month, LAST_DAY), published)


def _month_of(passage: Passage, index: int, grammar: Grammar) -> int | None:
    """The month that a word of the calendar is or, as a weekday, has behind it; None for none."""
    behind = range(index, min(index + 1 + WEEKDAY_REACH, len(passage.words)))
    return next((i for i in behind if passage.words[i].text in grammar.months), None)


def _dates(passage: Passage, month: int, grammar: Grammar) -> bool:
    """Whether a month tells when: not `until`, `from` or `of June 12`, nor `the June 12 summit`."""
    words, first, last = passage.words, month, month + 1
    if last < len(words) and DAY.match(words[last].text):
        last += 1
    elif month and DAY.match(words[month - 1].text):
        first -= 1
    if any(mention.span.start == last for mention in passage.mentions):
        return False
    while first and words[first - 1].text in grammar.words["article"]:
        first -= 1
    before = words[first - 1].text if first else ""
    leads = grammar.is_kind(before, "oblique", "govern", "onset", "backing")
    return before in grammar.words["dating"] or not leads
