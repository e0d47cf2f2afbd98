"""An article in blocks: its title and paragraphs, by what they weigh, with what is found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from monitor.config.lexicon import LANGUAGES
from monitor.language.folding import fold
from monitor.language.gazetteer import noun_finder
from monitor.language.watch import Hit, HitKind, Watch
from monitor.model.articles import Article, Part
from monitor.model.claims import Claim, Reading

TITLE_WEIGHT = 4.0
LEAD_WEIGHT = 2.0
BODY_WEIGHT = 0.5
"""Of the first paragraph after the lead; each later one has half of the one before it. Source of
the weights: title 4, lead 2, body decaying was best of six ways to classify, on 323 texts."""
LEAD_WORDS = 8
"""A shorter first paragraph is a byline, a heading or a label."""

PARAGRAPHS = 200
"""How many are read: the longest reports have some sixty, and a page of links has no end."""


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
    claims: tuple[Claim, ...]


def read_blocks(article: Article, watch: Watch, reading: Reading) -> Iterator[Block]:
    """The title and the paragraphs from the lead on."""
    paragraphs = list(islice(_paragraphs(article.text), PARAGRAPHS))
    prose = paragraphs[_lead(paragraphs) :]
    head = "\n".join((article.title, *(text for _, text in prose[:1])))
    scanner = Scanner(watch, article.language, reading, head)
    yield scanner.block(Part.TITLE, 0, article.title, TITLE_WEIGHT)
    weight = LEAD_WEIGHT
    for start, text in prose:
        yield scanner.block(Part.TEXT, start, text, weight)
        weight = BODY_WEIGHT if weight == LEAD_WEIGHT else weight / 2


class Scanner:
    """Finds what is watched; every event may be called what such events are called.

    Beside its parties it is called so anywhere, and one that has no terms of its own wherever title
    or lead, the article's `head`, name it.
    """

    def __init__(self, watch: Watch, language: str, reading: Reading, head: str) -> None:
        self._watch = watch
        self._nouns = noun_finder(language) if language in LANGUAGES else None
        named = (watch.events[event] for event in _named(watch.scan(head)))
        self._plain = {event.id for event in named if not event.event.terms}
        self._claims = [claim for claim in reading.claims if not claim.weak]

    def block(self, part: Part, start: int, text: str, weight: float) -> Block:
        """A title or paragraph, looked through."""
        hits = self._scan(text)
        end = start + len(text)
        claims = (each for each in self._claims if each.part is part and start <= each.start < end)
        return Block(
            part=part,
            start=start,
            weight=weight,
            text=text,
            hits=hits,
            by_event=by_event(hits),
            claims=tuple(claims),
        )

    def _scan(self, text: str) -> tuple[Hit, ...]:
        folded = fold(text)
        hits = self._watch.scan_folded(text, folded)
        named = self._plain | _named(hits)
        named -= {hit.event or "" for hit in hits if hit.kind is HitKind.EXCLUDE}
        if self._nouns is None or not named:
            return hits
        watched = [event for event in self._watch.events.values() if event.id in named]
        return hits + tuple(
            Hit(HitKind.TERM, event.topic, start, end, event.id)
            for start, end, lifecycles in self._nouns.find(text, folded)
            for event in watched
            if event.lifecycle in lifecycles
        )


def _named(hits: Iterable[Hit]) -> set[str]:
    """The events of which a party is named."""
    return {hit.event for hit in hits if hit.event is not None and hit.kind is HitKind.PARTY}


def by_event(hits: Iterable[Hit]) -> Mapping[str, Sequence[Hit]]:
    """Hits by the event that they are of."""
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
