from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.store import feeds, sqlite
from monitor.store.backup import copy_database
from monitor.store.engine import Store
from tests.store.stock import FEED_URL, add_feed


def back_up(store: Store, target: Path) -> None:
    """A copy as a migration makes one."""
    assert store.path is not None
    with sqlite.faults_explained(store.path):
        copy_database(store.path, target)


def test_a_copy_holds_what_is_still_in_the_log(store: Store, tmp_path: Path) -> None:
    with store.begin() as tx:
        add_feed(tx)
    copy = tmp_path / "copies" / "monitor.db"
    back_up(store, copy)
    with Store.open(copy) as restored, restored.read() as tx:
        assert list(feeds.urls(tx).values()) == [FEED_URL]


def test_a_copy_is_taken_while_a_unit_of_work_goes_on(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "monitor.db"
    with store.begin() as tx:
        add_feed(tx)
        back_up(store, copy)
    with Store.open(copy) as restored, restored.read() as tx:
        assert feeds.urls(tx) == {}, "what was not committed is not copied"


def test_a_copy_takes_the_place_of_an_older_one(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "monitor.db"
    back_up(store, copy)
    with store.begin() as tx:
        add_feed(tx)
    back_up(store, copy)
    assert {each.name for each in tmp_path.iterdir()} == {"state", "monitor.db"}
    with Store.open(copy) as restored, restored.read() as tx:
        assert len(feeds.urls(tx)) == 1


def test_a_damaged_database_gives_no_copy_and_leaves_the_older_one(
    store: Store, tmp_path: Path
) -> None:
    copy = tmp_path / "monitor.db"
    back_up(store, copy)
    older = copy.read_bytes()
    assert store.path is not None
    store.close()
    damaged = store.path.read_bytes()
    store.path.write_bytes(damaged[:4096] + bytes(8192) + damaged[12288:])
    with pytest.raises(StoreError, match="is damaged"):
        back_up(store, copy)
    assert copy.read_bytes() == older


def test_a_copy_that_is_not_whole_is_not_kept(store: Store, tmp_path: Path) -> None:
    with store.begin() as tx:
        add_feed(tx)
    assert store.path is not None
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'etag VARCHAR', 'etag VARCHAR NOT NULL')"
        )
    with pytest.raises(StoreError, match=r"NULL value in feed\.etag"):
        back_up(store, tmp_path / "monitor.db")
    assert [each.name for each in tmp_path.iterdir()] == ["state"]
