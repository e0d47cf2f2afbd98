"""The shipped language data: YAML in, typed grammars and lexicons out, each language when needed.

A *grammar* is what a language needs whatever is watched: negators, denials, modals, speech verbs,
function words, dates. A *lexicon* is what a lifecycle adds: its event nouns and its cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, cast

from monitor.config.documents import load_data
from monitor.config.marks import Mark
from monitor.config.patterns import Pattern, compile_pattern
from monitor.config.words import OPTIONAL_KINDS, WordSet, word_set
from monitor.model.claims import Lifecycle, Stance, Status

LANGUAGES = ("en", "ru", "uk", "de", "fr")
FOLDER = "language/lexicon"


class Argument(StrEnum):
    """Where a cue's event stands: what the cue is said of."""

    OBJECT = "object"
    """A transitive verb: what it governs, or the subject of its passive."""
    SUBJECT = "subject"
    """A predicate: its subject."""
    NOUN = "noun"
    """A noun: its complement or its modifier (`delay of the summit`, `summit delay`)."""
    PARTIES = "parties"
    """What the parties do: both must be there (`A will meet B`)."""
    INSIDE = "inside"
    """The pattern names the event itself (`no EVENT is planned`)."""
    CLAUSE = "clause"
    """An idiom of any shape: the clause must be about the event."""


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """A language: its macros, marks, function words, calendar, and units of time in days.

    `sources` are its marks as they are written.
    """

    language: str
    macros: Mapping[str, str]
    sources: Mapping[str, Sequence[str]]
    words: Mapping[str, WordSet]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    numerals: Mapping[str, int]
    units: Mapping[str, int]

    @cached_property
    def marks(self) -> tuple[tuple[Mark, Pattern], ...]:
        """Its marks; made when the first sentence is read: names are looked for in all languages."""
        return tuple(
            (Mark(name), compile_pattern(source, self.macros))
            for name, sources in self.sources.items()
            for source in sources
        )

    def is_kind(self, word: str, *kinds: str) -> bool:
        """Whether a word, folded, is of one of some kinds of function words."""
        for kind in kinds:  # noqa: SIM110 — a generator costs as much as the look itself
            if word in self.words[kind]:
                return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A pattern that tells a status; `stance` is what it says when nothing changes it.

    `file` names the user's file that it comes from; it is empty for a shipped cue.
    """

    status: Status
    argument: Argument
    pattern: Pattern
    stance: Stance = Stance.ASSERTED
    concrete: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueGroup:
    """An entry of a lexicon file: cues of one kind, with sentences that it must and must not hit."""

    cues: tuple[Cue, ...]
    ok: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """A lifecycle in a language: what its events are called, and all its cues.

    `entries` are the cues as they are written, by status.
    """

    lifecycle: Lifecycle
    language: str
    nouns: tuple[str, ...]
    entries: Mapping[str, Sequence[Mapping[str, Any]]]

    @cached_property
    def groups(self) -> tuple[CueGroup, ...]:
        """Its entries; made when the first sentence is read, as the marks of a grammar."""
        macros = load_grammar(self.language).macros
        return tuple(
            cue_group(Status(status), entry, macros)
            for status, entries in self.entries.items()
            for entry in entries
        )

    @property
    def cues(self) -> Iterable[Cue]:
        """All cues in the order of the file."""
        return (cue for group in self.groups for cue in group.cues)


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of one of `LANGUAGES`, read on first use.

    Raises:
        ConfigError: if the shipped file is broken.
    """
    data = _data(f"grammar/{language}")
    return Grammar(
        language=language,
        macros=data["macros"],
        sources=data["marks"],
        words={kind: word_set(()) for kind in OPTIONAL_KINDS}
        | {kind: word_set(words) for kind, words in data["words"].items()},
        months=_numbered(data["months"]),
        weekdays=_numbered(data["weekdays"]),
        days=data["days"],
        numerals=data["numerals"],
        units=data["units"],
    )


@cache
def load_lexicon(lifecycle: Lifecycle, language: str) -> Lexicon:
    """The lexicon of a lifecycle in one of `LANGUAGES`, read on first use.

    Raises:
        ConfigError: if the shipped file is broken.
    """
    data = _data(f"{lifecycle}/{language}")
    nouns = tuple(data["nouns"])
    return Lexicon(lifecycle=lifecycle, language=language, nouns=nouns, entries=data["cues"])


def _data(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", load_data(files("monitor").joinpath(f"{FOLDER}/{name}.yml")))


def cue_group(
    status: Status, entry: Mapping[str, Any], macros: Mapping[str, str], file: str = ""
) -> CueGroup:
    """The cues of an entry, from its plain value.

    Raises:
        ConfigError: if a pattern does not compile.
    """
    return CueGroup(
        cues=tuple(
            Cue(
                status=status,
                argument=Argument(entry["argument"]),
                pattern=compile_pattern(source, macros),
                stance=Stance(entry.get("stance", Stance.ASSERTED)),
                concrete=bool(entry.get("concrete", False)),
                file=file,
            )
            for source in entry["match"]
        ),
        ok=tuple(entry["ok"]),
        no=tuple(entry.get("no", ())),
    )


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Name → its place from 1; spellings of one place are separated by bars."""
    return {
        name: place
        for place, spellings in enumerate(names, start=1)
        for name in spellings.split("|")
    }
