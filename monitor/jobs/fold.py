"""Fold: what waited to be told together is, when it is due: each bundle in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from monitor.errors import StoreError
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.bundles import DIGESTS, OVERFLOW
from monitor.model.deliveries import DeliveryDraft
from monitor.stages.pacing import pace
from monitor.stages.retry import address_hash, is_shut
from monitor.stages.words.summary import summarise_flap, summarise_overflow
from monitor.store import bundles, pauses
from monitor.store.bundles import Waiting
from monitor.store.engine import Transaction
from monitor.telemetry import get_logger

log = get_logger()


async def fold_due(services: Services) -> int:
    """How many deliveries may go now that waited for their time or for room.

    Digests are left alone: `send_digests` makes them.
    """
    now = services.now()
    if await services.store.query(lambda tx: bundles.is_ahead(tx, now)):
        await services.store.write(lambda tx: bundles.mend_times(tx, now))
    due = await services.store.query(lambda tx: bundles.due(tx, now))
    freed = 0
    for channel, bundle in due:
        if bundle.startswith(DIGESTS):
            continue
        work = _pace if bundle == OVERFLOW else partial(_fold, bundle=bundle)
        told = partial(work, services=services, channel=channel, now=now)
        freed += await tell_or_release(services, told, channel, bundle)
    return freed


async def tell_or_release(
    services: Services, tell: Callable[[Transaction], int], channel: str, bundle: str
) -> int:
    """How many deliveries may go now: a bundle's one message, or, if it cannot be made, its parts.

    Args:
        services: What jobs work with.
        tell: Makes the message, in one transaction.
        channel: Who gets it.
        bundle: What it tells.

    Raises:
        StoreError: the store cannot be written.
    """
    try:
        return await services.store.write(tell)
    except StoreError:
        raise
    except Exception:  # a defect of ours must neither lose what waits nor hold up other bundles
        log.exception("bundle_not_told", channel=channel, bundle=bundle)
        now = services.now()
        return await services.store.write(lambda tx: _release(tx, channel, bundle, now))


def tell_together(
    tx: Transaction,
    services: Services,
    channel: str,
    bundle: str,
    told: tuple[Message, Sequence[Waiting]],
    now: datetime,
) -> None:
    """Put one message into the outbox in the place of those that it tells.

    Args:
        tx: One unit of work.
        services: What jobs work with.
        channel: Who gets it.
        bundle: Names what is told.
        told: The message, and the deliveries that end with it: of this channel.
        now: The time (UTC).
    """
    message, waiting = told
    # What names the key after the time alone would be lost if a clock were set back.
    first = waiting[0].id if waiting else 0
    draft = DeliveryDraft(
        key=f"bundle/{channel}/{bundle}/{now:%Y%m%dT%H%M%S}/{first}",
        channel=channel,
        message=message,
        change_id=waiting[-1].change_id if message.alert else None,
        bundle=OVERFLOW if bundle != OVERFLOW and _has_limit(services, channel) else "",
        may_repeat=any(each.may_repeat for each in waiting),
    )
    replaced = [each.id for each in waiting if bundle == OVERFLOW and _is_overflow(each)]
    bundles.fold(tx, [each.id for each in waiting], draft, now, replaced)


def _release(tx: Transaction, channel: str, bundle: str, now: datetime) -> int:
    waiting = bundles.waiting(tx, channel, bundle)
    return bundles.release(tx, [each.id for each in waiting], now)


def _fold(tx: Transaction, *, services: Services, channel: str, bundle: str, now: datetime) -> int:
    """The last word on an event that went back and forth: all that was held, due or not."""
    waiting = bundles.waiting(tx, channel, bundle)
    if not waiting:  # somebody acknowledged it meanwhile
        return 0
    messages = [each.message for each in waiting]
    zone = services.config.zone_of(channel)
    message = summarise_flap(messages, services.config.flap_window, zone)
    tell_together(tx, services, channel, bundle, (message, waiting), now)
    return 1


def _pace(tx: Transaction, *, services: Services, channel: str, now: datetime) -> int:
    """What waits for room in a channel: let go, told in one, or put off."""
    waiting = bundles.waiting_due(tx, channel, OVERFLOW, now)
    ids = [each.id for each in waiting]
    if not waiting:
        return 0
    if _is_shut(tx, services, channel, now):  # it stays due: nobody knows when the pause ends
        return 0
    known = services.config.channels.get(channel)
    limit = known.limit if known else None
    released = bundles.on_the_way(tx, channel, now)
    sent = bundles.sent(tx, channel, limit.messages, now) if limit else []
    folded = any(_is_overflow(each) for each in released)
    decided = pace(len(waiting) + len(released), sent, limit, now, folded=folded)
    if decided.again_at is not None:
        bundles.put_off(tx, ids, decided.again_at)
        return 0
    if decided.alone:
        return bundles.release(tx, ids, now)
    _tell_overflow(tx, services, channel, [*released, *waiting], now)
    return 1


def _tell_overflow(
    tx: Transaction, services: Services, channel: str, waiting: Sequence[Waiting], now: datetime
) -> None:
    """One message for all that waits; what an earlier one told that did not arrive is told in it."""
    parts = bundles.parts(tx, [each.id for each in waiting if _is_overflow(each)])
    told = sorted(
        (each for each in (*waiting, *parts) if not _is_overflow(each)), key=lambda each: each.id
    )
    messages = [each.message for each in told]
    message = summarise_overflow(messages, services.config.zone_of(channel))
    tell_together(tx, services, channel, OVERFLOW, (message, waiting), now)


def _is_overflow(waiting: Waiting) -> bool:
    return waiting.key.startswith(f"bundle/{waiting.channel}/{OVERFLOW}/")


def _is_shut(tx: Transaction, services: Services, channel: str, now: datetime) -> bool:
    pause = pauses.of_channel(tx, channel)
    address = services.addresses.get(channel)
    if pause is None or address is None:
        return False
    return is_shut(pause, address_hash(address), now)


def _has_limit(services: Services, channel: str) -> bool:
    known = services.config.channels.get(channel)
    return known is not None and known.limit is not None
