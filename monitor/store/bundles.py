"""Bundles: deliveries that wait to be told together, and what becomes of them when they are due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select, update

from monitor.model.alerts import Message
from monitor.model.bundles import OVERFLOW
from monitor.model.deliveries import DeliveryDraft, DeliveryState
from monitor.store import outbox
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

CHANGE = table("change")
DELIVERY = table("delivery")

LONGEST_HOLD = timedelta(days=9)
"""Nothing waits longer by intention: a week for a digest, a day that a zone skips, a night. What is
due later was written when the clock was ahead, and is due now."""
LONGEST_SLIP = timedelta(hours=1)
"""By so much a clock is set back without its day being wrong: a zone, a summer time. What was made
later than that from now was made by a clock that was ahead, and waits by it."""
AT_ONCE = 10_000
"""So many are folded in one transaction: far more than ever wait, and fewer than SQLite takes as
parameters of one statement (32,766). Source: https://sqlite.org/limits.html"""

PENDING = DELIVERY.c.state == DeliveryState.PENDING.value
IS_DUE = DELIVERY.c.due_at <= bindparam("now")
IS_AHEAD = and_(
    PENDING,
    DELIVERY.c.due_at > bindparam("now"),
    or_(
        DELIVERY.c.due_at > bindparam("latest"),
        DELIVERY.c.created_at > bindparam("newest"),
    ),
)
IN_BUNDLE = and_(
    PENDING,
    DELIVERY.c.channel == bindparam("of_channel"),
    DELIVERY.c.bundle == bindparam("of_bundle"),
)

AHEAD = select(DELIVERY.c.id).where(IS_AHEAD).limit(1)
MEND = update(DELIVERY).where(IS_AHEAD).values(due_at=bindparam("now"))
DUE = (
    select(DELIVERY.c.channel, DELIVERY.c.bundle)
    .where(DELIVERY.c.due_at.is_not(None), DELIVERY.c.bundle.is_not(None), PENDING, IS_DUE)
    .distinct()
    .order_by(DELIVERY.c.channel, DELIVERY.c.bundle)
)
WAITING = (
    select(DELIVERY)
    .where(DELIVERY.c.due_at.is_not(None), IN_BUNDLE)
    .order_by(DELIVERY.c.id)
    .limit(AT_ONCE)
)
WAITING_DUE = WAITING.where(IS_DUE)
ON_THE_WAY = (
    select(DELIVERY)
    .where(
        DELIVERY.c.due_at.is_not(None),
        PENDING,
        DELIVERY.c.channel == bindparam("of_channel"),
        DELIVERY.c.bundle.is_(None),
        or_(IS_DUE, DELIVERY.c.attempts > 0),
    )
    .order_by(DELIVERY.c.id)
    .limit(AT_ONCE)
)
PARTS = select(DELIVERY).where(DELIVERY.c.folded_into.in_(bindparam("ids", expanding=True)))
BY_KEY = select(DELIVERY.c.id).where(DELIVERY.c.key == bindparam("of_key"))
FOLD = (
    update(DELIVERY)
    .where(DELIVERY.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=DeliveryState.FOLDED.value,
        due_at=None,
        ended_at=bindparam("at"),
        folded_into=bindparam("into"),
    )
)
REFOLD = (
    update(DELIVERY)
    .where(DELIVERY.c.folded_into.in_(bindparam("ids", expanding=True)))
    .values(folded_into=bindparam("into"))
)
RELEASE = (
    update(DELIVERY)
    .where(DELIVERY.c.id.in_(bindparam("ids", expanding=True)))
    .values(bundle=None, due_at=bindparam("at"))
)
PUT_OFF = (
    update(DELIVERY)
    .where(DELIVERY.c.id.in_(bindparam("ids", expanding=True)))
    .values(due_at=bindparam("at"))
)
HASTEN = (
    update(DELIVERY)
    .where(
        PENDING,
        DELIVERY.c.attempts == 0,
        DELIVERY.c.due_at > bindparam("at"),
        DELIVERY.c.channel.in_(bindparam("channels", expanding=True)),
        or_(DELIVERY.c.bundle.is_(None), DELIVERY.c.bundle == bindparam("paced")),
        DELIVERY.c.change_id.in_(
            select(CHANGE.c.id).where(CHANGE.c.event == bindparam("of_event"))
        ),
    )
    .values(due_at=bindparam("at"))
)
SENT = (
    select(DELIVERY.c.ended_at)
    .where(
        DELIVERY.c.channel == bindparam("of_channel"),
        DELIVERY.c.state == DeliveryState.SENT.value,
    )
    .order_by(DELIVERY.c.id.desc())
    .limit(bindparam("number"))
)
SENDING = select(func.count()).where(
    DELIVERY.c.due_at.is_not(None),
    DELIVERY.c.channel == bindparam("of_channel"),
    DELIVERY.c.state == DeliveryState.SENDING.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A delivery that waits to be told with others."""

    id: int
    key: str
    channel: str
    message: Message
    change_id: int | None
    may_repeat: bool


def is_ahead(tx: Transaction, now: datetime) -> bool:
    """Whether something waits for longer than anything should: a clock was ahead."""
    return tx.connection().execute(AHEAD, _ahead_of(now)).first() is not None


def mend_times(tx: Transaction, now: datetime) -> int:
    """Make due what waits for longer than anything should; how many deliveries."""
    return tx.connection().execute(MEND, _ahead_of(now)).rowcount


def due(tx: Transaction, now: datetime) -> list[tuple[str, str]]:
    """The channels and bundles of which something is due, by name."""
    rows = tx.connection().execute(DUE, {"now": now})
    return [(row.channel, row.bundle) for row in rows]


def waiting(tx: Transaction, channel: str, bundle: str) -> list[Waiting]:
    """All that waits in a bundle of a channel, due or not, in the order in which it was made."""
    of = {"of_channel": channel, "of_bundle": bundle}
    return [_waiting(row) for row in tx.connection().execute(WAITING, of)]


def waiting_due(tx: Transaction, channel: str, bundle: str, now: datetime) -> list[Waiting]:
    """What is due of a bundle of a channel, in the order in which it was made."""
    of = {"of_channel": channel, "of_bundle": bundle, "now": now}
    return [_waiting(row) for row in tx.connection().execute(WAITING_DUE, of)]


def on_the_way(tx: Transaction, channel: str, now: datetime) -> list[Waiting]:
    """What a channel is to get by itself, now or at its next try, and does not have yet."""
    of = {"of_channel": channel, "now": now}
    return [_waiting(row) for row in tx.connection().execute(ON_THE_WAY, of)]


def parts(tx: Transaction, ids: Collection[int]) -> list[Waiting]:
    """What was folded into these deliveries."""
    if not ids:  # else all deliveries there ever were are looked through
        return []
    return [_waiting(row) for row in tx.connection().execute(PARTS, {"ids": list(ids)})]


def fold(
    tx: Transaction,
    ids: Sequence[int],
    draft: DeliveryDraft,
    now: datetime,
    replaced: Collection[int] = (),
) -> int:
    """Tell deliveries in one: the id of that one.

    Args:
        tx: One unit of work.
        ids: What is told in it; may be empty.
        draft: The message; its key must be new.
        now: The time (UTC).
        replaced: Those among them whose parts it tells in their place.
    """
    outbox.add(tx, [draft], now)
    connection = tx.connection()
    into: int = connection.execute(BY_KEY, {"of_key": draft.key}).scalar_one()
    if replaced:
        connection.execute(REFOLD, {"ids": list(replaced), "into": into})
    connection.execute(FOLD, {"ids": list(ids), "into": into, "at": now})
    return into


def release(tx: Transaction, ids: Collection[int], now: datetime) -> int:
    """Let what waited in a bundle go by itself, now; how many deliveries."""
    return tx.connection().execute(RELEASE, {"ids": list(ids), "at": now}).rowcount


def put_off(tx: Transaction, ids: Collection[int], until: datetime) -> None:
    """Look at deliveries again at a later time (UTC)."""
    tx.connection().execute(PUT_OFF, {"ids": list(ids), "at": until})


def hasten(tx: Transaction, event: str, channels: Collection[str], now: datetime) -> int:
    """Send what channels still wait for of an event, because later news of it goes out now.

    Returns how many deliveries that were.
    """
    of = {"of_event": event, "channels": list(channels), "paced": OVERFLOW, "at": now}
    return tx.connection().execute(HASTEN, of).rowcount


def sent(tx: Transaction, channel: str, number: int, now: datetime) -> list[datetime]:
    """When the last messages went to a channel (UTC), so many at most; those under way go now."""
    of = {"of_channel": channel, "number": number}
    under_way: int = tx.connection().execute(SENDING, of).scalar_one()
    return [*tx.connection().execute(SENT, of).scalars(), *[now] * under_way]


def _ahead_of(now: datetime) -> dict[str, datetime]:
    return {"now": now, "latest": now + LONGEST_HOLD, "newest": now + LONGEST_SLIP}


def _waiting(row: AnyRow) -> Waiting:
    return Waiting(
        id=row.id,
        key=row.key,
        channel=row.channel,
        message=outbox.message_from(row),
        change_id=row.change_id,
        may_repeat=row.may_repeat,
    )
