"""Choice: which of the claims of one article decides.

Source of the order: docs/data-format.md, "When an alert is due".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Stance, Standing, Status
from monitor.model.events import Occurrence
from monitor.stages.tracking.contradiction import voice
from monitor.stages.tracking.transitions import TENTATIVE, Decisive

SOFTER: Mapping[Status, frozenset[Status]] = {
    Status.CONFIRMED: frozenset({Status.PROPOSED}),
    Status.CANCELLED: frozenset({Status.POSTPONED}),
    Status.AGREED: frozenset({Status.PROPOSED}),
    Status.IN_FORCE: frozenset({Status.PROPOSED, Status.AGREED}),
    Status.ENDED: frozenset({Status.ENDING, Status.SUSPENDED}),
}
"""What a text says that has less to tell than its headline."""
SPECIFICITY = (
    Status.HELD,
    Status.UNDERWAY,
    Status.RESCHEDULED,
    Status.CANCELLED,
    Status.POSTPONED,
    Status.CONFIRMED,
    Status.REJECTED,
    Status.ENDED,
    Status.EXTENDED,
    Status.SUSPENDED,
    Status.ENDING,
    Status.IN_FORCE,
    Status.AGREED,
    Status.PROPOSED,
)
"""Of two statuses told at the same place, the one that says more first."""


def choose(candidates: Sequence[Decisive], asserted: Collection[Claim]) -> Decisive | None:
    """The claim that decides an article, of those that could; None without any.

    What was decided goes before what was suggested next; the text before the title; the lead
    before the body; a status that the title has too before one that it has not; then the status
    that says more, the confidence and the order in the text.

    Args:
        candidates: The claims that would each do something by themselves.
        asserted: All claims that the article asserts with standing.
    """
    titled = {claim.status for claim in asserted if claim.part is Part.TITLE}

    def key(candidate: Decisive) -> tuple[bool, bool, bool, bool, int, float, int, str]:
        claim = candidate.claim
        return (
            claim.status is Status.PROPOSED,
            claim.part is Part.TITLE,
            claim.position is Position.BODY,
            claim.status not in titled,
            SPECIFICITY.index(claim.status),
            -claim.confidence,
            claim.start,
            repr(claim),  # so that the order in which claims are listed never decides
        )

    return min(candidates, key=key, default=None)


def says_more_than_text(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a headline asserts what its own text only suggests.

    Args:
        claim: Asserted, from the title or the text.
        claims: Everything in the article that counts: with standing, not weak.
    """
    if claim.part is not Part.TITLE:
        return False
    text = [each for each in claims if each.part is Part.TEXT]
    if any(_asserts(each, {claim.status}) for each in text):
        return False
    return any(_says_less(each, claim) for each in text if not is_background(each))


def is_background(claim: Claim) -> bool:
    """Whether an outlet says it in its own voice, and only further down.

    News stands in the title or the lead. Further down an outlet tells how it came to this; what is
    new there has a speaker. Source: none of 56 labelled changes was told by an outlet's body alone.
    """
    return claim.standing is Standing.OUTLET and claim.position is Position.BODY


def stands_beside_known(claim: Claim, claims: Sequence[Claim], current: Occurrence | None) -> bool:
    """Whether an article leads with the current status and has this only further down.

    Then it is background (the plan before the cancellation) or what the first reports had beside
    the news (the next round that was suggested when this one ended).
    """
    if current is None or claim.status not in TENTATIVE or claim.position is not Position.BODY:
        return False
    return any(
        each.position is not Position.BODY and _asserts(each, {current.status}) for each in claims
    )


def _says_less(text: Claim, title: Claim) -> bool:
    if text.status is title.status:
        # Two voices that contradict each other are a dispute; an outlet and its headline are not.
        return (
            text.stance is Stance.HYPOTHETICAL
            or title.standing is Standing.OUTLET
            or voice(text) == voice(title)
        )
    return _asserts(text, SOFTER.get(title.status, frozenset()))


def _asserts(claim: Claim, statuses: Collection[Status]) -> bool:
    return claim.stance is Stance.ASSERTED and claim.status in statuses
