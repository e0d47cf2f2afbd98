"""The speakers of an article → whose word each sentence is: by whom, for which party, how good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.config.gazetteer import Kind, load_gazetteer
from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.language.cues import Found
from monitor.language.genre import names_field
from monitor.language.introductions import host_states, introductions
from monitor.language.passages import Passage, Span
from monitor.language.phrases import CONJUNCTIONS
from monitor.language.speech import find_agent, find_speech, is_pronoun
from monitor.language.watch import CompiledEvent
from monitor.model.articles import Part
from monitor.model.claims import Stance, Standing, Status

ANTECEDENT_SENTENCES = 3
"""How far back the name stands that a pronoun is for. A choice: about a paragraph."""
LEAD_SENTENCES = 4
"""Sentences in which a text names whom its headline has by the capital. Source: about where they
stood in 230 labelled articles."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: `by` as the article writes it, `side` a party's label.

    Where the outlet itself says it, `by` is who did what it tells, None for nobody.
    """

    by: str | None
    side: str | None
    standing: Standing


NOBODYS_ACT = frozenset({Status.UNDERWAY, Status.HELD})
"""What both parties do, or what comes about."""
DECISIONS = NOBODYS_ACT | {Status.AGREED, Status.EXTENDED, Status.IN_FORCE}
"""What parties did, and who brokers it announces for them."""
OUTLET = Speaker(None, None, Standing.OUTLET)


@dataclass(frozen=True, slots=True)
class _Voice:
    """The words of a passage that name a speaker."""

    passage: Passage
    span: Span

    def texts(self) -> Iterator[str]:
        return (word.text for word in self.passage.words[self.span.start : self.span.end])


class Speakers:
    """Whose word the sentences of one article are."""

    def __init__(
        self, passages: Sequence[Passage], raw: Mapping[Part, str], grammar: Grammar
    ) -> None:
        """Read who is introduced and who plays host.

        Args:
            passages: The article's sentences in order.
            raw: Its title and text as written, to name speakers in its own letters.
            grammar: Speech verbs, roles and pronouns of its language.
        """
        self._passages = passages
        self._raw = raw
        self._grammar = grammar
        self._introduced = dict(introductions(passages, grammar))
        self._hosts = frozenset(host_states(passages, grammar))

    def find(self, index: int, cue: Found[Cue], event: CompiledEvent) -> Speaker:
        """Whose word a cue is: the speaker's, or the outlet's, of somebody's act or of nobody's.

        Args:
            index: The sentence's place in the article.
            cue: What it tells, where it stands in the sentence.
            event: The event that the claim is about: its parties' people have standing.
        """
        speaker = self.quoted(index, cue.start, event) or self._agent(index, cue)
        if speaker.standing is Standing.OTHER and self._announces(index, cue, event):
            speaker = replace(speaker, standing=Standing.HOST)
        if self._passages[index].sentence.part is Part.TITLE:
            return self._by_lead(speaker, event)
        return speaker

    def _announces(self, index: int, cue: Found[Cue], event: CompiledEvent) -> bool:
        """Whether a third state tells what all parties decided, as who brokered it does.

        Source: docs/data-format.md, "Standing"; its wishes and opinions change nothing.
        """
        decided = cue.meaning.status in DECISIONS and cue.meaning.stance is Stance.ASSERTED
        voice = self._voice(index, cue.start) if decided else None
        if voice is None or self._is_outsider(voice) or self._entry(voice) is None:
            return False
        signs = self._passages[index].signs_of(event)
        return len({*signs.parties, *signs.affiliates}) == len(event.parties)

    def _agent(self, index: int, cue: Found[Cue]) -> Speaker:
        """The outlet, with who does what a cue tells, as far as anybody does."""
        passage = self._passages[index]
        acts = cue.meaning.argument is Argument.OBJECT and cue.meaning.status not in NOBODYS_ACT
        acts = acts or cue.meaning.concrete or cue.meaning.stance is Stance.DENIED
        span = find_agent(passage, cue, self._grammar) if acts else None
        if span is None or self._is_nobody(passage, span):
            return OUTLET
        return Speaker(self._written(_Voice(passage, span)), None, Standing.OUTLET)

    def _is_nobody(self, passage: Passage, agent: Span) -> bool:
        """Whether a pronoun does it, or the agent is but one of several: `Norland and rebels sign`."""
        before = agent.start - 1
        before -= before > 0 and self._grammar.is_kind(passage.words[before].text, "article")
        joint = before > 0 and passage.words[before].text in CONJUNCTIONS
        return joint or is_pronoun(passage, agent.start, self._grammar)

    def _by_lead(self, speaker: Speaker, event: CompiledEvent) -> Speaker:
        """The speaker of a headline, by the name that the lead has for them.

        A headline names a capital where the lead names who speaks; their standing stays that of
        the headline's words.
        """
        for index, passage in enumerate(self._passages[: LEAD_SENTENCES + 1]):
            if passage.sentence.part is Part.TITLE or speaker.side is None:
                continue
            named = self.quoted(index, 0, event) or OUTLET
            if named.by and named.standing.counts and speaker.side == named.side:
                return replace(speaker, by=named.by)
        return speaker

    def quoted(self, index: int, near: int, event: CompiledEvent) -> Speaker | None:
        """Who is said to say a word of a sentence; None for nobody.

        Args:
            index: The sentence's place in the article.
            near: The word's place in the sentence: of several speakers the nearest counts.
            event: The event that it is about.
        """
        voice = self._voice(index, near)
        if voice is None:
            return None
        standing, side = self._standing(voice, event)
        entry = self._entry(voice) if standing is Standing.OTHER else None
        if entry and names_field(voice.passage, voice.span, load_gazetteer()[entry].names):
            return None
        return Speaker(self._written(voice), side, standing)

    def _written(self, voice: _Voice) -> str:
        words, span = voice.passage.words, voice.span
        raw = self._raw[voice.passage.sentence.part]
        return raw[words[span.start].start : words[span.end - 1].end]

    def _voice(self, index: int, near: int) -> _Voice | None:
        passage = self._passages[index]
        span = find_speech(passage, near, self._grammar)
        if span is None:
            return None
        if is_pronoun(passage, span.start, self._grammar):
            return self._subject(passage, span) or self._antecedent(index)
        return _Voice(passage, span)

    def _subject(self, passage: Passage, pronoun: Span) -> _Voice | None:
        """Whom a pronoun in a headline stands for: its subject, `Doe puts it off, says he is ill`."""
        if passage.sentence.part is not Part.TITLE:
            return None
        before = [span for span in passage.names() if span.end <= pronoun.start]
        return _Voice(passage, min(before, key=lambda each: each.start)) if before else None

    def _antecedent(self, index: int) -> _Voice | None:
        """Who spoke, or was the first to be named, in the sentences right before."""
        for before in range(index - 1, max(-1, index - 1 - ANTECEDENT_SENTENCES), -1):
            passage = self._passages[before]
            span = find_speech(passage, len(passage.words), self._grammar)
            if span and not is_pronoun(passage, span.start, self._grammar):
                return _Voice(passage, span)
            first = min(passage.names(), key=lambda each: each.start, default=None)
            if first is not None:
                return _Voice(passage, first)
        return None

    def _standing(self, voice: _Voice, event: CompiledEvent) -> tuple[Standing, str | None]:
        """What a speaker's word counts for, and the party that they belong to."""
        if self._is_outsider(voice):
            return Standing.OTHER, None
        side = _side(voice, event)
        if side is not None:
            return Standing.PARTY, side
        entry = self._entry(voice)
        if entry is not None:
            return self._of_state(entry, event)
        if self._has(voice, "host"):
            return Standing.HOST, None
        official = self._has(voice, "official") and not self._has(voice, "outsider")
        official = official and not _is_owned(voice)
        return (Standing.PARTY if official else Standing.OTHER), None

    def _is_outsider(self, voice: _Voice) -> bool:
        """Whether it is an analyst, a journalist, a trader, whatever the state they are of."""
        words = self._grammar.words
        return any(
            text in words["outsider"] and text not in words["official"] for text in voice.texts()
        )

    def _of_state(self, entry: str, event: CompiledEvent) -> tuple[Standing, str | None]:
        """The standing of one who speaks for a known state or body that is no party by name.

        An event that is known by a name alone, as a treaty is, has the states as parties that
        its topic names, any state where it names none; whoever else announces it is a broker.
        """
        own = next((party for party in event.parties if party.entry == entry), None)
        if own is not None:
            return Standing.PARTY, own.label
        if any(party.entry for party in event.parties):
            return (Standing.HOST if entry in self._hosts else Standing.OTHER), None
        known = load_gazetteer()[entry]
        if entry in event.states or (not event.states and known.kind is Kind.STATE):
            return Standing.PARTY, known.name
        return Standing.HOST, None

    def _entry(self, voice: _Voice) -> str | None:
        """The state or body that a speaker belongs to, by their title or how they came in."""
        for span, entry in voice.passage.entities:
            if span.overlaps(voice.span):
                return entry
        words = voice.passage.words[voice.span.start : voice.span.end]
        names = [word.text for word in words if word.capital]
        return next((self._introduced[name] for name in names if name in self._introduced), None)

    def _has(self, voice: _Voice, kind: str) -> bool:
        return any(text in self._grammar.words[kind] for text in voice.texts())


def _is_owned(voice: _Voice) -> bool:
    """Whether an official is that of somebody unknown: `Ruritania's foreign minister`."""
    words = voice.passage.words[voice.span.start : voice.span.end]
    return any(word.capital and after.text == "'s" for word, after in pairwise(words))


def _side(voice: _Voice, event: CompiledEvent) -> str | None:
    signs = voice.passage.signs_of(event)
    for groups in (signs.parties, signs.affiliates):
        for party, spans in groups.items():
            if any(span.overlaps(voice.span) for span in spans):
                return event.parties[party].label
    return None
