"""What agreements and talks are about: the shipped table of fields, YAML data in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from monitor.config.documents import load_data
from monitor.config.lexicon import LANGUAGES
from monitor.config.words import WordSet, word_set

FILE = "language/gazetteer/fields.yml"
TRUCE = "truce"
"""The field that an event noun itself may be of: a truce is no treaty."""
STAGES = frozenset({"interim", "final"})
"""No fields but stages: they tell agreements on one matter apart where a name says its stage."""


@cache
def load_fields(language: str) -> Mapping[str, WordSet]:
    """Field → its words in one of `LANGUAGES`, from the shipped table; read once a process.

    Raises:
        ConfigError: if the file is broken.
    """
    return {field: word_set(words[language]) for field, words in _table().items()}


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    data = load_data(files("monitor").joinpath(FILE))
    return cast("Mapping[str, Mapping[str, list[str]]]", data)


@lru_cache(maxsize=4096)
def fields_of(word: str, language: str) -> frozenset[str]:
    """The fields that a word, folded, is of in a language."""
    return frozenset(field for field, known in load_fields(language).items() if word in known)


def fields_in_any_language(words: Iterable[str]) -> frozenset[str]:
    """The fields of some words, folded, that may be of any language."""
    found = (fields_of(word, language) for word in words for language in LANGUAGES)
    return frozenset().union(*found)
