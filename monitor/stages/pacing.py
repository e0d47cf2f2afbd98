"""Pacing: how much a channel with a limit gets now, and what is told to it in one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.config.schema.channels import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What becomes of the messages that wait for a channel.

    `alone`: they go one by one, in their order. `together`: they go in one message, in their order.
    Neither: none may go before `again_at` (UTC).
    """

    alone: bool = False
    together: bool = False
    again_at: datetime | None = None


def pace(
    waiting: int,
    sent: Sequence[datetime],
    limit: Limit | None,
    now: datetime,
    *,
    folded: bool = False,
) -> Pace:
    """What a limit makes of so many messages that wait.

    What fits goes by itself. Where more wait than fit they go as one, which leaves room for what
    comes next: a channel that was away gets one message, and then the news again.

    Args:
        waiting: How many messages wait; at least one.
        sent: When messages went to the channel, in any order (UTC).
        limit: Of the channel; None: there is none.
        now: The time (UTC); what was sent after it tells of a clock that was ahead, and of no more.
        folded: Whether something among them tells several already: the others join it.
    """
    if limit is None:
        return Pace(alone=True)
    recent = sorted(each for each in sent if now - limit.per < each <= now)
    room = limit.messages - len(recent)
    if room > 0:
        together = folded or waiting > room
        return Pace(together=together, alone=not together)
    return Pace(again_at=recent[-limit.messages] + limit.per)
