"""An article → whom it introduces in whose service, and which states play host in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.config.lexicon import Grammar
from monitor.language.passages import Passage

TITLE_WORDS = 4
"""Words between a demonym and the name of its holder: `the Ruritanian deputy foreign minister`."""
APPOSING = frozenset({"'s", ","})
"""Marks between a state, its officer's title and their name: `Ruritania's envoy, Anne Doe`."""


def introductions(passages: Sequence[Passage], grammar: Grammar) -> Iterator[tuple[str, str]]:
    """Names → the state in whose service they were introduced: `French minister Anne Doe`."""
    for passage in reversed(passages):
        for span, entry in passage.entities:
            title = range(span.end, min(len(passage.words), span.end + TITLE_WORDS + 1))
            if not any(_is_role(passage.words[index].text, grammar) for index in title):
                continue
            for word in passage.words[span.end : span.end + TITLE_WORDS + 2]:
                if not word.text[:1].isalpha() and word.text not in APPOSING:
                    break
                if word.capital and not _is_role(word.text, grammar):
                    yield word.text, entry


def host_states(passages: Sequence[Passage], grammar: Grammar) -> Iterator[str]:
    """The states in whose places something is said to happen."""
    places = grammar.words["at_place"]
    for passage in passages:
        for span, entry in passage.entities:
            if span.start and passage.words[span.start - 1].text in places and passage.mentions:
                yield entry


def _is_role(text: str, grammar: Grammar) -> bool:
    return text in grammar.words["official"]
