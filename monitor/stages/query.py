"""Query: what people type into a search box, read as words; nothing of it is code to a database.

    summit           the word, in any case
    postpon*         all words that begin so
    "put off"        the words side by side
    -"phone call"    not these

All that is asked for has to be there. A hyphenated word is its parts side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.model.search import Term

MOST_TERMS = 20
"""More than anybody types, fewer than make a search slow."""
SHORTEST_PREFIX = 2
"""Letters before a `*`: one letter stands for a twentieth of all words."""

PIECE = re.compile(r'-?"[^"]*"\*?|[^\s"]+')


def read_terms(words: Sequence[str]) -> tuple[Term, ...]:
    """The terms of a command line's words; a word with spaces in it was quoted in the shell.

    Raises:
        ValueError: if they cannot be read, or nothing is left to look for; says what to type.
    """
    terms = tuple(term for word in words for term in _read(word.strip()))
    if len(terms) > MOST_TERMS:
        msg = f"{len(terms)} words are too many: give at most {MOST_TERMS}"
        raise ValueError(msg)
    if all(term.excluded for term in terms):
        msg = "give a word to look for; one with a minus only leaves articles out"
        raise ValueError(msg)
    return terms


def _read(word: str) -> Iterator[Term]:
    if '"' not in word:
        yield _term(word)
        return
    if word.count('"') % 2:
        msg = f"{word}: a quotation mark stands alone: close it, or leave it out"
        raise ValueError(msg)
    for piece in PIECE.findall(word):
        yield _term(piece)


def _term(typed: str) -> Term:
    """A term from what was typed.

    Raises:
        ValueError: if it is none.
    """
    if typed.startswith("--"):
        msg = f"{typed}: there is no such option; see --help"
        raise ValueError(msg)
    prefix = typed.endswith("*")
    text = typed.removeprefix("-").removesuffix("*").strip(' "')
    if "*" in text:
        msg = f"{typed}: a * stands at the end of a word"
        raise ValueError(msg)
    if not any(character.isalnum() for character in text):
        msg = f"{typed or 'nothing'}: there is no letter or digit to look for"
        raise ValueError(msg)
    if prefix and not _ends_in_letters(text):
        msg = f"{typed}: give at least {SHORTEST_PREFIX} letters before the *"
        raise ValueError(msg)
    return Term(text=text, prefix=prefix, excluded=typed.startswith("-"))


def _ends_in_letters(text: str) -> bool:
    return len(text) >= SHORTEST_PREFIX and text[-SHORTEST_PREFIX:].isalnum()
