from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model.items import FeedOutcome, PollRecord
from monitor.store import events, feeds
from monitor.store.engine import Store, Transaction
from monitor.store.sqlite import writing_engine
from tests.builders import NOON, make_occurrence
from tests.store.stock import FEED_URL, add_feed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "monitor.db"


@pytest.fixture
def filled(path: Path) -> Path:
    """A database that holds some pages of feeds and is closed."""
    with Store.open(path) as store, store.begin() as tx:
        feeds.sync(tx, [f"https://courier.example/{number}" for number in range(500)], NOON)
    return path


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own, to be killed at any time."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def raise_version(tx: Transaction) -> None:
    current = events.current(tx, "summit")
    assert current is not None
    events.save(tx, current)


def version(store: Store) -> int:
    with store.read() as tx:
        current = events.current(tx, "summit")
    assert current is not None
    return current.version


# What is committed stays, what is not leaves nothing.


def test_a_missing_folder_and_file_are_created_and_found_again(path: Path) -> None:
    with Store.open(path) as store, store.begin() as tx:
        add_feed(tx)
    with Store.open(path) as store, store.read() as tx:
        assert list(feeds.urls(tx).values()) == [FEED_URL]


def test_an_error_undoes_the_whole_unit_of_work(store: Store) -> None:
    def work() -> None:
        with store.begin() as tx:
            add_feed(tx)
            events.save(tx, make_occurrence(version=7))

    with pytest.raises(StoreError):
        work()
    with store.read() as tx:
        assert feeds.urls(tx) == {}


def test_an_empty_file_that_never_was_a_database_is_filled(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Store.open(path) as store, store.begin() as tx:
        feed_id = add_feed(tx)
        assert list(feeds.urls(tx)) == [feed_id]


def test_the_names_of_folders_may_hold_what_addresses_may_not(tmp_path: Path) -> None:
    path = tmp_path / "50% off? #1 für’s" / "monitor.db"
    with Store.open(path) as store, store.begin() as tx:
        add_feed(tx)
    with Store.open_read_only(path) as store, store.read() as tx:
        assert len(feeds.urls(tx)) == 1
    assert path.exists()


def test_who_connects_while_another_is_about_to_write_waits(path: Path) -> None:
    path.parent.mkdir(parents=True)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE harbour (name)")  # not yet with a write-ahead log
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.1, other.close)
    release.start()
    with writing_engine(path).connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    release.join()
    assert mode == "wal"


def test_several_that_open_a_new_database_at_once_find_one(path: Path) -> None:
    failures: list[BaseException] = []

    def open_once() -> None:
        try:
            Store.open(path).close()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads = [threading.Thread(target=open_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_store_in_memory_is_whole_and_alone() -> None:
    with Store.in_memory() as one, Store.in_memory() as other:
        with one.begin() as tx:
            add_feed(tx)
        with one.read() as tx:
            assert len(feeds.urls(tx)) == 1
        with other.read() as tx:
            assert feeds.urls(tx) == {}


def test_what_is_written_while_reading_in_memory_is_undone() -> None:
    with Store.in_memory() as store:
        with store.read() as tx:
            add_feed(tx)
        with store.read() as tx:
            assert feeds.urls(tx) == {}


def test_a_database_that_is_up_to_date_opens_without_alembic(filled: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from monitor.store.engine import Store;"
        f"Store.open(Path({str(filled)!r})).close();"
        f"Store.in_memory().close();"
        "print([name for name in sys.modules if name.startswith(('alembic', 'mako'))])"
    )
    with start(code) as process:
        assert process.stdout is not None
        assert process.stdout.read().strip() == "[]"


# Readers.


def test_a_reader_sees_what_is_committed_while_another_writes(path: Path) -> None:
    with (
        Store.open(path) as writer,
        Store.open_read_only(path) as reader,
        writer.begin() as tx,
    ):
        add_feed(tx)
        with reader.read() as seen:
            assert feeds.urls(seen) == {}


def test_a_missing_database_is_not_created_by_a_reader(path: Path) -> None:
    with pytest.raises(StoreError, match="run `news-monitor once` first") as caught:
        Store.open_read_only(path)
    assert caught.value.subject == str(path)
    assert not path.parent.exists()


def test_a_reading_transaction_of_a_writer_refuses_to_write(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be written"), store.read() as tx:
        add_feed(tx)


def test_a_store_for_reading_hands_out_no_writing_transaction(filled: Path) -> None:
    with (
        Store.open_read_only(filled) as store,
        pytest.raises(StoreError, match="opened to be read only"),
        store.begin(),
    ):
        pass


# Lost, broken and locked databases.


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [delete, empty])
@pytest.mark.parametrize("open_store", [Store.open, Store.open_read_only])
def test_a_lost_database_is_never_replaced_in_silence(
    filled: Path, lose: Callable[[Path], None], open_store: Callable[[Path], Store]
) -> None:
    lose(filled)
    with pytest.raises(StoreError, match="held data before") as caught:
        open_store(filled)
    assert ".monitor.db.initialised" in str(caught.value)
    assert not filled.exists() or filled.stat().st_size == 0


def test_a_lost_database_starts_afresh_once_its_marker_is_deleted(filled: Path) -> None:
    filled.unlink()
    filled.with_name(".monitor.db.initialised").unlink()
    with Store.open(filled) as store, store.read() as tx:
        assert feeds.urls(tx) == {}


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        pytest.param(lambda good: bytes(100) + good[100:], "no database", id="a zeroed header"),
        pytest.param(lambda _: b"not a database" * 1000, "no database", id="another kind of file"),
        pytest.param(lambda good: good[: len(good) // 2], "damaged", id="half of the file"),
        pytest.param(lambda good: good[:100] + bytes(8000) + good[8100:], "damaged", id="zeroes"),
    ],
)
@pytest.mark.parametrize("open_store", [Store.open, Store.open_read_only])
def test_a_broken_database_is_refused_with_the_way_back(
    filled: Path,
    broken: Callable[[bytes], bytes],
    told: str,
    open_store: Callable[[Path], Store],
) -> None:
    damaged = broken(filled.read_bytes())
    filled.write_bytes(damaged)
    with pytest.raises(StoreError) as caught:
        open_store(filled)
    message = str(caught.value)
    assert message.startswith(f"{filled}: is ")
    assert told in message
    assert "newest copy from backups/" in message
    assert caught.value.permanent
    assert filled.read_bytes() == damaged, "a broken database is evidence"


def test_a_path_that_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_lock_that_lasts_too_long_may_pass(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked by another program") as caught:
            Store.open(filled, busy_timeout_seconds=0.05)
    assert not caught.value.permanent


def test_a_unit_of_work_inside_another_is_an_error_not_a_dead_lock(path: Path) -> None:
    with (
        Store.open(path, busy_timeout_seconds=0.05) as store,
        store.begin(),
        pytest.raises(StoreError, match="another part of this program"),
        store.begin(),
    ):
        pass


def test_a_full_disk_is_told_and_passes_when_there_is_room(store: Store) -> None:
    many = [f"https://courier.example/{number}" for number in range(2000)]
    with store.begin() as tx:
        tx.connection().exec_driver_sql("PRAGMA max_page_count = 60")
    with pytest.raises(StoreError, match="disk is full") as caught, store.begin() as tx:
        feeds.sync(tx, many, NOON)
    assert not caught.value.permanent
    with store.begin() as tx:
        tx.connection().exec_driver_sql("PRAGMA max_page_count = 60000")
        feeds.sync(tx, many, NOON)
    with store.read() as tx:
        assert len(feeds.urls(tx)) == len(many)


def test_mistakes_in_sql_are_not_dressed_up_as_faults_of_the_file(store: Store) -> None:
    with pytest.raises(Exception, match="no such table: nonsense") as caught, store.read() as tx:
        tx.connection().exec_driver_sql("SELECT * FROM nonsense")
    assert not isinstance(caught.value, StoreError)


# Many at once.


async def test_units_of_work_run_one_after_the_other_on_one_thread(store: Store) -> None:
    def work(tx: Transaction) -> str:
        raise_version(tx)
        return threading.current_thread().name

    with store.begin() as tx:
        events.save(tx, make_occurrence())
    names = await asyncio.gather(*(store.write(work) for _ in range(40)))
    assert set(names) == {"store-writer_0"}
    assert version(store) == 41


async def test_queries_run_beside_a_unit_of_work(store: Store) -> None:
    started, let_go = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        add_feed(tx)
        started.set()
        assert let_go.wait(10)

    writing = asyncio.create_task(store.write(slow))
    await asyncio.to_thread(started.wait, 10)
    assert await store.query(feeds.urls) == {}
    let_go.set()
    await writing
    assert len(await store.query(feeds.urls)) == 1


async def test_an_error_of_the_work_reaches_who_waits_for_it(store: Store) -> None:
    with pytest.raises(StoreError, match="read it again"):
        await store.write(lambda tx: events.save(tx, make_occurrence(version=7)))


async def test_work_that_began_is_committed_though_nobody_waits(store: Store) -> None:
    started, let_go = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        started.set()
        assert let_go.wait(10)
        add_feed(tx)

    writing = asyncio.create_task(store.write(slow))
    await asyncio.to_thread(started.wait, 10)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    let_go.set()
    await store.write(lambda _: None)
    assert len(await store.query(feeds.urls)) == 1


def test_threads_that_read_and_write_lose_no_update(store: Store) -> None:
    def work() -> None:
        for _ in range(50):
            with store.begin() as tx:
                raise_version(tx)

    with store.begin() as tx:
        events.save(tx, make_occurrence())
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert version(store) == 201


RAISE_VERSIONS = """
import sys
from pathlib import Path
from monitor.store import events
from monitor.store.engine import Store
from monitor.store.sqlite import writing_engine
with Store.open(Path(sys.argv[1])) as store:
    for _ in range(100):
        with store.begin() as tx:
            events.save(tx, events.current(tx, "summit"))
"""


def test_processes_that_read_and_write_lose_no_update(store: Store) -> None:
    with store.begin() as tx:
        events.save(tx, make_occurrence())
    with (
        start(RAISE_VERSIONS, str(store.path)) as one,
        start(RAISE_VERSIONS, str(store.path)) as two,
    ):
        assert (one.wait(30), two.wait(30)) == (0, 0)
    assert version(store) == 201


COMMIT_FOR_EVER = """
import sys
from pathlib import Path
from monitor.store import feeds
from monitor.store.engine import Store
from monitor.store.sqlite import writing_engine
from tests.builders import NOON
urls = []
with Store.open(Path(sys.argv[1])) as store:
    for number in range(100_000):
        urls.append(f"https://courier.example/{sys.argv[2]}/{number}")
        with store.begin() as tx:
            feeds.sync(tx, [*feeds.urls(tx).values(), urls[-1]], NOON)
        print(urls[-1], flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(path: Path) -> None:
    acknowledged: set[str] = set()
    for kill in range(3):
        with start(COMMIT_FOR_EVER, str(path), str(kill)) as process:
            assert process.stdout is not None
            for line in process.stdout:
                acknowledged.add(line.strip())
                if len(acknowledged) % 60 == 0:
                    process.kill()
    with Store.open(path) as store, store.read() as tx:
        kept = set(feeds.urls(tx).values())
        verdict = tx.connection().exec_driver_sql("PRAGMA integrity_check").scalar_one()
    assert verdict == "ok"
    assert len(acknowledged) >= 180
    assert acknowledged <= kept


def test_a_transaction_sees_one_state_from_beginning_to_end(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
    poll = PollRecord(feed_id=feed_id, at=NOON, outcome=FeedOutcome.OK, next_poll_at=NOON)
    with store.read() as reading:
        before = feeds.states(reading)
        with store.begin() as tx:
            events.save(tx, make_occurrence())
            feeds.record_polls(tx, [poll])
        assert feeds.states(reading) == before
        assert events.current(reading, "summit") is None
