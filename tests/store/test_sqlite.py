from __future__ import annotations

from pathlib import Path

import pytest

from monitor.store.engine import Store, Transaction


def pragma(tx: Transaction, name: str) -> object:
    return tx.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("journal_mode", "wal", id="readers do not wait for the writer"),
        pytest.param("synchronous", 2, id="a commit survives a power failure"),
        pytest.param("foreign_keys", 1, id="no row without its parent"),
        pytest.param("cell_size_check", 1, id="a damaged page is noticed early"),
        pytest.param("journal_size_limit", 67108864, id="the log gives its space back"),
        pytest.param("busy_timeout", 5000, id="a lock is waited for"),
        pytest.param("query_only", 0, id="the writer may write"),
    ],
)
def test_the_writer_is_set_for_safety(store: Store, name: str, value: object) -> None:
    with store.begin() as tx:
        assert pragma(tx, name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("query_only", 1, id="readers may not write"),
        pytest.param("trusted_schema", 0, id="a crafted schema calls no function"),
        pytest.param("busy_timeout", 5000, id="a lock is waited for"),
    ],
)
def test_readers_are_set_for_safety(store: Store, name: str, value: object) -> None:
    with store.read() as tx:
        assert pragma(tx, name) == value


def test_a_writing_transaction_holds_the_lock_from_its_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with (
        Store.open(path) as one,
        Store.open(path, busy_timeout_seconds=0.05) as other,
        one.begin(),
        pytest.raises(Exception, match="locked by another program"),
        other.begin(),
    ):
        pass
