"""Contradiction: whether a claim disputes a status, and who speaks with one voice.

A dispute takes two: a party that contradicts what another voice said. Source of the rules:
docs/data-format.md, "When an alert is due".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from monitor.model.claims import OUTLETS, Claim, Stance, Standing, Status
from monitor.model.events import IgnoredReason, Occurrence

IMPLIED: Mapping[Status, frozenset[Status]] = {
    Status.RESCHEDULED: frozenset({Status.CONFIRMED}),
    Status.EXTENDED: frozenset({Status.IN_FORCE}),
}
"""What a status says besides itself: who denies that denies the status."""
OTHER_NAMES: Mapping[Status, frozenset[Status]] = {
    Status.POSTPONED: frozenset({Status.CANCELLED, Status.CONFIRMED}),
    Status.CANCELLED: frozenset({Status.POSTPONED, Status.CONFIRMED}),
    Status.SUSPENDED: frozenset({Status.ENDING, Status.ENDED, Status.IN_FORCE}),
    Status.ENDING: frozenset({Status.SUSPENDED, Status.IN_FORCE}),
    Status.ENDED: frozenset({Status.SUSPENDED, Status.IN_FORCE}),
}
"""What a party may call the act that another one calls by the status."""
SOFTER_NAMES: Mapping[Status, frozenset[Status]] = {
    Status.CANCELLED: frozenset({Status.POSTPONED}),
}
"""Other names that contradict even when the denial goes without saying. No `suspended` for an
agreement that has ended: that is mostly its history."""


def voice(claim: Claim) -> str:
    """Who speaks in a claim: the party's side, else the speaker; all outlets are one voice."""
    if claim.standing is Standing.OUTLET:
        return OUTLETS
    return claim.side or claim.by or claim.standing.value


def why_no_contradiction(claim: Claim, occurrence: Occurrence | None) -> IgnoredReason | None:
    """Why a claim with standing does not dispute an occurrence's status; None: it does."""
    if occurrence is None or not _says_otherwise(claim, occurrence.status):
        return IgnoredReason.DENIAL_OF_NOTHING
    if claim.standing is not Standing.PARTY:
        return IgnoredReason.NOT_A_PARTY
    if voice(claim) in occurrence.asserters:
        return IgnoredReason.HEDGED
    return None


def _says_otherwise(claim: Claim, status: Status) -> bool:
    if claim.stance is Stance.DENIED:
        return claim.status is status or claim.status in IMPLIED.get(status, ())
    is_asserted = claim.stance is Stance.ASSERTED
    return is_asserted and claim.status in SOFTER_NAMES.get(status, ())


def gives_another_name(claim: Claim, current: Occurrence | None, denials: Sequence[Claim]) -> bool:
    """Whether a party only renames the act: in the same article it denies the current status.

    Args:
        claim: Asserted by somebody with standing.
        current: The occurrence before the article.
        denials: What the same article denies, by somebody with standing.
    """
    if current is None or claim.status not in OTHER_NAMES.get(current.status, ()):
        return False
    deniers: Collection[str] = {
        voice(denial) for denial in denials if why_no_contradiction(denial, current) is None
    }
    return voice(claim) in deniers
