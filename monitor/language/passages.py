"""A passage: a sentence with everything that was found in it, read once and shared by all rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.config.lexicon import Grammar
from monitor.config.marks import Mark
from monitor.language.cues import Found
from monitor.language.lines import Line, Word
from monitor.language.sentences import Sentence
from monitor.language.watch import CompiledEvent, Hit, HitKind
from monitor.model.articles import Part
from monitor.model.claims import Lifecycle


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` (exclusive) of a passage."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether a word is in both."""
        return self.start < other.end and other.start < self.end


class Places:
    """Offsets within a sentence → the words that they cover.

    Args:
        words: Of the sentence.
        start: Where the sentence begins in the text that its words count from.
    """

    def __init__(self, words: Sequence[Word], start: int = 0) -> None:
        self._starts = [word.start - start for word in words]

    def span(self, start: int, end: int) -> Span:
        """The words that letters `start` to `end` (exclusive) of the sentence stand in."""
        first = max(bisect_left(self._starts, start + 1) - 1, 0)
        return Span(first, max(bisect_left(self._starts, end), first + 1))


@dataclass(slots=True)
class Signs:
    """What a passage holds of one event: spans of its parties by number, names, terms, near misses."""

    parties: dict[int, list[Span]] = field(default_factory=dict)
    affiliates: dict[int, list[Span]] = field(default_factory=dict)
    names: list[Span] = field(default_factory=list)
    terms: list[Span] = field(default_factory=list)
    excludes: list[Span] = field(default_factory=list)

    def principals(self) -> Iterator[Span]:
        """Where a party itself is named, not somebody who speaks for it."""
        for spans in self.parties.values():
            yield from spans

    def people(self) -> Iterator[Span]:
        """Where anybody of any party is named."""
        for spans in (*self.parties.values(), *self.affiliates.values()):
            yield from spans

    def covers(self, span: Span) -> bool:
        """Whether some words are a name of the event, of its people, or one of its terms."""
        own = (*self.people(), *self.names, *self.terms)
        return any(each.overlaps(span) for each in own)

    def within(self, part: Span) -> Signs:
        """What stands in a part of the passage."""

        def inside(spans: Iterable[Span]) -> list[Span]:
            return [span for span in spans if span.overlaps(part)]

        def those(people: Mapping[int, Iterable[Span]]) -> dict[int, list[Span]]:
            found = {party: inside(spans) for party, spans in people.items()}
            return {party: spans for party, spans in found.items() if spans}

        return Signs(
            parties=those(self.parties),
            affiliates=those(self.affiliates),
            names=inside(self.names),
            terms=inside(self.terms),
            excludes=inside(self.excludes),
        )

    def without_people(self) -> Signs:
        """The same without those who are named."""
        return replace(self, parties={}, affiliates={})

    def add(self, hit: Hit, span: Span) -> None:
        """Keep a hit where its kind belongs."""
        match hit.kind:
            case HitKind.PARTY:
                self.parties.setdefault(hit.party or 0, []).append(span)
            case HitKind.AFFILIATE:
                self.affiliates.setdefault(hit.party or 0, []).append(span)
            case HitKind.EVENT_NAME:
                self.names.append(span)
            case HitKind.TERM:
                self.terms.append(span)
            case HitKind.EXCLUDE:
                self.excludes.append(span)
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Mention:
    """An event noun; `lifecycles` are those it can be a noun of."""

    span: Span
    lifecycles: frozenset[Lifecycle]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, ready to be read.

    `entities` are gazetteer ids with their spans; `staff` those of known ministers and officials.
    """

    sentence: Sentence
    line: Line
    signs: Mapping[str, Signs]
    mentions: tuple[Mention, ...]
    entities: tuple[tuple[Span, str], ...]
    staff: tuple[Span, ...]
    marks: tuple[Found[Mark], ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the sentence."""
        return self.line.words

    def signs_of(self, event: CompiledEvent) -> Signs:
        """What the sentence holds of an event; of one that it does not name, nothing."""
        return self.signs.get(event.id, Signs())

    def names(self) -> Iterator[Span]:
        """Where anybody is named: people of any watched event, and whom the gazetteer knows."""
        for signs in self.signs.values():
            yield from signs.people()
        yield from (span for span, _ in self.entities)

    def is_led_to(self, first: int, grammar: Grammar, *kinds: str) -> bool:
        """Whether a word of some kinds, and perhaps an article, stands before a name's first word."""
        before = first - 1
        before -= before >= 0 and grammar.is_kind(self.words[before].text, "article")
        return before >= 0 and grammar.is_kind(self.words[before].text, *kinds)

    def is_named(self, index: int) -> bool:
        """Whether a word belongs to a watched name or a known entity."""
        return any(span.start <= index < span.end for span in self.names())


@dataclass(frozen=True, slots=True)
class Source:
    """A part of an article with its folded twin and all watched names in it."""

    part: Part
    raw: str
    folded: str
    hits: tuple[Hit, ...]


def is_calendar(word: str, grammar: Grammar) -> bool:
    """Whether a word names a month, a weekday or a day as `tomorrow` does."""
    return word in grammar.weekdays or word in grammar.months or word in grammar.days
