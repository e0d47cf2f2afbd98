"""Classify: which topics an article is mainly about, and which it only touches.

What counts is what stands where: an event named in the title, or a status of it told there, says
most, one in the lead half as much, and the body little, where lists, background and reader prompts
name everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.config.gazetteer import Scope
from monitor.language.watch import CompiledEvent, Hit, HitKind, Watch
from monitor.model.articles import Article, Part, Role, Span, TopicMatch
from monitor.model.claims import Reading
from monitor.stages.topics.blocks import LEAD_WEIGHT, Block, by_event, read_blocks
from monitor.stages.topics.pages import tells_no_news

HINT = 0.5
"""What a general word is worth against the event's own name."""
PRIMARY = 0.25
"""Least score of a main topic: the lead alone says it, or the title hints at it."""
FIRST_BLOCKS = 4
"""Title, lead and two paragraphs more: by then a report on two parties has said what it is about.
Source: 5 of 660 labelled articles were found by it alone, 1 of another subject."""
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
    silent = _is_silent(article, reading, blocks[0], events)
    total = sum(block.weight for block in blocks)
    scored = [
        (sum(each.worth for each in found) / total, topic.id, found)
        for topic in watch.topics
        if (found := _find(topic.id, blocks, events))
    ]
    best = max((score for score, _, _ in scored), default=0.0)
    least = max(PRIMARY, MARGIN * best)
    matches = (
        _match(topic, score, found, primary=score >= least and not silent)
        for score, topic, found in scored
    )
    return tuple(sorted(matches, key=lambda match: (-match.score, match.topic)))


def _is_silent(
    article: Article, reading: Reading, title: Block, events: Sequence[CompiledEvent]
) -> bool:
    """Whether an article claims nothing and its title says that it brings no news."""
    if any(not claim.weak for claim in reading.claims):
        return False
    named = {hit.event for hit in title.hits if hit.kind is HitKind.EVENT_NAME}
    return tells_no_news(article, [e for e in events if e.id in named or _complete(e, title)])


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
    told = {event.id for event in events if _is_told(event, blocks)}
    found = (
        _look(topic, block, events) or _hint(topic, block, likely, named, told) for block in blocks
    )
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


def _is_told(event: CompiledEvent, blocks: Sequence[Block]) -> bool:
    """Whether its parties' names alone may mean an event: title and lead have all of them.

    Leaders mean their meeting anywhere; others mean what one of the first paragraphs calls by its
    term beside them, or claims.
    """
    if event.scope is Scope.LEADER:
        return True
    head = (block.by_event.get(event.id, ()) for block in blocks[:2])
    return all(_names_all(event, own, affiliates=False) for own in head) and any(
        _complete(event, block) or any(claim.event == event.id for claim in block.claims)
        for block in blocks[:FIRST_BLOCKS]
    )


def _hint(
    topic: str,
    block: Block,
    likely: Sequence[CompiledEvent],
    named: Sequence[CompiledEvent],
    told: Collection[str],
) -> Found | None:
    """A general word for an event whose parties the head names; of those `told`, their names alone.

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
    alone = [event for event in likely if event.id in meant and event.id in told]
    people = [hit for event in alone for hit in _people(event, block)]
    spans = tuple(_spans(block, words or people))
    return Found(evidence=Evidence.WORD, block=block, spans=spans) if spans else None


def _people(event: CompiledEvent, block: Block) -> list[Hit]:
    """The names of an event's parties in a block, where all are named."""
    own = block.by_event.get(event.id, ())
    if not _names_all(event, own, affiliates=False):
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
    people = _people(event, block) if terms else []
    return terms + people if people else []


def _names_all(event: CompiledEvent, own: Sequence[Hit], *, affiliates: bool) -> bool:
    """Whether hits of an event name all its parties, or people who speak for them."""
    kinds = {HitKind.PARTY, HitKind.AFFILIATE} if affiliates else {HitKind.PARTY}
    named = {hit.party for hit in own if hit.kind in kinds}
    return len(named) == len(event.parties)


def _match(topic: str, score: float, found: Sequence[Found], *, primary: bool) -> TopicMatch:
    main = max(found, key=lambda each: each.worth)
    place = {Part.TITLE: "title", Part.TEXT: "text"}[main.block.part]
    return TopicMatch(
        topic=topic,
        role=Role.PRIMARY if primary else Role.PASSING,
        score=score,
        reason=f"{main.evidence.value} in the {place}",
        spans=tuple(dict.fromkeys(span for each in found for span in each.spans)),
    )


def _spans(block: Block, hits: Iterable[Hit]) -> list[Span]:
    return [Span(block.part, block.start + hit.start, block.start + hit.end) for hit in hits]
