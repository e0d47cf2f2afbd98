"""Transitions: what may follow what in each lifecycle, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from monitor.model.claims import Claim, Lifecycle, Status


class Step(StrEnum):
    """What news does: another status, the next occurrence, the first date of a meeting."""

    CHANGE = "change"
    NEXT = "next"
    FIRST_DATE = "first_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What may follow a status: in the same occurrence, or as the next one."""

    changes: frozenset[Status] = frozenset()
    opens: frozenset[Status] = frozenset()


def _row(changes: str = "", opens: str = "") -> Row:
    return Row(
        changes=frozenset(map(Status, changes.split())),
        opens=frozenset(map(Status, opens.split())),
    )


TABLE: Mapping[Lifecycle, Mapping[Status, Row]] = {
    Lifecycle.MEETING: {
        Status.PROPOSED: _row("confirmed postponed rescheduled cancelled underway held"),
        Status.CONFIRMED: _row("postponed rescheduled cancelled underway held"),
        Status.RESCHEDULED: _row("postponed cancelled underway held"),
        Status.POSTPONED: _row("proposed confirmed rescheduled cancelled underway held"),
        Status.CANCELLED: _row(opens="proposed confirmed rescheduled underway held"),
        Status.UNDERWAY: _row("postponed rescheduled cancelled held"),
        Status.HELD: _row(opens="proposed confirmed postponed rescheduled cancelled underway"),
    },
    Lifecycle.AGREEMENT: {
        Status.PROPOSED: _row("agreed in_force extended suspended rejected ending ended"),
        Status.AGREED: _row("in_force extended suspended rejected ending ended"),
        Status.IN_FORCE: _row("extended suspended ending ended"),
        Status.EXTENDED: _row("suspended ending ended"),
        Status.SUSPENDED: _row("agreed in_force extended ending ended"),
        Status.REJECTED: _row("proposed agreed in_force extended ended"),
        Status.ENDING: _row("suspended extended ended"),
        Status.ENDED: _row(opens="proposed agreed in_force extended"),
    },
}
"""What may follow what. Source: docs/data-format.md, "When an alert is due"."""

PLANS = frozenset({Status.PROPOSED, Status.CONFIRMED, Status.RESCHEDULED})
"""Statuses of what is still to come."""
HAPPENED = frozenset({Status.UNDERWAY, Status.HELD})
"""Statuses of what has begun."""
KEEPS_DAY = frozenset({Status.CONFIRMED, Status.UNDERWAY, Status.HELD, Status.AGREED})
"""Statuses for which a day that was stated before still stands."""
NEED_A_PUSH = frozenset({Status.POSTPONED, Status.CANCELLED})
"""After these a proposal is news only if it is a concrete step."""
TENTATIVE = frozenset(
    {Status.PROPOSED, Status.CONFIRMED, Status.AGREED, Status.IN_FORCE, Status.UNDERWAY}
)
"""Statuses that step back when they come late; the others contradict the lifecycle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisive:
    """The claim that decides an article, and what it does."""

    claim: Claim
    step: Step
