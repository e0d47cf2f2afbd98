"""Retry: what becomes of a delivery and of its channel after a try.

A channel that fails rests as a whole: a service that is down is asked with the oldest of what waits
for it, and gets all the others in their order when it is back.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from datetime import datetime
from hashlib import blake2s
from typing import assert_never

from monitor.model.deliveries import Address, Delivered, PushResult, Refused, Unclear
from monitor.model.holds import Failures, Pause
from monitor.stages.backoff import (
    LONGEST_WAIT,
    is_hopeless,
    next_asked,
    next_probe,
    next_repeat,
    next_try,
)

HASH_BYTES = 2
"""Enough to tell one address from the next, and too little to try passwords against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """How it goes on after a try.

    `retry_at` is when the delivery is tried again (UTC), None: never. `pause` is how its channel
    rests from now on, None: it takes the next one at once.
    """

    retry_at: datetime | None = None
    pause: Pause | None = None


def after_try(
    result: PushResult, failures: Failures, before: Pause, now: datetime, jitter: float
) -> Next:
    """What follows from how a try ended.

    Args:
        result: What the service did.
        failures: How the tries of the delivery went before this one.
        before: How its channel rested until this try; with no `tries` if it did not.
        now: When the try ended (UTC).
        jitter: From 0 up to, not including, 1.
    """
    match result:
        case Delivered():
            return Next()
        case Refused(credentials=True):
            pause = _barred(result, before, now, jitter)
            return Next(retry_at=pause.retry_at, pause=pause)
        case Refused(permanent=True):
            return Next()  # that was the message's fault: the channel is well
        case Refused():
            pause = _resting(result, before, now, jitter)
            retry_at = pause.retry_at
            if not before.tries:  # the channel was well before: the message may be what it minds
                retry_at = max(retry_at, next_try(now, failures.tries + 1, jitter))
            hopeless = is_hopeless(failures.since or now, failures.tries + 1, retry_at)
            return Next(retry_at=None if hopeless else retry_at, pause=pause)
        case Unclear():
            pause = _resting(result, before, now, jitter)
            return Next(retry_at=next_repeat(now, failures.unclear + 1, jitter), pause=pause)
        case _:
            assert_never(result)


def address_hash(address: Address) -> str:
    """A short mark of an address, by which it is known again and not found out."""
    return blake2s(repr(astuple(address)).encode(), digest_size=HASH_BYTES).hexdigest()


def is_shut(pause: Pause, address_hash: str, now: datetime) -> bool:
    """Whether a channel is to be left alone.

    Args:
        pause: Of the channel.
        address_hash: Of its address now: to another one the pause does not apply.
        now: The time (UTC); a pause that ends impossibly late is from a clock that was ahead.
    """
    return address_hash == pause.address_hash and now < pause.retry_at <= now + LONGEST_WAIT


def _barred(result: Refused, before: Pause, now: datetime, jitter: float) -> Pause:
    tries = _tries(before, now) if before.credentials else 1
    return replace(
        before,
        since=before.since if before.credentials else now,
        retry_at=next_probe(now, tries, jitter),
        tries=tries,
        reason=result.detail,
        credentials=True,
    )


def _resting(result: Refused | Unclear, before: Pause, now: datetime, jitter: float) -> Pause:
    tries = _tries(before, now)
    asked = result.retry_after_seconds if isinstance(result, Refused) else None
    return replace(
        before,
        retry_at=next_try(now, tries, jitter) if asked is None else next_asked(now, tries, asked),
        tries=tries,
        reason=result.detail,
        credentials=False,
    )


def _tries(before: Pause, now: datetime) -> int:
    """Failures in a row; a second one of the same moment is the same failure."""
    return max(1, before.tries + (before.retry_at <= now))
