"""Flap hold: an event that is back where it was is told of once more, when it has settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.model.events import Change, ChangeKind


def held_until(
    past: Sequence[Change], new: Change, window: timedelta, now: datetime
) -> datetime | None:
    """Until when a change waits, to be told with what follows; None: it is told by itself.

    From A to B is told. The return to A within the window is held, and so is all that comes before
    the window is over, which began with the step away from A. Time is that of the articles: a
    backlog is held no longer than it takes to read.

    Args:
        past: The changes of the same occurrence before this one, in order of publication, from at
            least two windows back.
        new: What changed now.
        window: Within which a return is no news; zero: never.
        now: The time (UTC): a publication in the future holds nothing for longer than a window.
    """
    seen: list[Change] = []
    end: datetime | None = None
    for each in (*past, new):
        if end is None or each.published >= end:
            left = _left(seen, each, window)
            end = left.published + window if left else None
        seen.append(each)
    return min(end, now + window) if end else None


def _left(seen: Sequence[Change], back: Change, window: timedelta) -> Change | None:
    """The last step away from where a change leads back to, within the window; None: there is none."""
    if back.kind is not ChangeKind.STATUS:
        return None
    steps = (
        each
        for each in reversed(seen)
        if each.previous is back.status
        and each.status is not back.status
        and back.published < each.published + window
    )
    return next(steps, None)
