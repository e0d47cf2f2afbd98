"""Known items: what a feed has brought before, and the names that it had for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import bindparam, select, update

from monitor.model.items import KnownItem
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

ITEM = table("item")

VANISHED_ITEMS = 5_000
"""Of a feed are looked at where its guids may have changed: as many as a document may have."""

IDENTITY = (
    ITEM.c.id,
    ITEM.c.guid_key,
    ITEM.c.guid,
    ITEM.c.url,
    ITEM.c.title,
    ITEM.c.published,
    ITEM.c.content_hash,
)
KNOWN_ITEMS = select(*IDENTITY).where(
    ITEM.c.feed_id == bindparam("of_feed"),
    ITEM.c.guid_key.in_(any_of("keys")),
)
LATEST_ITEMS = (
    select(*IDENTITY)
    .where(ITEM.c.feed_id == bindparam("of_feed"))
    .order_by(ITEM.c.id.desc())
    .limit(VANISHED_ITEMS)
)
RENAME = (
    update(ITEM)
    .where(ITEM.c.id == bindparam("of_item"))
    .values(guid_key=bindparam("new_key"), guid=bindparam("new_guid"))
)


def among(tx: Transaction, feed_id: int, found: Collection[str]) -> dict[str, KnownItem]:
    """Those items of a document that the feed has brought before, by their keys."""
    rows = rows_among(tx, KNOWN_ITEMS, "keys", found, of_feed=feed_id)
    return {row.guid_key: _known(row) for row in rows}


def others(tx: Transaction, feed_id: int, found: Collection[str]) -> Iterator[KnownItem]:
    """The newest items of a feed that a document has not, from its keys."""
    for row in tx.connection().execute(LATEST_ITEMS, {"of_feed": feed_id}):
        if row.guid_key not in found:
            yield _known(row)


def rename(tx: Transaction, names: Mapping[int, tuple[str, str | None]]) -> None:
    """Give items, by their ids, the key and the guid that they have now."""
    rows = [{"of_item": id_, "new_key": k, "new_guid": guid} for id_, (k, guid) in names.items()]
    if rows:
        tx.connection().execute(RENAME, rows)


def _known(row: AnyRow) -> KnownItem:
    return KnownItem(
        id=row.id,
        key=row.guid_key,
        guid=row.guid,
        url=row.url,
        title=row.title,
        published=row.published,
        content_hash=row.content_hash,
    )
