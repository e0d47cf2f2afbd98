"""A name or term → what finds it in folded text, inflected as its script inflects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from monitor.language.folding import fold

STEM_ENDING = r"\w{0,4}"
"""Letters that may follow a stem: the longest Slavic adjective endings (-ского) have four."""
SLAVIC_ENDING = r"\w{0,3}"
"""Letters that may follow a noun's derived stem (-ами, -ями, -ого)."""
OPEN_ENDING = r"\w*"
"""Letters that may follow the beginning of whole families of words: `енерг**` of `енергетичне`."""
LATIN_ENDING = r"(?:'s|s'|s|es|en|e|n|er|em)?"
"""Plural and genitive of English and French, the cases of German."""
ACRONYM_LENGTH = 4
"""Up to so many capitals are an acronym: it never inflects and must stand in capitals, for `US`
is no pronoun and `WHO` asks nothing."""
SHORTEST_STEM = 3
WORD = re.compile(r"[^\s-]+")
ALTERNATION = re.compile(r"(?<=\w\w)([ії])([вргжкт])$")
ALTERNATIONS = {"і": "іоє", "ї": "їє"}
"""Vowels of a closed last syllable that change when an ending opens it: Львів, Львова; Київ, Києва.
Source: Український правопис 2019, paragraph 9."""
CYRILLIC = re.compile(r"[а-яіїєґ]")
SLAVIC_TAIL = re.compile(r"(?:ий|ый|ой|ій|ая|яя|ое|ее|ие|ые|[аеиоуыэюяіїєйь])$")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How a name is found: `literal` by the automaton, then `rest` at the literal's end.

    `ending` is the expression of the rest. `capitals`: the article must write it in capitals;
    `proper`: it begins with one. `inside`: it may end a longer word, as the nouns of German
    compounds do.
    """

    literal: str
    ending: str
    capitals: bool
    inside: bool
    proper: bool

    @property
    def rest(self) -> re.Pattern[str]:
        """Compiled when the literal is first met: of the gazetteer's names a day's news has few."""
        return _compiled(self.ending)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def compile_name(name: str) -> NamePattern:
    """The pattern of a name as a person or the gazetteer writes it.

    `*` at a word's end makes it a stem, `**` the beginning of any word; `*` at the name's start, the
    end of a compound. Hyphen and space are alike. Cyrillic words without a star are inflected by
    dropping their ending.
    """
    capitals = is_acronym(name)
    inside = name.startswith("*")
    words = WORD.findall(fold(name.lstrip("*")))
    first, ending = _stem(words[0], capitals=capitals)
    rest = [ending]
    for word in words[1:]:
        stem, ending = _stem(word, capitals=False)
        rest.append(rf"[\s-]{{1,3}}{re.escape(stem)}{ending}")
    return NamePattern(first, "".join(rest) + r"(?!\w)", capitals, inside, name[:1].isupper())


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals because it is an acronym."""
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalnum() and len(letters) <= ACRONYM_LENGTH


def _stem(word: str, *, capitals: bool) -> tuple[str, str]:
    """A word's fixed beginning and a regex for its endings."""
    if word.endswith("*"):
        return word.rstrip("*"), OPEN_ENDING if word.endswith("**") else STEM_ENDING
    if capitals or not word[-1].isalpha():
        return word, "(?:'s)?"
    if alternating := ALTERNATION.search(word):
        vowels, consonant = ALTERNATIONS[alternating[1]], alternating[2]
        return word[: alternating.start()], f"[{vowels}]{consonant}{SLAVIC_ENDING}"
    if CYRILLIC.search(word):
        stem = SLAVIC_TAIL.sub("", word)
        return (stem, SLAVIC_ENDING) if len(stem) >= SHORTEST_STEM else (word, "")
    return word, LATIN_ENDING
