"""An article and its claims → the events that it leads with and of which nothing could be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.config.lexicon import Mark
from monitor.language.passages import Passage
from monitor.model.articles import Part
from monitor.model.events import Claim, Position, Stance, Standing, UnreadSignal


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
    for event, index in opening.items():
        if event not in told:
            yield _signal(event, passages[index], sources)


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
