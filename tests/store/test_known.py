from __future__ import annotations

from monitor.store import items, known
from monitor.store.engine import Store
from tests.builders import at, make_item
from tests.store.stock import add_feed, add_items


def test_known_items_are_told_from_others_and_from_what_has_changed(store: Store) -> None:
    first, second, third = (make_item(guid=f"g{n}", url=None, title=f"T{n}") for n in range(3))
    with store.begin() as tx:
        feed_id, other_feed = add_feed(tx), add_feed(tx, "https://other.example/feed")
        add_items(tx, feed_id, [first, second], at(0))
        add_items(tx, other_feed, [third], at(0))
        edited = make_item(guid="g1", url=None, title="T1, edited")
        found = known.among(tx, feed_id, items.by_key([edited, third]))
        assert {key: each.content_hash for key, each in found.items()} == {
            "g1": second.content_hash
        }
        assert [each.title for each in known.others(tx, feed_id, {"g1"})] == ["T0"]
        assert edited.content_hash != second.content_hash


def test_a_renamed_item_is_known_by_its_new_name_alone(store: Store) -> None:
    item = make_item(guid="old")
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_items(tx, feed_id, [item], at(0))
        (before,) = known.others(tx, feed_id, set())
        known.rename(tx, {before.id: ("new", "new")})
        (after,) = known.others(tx, feed_id, set())
        assert (after.id, after.key, after.guid) == (before.id, "new", "new")
        assert add_items(tx, feed_id, [make_item(guid="new")], at(1)) == 0
