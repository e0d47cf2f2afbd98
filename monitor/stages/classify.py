"""Classify: which topics an article is mainly about, and which it only touches.

What counts is what stands where: an event named in the title, or a status of it told there, says
most, one in the lead half as much, and the body little, where lists, background and reader prompts
name everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.config.gazetteer import Scope
from monitor.language.watch import CompiledEvent, Hit, HitKind, Watch
from monitor.model.articles import Article, Part, Role, Span, TopicMatch
from monitor.model.claims import Reading
from monitor.stages.topics.blocks import LEAD_WEIGHT, Block, by_event, read_blocks

HINT = 0.5
"""What a general word is worth against the event's own name."""
PRIMARY = 0.25
"""Least score of a main topic: the lead alone says it, or the title hints at it."""
MARGIN = 0.7
"""A main topic has at least this share of the best one's score. Source: as for the weights."""


class Evidence(StrEnum):
    """Why a piece of text is about a topic, strongest first."""

    CLAIM = "status of the event"
    NAME = "name of the event"
    PHRASE = "phrase"
    PARTIES = "all parties and a term"
    WORD = "general word or name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Evidence for one topic in one block."""

    evidence: Evidence
    block: Block
    spans: tuple[Span, ...]

    @property
    def worth(self) -> float:
        """What it adds to the score."""
        return self.block.weight * (HINT if self.evidence is Evidence.WORD else 1.0)


def classify(article: Article, watch: Watch, reading: Reading) -> tuple[TopicMatch, ...]:
    """The topics of an article, the best first; primary or passing.

    Args:
        article: With its text.
        watch: What is watched.
        reading: What the article says of the watched events.
    """
    blocks = list(read_blocks(article, watch, reading))
    if not any(block.hits for block in blocks):
        return ()
    named = dict.fromkeys(
        event
        for block in blocks
        for event in (*block.by_event, *(claim.event for claim in block.claims))
    )
    events = [watch.events[event] for event in named]
    total = sum(block.weight for block in blocks)
    scored = [
        (sum(each.worth for each in found) / total, topic.id, found)
        for topic in watch.topics
        if (found := _find(topic.id, blocks, events))
    ]
    best = max((score for score, _, _ in scored), default=0.0)
    matches = (_match(topic, score, best, found) for score, topic, found in scored)
    return tuple(sorted(matches, key=lambda match: (-match.score, match.topic)))


def _find(topic: str, blocks: Sequence[Block], named: Sequence[CompiledEvent]) -> list[Found]:
    """All evidence for a topic; general words count only where the head names the parties.

    Args:
        topic: Its id.
        blocks: Of the article.
        named: The events of all topics of which something was found in it.
    """
    events = [event for event in named if event.topic == topic]
    head = by_event(hit for each in blocks if each.weight >= LEAD_WEIGHT for hit in each.hits)
    likely = [e for e in events if _names_all(e, head.get(e.id, ()), affiliates=True)]
    found = (_look(topic, block, events) or _hint(topic, block, likely, named) for block in blocks)
    return [each for each in found if each is not None]


def _look(topic: str, block: Block, events: Sequence[CompiledEvent]) -> Found | None:
    """The strongest evidence in a block that needs no other; None: there is none."""
    hits = [hit for hit in block.hits if hit.topic == topic]
    ids = {event.id for event in events}
    claims = [claim for claim in block.claims if claim.event in ids]
    names = [hit for hit in hits if hit.kind is HitKind.EVENT_NAME]
    phrases = [hit for hit in hits if hit.kind is HitKind.PHRASE]
    specific = [hit for hit in phrases if _is_specific(block.text[hit.start : hit.end])]
    complete = [hit for event in events for hit in _complete(event, block)]
    for evidence, basis in (
        (Evidence.CLAIM, [Span(each.part, each.start, each.end) for each in claims]),
        (Evidence.NAME, _spans(block, names)),
        (Evidence.PHRASE, _spans(block, specific)),
        (Evidence.PARTIES, _spans(block, complete)),
    ):
        if basis:
            return Found(evidence=evidence, block=block, spans=tuple(basis))
    return None


def _hint(
    topic: str, block: Block, likely: Sequence[CompiledEvent], named: Sequence[CompiledEvent]
) -> Found | None:
    """A general word for an event whose parties the head names; of leaders, their names alone.

    It is none where a near miss of the event stands beside it, or all parties of another event: a
    word belongs to those who stand next to it.
    """
    excluded = {hit.event for hit in block.hits if hit.kind is HitKind.EXCLUDE}
    meant = {event.id for event in likely if event.id not in excluded}
    if not meant or any(_complete(event, block) for event in named):
        return None
    words = [
        hit
        for hit in block.hits
        if (hit.kind is HitKind.PHRASE and hit.topic == topic)
        or (hit.kind is HitKind.TERM and hit.event in meant)
    ]
    people = [hit for event in likely if event.id in meant for hit in _leaders(event, block)]
    spans = tuple(_spans(block, words or people))
    return Found(evidence=Evidence.WORD, block=block, spans=spans) if spans else None


def _leaders(event: CompiledEvent, block: Block) -> list[Hit]:
    """The names of those whose meeting an event is, where leaders meet and all are named."""
    own = block.by_event.get(event.id, ())
    if event.scope is not Scope.LEADER or not _names_all(event, own, affiliates=False):
        return []
    return [hit for hit in own if hit.kind is HitKind.PARTY]


def _is_specific(phrase: str) -> bool:
    """Whether a phrase says enough by itself: two words or more, numbers not counted."""
    words = "".join(letter if letter.isalnum() else " " for letter in phrase).split()
    return sum(not word.isdecimal() for word in words) > 1


def _complete(event: CompiledEvent, block: Block) -> list[Hit]:
    """The hits of a block that name all parties of an event and what it is; empty unless they do."""
    own = block.by_event.get(event.id, ())
    terms = [hit for hit in own if hit.kind is HitKind.TERM]
    if not terms or not _names_all(event, own, affiliates=False):
        return []
    return terms + [hit for hit in own if hit.kind is HitKind.PARTY]


def _names_all(event: CompiledEvent, own: Sequence[Hit], *, affiliates: bool) -> bool:
    """Whether hits of an event name all its parties, or people who speak for them."""
    kinds = {HitKind.PARTY, HitKind.AFFILIATE} if affiliates else {HitKind.PARTY}
    named = {hit.party for hit in own if hit.kind in kinds}
    return len(named) == len(event.parties)


def _match(topic: str, score: float, best: float, found: Sequence[Found]) -> TopicMatch:
    is_primary = score >= PRIMARY and score >= MARGIN * best
    main = max(found, key=lambda each: each.worth)
    place = {Part.TITLE: "title", Part.TEXT: "text"}[main.block.part]
    return TopicMatch(
        topic=topic,
        role=Role.PRIMARY if is_primary else Role.PASSING,
        score=score,
        reason=f"{main.evidence.value} in the {place}",
        spans=tuple(dict.fromkeys(span for each in found for span in each.spans)),
    )


def _spans(block: Block, hits: Iterable[Hit]) -> list[Span]:
    return [Span(block.part, block.start + hit.start, block.start + hit.end) for hit in hits]
