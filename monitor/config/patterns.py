"""The little grammar of cues: `put* (it|) off` → a compiled pattern over a sentence's words.

A pattern is matched against a *line*: the words of a sentence, folded, one space after each, with
tags (private-use characters) behind words that stand for something. What it may hold:

    word  stem*  (one|other words|)   words; a star stands for any ending; an empty choice: optional
    stem(a|b*|)ending                 one word whose parts vary
    ~3                                a gap of up to three words, punctuation excluded
    (?=next words) (?!next words)     what must or must not follow
    ^                                 the start of a clause
    EVENT PARTY DATE NAME NUMBER      a word of that class; NAME: with a capital in mid-sentence
    <name>                            a macro of the language's grammar file
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate
from typing import NamedTuple, NoReturn

from monitor.config.problems import suggest
from monitor.errors import ConfigError


class Tag(StrEnum):
    """What a word stands for; written behind it in the line. Source: Unicode's private use."""

    EVENT = "\ue000"
    PARTY = "\ue001"
    DATE = "\ue002"
    NAME = "\ue003"


TAGS = "[\ue000-\ue00f]*"
WORD_END = rf"{TAGS} "
NEGATORS = (
    "not|n't|never|no|не|ни|nicht|nie|niemals|kein|keine|keinen|keiner|keinem|keines|keinerlei|"
    "keineswegs|mitnichten|weder|pas|ne|jamais|nullement|aucun|aucune"
)
GAP_WORD = rf"(?!(?:{NEGATORS}) )[^ ,.;:!?()/-][^ ]* "
"""What a gap may hold: no mark, and no negator, for that must be seen by whoever reads the scope."""
CLAUSE_START = r"(?:(?<=\A )|(?<=[,.;:!?()-] ))"
CLASSES = {
    "EVENT": rf"(?:[\w']+{Tag.EVENT}{TAGS} )+",
    "PARTY": rf"(?:[\w']+{Tag.EVENT}?{Tag.PARTY}{TAGS} (?:'s )?)+",
    "DATE": rf"(?:[\w'.:]+[{Tag.EVENT}{Tag.PARTY}]*{Tag.DATE}{TAGS} )+",
    "NAME": rf"(?:[\w']+[^\w ]*{Tag.NAME}{TAGS} )+",
    "NUMBER": rf"\d+\.?{TAGS} ",
}
"""Tags always stand in the order of `Tag`."""
TAGGED = {"EVENT": Tag.EVENT, "PARTY": Tag.PARTY, "DATE": Tag.DATE, "NAME": Tag.NAME}
"""The classes whose words have a tag."""
LEXEME = re.compile(r"\(\?[=!]|[()|^]|~\d|<\w+>|[^\s()|]+")
MACRO = re.compile(r"<(\w+)>")
MAX_DEPTH = 20
"""Brackets within brackets, macros filled in; the shipped patterns have six."""
VARIED = re.compile(r"([\w']+)\(([^()\s]*)\)(\w*\*?)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read; `expression` is what it comes to.

    `triggers` are the beginnings that a match can have: words, stems with their star, or classes.
    `needs` are such of which a match holds one, wherever; empty: nothing is known of it.
    """

    source: str
    expression: str
    triggers: frozenset[str]
    needs: frozenset[str]

    @property
    def regex(self) -> re.Pattern[str]:
        """What matches from a word's start to a word's end.

        Compiled when it is first tried: of a thousand cues a day's news begins a few hundred. Whatever
        `compile_pattern` takes can be compiled, as the tests show.
        """
        return _compiled(self.expression)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def compile_pattern(source: str, macros: Mapping[str, str] | None = None) -> Pattern:
    """A pattern from its text.

    Raises:
        ConfigError: if brackets do not match, a macro is unknown or nothing definite comes first.
    """
    expanded = expand(source, macros or {})
    parser = _Parser(source, LEXEME.findall(expanded))
    if expanded.count("(") > MAX_DEPTH < max(accumulate(map(_depth, expanded))):
        parser.refuse(f"brackets stand within brackets more than {MAX_DEPTH} deep")
    piece = parser.choices()
    if parser.rest:
        parser.refuse("a bracket is closed that was never opened")
    if piece.empty or not piece.triggers or expanded.startswith("~"):
        parser.refuse("begin with a word or a class, not with a gap or an option")
    return Pattern(source, piece.regex, piece.triggers, piece.needs)


def _depth(letter: str) -> int:
    """How much deeper within brackets a letter leads."""
    return (letter == "(") - (letter == ")")


def expand(source: str, macros: Mapping[str, str]) -> str:
    """A pattern with its macros filled in, macros within macros too."""
    while found := MACRO.search(source):
        if found[1] not in macros:
            hint = suggest(found[1], macros)
            msg = f"pattern {source!r}: unknown macro <{found[1]}> of the grammar file; {hint}"
            raise ConfigError(msg, subject=source)
        source = f"{source[: found.start()]}({macros[found[1]]}){source[found.end() :]}"
    return VARIED.sub(_spell_out, source)


def _spell_out(varied: re.Match[str]) -> str:
    """`stem(a|b)ending` as the choice of its words."""
    stem, middles, ending = varied.groups()
    return f"({'|'.join(f'{stem}{middle}{ending}' for middle in middles.split('|'))})"


NOTHING: frozenset[str] = frozenset()


class _Piece(NamedTuple):
    """A regex, the beginnings of its matches, and whether it can match nothing.

    `needs` are beginnings of words, and classes, of which each match holds one; `letters` are those
    of the shortest: the fewer, the more lines have it. With none, no such beginnings are known.
    """

    regex: str
    triggers: frozenset[str] = NOTHING
    needs: frozenset[str] = NOTHING
    letters: int = 0
    empty: bool = True


class _Parser:
    """Recursive descent over the lexemes of one pattern."""

    def __init__(self, source: str, lexemes: list[str]) -> None:
        self.source = source
        self.rest = lexemes[::-1]

    def refuse(self, reason: str) -> NoReturn:
        msg = f"pattern {self.source!r}: {reason}"
        raise ConfigError(msg, subject=self.source)

    def choices(self) -> _Piece:
        """Alternatives up to a closing bracket or the end."""
        pieces = [self._sequence()]
        while self.rest and self.rest[-1] == "|":
            self.rest.pop()
            pieces.append(self._sequence())
        regex = "|".join(piece.regex for piece in pieces)
        letters = min(piece.letters for piece in pieces)
        return _Piece(
            f"(?:{regex})",
            triggers=NOTHING.union(*(piece.triggers for piece in pieces)),
            needs=NOTHING.union(*(piece.needs for piece in pieces)) if letters else NOTHING,
            letters=letters,
            empty=any(piece.empty for piece in pieces),
        )

    def _sequence(self) -> _Piece:
        regex: list[str] = []
        triggers = needs = NOTHING
        letters, empty = 0, True
        while self.rest and self.rest[-1] not in "|)":
            piece = self._item(self.rest.pop())
            regex.append(piece.regex)
            if empty:
                triggers |= piece.triggers
            if not piece.empty and piece.letters >= letters:
                needs, letters = piece.needs, piece.letters
            empty = empty and piece.empty
        return _Piece("".join(regex), triggers, needs, letters, empty)

    def _item(self, lexeme: str) -> _Piece:
        if lexeme == "(":
            return self._closed(self.choices())
        if lexeme.startswith("(?"):
            inner = self._closed(self.choices()).regex
            return _Piece(f"{lexeme}{inner})")
        if lexeme.startswith("~") and lexeme[1:].isdecimal():
            return _Piece(f"(?:{GAP_WORD}){{0,{lexeme[1:]}}}?")
        if lexeme == "^":
            return _Piece(CLAUSE_START)
        if "~" in lexeme or (lexeme not in CLASSES and lexeme != lexeme.lower()):
            hint = f"{suggest(lexeme, CLASSES)} Write words in small letters, gaps as ~1 to ~9"
            self.refuse(f"'{lexeme}' is no class of words; {hint}")
        return _word(lexeme)

    def _closed(self, piece: _Piece) -> _Piece:
        if not self.rest or self.rest.pop() != ")":
            self.refuse("a bracket is opened that is never closed")
        return piece


@cache
def _word(lexeme: str) -> _Piece:
    """A word, a stem or a class; the same few thousand stand in all patterns."""
    begins = frozenset({lexeme})
    if lexeme in CLASSES:
        # Lines that are read for their names and nouns have tags more often than any word.
        needs, letters = (begins, 1) if lexeme in TAGGED else (NOTHING, 0)
        return _Piece(CLASSES[lexeme], begins, needs, letters, empty=False)
    stem = lexeme.removesuffix("*")
    ending = WORD_END if stem == lexeme else rf"\w*{WORD_END}"
    return _Piece(re.escape(stem) + ending, begins, begins, len(stem), empty=False)
