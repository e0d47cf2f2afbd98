"""A passage → the day and the venue that it states, resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from monitor.config.lexicon import Grammar
from monitor.config.marks import Mark
from monitor.language.lines import Word
from monitor.language.passages import Passage

DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.)?$")
YEAR = re.compile(r"(19|20)\d\d$")
HALF_YEAR = timedelta(days=183)
"""A date without a year is the nearest one to the publication."""
VENUE_REACH = 5
"""Words between `in` and the name of a place: `in the capital of Hungary`."""


def find_day(
    passage: Passage, near: int, published: date, grammar: Grammar, *, plan: bool = False
) -> date | None:
    """The stated day nearest to a word of the passage; None for none, or for a mere window.

    A weekday counts only where no day of the calendar is stated (`on Friday, 15 August`), and
    where it is not the day on which somebody said so (`confirmed on Tuesday that`).

    Args:
        passage: The sentence.
        near: Index of the word that the day should belong to, the cue's.
        published: The day of publication, which weekdays and missing years are resolved against.
        grammar: The calendar of the language.
        plan: Whether something to come is dated: a day that is past is then another one's, and the
            weekday of the publication the day on which it was proposed or agreed.
    """
    found = [
        (word.text in grammar.weekdays, abs(index - near), day)
        for index, word in enumerate(passage.words)
        if (day := day_at(passage.words, index, published, grammar)) is not None
        and not _is_of_speech(passage, index, grammar)
        and not (plan and _is_over(day, published, word, grammar))
    ]
    return min(found)[2] if found else None


def _is_over(day: date, published: date, word: Word, grammar: Grammar) -> bool:
    return day < published or (day == published and word.text in grammar.weekdays)


def _is_of_speech(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a weekday stands right beside a verb of speech, and not before an event noun."""
    words = passage.words
    if words[index].text not in grammar.weekdays:
        return False
    if any(mention.span.start == index + 1 for mention in passage.mentions):
        return False
    before = index - 1
    if before >= 0 and words[before].text in grammar.words["oblique"]:
        before -= 1
    speech = [found for found in passage.marks if found.meaning in {Mark.SAYS, Mark.DENIER}]
    return any(found.end == before + 1 or found.start == index + 1 for found in speech)


def day_at(words: Sequence[Word], index: int, published: date, grammar: Grammar) -> date | None:
    """The day that a word states, as the name of a month, weekday or day; None for none."""
    text = words[index].text.rstrip(".")
    if text in grammar.months and (words[index].capital or len(text) > 3):  # noqa: PLR2004 - `may`
        return _calendar_day(words, index, published, grammar.months[text])
    if text in grammar.weekdays:
        return _weekday(published, grammar.weekdays[text])
    if text in grammar.days:
        return published + timedelta(days=grammar.days[text])
    return None


def _calendar_day(words: Sequence[Word], index: int, published: date, month: int) -> date | None:
    before = words[index - 1].text if index else ""
    after = words[index + 1].text if index + 1 < len(words) else ""
    number = DAY.match(before) or DAY.match(after)
    if number is None:
        return None
    years = [word.text for word in words[index : index + 4] if YEAR.match(word.text)]
    try:
        day = date(int(years[0]) if years else published.year, month, int(number[1]))
    except ValueError:
        return None
    if years:
        return day
    return nearest(day, published)


def nearest(day: date, published: date) -> date:
    """A day of the publication's year → the one nearest to the publication, of whatever year."""
    if day - published > HALF_YEAR:
        return _with_year(day, day.year - 1)
    if published - day > HALF_YEAR:
        return _with_year(day, day.year + 1)
    return day


def _with_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004


def _weekday(published: date, weekday: int) -> date:
    """The next such day, today included: a status looks forward more often than back."""
    return published + timedelta(days=(weekday - published.isoweekday()) % 7)


def find_venue(passage: Passage, near: int, grammar: Grammar) -> str | None:
    """The capitalised place behind a preposition of place nearest to a word; None for none."""
    places = []
    for index, word in enumerate(passage.words[:-1]):
        following = passage.words[index + 1]
        if word.text in grammar.words["at_place"] and following.capital:
            end = index + 1
            while (
                end < len(passage.words)
                and end - index <= VENUE_REACH
                and passage.words[end].capital
            ):
                end += 1
            if not names_month_or_weekday(following.text, grammar):
                places.append((abs(index - near), index + 1, end))
    if not places:
        return None
    _, first, end = min(places)
    words = passage.words
    return " ".join(_written(words[index]) for index in range(first, end))


def _written(word: Word) -> str:
    return word.text[:1].upper() + word.text[1:]


def names_month_or_weekday(word: str, grammar: Grammar) -> bool:
    """Whether a word names a month or a weekday; `passages.is_calendar` takes `tomorrow` as well."""
    return word in grammar.months or word in grammar.weekdays
