"""Some words of a passage → those of its subjects and objects, the adjuncts left out.

`After the death of a minister the presidents met` tells of presidents; what `signed in Oslo, after
years of quarrels, the treaty` governs is the treaty.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Grammar
from monitor.language.clauses import SENTENCE_END, pauses
from monitor.language.lines import Word
from monitor.language.passages import Passage, is_calendar
from monitor.language.phrases import Phrases

OPENING = ("oblique", "temporal")
"""Kinds of words that begin an adjunct."""
JOINING = ("govern", "with")
"""Kinds that lead on to people or to what a noun is of, even where they may begin an adjunct."""
LEADING = ("oblique", "temporal", "at_place", "govern")
"""Kinds of words that lead to a noun, before whose article they stand: `in the capital`."""
OBJECT_LAST = frozenset({"fr"})
"""Languages that may put adjuncts before an object, which its article tells from them."""
OPENING_NOUNS = ("article", "possessive")
"""Kinds of words that open a noun phrase."""
UNITS = frozenset({"%", "$", "€", "£"})
ADJUNCTS_REACH = 22
"""Words between a verb and its object that adjuncts can fill."""


def outside_adjuncts(passage: Passage, start: int, end: int, grammar: Grammar) -> Iterator[str]:
    """The words of `start:end` that stand in no adjunct; a name, a day or a pause ends one."""
    ends = _ends(passage)
    inside = False
    for index in range(start, end):
        word = passage.words[index]
        opens = _opens_adjunct(word, grammar)
        if not (inside or opens):
            yield word.text
        closes = index in ends or pauses((word,)) or is_calendar(word.text, grammar)
        inside = (inside or opens) and not closes


def _opens_adjunct(word: Word, grammar: Grammar) -> bool:
    return not grammar.is_kind(word.text, *JOINING) and grammar.is_kind(word.text, *OPENING)


def _ends(passage: Passage) -> frozenset[int]:
    """The places of names and event nouns: behind one, a noun is of another phrase."""
    spans = (*passage.names(), *(mention.span for mention in passage.mentions))
    return frozenset(index for span in spans for index in range(span.start, span.end))


def behind_adjuncts(phrases: Phrases, start: int) -> int:
    """The word behind the adjuncts that begin at a word, if an article opens a noun phrase there.

    The same word where none does, or where the language has its objects elsewhere.
    """
    index, end = start, min(len(phrases.passage.words), start + ADJUNCTS_REACH)
    if phrases.grammar.language not in OBJECT_LAST:
        return start
    while index < end and (behind := _behind_adjunct(phrases, index, end)) > index:
        index = behind
    return index if index < end and phrases.is_kind(index, *OPENING_NOUNS) else start


def _behind_adjunct(phrases: Phrases, index: int, end: int) -> int:
    """The word behind a day, a parenthesis or a prepositional phrase; the same where none begins."""
    text = phrases.passage.words[index].text
    if text == ",":
        return _behind_parenthesis(phrases, index, end)
    if text in phrases.grammar.weekdays or text in phrases.grammar.days:
        return index + 1
    partitive = phrases.is_kind(index, "determiner")
    if not phrases.is_kind(index, *LEADING) or partitive:
        return index
    return next((i for i in range(index + 1, end) if _closes(phrases, i)), index)


def _behind_parenthesis(phrases: Phrases, comma: int, end: int) -> int:
    words = phrases.passage.words
    marks = (
        i
        for i in range(comma + 1, end)
        if words[i].text in SENTENCE_END or pauses(words[i : i + 1])
    )
    closing = next(marks, comma)
    return closing + 1 if words[closing].text == "," and closing > comma else comma


def _closes(phrases: Phrases, index: int) -> bool:
    """Whether a prepositional phrase ends before a word: at a mark, a verb, or another phrase."""
    if _breaks(phrases, index) or phrases.is_kind(index, "stop", "aux"):
        return True
    leads = phrases.is_kind(index - 1, *LEADING, "article")
    if phrases.is_kind(index, *OPENING_NOUNS):
        return not leads
    return phrases.is_kind(index, "oblique", "temporal") and not phrases.is_kind(
        index, "determiner"
    )


def _breaks(phrases: Phrases, index: int) -> bool:
    """Whether a mark parts phrases: a percent sign does not, nor the comma of `50,2 %`."""
    words = phrases.passage.words
    text, around = words[index].text, words[index - 1 : index + 2 : 2]
    decimal = text == "," and all(each.text.isdecimal() for each in around)
    return not (text[:1].isalnum() or text in UNITS or decimal)
