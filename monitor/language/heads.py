"""An event's name → the noun that says what it is, where that is none of the known event nouns.

`Accession` of `Sweden's accession to NATO`: what its user would have listed as its term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from monitor.config.lexicon import LANGUAGES
from monitor.language.cues import grammar_of
from monitor.language.gazetteer import noun_finder
from monitor.model.claims import Lifecycle

SHORTEST_HEAD = 6
"""Letters of a noun that is hardly a verb as well, as `call` and `strike` are; a choice."""
WORD = re.compile(r"[\w-]*\w|[^\w\s'’]")


def head_of(subject: str, lifecycle: Lifecycle) -> str | None:
    """The last noun of a name before its first preposition; None where that is an event noun.

    Args:
        subject: The name, folded, without those who meet or agree.
        lifecycle: Of the event: nouns of the other kind do not say what it is.
    """
    words = [word.strip("-") for word in WORD.findall(subject)]
    phrase = list(takewhile(lambda word: not word or not _ends_phrase(word), words))
    head = next((word for word in reversed(phrase) if word), "")
    if len(head) < SHORTEST_HEAD or lifecycle in _lifecycles_of(" ".join(phrase)):
        return None
    return head


def _lifecycles_of(phrase: str) -> Iterator[Lifecycle]:
    """What the event nouns in a phrase can be nouns of."""
    for language in LANGUAGES:
        for _, _, found in noun_finder(language).find(phrase, phrase):
            yield from found


def _ends_phrase(word: str) -> bool:
    """Whether a word, of whatever language, leads on to what only completes a noun."""
    if not word[0].isalnum():
        return True
    kinds = ("govern", "oblique", "temporal", "with")
    return any(grammar_of(language).is_kind(word, *kinds) for language in LANGUAGES)
