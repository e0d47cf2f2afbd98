"""A headline and its text → which claims of the two go together, and which one yields."""

from __future__ import annotations

from monitor.language.scope import QUESTION
from monitor.model.claims import Claim, Position, Stance, Status

ASSERTED, DENIED = Stance.ASSERTED, Stance.DENIED
COMPANIONS = frozenset(
    {
        (Status.CONFIRMED, ASSERTED, Status.PROPOSED, ASSERTED),
        (Status.CONFIRMED, ASSERTED, Status.POSTPONED, DENIED),
        (Status.CONFIRMED, ASSERTED, Status.RESCHEDULED, DENIED),
        (Status.CONFIRMED, ASSERTED, Status.CANCELLED, DENIED),
        (Status.POSTPONED, ASSERTED, Status.CANCELLED, DENIED),
        (Status.RESCHEDULED, ASSERTED, Status.CANCELLED, DENIED),
        (Status.RESCHEDULED, ASSERTED, Status.POSTPONED, ASSERTED),
        (Status.UNDERWAY, ASSERTED, Status.POSTPONED, DENIED),
        (Status.UNDERWAY, ASSERTED, Status.HELD, ASSERTED),
        (Status.HELD, ASSERTED, Status.PROPOSED, ASSERTED),
        (Status.HELD, ASSERTED, Status.CONFIRMED, ASSERTED),
        (Status.HELD, ASSERTED, Status.CONFIRMED, DENIED),
        (Status.CANCELLED, ASSERTED, Status.PROPOSED, ASSERTED),
        (Status.CONFIRMED, DENIED, Status.PROPOSED, ASSERTED),
        (Status.SUSPENDED, ASSERTED, Status.ENDING, ASSERTED),
        (Status.SUSPENDED, ASSERTED, Status.ENDING, DENIED),
        (Status.REJECTED, ASSERTED, Status.PROPOSED, ASSERTED),
        (Status.AGREED, ASSERTED, Status.PROPOSED, ASSERTED),
        (Status.ENDING, ASSERTED, Status.ENDED, ASSERTED),
        (Status.IN_FORCE, ASSERTED, Status.ENDED, DENIED),
        (Status.IN_FORCE, ASSERTED, Status.EXTENDED, DENIED),
    }
)
"""Two claims of one article that are news both, in either order. Source: the pairs of labelled
articles; of claims that said anything else than their headline, 2 of 9 were right."""


def strays(claim: Claim, other: Claim) -> bool:
    """Whether the text seems to say something else than its headline, that does not go with it."""
    said = (claim.status, claim.stance)
    told = (other.status, other.stance)
    return (
        other.position is Position.TITLE
        and QUESTION not in other.why
        and claim.position is not Position.TITLE
        and claim.status is not other.status
        and claim.stance is not Stance.HYPOTHETICAL
        and not other.weak
        and claim.event == other.event
        and (claim.side is None or claim.side == other.side)
        and not overstates(other, claim)
        and not {(*said, *told), (*told, *said)} & COMPANIONS
        and not claim.stance is other.stance is DENIED
    )


def puts_off(headline: Claim, claim: Claim) -> bool:
    """Whether an outlet's headline puts off what its text seems to call off: `not now in May`.

    Source: of 1,400 labelled articles and texts three say both, each by two who contradict each
    other.
    """
    by_outlet = headline.side is None and not headline.weak
    return by_outlet and _is_softer(headline, claim) and _stands_over(headline, claim)


def overstates(headline: Claim, claim: Claim) -> bool:
    """Whether a headline calls off what its text, with the same act in mind, only puts off."""
    return not claim.weak and _is_softer(claim, headline) and _stands_over(headline, claim)


def _is_softer(claim: Claim, other: Claim) -> bool:
    """Whether one claim puts off what another one calls off."""
    said = (claim.status, claim.stance, other.status, other.stance)
    return said == (Status.POSTPONED, ASSERTED, Status.CANCELLED, ASSERTED)


def _stands_over(headline: Claim, claim: Claim) -> bool:
    """Whether one is a headline's claim, the other its text's, of the same event."""
    in_text = claim.position is not Position.TITLE
    return headline.position is Position.TITLE and in_text and claim.event == headline.event


def is_disclaimed(claim: Claim, other: Claim) -> bool:
    """Whether the headline denies what the text seems to say without naming who says so."""
    return (
        claim.status is other.status
        and claim.stance is Stance.ASSERTED
        and claim.side in {None, other.side}
        and other.stance is Stance.DENIED
        and other.position is Position.TITLE
        and claim.event == other.event
    )


def says_more(headline: Claim, claim: Claim) -> bool:
    """Whether a headline asserts what its text calls but possible: both are claims then."""
    return (
        headline.position is Position.TITLE
        and headline.stance is Stance.ASSERTED
        and headline.status is claim.status
        and claim.position is not Position.TITLE
    )
