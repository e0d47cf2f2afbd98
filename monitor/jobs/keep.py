"""Keep: polls written down, each document sifted for what is no news first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.config.schema.feeds import without_secrets
from monitor.jobs.notices import notify
from monitor.jobs.services import Services
from monitor.model.items import FeedItem, KnownItem, ParsedFeed, PollRecord
from monitor.stages import faults, notices
from monitor.store import feeds, items, known
from monitor.store.engine import Transaction
from monitor.telemetry import get_logger

log = get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """A poll that is not written down yet; `feed` is None unless the document was parsed.

    `seen_at` is when the feed had last answered before (UTC), None: never.
    """

    record: PollRecord
    feed: ParsedFeed | None = None
    seen_at: datetime | None = None


async def keep_polls(services: Services, polled: Sequence[Polled]) -> list[PollRecord]:
    """Polls written down with their new items, in one transaction.

    Validators are stored with the items or not at all, so that a crash loses no item; items are
    known by their keys, so that nothing is stored twice.
    """
    return await services.store.write(lambda tx: _keep(tx, services, polled))


def _keep(tx: Transaction, services: Services, polled: Sequence[Polled]) -> list[PollRecord]:
    records = [_keep_items(tx, each) for each in polled]
    feeds.record_polls(tx, records)
    paused = {each.feed_id for each in records if each.course.paused_at == each.at}
    if paused:
        _tell_gone(tx, services, paused)
    return records


def _tell_gone(tx: Transaction, services: Services, paused: Collection[int]) -> None:
    """Tell operators, once, of each feed that is not asked any more."""
    for state in feeds.states(tx):
        if state.id in paused and (at := state.course.paused_at):
            feed = services.feeds.get(state.url)
            message = notices.gone(feed.label if feed else without_secrets(state.url), state)
            notify(tx, f"gone/{state.id}/{at:%Y-%m-%d}", message, services.config.routes, at)


def _keep_items(tx: Transaction, polled: Polled) -> PollRecord:
    record, feed = polled.record, polled.feed
    if feed is None:
        return record
    new, fault = _sift(tx, record, items.by_key(faults.with_own_links(feed.items)), polled.seen_at)
    if fault:
        log.warning("feed_fault", feed=record.feed_id, fault=fault)
    return replace(
        record,
        items_new=new,
        language=feed.language,
        title=feed.title,
        items=len(feed.items),
        fault=fault,
    )


def _sift(
    tx: Transaction, record: PollRecord, found: Mapping[str, FeedItem], seen_at: datetime | None
) -> tuple[int, str]:
    """How many items of a document are queued, and what was wrong with the others."""
    feed_id = record.feed_id
    # What never answered before has brought nothing yet.
    seen = known.among(tx, feed_id, found) if seen_at else {}
    moved: dict[str, KnownItem] = {}
    if seen_at and faults.are_guids_doubtful(found, seen):
        strange = {key: item for key, item in found.items() if key not in seen}
        moved = faults.renamed(strange, [*known.others(tx, feed_id, found)])
        known.rename(tx, {old.id: (key, found[key].guid) for key, old in moved.items()})
        seen = known.among(tx, feed_id, found) if moved else seen
    kept = faults.garbled(found, seen)
    strange = {key: item for key, item in found.items() if key not in seen}
    old = faults.flooded(strange, seen_at, record.at)
    wanted = {key: item for key, item in found.items() if key not in kept}
    new = items.add(tx, feed_id, wanted, record.at, old)
    return new, faults.describe(len(moved), len(kept), len(old))
