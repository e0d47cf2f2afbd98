"""A sentence → the verbs that a comma parts from what somebody says, whatever verbs they are.

`Nothing is off, rectifie la Chancellerie`, `stellt Kiew richtig`: verbs that people may speak with
are without number, but none other follows on what it tells with its subject behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Grammar
from monitor.language.passages import Passage, is_calendar
from monitor.language.phrases import NO_VERBS

FINITE = {
    "de": ("t", "te", "ten", "en"),
    "fr": ("e", "ent", "t", "é", "i", "is", "it", "u"),
    "ru": ("л", "ла", "ли", "ет", "ит", "ют", "ят"),
    "uk": ("в", "ла", "ли", "є", "ить", "ють", "уть", "ять"),
}
"""How verbs and participles of speech end, in languages that put their subject behind them."""
IMPERSONAL = frozenset({"on", "t"})
"""How French begins a subject that is nobody: `prévient-on au ministère`."""


def find_inversions(passage: Passage, near: int, grammar: Grammar) -> Iterator[int]:
    """The verbs behind a word that may tell who says it, each behind its comma.

    Args:
        passage: The sentence.
        near: Index of the word that is attributed.
        grammar: Function words of the language.
    """
    endings = FINITE.get(grammar.language)
    if endings is None:
        return
    words = passage.words
    for comma in (i for i in range(near, len(words) - 2) if words[i].text == ","):
        verb = _behind_auxiliaries(passage, comma + 1, grammar)
        subject = _behind_days(passage, verb + 1, grammar)
        finite = words[verb].text.endswith(endings) and _is_lexical(passage, verb, grammar)
        if finite and subject < len(words) and _begins_noun(passage, subject, grammar):
            yield subject - 1


def _behind_auxiliaries(passage: Passage, index: int, grammar: Grammar) -> int:
    """The verb itself: behind `a`, `s'est`, `nous`."""
    kinds = ("passive", "pronoun", "aux")
    while index < len(passage.words) - 1 and grammar.is_kind(passage.words[index].text, *kinds):
        index += 1
    return index


def _behind_days(passage: Passage, index: int, grammar: Grammar) -> int:
    """The subject itself: behind `mardi`, `am Dienstag`."""
    words = passage.words
    while index < len(words) and (
        is_calendar(words[index].text, grammar)
        or (index + 1 < len(words) and is_calendar(words[index + 1].text, grammar))
    ):
        index += 1
    return index


def _is_lexical(passage: Passage, index: int, grammar: Grammar) -> bool:
    word = passage.words[index]
    names = word.capital or passage.is_named(index) or is_calendar(word.text, grammar)
    return not names and not grammar.is_kind(word.text, *NO_VERBS, "participle", "with")


def _begins_noun(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a subject begins at a word: with an article, a name or, where none has one, an office."""
    word = passage.words[index]
    articles = ("article", "determiner") if grammar.words["article"].words else ("official", "host")
    named = word.capital or passage.is_named(index) or word.text in IMPERSONAL
    return named or grammar.is_kind(word.text, *articles)
