"""Article, watch → what it says of every watched event's status: claims and unread signals.

The article is scanned once for all names; only where an event may be meant are its sentences read.
Each cue of a sentence then goes the same way: argument, event, scope, speaker, day and venue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from monitor.config.lexicon import LANGUAGES, Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.annotation import read_passages, scan_article
from monitor.language.arguments import Anchor, Kind, find_argument
from monitor.language.attribution import OUTLET, Speaker, Speakers
from monitor.language.background import is_relative, why_background
from monitor.language.candidates import Candidates, find_candidates, statuses_of
from monitor.language.credence import Credence, Setting, position_of, setting_of, weigh_together
from monitor.language.cues import Found, grammar_of
from monitor.language.dates import find_day, find_venue
from monitor.language.discourse import Discourse, Meant
from monitor.language.durations import find_term
from monitor.language.headings import with_speakers
from monitor.language.implied import without_implied
from monitor.language.passages import Passage, Source
from monitor.language.refutation import find_retort, refute
from monitor.language.scope import Scope, read_scope
from monitor.language.signals import find_signals
from monitor.language.watch import CompiledEvent, HitKind, Watch
from monitor.model.articles import Article, Part
from monitor.model.claims import Claim, Lifecycle, Reading, Stance, Standing, Status

DECISION = timedelta(days=1)
"""A day so near is the one on which an extension is decided, or the old term runs out; a choice."""
FALLBACK_LANGUAGE = "en"


def read_claims(article: Article, watch: Watch) -> Reading:
    """Everything that an article says of the watched events, in the order of the text."""
    sources = scan_article(article, watch)
    events = candidate_events(sources, watch)
    if not events:
        return Reading()
    language = article.language if article.language in LANGUAGES else FALLBACK_LANGUAGE
    grammar = grammar_of(language)
    passages = tuple(read_passages(sources, language, events))
    lifecycles = dict.fromkeys(event.lifecycle for event in events.values())
    candidates = find_candidates(passages, language, lifecycles, watch.cues)
    reader = _Reader(
        article=article,
        sources={source.part: source.raw for source in sources},
        grammar=grammar,
        passages=passages,
        discourse=Discourse(events, passages, language),
        speakers=Speakers(passages, {source.part: source.raw for source in sources}, grammar),
        candidates=candidates,
        setting=setting_of(passages, statuses_of(candidates), events.values(), grammar),
        events=events,
    )
    return reader.read()


def candidate_events(sources: Sequence[Source], watch: Watch) -> Mapping[str, CompiledEvent]:
    """The events that an article may concern: a party, a term, name or subject stands in it."""
    found: dict[str, set[HitKind]] = {}
    for source in sources:
        for hit in source.hits:
            if hit.event is not None:
                found.setdefault(hit.event, set()).add(hit.kind)
    return {
        event.id: event
        for event in watch.events.values()
        if found.get(event.id, set()) - {HitKind.AFFILIATE, HitKind.EXCLUDE}
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One article being read."""

    article: Article
    sources: Mapping[Part, str]
    grammar: Grammar
    passages: Sequence[Passage]
    discourse: Discourse
    speakers: Speakers
    candidates: Candidates
    setting: Setting
    events: Mapping[str, CompiledEvent]

    def read(self) -> Reading:
        claims: list[Claim] = []
        for index in range(len(self.passages)):
            found = list(self._passage_claims(index))
            main = [claim for claim, relative in found if not relative]
            told = main or [claim for claim, _ in found]
            claims = [*claims, *told] if told or not claims else self._answered(index, claims)
        claims = list(with_speakers(claims))
        news = without_implied(weigh_together(claims, self.passages, self.setting))
        signals = find_signals(self.discourse.opening, self.passages, self.sources, news)
        return Reading(claims=news, signals=tuple(signals))

    def _answered(self, index: int, claims: Sequence[Claim]) -> list[Claim]:
        """The claims so far, where a sentence without any calls false what the one before said."""
        before, passage = self.passages[index - 1].sentence, self.passages[index]
        retort = find_retort(passage, self.grammar)
        if retort is None:
            return list(claims)
        speaker = self.speakers.quoted(index, retort, self.events[claims[-1].event])
        if speaker is None and any(each.meaning is Mark.SAYS for each in passage.marks):
            return list(claims)  # somebody unknown says so
        text = self.sources[passage.sentence.part][passage.sentence.start : passage.sentence.end]
        return list(refute(claims, before, passage.sentence, text, speaker or OUTLET))

    def _passage_claims(self, index: int) -> Iterator[tuple[Claim, bool]]:
        """Its claims, and of each whether it stands in a relative clause: there it is context.

        Of two events that the same words can be read of, the surer is meant.
        """
        passage, read = self.passages[index], list(self._readings(index))
        for cue, claim in read:
            if not any(
                cue.start < other.end
                and other.start < cue.end
                and claim.confidence < each.confidence
                for other, each in read
            ):
                yield claim, is_relative(passage, cue, self.grammar)

    def _readings(self, index: int) -> Iterator[tuple[Found[Cue], Claim]]:
        """The cues of a passage that were understood, with their claims, kind by kind."""
        for lifecycle, candidates in self.candidates.items():
            for readings in candidates[index]:
                claims = ((cue, self._claim(index, cue, lifecycle)) for cue in readings)
                yield from islice(((cue, claim) for cue, claim in claims if claim), 1)

    def _claim(self, index: int, cue: Found[Cue], lifecycle: Lifecycle) -> Claim | None:
        passage = self.passages[index]
        anchor = find_argument(passage, cue, lifecycle, self.grammar)
        if anchor.kind is Kind.OTHER:
            return None
        meant = self.discourse.resolve(index, cue, anchor, lifecycle)
        if meant is None:
            return None
        scope = read_scope(passage, cue, lifecycle, self.grammar)
        published = self.article.published.date()
        if scope.idle or why_background(passage, cue, anchor.mention, self.grammar, published):
            return None
        return self._make(index, cue, anchor, meant, scope)

    def _make(
        self, index: int, cue: Found[Cue], anchor: Anchor, meant: Meant, scope: Scope
    ) -> Claim:
        """The claim of a cue that was understood."""
        passage = self.passages[index]
        sentence = passage.sentence
        speaker = self.speakers.find(index, cue, meant.event)
        position = position_of(passage)
        credence = Credence(self.setting, index, position, scope, anchor, meant, speaker)
        return Claim(
            event=meant.event.id,
            status=scope.status,
            stance=scope.stance,
            standing=self._standing(speaker),
            evidence=self.sources[sentence.part][sentence.start : sentence.end],
            part=sentence.part,
            start=sentence.start,
            end=sentence.end,
            position=position,
            confidence=meant.confidence,
            by=speaker.by,
            side=speaker.side,
            day=self._day(passage, cue, scope),
            venue=find_venue(passage, cue.start, self.grammar) if _is_dated(scope) else None,
            weak=credence.weak,
            concrete=cue.meaning.concrete,
            why=(_describe(cue), *meant.why, *scope.why),
        )

    def _day(self, passage: Passage, cue: Found[Cue], scope: Scope) -> date | None:
        """The day that is the event's own under the status; of an extension, its end.

        That is the later of a stated day and a stated term, unless it is too near.
        """
        if not _is_dated(scope):
            return None
        published, plan = self.article.published.date(), scope.status in PLANS
        day = find_day(passage, cue.start, published, self.grammar, plan=plan)
        if scope.status is not Status.EXTENDED:
            return day
        term = find_term(passage, cue, published, self.grammar)
        ends = (end for end in (day, term) if end and end > published + DECISION)
        return max(ends, default=None)

    def _standing(self, speaker: Speaker) -> Standing:
        if speaker.standing is Standing.OUTLET and self.article.low_trust:
            return Standing.LOW_TRUST
        return speaker.standing


def _describe(cue: Found[Cue]) -> str:
    """A cue's pattern, and the user's file that it comes from."""
    return f"cue {cue.source}" + (f" of {cue.meaning.file}" if cue.meaning.file else "")


PLANS = frozenset({Status.PROPOSED, Status.CONFIRMED, Status.RESCHEDULED, Status.EXTENDED})
"""Statuses whose day is to come."""
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


def _is_dated(scope: Scope) -> bool:
    return scope.stance is not Stance.DENIED and scope.status in DATED
