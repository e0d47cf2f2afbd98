"""What keeps deliveries back: an event that is muted, a channel that rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """An event that nobody is told of from `since` on (UTC); `until` None: for good."""

    event: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A channel that takes nothing: its deliveries wait until it is tried again at `retry_at`.

    `tries` counts how often it failed in a row since `since` (UTC). `credentials`: it does not let
    us in, which a person must mend. `address_hash` tells whether its address has changed meanwhile.
    """

    channel: str
    since: datetime
    retry_at: datetime
    tries: int
    reason: str
    address_hash: str
    credentials: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """How the tries of a delivery went so far, those left out that only its channel stopped.

    `since` is when the first of them began (UTC), None: there was none. `unclear` counts those that
    may have arrived.
    """

    tries: int = 0
    unclear: int = 0
    since: datetime | None = None
