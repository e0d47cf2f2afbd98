"""What the engine speaks of: lifecycles, statuses, claims, occurrences, changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One run of an event through its lifecycle, as it stands.

    `ordinal` counts from 1 within the event. `since` is when the status was published (UTC),
    `last_published` when the newest article that was followed was. `day` is the last stated date,
    `day_told` whether an alert has told a first date. `asserters` are the voices that say the
    current status (the party's side, else the speaker, else OUTLETS), `deniers` the sides that
    contradict it. `version` grows by one with every write.
    """

    event: str
    ordinal: int
    status: Status
    since: datetime
    last_published: datetime
    disputed: bool = False
    day: date | None = None
    day_told: bool = False
    venue: str | None = None
    asserters: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    ending_told: bool = False
    version: int = 0


class ChangeKind(StrEnum):
    """What is new: another status, a contradiction of it, or its first date."""

    STATUS = "status"
    DISPUTE = "dispute"
    FIRST_DATE = "first_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An occurrence that is another now: the alert that a perfect analyst would send.

    `previous` is the status before, of the occurrence before where this one is new, None for the
    event's first. `claim` is the one that decided (of a dispute: the denial), `against` the one
    that contradicts it where the same article carries both.
    """

    event: str
    ordinal: int
    kind: ChangeKind
    status: Status
    previous: Status | None
    disputed: bool
    published: datetime
    claim: Claim
    against: Claim | None = None
    day: date | None = None


class IgnoredReason(StrEnum):
    """Why a claim changed nothing."""

    SAME_STATUS = "same_status"
    WEAKER = "weaker_than_current"
    NO_STANDING = "no_standing"
    WEAK = "low_confidence"
    HYPOTHETICAL = "hypothetical"
    DENIAL_OF_NOTHING = "denial_of_nothing"
    ALREADY_DISPUTED = "already_disputed"
    NOT_ALLOWED = "transition_not_allowed"
    BEFORE_DATE = "before_the_stated_date"
    OUTRANKED = "another_claim_decided"
    COPY = "copy"
    LATE = "older_than_current"
    NEXT_PENDING = "next_while_one_is_pending"
    ALREADY_TOLD = "already_told"
    NOT_CONCRETE = "no_concrete_new_push"
    NOT_A_PARTY = "denial_by_no_party"
    HEDGED = "announcing_side_hedges"
    TEXT_SAYS_LESS = "text_says_less_than_title"
    WITHDRAWN = "withdrawn_by_the_operator"
    BACKGROUND = "background_in_the_body"
    UNCONFIRMED = "unconfirmed"
    REVISED = "revised"
    SAID_BEFORE = "said_by_an_earlier_version"
    UNSETTLED = "article_keeps_changing"
    FLOOD = "one_of_a_flood_of_old_items"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A claim that changed nothing, and why."""

    claim: Claim
    reason: IgnoredReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one article did to one event: the occurrence after it, at most one change, the rest."""

    occurrence: Occurrence | None
    change: Change | None = None
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleClaims:
    """What one article of the corpus says of one event.

    `copy`: it only repeats an earlier one. `original` is the article whose text it has, None for a
    text of its own; what could not be read there is heard here, and is no mere copy. `credit` is the
    id of the agency whose report it is, None for the outlet's own. `low_trust`: its own voice counts
    for nothing.
    """

    article_id: int
    published: datetime
    copy: bool
    outlet: str
    claims: tuple[Claim, ...]
    original: int | None = None
    credit: str | None = None
    url: str | None = None
    low_trust: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """An event's history followed from its beginning.

    `outcomes` stand in the order in which the articles were given, `occurrences` by ordinal.
    """

    occurrences: tuple[Occurrence, ...]
    outcomes: tuple[Outcome, ...]
