from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from monitor.errors import StoreError
from monitor.store import feeds, schema
from monitor.store.backup import backups_folder
from monitor.store.engine import Store
from monitor.store.sqlite import writing_engine
from monitor.store.tables import METADATA, WORDS
from tests.builders import NOON, make_item
from tests.store.stock import add_feed, add_items, count_pending

# The newest revision, and the one that a test adds after it.
HEAD = schema.HEAD
NEXT = f"{int(HEAD) + 1:04}"

MIGRATION = '''
"""What a test does to the tables."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{down_revision}"


def upgrade() -> None:
{body}
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of the first schema that holds a feed and its item."""
    path = tmp_path / "state" / "monitor.db"
    with Store.open(path) as store, store.begin() as tx:
        add_items(tx, add_feed(tx), [make_item()], NOON)
    return path


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a later version, to which a test adds the next one."""
    folder = tmp_path / "migrations 100%"
    shutil.copytree(schema.MIGRATIONS, folder)
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    monkeypatch.setattr(schema, "HEAD", NEXT)
    return folder


def write_migration(migrations: Path, *lines: str) -> None:
    body = "\n".join(f"    {line}" for line in lines)
    text = MIGRATION.format(revision=NEXT, down_revision=HEAD, body=body)
    (migrations / "versions" / f"{NEXT}_test.py").write_text(text)


def names(path: Path, kind: str = "table") -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
        return {name for (name,) in rows}


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found)


def migrate_from_nothing(path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    engine = writing_engine(path)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


# A new database is what all migrations together make.


def test_the_named_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_heads() == [schema.HEAD]


def test_migrations_and_tables_make_the_same_schema(tmp_path: Path) -> None:
    migrated, created = tmp_path / "migrated.db", tmp_path / "created.db"
    migrate_from_nothing(migrated)
    Store.open(created).close()
    assert _statements(migrated) == _statements(created)


def test_the_schema_is_the_one_that_the_tables_declare(tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.db"
    migrate_from_nothing(migrated)
    engine = writing_engine(migrated)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the metadata can tell of it: the index of words keeps its own in tables."""
    return not (kind == "table" and name and name.startswith(WORDS))


def test_a_migrated_database_opens_as_it_is(tmp_path: Path) -> None:
    migrate_from_nothing(tmp_path / "monitor.db")
    with Store.open(tmp_path / "monitor.db") as store, store.begin() as tx:
        feed_id = add_feed(tx)
        assert list(feeds.urls(tx)) == [feed_id]
    assert not backups_folder(tmp_path / "monitor.db").exists()


# An old database is migrated, all of it or nothing.


def test_an_old_database_is_copied_then_migrated(path: Path, migrations: Path) -> None:
    write_migration(migrations, "op.add_column('feed', sa.Column('note', sa.String()))")
    with Store.open(path) as store, store.read() as tx:
        assert count_pending(tx) == 1
        assert tx.connection().exec_driver_sql("SELECT note FROM feed").scalar_one() is None
    assert revision(path) == NEXT
    assert revision(path.parent / "backups" / f"before-{NEXT}-from-{HEAD}.db") == HEAD


def test_children_survive_the_rebuilding_of_their_table(path: Path, migrations: Path) -> None:
    write_migration(
        migrations,
        "with op.batch_alter_table('feed', recreate='always') as feed:",
        "    feed.alter_column('detail', nullable=True)",
    )
    with Store.open(path) as store, store.begin() as tx:
        assert count_pending(tx) == 1
        keys = tx.connection().exec_driver_sql("PRAGMA foreign_keys").scalar_one()
    assert keys == 1, "foreign keys hold again after the migration"


def test_a_migration_that_breaks_off_leaves_no_trace_and_runs_again(
    path: Path, migrations: Path
) -> None:
    write_migration(
        migrations,
        "op.create_table('note', sa.Column('id', sa.Integer()))",
        "op.execute('INSERT INTO nonsense VALUES (1)')",
    )
    with pytest.raises(Exception, match="no such table: nonsense"):
        Store.open(path)
    assert "note" not in names(path)
    assert revision(path) == HEAD

    write_migration(migrations, "op.create_table('note', sa.Column('id', sa.Integer()))")
    Store.open(path).close()
    assert "note" in names(path)


def test_a_migration_that_orphans_rows_is_undone(path: Path, migrations: Path) -> None:
    write_migration(migrations, "op.execute('DELETE FROM feed')")
    with pytest.raises(StoreError, match="rows of item without their feed"):
        Store.open(path)
    assert revision(path) == HEAD
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM feed").fetchone() == (1,)


# What cannot be used is refused.


@pytest.mark.parametrize("open_store", [Store.open, Store.open_read_only])
def test_a_newer_database_is_refused(path: Path, open_store: Callable[[Path], Store]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0042'")
    with pytest.raises(StoreError, match="newer version") as caught:
        open_store(path)
    assert "schema 0042" in str(caught.value)
    assert "install that version again" in str(caught.value)


def test_an_older_database_is_not_migrated_by_a_reader(path: Path, migrations: Path) -> None:
    write_migration(migrations, "op.create_table('note', sa.Column('id', sa.Integer()))")
    with pytest.raises(StoreError, match="older version: run `news-monitor once`"):
        Store.open_read_only(path)
    assert revision(path) == HEAD


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    with pytest.raises(StoreError, match="another program's: set another folder as `state`"):
        Store.open(path)
    assert names(path) == {"bookmark"}


def _statements(path: Path) -> set[tuple[str, tuple[str, ...]]]:
    """The statements of a schema by their parts, whose order does not matter."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(name, _parts(sql)) for name, sql in rows if name != "alembic_version"}


def _parts(statement: str) -> tuple[str, ...]:
    inner = re.fullmatch(r"([^(]*)\((.*)\)([^)]*)", " ".join(statement.split()))
    assert inner, statement
    head, columns, tail = inner.groups()
    outside_brackets = re.split(r",(?![^()]*\))", columns)
    return (head.strip(), *sorted(part.strip() for part in outside_brackets), tail.strip())
