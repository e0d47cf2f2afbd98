"""Claims of one article → those that are its news: no repeats, nothing that another one implies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.language.headlines import is_disclaimed, overstates, puts_off, says_more, strays
from monitor.language.scope import QUESTION
from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Stance, Standing, Status

IMPLIES: dict[Status, frozenset[Status]] = {
    Status.RESCHEDULED: frozenset({Status.CONFIRMED, Status.POSTPONED, Status.PROPOSED}),
    Status.POSTPONED: frozenset({Status.CONFIRMED}),
    Status.CANCELLED: frozenset({Status.CONFIRMED, Status.POSTPONED}),
    Status.CONFIRMED: frozenset({Status.PROPOSED}),
    Status.UNDERWAY: frozenset({Status.CONFIRMED}),
    Status.HELD: frozenset({Status.UNDERWAY, Status.CONFIRMED}),
    Status.EXTENDED: frozenset({Status.IN_FORCE, Status.AGREED}),
    Status.IN_FORCE: frozenset({Status.AGREED}),
    Status.AGREED: frozenset({Status.PROPOSED}),
    Status.ENDED: frozenset({Status.ENDING}),
}
"""An asserted status → what it implies in the whole article: that is no claim of its own."""

PRESUPPOSES = frozenset({Status.PROPOSED, Status.CONFIRMED, Status.AGREED, Status.IN_FORCE})
"""What a sentence that calls something off or declares it over only repeats."""
OVERRIDES = frozenset(
    {
        Status.CANCELLED,
        Status.POSTPONED,
        Status.RESCHEDULED,
        Status.HELD,
        Status.ENDED,
        Status.EXTENDED,
        Status.SUSPENDED,
        Status.ENDING,
        Status.REJECTED,
    }
)
SPEAKERS = frozenset({Standing.PARTY, Standing.HOST})
"""Whose word settles something, so that a claim is rather theirs than the outlet's."""
DENIALS: dict[Status, frozenset[Status]] = {
    Status.ENDED: frozenset({Status.IN_FORCE, Status.EXTENDED}),
    Status.ENDING: frozenset({Status.EXTENDED}),
    Status.SUSPENDED: frozenset({Status.IN_FORCE}),
    Status.REJECTED: frozenset({Status.PROPOSED, Status.AGREED}),
    Status.CANCELLED: frozenset({Status.CONFIRMED}),
    Status.POSTPONED: frozenset({Status.CONFIRMED}),
    Status.RESCHEDULED: frozenset({Status.CONFIRMED}),
    Status.CONFIRMED: frozenset({Status.CONFIRMED}),
}
"""An asserted status → what it denies in the whole article: `not in force` of what has ended, `no
date is fixed` of what is agreed."""


def without_implied(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each event, status and stance, the surest; less what others of them imply."""
    alike: dict[tuple[str, Status, Stance], list[Claim]] = {}
    read = tuple(claims)
    for claim in read:
        if any(_presupposed(claim, other) for other in read):
            continue
        alike.setdefault(claim.content, []).append(claim)
    merged = tuple(_merged(each) for each in alike.values())
    told = tuple(
        claim
        for place, claim in enumerate(merged)
        if not any(_yields(claim, other) for other in merged)
        and not any(_corrects(other, claim) for other in merged[place + 1 :])
    )
    return tuple(claim for claim in told if not _implied(claim, told))


def _yields(claim: Claim, other: Claim) -> bool:
    """Whether a claim of headline or text gives way to one of the other."""
    yields = strays(claim, other) or overstates(claim, other) or puts_off(other, claim)
    return yields or _never_came(claim, other)


def _never_came(claim: Claim, other: Claim) -> bool:
    """Whether what seems over was called off: `cancelled the meeting and ended the talks`.

    Source: no article of 3,400 labelled ones and texts asserts both.
    """
    said = (claim.status, claim.stance, other.status, other.stance)
    called_off = (Status.HELD, Stance.ASSERTED, Status.CANCELLED, Stance.ASSERTED)
    headed = other.position is Position.TITLE or _same_sentence(claim, other)
    return said == called_off and headed and not other.weak and claim.event == other.event


def _corrects(claim: Claim, earlier: Claim) -> bool:
    """Whether a sentence calls off but the day: `will not open today, it has been put off`."""
    return (
        earlier.status is Status.CANCELLED
        and claim.status in {Status.POSTPONED, Status.RESCHEDULED}
        and claim.stance is earlier.stance is Stance.ASSERTED
        and not claim.weak
        and claim.event == earlier.event
        and _same_sentence(claim, earlier)
    )


def _merged(alike: Sequence[Claim]) -> Claim:
    """The surest of claims that say the same, a weak one only where all are weak.

    Day, venue and speaker are as the text has them: a headline leaves the date out or says
    it loosely (`next Friday`), and names the ministry where the text names its minister. What the
    headline says as well stands where the headline does.
    """
    best = max(alike, key=lambda claim: (not claim.weak, claim.confidence))
    headed = any(not claim.weak and claim.position is Position.TITLE for claim in alike)
    news = [claim for claim in alike if claim.position is not Position.BODY and not claim.weak]
    text_first = sorted(news, key=lambda claim: claim.part is Part.TITLE)
    speaker = _speaker(best, text_first)
    return replace(
        best,
        position=Position.TITLE if headed else best.position,
        by=speaker.by,
        side=speaker.side,
        standing=speaker.standing,
        day=next((claim.day for claim in text_first if claim.day), best.day),
        venue=next((claim.venue for claim in text_first if claim.venue), best.venue),
    )


def _speaker(best: Claim, alike: Sequence[Claim]) -> Claim:
    """Whose words count of claims that say the same: a party's or host's before the outlet's own."""
    if best.standing in SPEAKERS:
        own = (claim for claim in alike if claim.side == best.side)
        return next((claim for claim in own if claim.standing is best.standing), best)
    quoted = [claim for claim in alike if claim.standing in SPEAKERS]
    named = [claim for claim in alike if claim.standing is best.standing and claim.by]
    return next(iter((*quoted, best, *named) if best.by else (*quoted, *named, best)))


def _implied(claim: Claim, others: Iterable[Claim]) -> bool:
    return any(
        claim.status in IMPLIES.get(other.status, ())
        and other.event == claim.event
        and other.stance is Stance.ASSERTED
        and (claim.stance is Stance.ASSERTED or _is_of_the_same(claim, other))
        and not other.weak
        and not _is_next(claim, other)
        for other in others
    ) or any(
        _denies(claim, other)
        or _only_qualifies(claim, other)
        or _answered(claim, other)
        or is_disclaimed(claim, other)
        for other in others
    )


def _is_of_the_same(claim: Claim, other: Claim) -> bool:
    """Whether a denial or a guess stands beside the assertion, and not of what comes after it."""
    return _same_sentence(claim, other) and other.status is not Status.HELD


def _is_next(claim: Claim, other: Claim) -> bool:
    """Whether a proposal beside a confirmation is another voice's, or a step to the next round."""
    if claim.status is not Status.PROPOSED or _same_sentence(claim, other):
        return False
    return claim.side is not None and (claim.concrete or claim.side != other.side)


def _denies(claim: Claim, other: Claim) -> bool:
    return (
        claim.stance is Stance.DENIED
        and other.stance is Stance.ASSERTED
        and not other.weak
        and claim.event == other.event
        and (claim.status is not other.status or claim.side in {None, other.side})
        and claim.status in DENIALS.get(other.status, ())
    )


def _only_qualifies(claim: Claim, other: Claim) -> bool:
    """Whether a proposal's own sentence adds that nothing is settled: `but no date has been set`.

    Source: docs/data-format.md, "Stance"; no sentence of 1,500 labelled articles and texts makes
    both claims.
    """
    return (
        (claim.status, claim.stance) == (Status.CONFIRMED, Stance.DENIED)
        and (other.status, other.stance) == (Status.PROPOSED, Stance.ASSERTED)
        and not other.weak
        and claim.side in {None, other.side}
        and claim.event == other.event
        and _same_sentence(claim, other)
    )


def _same_sentence(one: Claim, other: Claim) -> bool:
    return (one.part, one.start) == (other.part, other.start)


def _answered(claim: Claim, other: Claim) -> bool:
    """Whether what an article only thinks possible is settled by what it also tells.

    Source: in 6 of 215 labelled articles speculation about an event stood beside news of it. A plan
    or a rule that still holds settles nothing but a question.
    """
    settles = other.status in OVERRIDES or other.status is claim.status or QUESTION in claim.why
    return (
        settles
        and not says_more(other, claim)
        and claim.stance is Stance.HYPOTHETICAL
        and other.stance is not Stance.HYPOTHETICAL
        and not other.weak
        and claim.event == other.event
    )


def _presupposed(claim: Claim, other: Claim) -> bool:
    """Whether what a sentence tells takes a claim of it for granted.

    Not that there will be no next one: `the third round is over, a fourth is not planned`.
    """
    no_next = claim.stance is Stance.DENIED and other.status is Status.HELD
    return (
        claim.status in PRESUPPOSES
        and other.status in OVERRIDES
        and other.stance is not Stance.DENIED
        and not no_next
        and claim.event == other.event
        and _same_sentence(claim, other)
    )
