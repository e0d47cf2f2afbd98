"""Classify: which topics an article is mainly about, and which it only touches.

What counts is what stands where: an event named in the title says most, one in the lead half as
much, and the body little, where lists, background and reader prompts name everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from monitor.config.lexicon import LANGUAGES
from monitor.language.folding import fold
from monitor.language.gazetteer import noun_finder
from monitor.language.watch import CompiledEvent, Hit, HitKind, Watch
from monitor.model.articles import Article, Part, Role, Span, TopicMatch

TITLE_WEIGHT = 4.0
LEAD_WEIGHT = 2.0
BODY_WEIGHT = 0.5
"""Of the first paragraph after the lead; each later one has half of the one before it. Source of
the weights: title 4, lead 2, body decaying was best of six ways to classify, on 323 texts."""
HINT = 0.5
"""What a general word is worth against the event's own name."""
PRIMARY = 0.25
"""Least score of a main topic: the lead alone says it, or the title hints at it."""
MARGIN = 0.7
"""A main topic has at least this share of the best one's score. Source: as for the weights."""
LEAD_WORDS = 8
"""A shorter first paragraph is a byline, a heading or a label."""

PARAGRAPHS = 200
"""How many are read: the longest reports have some sixty, and a page of links has no end."""


class Evidence(StrEnum):
    """Why a piece of text is about a topic, strongest first."""

    NAME = "name of the event"
    PHRASE = "phrase"
    PARTIES = "all parties and a term"
    WORD = "general word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A title or paragraph with what was found in it; offsets of hits are into it.

    `by_event` has the hits of each event: looked for in all hits, three hundred watched events made
    an article ten times as dear.
    """

    part: Part
    start: int
    weight: float
    text: str
    hits: tuple[Hit, ...]
    by_event: Mapping[str, Sequence[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Evidence for one topic in one block."""

    evidence: Evidence
    block: Block
    hits: tuple[Hit, ...]

    @property
    def worth(self) -> float:
        """What it adds to the score."""
        return self.block.weight * (HINT if self.evidence is Evidence.WORD else 1.0)


def classify(article: Article, watch: Watch) -> tuple[TopicMatch, ...]:
    """The topics of an article, the best first; primary or passing.

    Args:
        article: With its text.
        watch: What is watched.
    """
    blocks = list(_blocks(article, _Scanner(watch, article.language)))
    if not any(block.hits for block in blocks):
        return ()
    total = sum(block.weight for block in blocks)
    scored = [
        (sum(each.worth for each in found) / total, topic.id, found)
        for topic in watch.topics
        if (found := _find(topic.id, blocks, watch))
    ]
    best = max((score for score, _, _ in scored), default=0.0)
    matches = (_match(topic, score, best, found) for score, topic, found in scored)
    return tuple(sorted(matches, key=lambda match: (-match.score, match.topic)))


class _Scanner:
    """Finds what is watched; an event without terms is called what such events are called."""

    def __init__(self, watch: Watch, language: str) -> None:
        self._watch = watch
        self._unnamed = [event for event in watch.events.values() if not event.event.terms]
        self._nouns = noun_finder(language) if self._unnamed and language in LANGUAGES else None

    def scan(self, text: str) -> tuple[Hit, ...]:
        folded = fold(text)
        hits = self._watch.scan_folded(text, folded)
        if self._nouns is None or not hits:
            return hits
        nouns = self._nouns.find(text, folded)
        return hits + tuple(
            Hit(HitKind.TERM, event.topic, start, end, event.id)
            for start, end, lifecycles in nouns
            for event in self._unnamed
            if event.lifecycle in lifecycles
        )


def _blocks(article: Article, scanner: _Scanner) -> Iterator[Block]:
    yield _block(scanner, Part.TITLE, 0, article.title, TITLE_WEIGHT)
    paragraphs = list(islice(_paragraphs(article.text), PARAGRAPHS))
    weight = LEAD_WEIGHT
    for start, text in paragraphs[_lead(paragraphs) :]:
        yield _block(scanner, Part.TEXT, start, text, weight)
        weight = BODY_WEIGHT if weight == LEAD_WEIGHT else weight / 2


def _block(scanner: _Scanner, part: Part, start: int, text: str, weight: float) -> Block:
    hits = scanner.scan(text)
    return Block(
        part=part, start=start, weight=weight, text=text, hits=hits, by_event=_by_event(hits)
    )


def _by_event(hits: Iterable[Hit]) -> Mapping[str, Sequence[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.event is not None:
            found.setdefault(hit.event, []).append(hit)
    return found


def _lead(paragraphs: Sequence[tuple[int, str]]) -> int:
    """The number of the first paragraph that is more than a label, of the first if none is."""
    long = (n for n, (_, text) in enumerate(paragraphs) if len(text.split()) >= LEAD_WORDS)
    return next(long, 0)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _find(topic: str, blocks: Sequence[Block], watch: Watch) -> list[Found]:
    """All evidence for a topic; general words count only where the head names the parties."""
    events = [event for event in watch.events.values() if event.topic == topic]
    head = _by_event(hit for each in blocks if each.weight >= LEAD_WEIGHT for hit in each.hits)
    likely = [e for e in events if _names_all(e, head.get(e.id, ()), affiliates=True)]
    found = (_look(topic, block, events) or _hint(topic, block, likely, watch) for block in blocks)
    return [each for each in found if each is not None]


def _look(topic: str, block: Block, events: Sequence[CompiledEvent]) -> Found | None:
    """The strongest evidence in a block that needs no other; None: there is none."""
    hits = [hit for hit in block.hits if hit.topic == topic]
    names = [hit for hit in hits if hit.kind is HitKind.EVENT_NAME]
    phrases = [hit for hit in hits if hit.kind is HitKind.PHRASE]
    specific = [hit for hit in phrases if _is_specific(block.text[hit.start : hit.end])]
    complete = [hit for event in events for hit in _complete(event, block)]
    for evidence, basis in (
        (Evidence.NAME, names),
        (Evidence.PHRASE, specific),
        (Evidence.PARTIES, complete),
    ):
        if basis:
            return Found(evidence=evidence, block=block, hits=tuple(basis))
    return None


def _hint(topic: str, block: Block, likely: Sequence[CompiledEvent], watch: Watch) -> Found | None:
    """A general word for an event whose parties the head names.

    It is none where a near miss of the event stands beside it, or all parties of another event: a
    word belongs to those who stand next to it.
    """
    excluded = {hit.event for hit in block.hits if hit.kind is HitKind.EXCLUDE}
    meant = {event.id for event in likely if event.id not in excluded}
    if not meant or any(_complete(event, block) for event in watch.events.values()):
        return None
    words = [
        hit
        for hit in block.hits
        if (hit.kind is HitKind.PHRASE and hit.topic == topic)
        or (hit.kind is HitKind.TERM and hit.event in meant)
    ]
    return Found(evidence=Evidence.WORD, block=block, hits=tuple(words)) if words else None


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
        spans=tuple(dict.fromkeys(_spans(found))),
    )


def _spans(found: Sequence[Found]) -> Iterator[Span]:
    for each in found:
        for hit in each.hits:
            yield Span(each.block.part, each.block.start + hit.start, each.block.start + hit.end)
