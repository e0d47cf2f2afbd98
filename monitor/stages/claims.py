"""Article, watch → what it says of every watched event's status: claims and unread signals.

The article is scanned once for all names; only where an event may be meant are its sentences read.
Each cue of a sentence then goes the same way: argument, event, scope, speaker, day and venue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.config.lexicon import LANGUAGES, Argument, Cue, Grammar, Mark
from monitor.language.arguments import Kind, find_argument
from monitor.language.attribution import Speaker, find_speaker
from monitor.language.cues import Found, cue_finder, grammar_of, longest
from monitor.language.dates import find_day, find_venue
from monitor.language.discourse import Discourse
from monitor.language.implied import without_implied
from monitor.language.passages import Passage, Source, read_passages, scan_article
from monitor.language.scope import read_scope
from monitor.language.sentences import Block
from monitor.language.watch import CompiledEvent, HitKind, Watch
from monitor.model.events import (
    Claim,
    Lifecycle,
    Position,
    Reading,
    Stance,
    Standing,
    Status,
    UnreadSignal,
)
from monitor.model.items import Article, Part

WEAK_BELOW = 0.5
"""Claims of less confidence are shown and change nothing. It parts the weights of
`monitor.language.discourse` that were mostly right from those that were mostly wrong."""
FALLBACK_LANGUAGE = "en"


def read_claims(article: Article, watch: Watch) -> Reading:
    """Everything that an article says of the watched events, in the order of the text."""
    sources = scan_article(article, watch)
    events = candidate_events(sources, watch)
    if not events:
        return Reading()
    language = article.language if article.language in LANGUAGES else FALLBACK_LANGUAGE
    reader = _Reader(article, sources, language, events)
    return reader.read()


def candidate_events(sources: Sequence[Source], watch: Watch) -> Mapping[str, CompiledEvent]:
    """The events that an article may concern: a party, a term or the name stands in it."""
    found: dict[str, set[HitKind]] = {}
    for source in sources:
        for hit in source.hits:
            if hit.event is not None:
                found.setdefault(hit.event, set()).add(hit.kind)
    return {
        event.id: event
        for event in watch.events.values()
        if found.get(event.id, set()) & {HitKind.PARTY, HitKind.EVENT_NAME, HitKind.TERM}
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    """One article being read."""

    article: Article
    sources: Sequence[Source]
    language: str
    events: Mapping[str, CompiledEvent]

    def read(self) -> Reading:
        grammar = grammar_of(self.language)
        passages = tuple(read_passages(self.sources, self.language, self.events))
        discourse = Discourse(self.events, passages, self.language)
        claims: list[Claim] = []
        signals: list[UnreadSignal] = []
        for index, passage in enumerate(passages):
            if passage.sentence.kind in {Block.LIST, Block.TABLE} or _is_junk(passage):
                continue
            found = list(self._passage_claims(passage, index, discourse, grammar))
            claims.extend(claim for claim, relative in found if not relative)
            if all(relative for _, relative in found):
                claims.extend(claim for claim, _ in found)
            if not found:
                signals.extend(self._signals(passage, discourse.explicit(index)))
        return Reading(claims=without_implied(claims), signals=tuple(signals))

    def _passage_claims(
        self, passage: Passage, index: int, discourse: Discourse, grammar: Grammar
    ) -> Iterator[tuple[Claim, bool]]:
        """Its claims, and of each whether it stands in a relative clause: there it is context."""
        lifecycles = dict.fromkeys(event.lifecycle for event in self.events.values())
        for lifecycle in lifecycles:
            cues = cue_finder(lifecycle, self.language).find(passage.line)
            for cue in longest([cue for cue in cues if not is_name(passage, cue)]):
                claim = self._claim(passage, index, cue, lifecycle, discourse, grammar)
                if claim is not None:
                    yield claim

    def _claim(
        self,
        passage: Passage,
        index: int,
        cue: Found[Cue],
        lifecycle: Lifecycle,
        discourse: Discourse,
        grammar: Grammar,
    ) -> tuple[Claim, bool] | None:
        anchor = find_argument(passage, cue, lifecycle, grammar)
        if anchor.kind is Kind.OTHER:
            return None
        meant = discourse.resolve(index, cue, anchor, lifecycle, grammar)
        if meant is None:
            return None
        scope = read_scope(passage, cue, grammar, self.article.published.year)
        if scope.background:
            return None
        source = self.sources[0 if passage.sentence.part is Part.TITLE else 1]
        speaker = find_speaker(passage, source.raw, meant.event, grammar)
        dated = scope.stance is not Stance.DENIED and cue.meaning.status in DATED
        published = self.article.published.date()
        sentence = passage.sentence
        claim = Claim(
            event=meant.event.id,
            status=cue.meaning.status,
            stance=scope.stance,
            standing=self._standing(speaker),
            evidence=source.raw[sentence.start : sentence.end],
            part=sentence.part,
            start=sentence.start,
            end=sentence.end,
            position=_position(passage),
            confidence=meant.confidence,
            by=speaker.by,
            side=speaker.side,
            day=find_day(passage, cue.start, published, grammar) if dated else None,
            venue=find_venue(passage, cue.start, grammar) if dated else None,
            weak=meant.confidence < WEAK_BELOW,
            concrete=cue.meaning.concrete,
            why=(f"cue {cue.source}", *meant.why, *scope.why),
        )
        return claim, scope.relative

    def _standing(self, speaker: Speaker) -> Standing:
        if speaker.standing is Standing.OUTLET and self.article.low_trust:
            return Standing.LOW_TRUST
        return speaker.standing

    def _signals(self, passage: Passage, explicit: Iterable[str]) -> Iterator[UnreadSignal]:
        sentence = passage.sentence
        if _position(passage) is Position.BODY:
            return
        change = next((found for found in passage.marks if found.meaning is Mark.CHANGE), None)
        if change is None:
            return
        source = self.sources[0 if sentence.part is Part.TITLE else 1]
        for event in explicit:
            yield UnreadSignal(
                event=event,
                evidence=source.raw[sentence.start : sentence.end],
                part=sentence.part,
                start=sentence.start,
                end=sentence.end,
                why=(f"change {change.source}",),
            )


def is_name(passage: Passage, cue: Found[Cue]) -> bool:
    """Whether a cue's words are part of a name: no treaty starts by being called New START."""
    spans = (
        span
        for signs in passage.signs.values()
        for group in (*signs.parties.values(), signs.names)
        for span in group
    )
    own = any(span.start <= cue.start and cue.end <= span.end for span in spans)
    term = cue.meaning.argument is not Argument.PARTIES and any(
        span.start <= cue.start and cue.end <= span.end
        for signs in passage.signs.values()
        for span in signs.terms
    )
    return own or term


DATED = frozenset(
    {
        Status.PROPOSED,
        Status.CONFIRMED,
        Status.RESCHEDULED,
        Status.UNDERWAY,
        Status.HELD,
        Status.EXTENDED,
        Status.IN_FORCE,
    }
)
"""Statuses under which a day and a venue are the event's own."""


def _is_junk(passage: Passage) -> bool:
    return any(found.meaning is Mark.JUNK for found in passage.marks)


def _position(passage: Passage) -> Position:
    if passage.sentence.part is Part.TITLE:
        return Position.TITLE
    return Position.LEAD if passage.sentence.block == 0 else Position.BODY
