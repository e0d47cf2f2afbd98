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
from typing import NoReturn

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
LEXEME = re.compile(r"\(\?[=!]|[()|^]|~\d|<\w+>|[^\s()|]+")
MACRO = re.compile(r"<(\w+)>")
MAX_DEPTH = 20
"""Brackets within brackets, macros filled in; the shipped patterns have six."""
VARIED = re.compile(r"([\w']+)\(([^()\s]*)\)(\w*\*?)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read; `expression` is what it comes to.

    `triggers` are the beginnings that a match can have: words, stems with their star, or the tag of
    a class.
    """

    source: str
    expression: str
    triggers: frozenset[str]

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
    if max(accumulate((c == "(") - (c == ")") for c in expanded), default=0) > MAX_DEPTH:
        parser.refuse(f"brackets stand within brackets more than {MAX_DEPTH} deep")
    regex, triggers, empty = parser.choices()
    if parser.rest:
        parser.refuse("a bracket is closed that was never opened")
    if empty or not triggers or expanded.startswith("~"):
        parser.refuse("begin with a word or a class, not with a gap or an option")
    return Pattern(source, regex, triggers)


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


Piece = tuple[str, frozenset[str], bool]
"""A regex, the beginnings of its matches, and whether it can match nothing."""
NOTHING: frozenset[str] = frozenset()


class _Parser:
    """Recursive descent over the lexemes of one pattern."""

    def __init__(self, source: str, lexemes: list[str]) -> None:
        self.source = source
        self.rest = lexemes[::-1]

    def refuse(self, reason: str) -> NoReturn:
        msg = f"pattern {self.source!r}: {reason}"
        raise ConfigError(msg, subject=self.source)

    def choices(self) -> Piece:
        """Alternatives up to a closing bracket or the end."""
        pieces = [self._sequence()]
        while self.rest and self.rest[-1] == "|":
            self.rest.pop()
            pieces.append(self._sequence())
        regex = "|".join(piece[0] for piece in pieces)
        triggers = NOTHING.union(*(piece[1] for piece in pieces))
        return f"(?:{regex})", triggers, any(piece[2] for piece in pieces)

    def _sequence(self) -> Piece:
        regex: list[str] = []
        triggers = NOTHING
        empty = True
        while self.rest and self.rest[-1] not in "|)":
            piece, begin, optional = self._item(self.rest.pop())
            regex.append(piece)
            if empty:
                triggers |= begin
            empty = empty and optional
        return "".join(regex), triggers, empty

    def _item(self, lexeme: str) -> Piece:
        if lexeme == "(":
            return self._closed(self.choices())
        if lexeme.startswith("(?"):
            inner = self._closed(self.choices())[0]
            return f"{lexeme}{inner})", NOTHING, True
        if lexeme.startswith("~") and lexeme[1:].isdecimal():
            return f"(?:{GAP_WORD}){{0,{lexeme[1:]}}}?", NOTHING, True
        if lexeme == "^":
            return CLAUSE_START, NOTHING, True
        return self._word(lexeme)

    def _word(self, lexeme: str) -> Piece:
        if lexeme in CLASSES:
            return CLASSES[lexeme], frozenset({lexeme}), False
        if "~" in lexeme or lexeme != lexeme.lower():
            hint = f"{suggest(lexeme, CLASSES)} Write words in small letters, gaps as ~1 to ~9"
            self.refuse(f"'{lexeme}' is no class of words; {hint}")
        if lexeme.endswith("*"):
            stem = lexeme[:-1]
            return rf"{re.escape(stem)}\w*{WORD_END}", frozenset({lexeme}), False
        return f"{re.escape(lexeme)}{WORD_END}", frozenset({lexeme}), False

    def _closed(self, piece: Piece) -> Piece:
        if not self.rest or self.rest.pop() != ")":
            self.refuse("a bracket is opened that is never closed")
        return piece
