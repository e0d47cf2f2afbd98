"""An article and its claims → the events that it leads with and of which nothing could be read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from monitor.config.marks import Mark
from monitor.language.passages import Passage
from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Stance, Standing, UnreadSignal

OPENING_SENTENCES = 5
"""A headline and the lead, boilerplate between them. Source: of 117 true changes in 230 labelled
articles, 114 are then told or signalled, with fewer than three signals to a change."""


def find_signals(
    opening: Mapping[str, int],
    passages: Sequence[Passage],
    sources: Mapping[Part, str],
    claims: Iterable[Claim],
) -> Iterator[UnreadSignal]:
    """One signal for each event that title or lead names while nothing that counts was read of it.

    Args:
        opening: Such events by id, each with the index of the sentence that names it first.
        passages: The article's sentences.
        sources: Its title and text as written.
        claims: What was read.
    """
    told = {claim.event for claim in claims if _may_be_news(claim)}
    for event, index in {**_hinted(passages), **opening}.items():
        if event not in told and not _is_told_of_its_like(event, told, passages[index]):
            yield _signal(event, passages[index], sources)


def _is_told_of_its_like(event: str, told: Container[str], passage: Passage) -> bool:
    """Whether a sentence names an event just by those of another one, of which news was read.

    Source: of 392 signals in 664 labelled articles 67 were such, and they alone told of one change.
    """
    own = passage.signs.get(event)
    people = set(own.principals()) if own is not None and not own.names else set()
    return bool(people) and any(
        other in told and people <= set(signs.principals())
        for other, signs in passage.signs.items()
    )


def _hinted(passages: Sequence[Passage]) -> dict[str, int]:
    """Events that headline or lead tell a change of and call but by half: `Doe to end the truce`."""
    hinted: dict[str, int] = {}
    for index, passage in enumerate(passages[:OPENING_SENTENCES]):
        changes = any(each.meaning is Mark.CHANGE for each in passage.marks)
        for event, signs in passage.signs.items():
            if changes and any(signs.people()) and (signs.terms or signs.names):
                hinted.setdefault(event, index)
    return hinted


def _may_be_news(claim: Claim) -> bool:
    own_voice_in_body = claim.position is Position.BODY and claim.standing is Standing.OUTLET
    return (
        claim.stance is Stance.ASSERTED
        and not claim.weak
        and claim.standing.counts
        and not own_voice_in_body
    )


def _signal(event: str, passage: Passage, sources: Mapping[Part, str]) -> UnreadSignal:
    sentence = passage.sentence
    change = next((each.source for each in passage.marks if each.meaning is Mark.CHANGE), "")
    return UnreadSignal(
        event=event,
        evidence=sources[sentence.part][sentence.start : sentence.end],
        part=sentence.part,
        start=sentence.start,
        end=sentence.end,
        why=(f"change {change}" if change else "named in title or lead",),
    )
