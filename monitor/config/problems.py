"""What is wrong in the configuration: where, how bad, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from monitor.errors import ConfigError

KeyPath = tuple[str | int, ...]
"""Where a value stands in a document: keys and 0-based positions, outermost first."""


class Severity(StrEnum):
    """Whether a problem stops the program."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem; `line` counts from 1 and is None where it is about the whole file.

    `key` is dotted (`feeds[3].url`) and empty where it is about no key in particular. `text` says
    what is wrong and what to do, and holds no secret.
    """

    file: Path
    text: str
    line: int | None = None
    key: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """`file:line: key: text`, without the parts that are not known."""
        place = str(self.file) if self.line is None else f"{self.file}:{self.line}"
        said = ": ".join(part for part in (place, self.key, self.text) if part)
        return "".join(c if c.isprintable() else " " for c in said)  # a line stays one line


class InvalidConfigError(ConfigError):
    """A configuration with mistakes; the message has one a line, in the order of `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(map(str, self.problems)),
            subject=str(self.problems[0].file) if self.problems else "",
        )


def dotted(path: KeyPath) -> str:
    """The usual notation of a key path: `feeds[3].url`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


MAX_LISTED_NAMES = 20
"""A longer list hides the message. Source: what fits on two lines of a terminal."""

MAX_WORD_CHARS = 60
"""More of a word than this says nothing more. Source: half a line of a terminal."""
LIKENESS = 0.72
"""One letter of four may be wrong, three of ten. Source: tests/data/config/bad."""


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """What somebody who wrote an unknown word may have meant, the likeliest first."""
    return tuple(difflib.get_close_matches(word, sorted(known), n=3, cutoff=LIKENESS))


def shortened(word: str) -> str:
    """A word of a file as a message can hold it."""
    return word if len(word) <= MAX_WORD_CHARS else f"{word[:MAX_WORD_CHARS]}…"


def suggest(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the nearest known ones, or all where they are few."""
    names = sorted(known)
    if meant := nearest(word, names):
        return f"did you mean {' or '.join(meant)}?"
    if not names:
        return "there is none yet"
    if len(names) > MAX_LISTED_NAMES:
        return f"it is none of the {len(names)} that are known"
    return f"known: {', '.join(names)}"
