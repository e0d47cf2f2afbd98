"""What an article says of an event: statuses, stances, claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.model.articles import Part


class Lifecycle(StrEnum):
    """The kinds of event."""

    MEETING = "meeting"
    AGREEMENT = "agreement"


class Status(StrEnum):
    """The statuses of both lifecycles; `STATUSES` tells which belong to which."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    UNDERWAY = "underway"
    HELD = "held"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    ENDING = "ending"
    ENDED = "ended"


STATUSES: dict[Lifecycle, tuple[Status, ...]] = {
    Lifecycle.MEETING: (
        Status.PROPOSED,
        Status.CONFIRMED,
        Status.POSTPONED,
        Status.RESCHEDULED,
        Status.CANCELLED,
        Status.UNDERWAY,
        Status.HELD,
    ),
    Lifecycle.AGREEMENT: (
        Status.PROPOSED,
        Status.AGREED,
        Status.IN_FORCE,
        Status.EXTENDED,
        Status.SUSPENDED,
        Status.REJECTED,
        Status.ENDING,
        Status.ENDED,
    ),
}


class Stance(StrEnum):
    """How a status is told: said to be so, said not to be so, or only possible."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


OUTLETS = "outlets"
"""The voice of all who report in their own name: outlets do not contradict one another."""


class Standing(StrEnum):
    """Whose word a claim is; all but OTHER and LOW_TRUST can change a status."""

    PARTY = "party"
    HOST = "host"
    OUTLET = "outlet"
    OPERATOR = "operator"
    OTHER = "other"
    LOW_TRUST = "low_trust"

    @property
    def counts(self) -> bool:
        """Whether a claim of this standing can change a status."""
        return self not in (Standing.OTHER, Standing.LOW_TRUST)


class Position(StrEnum):
    """Which part of the article carries a claim."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says of one event's status.

    `by` is the speaker as the article names them, None for the outlet's own voice; `side` names
    the party that the speaker belongs to (its first alias), None for anybody else. `evidence` is
    the sentence, verbatim: the slice `start:end` of the article's `part`. `day` and `venue` belong
    to the event under the claimed status. `confidence` is 0–1; a `weak` claim is shown and changes
    nothing. `concrete`: a proposal that is a step and no mere wish (an invitation, an offer to
    host); a day or a venue makes one so by itself. `why` lists rules and cues in the order in which
    they decided. `said_before`: an earlier version of the article said so already; it is weighed
    with the rest, and no news by itself.
    """

    event: str
    status: Status
    stance: Stance
    standing: Standing
    evidence: str
    part: Part
    start: int
    end: int
    position: Position
    confidence: float
    by: str | None = None
    side: str | None = None
    venue: str | None = None
    day: date | None = None
    weak: bool = False
    concrete: bool = False
    why: tuple[str, ...] = ()
    said_before: bool = False

    @property
    def content(self) -> tuple[str, Status, Stance]:
        """What it says of which event, whoever says it."""
        return self.event, self.status, self.stance


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadSignal:
    """A title or lead that is about a watched event of which nothing that counts could be read."""

    event: str
    evidence: str
    part: Part
    start: int
    end: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that the claims stage read in one article, for all events."""

    claims: tuple[Claim, ...] = ()
    signals: tuple[UnreadSignal, ...] = ()
