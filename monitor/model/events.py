"""Events as they are followed: occurrences, changes, what was ignored and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.model.claims import Claim, Status


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
