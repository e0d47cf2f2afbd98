"""Which schema a database has: made whole when new, migrated when old, refused when newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from monitor.errors import StoreError
from monitor.store.backup import backups_folder, copy_database
from monitor.store.sqlite import writing_engine
from monitor.store.tables import METADATA

# The newest revision in migrations/versions. Named here so that a database that is up to date
# opens without Alembic, whose import takes a third of a second.
HEAD = "0007"

MIGRATIONS = Path(__file__).parent / "migrations"


def create(connection: Connection) -> None:
    """Make all tables of an empty database, as the migrations together would."""
    METADATA.create_all(connection, checkfirst=False)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def bring_to_head(engine: Engine, path: Path) -> None:
    """Create the tables of a new database, migrate an old one.

    Raises:
        StoreError: if the database is newer than this program, or another program's.
    """
    with engine.begin() as connection:
        found = _revision(connection, path)
        if found is None:
            create(connection)
    if found not in (None, HEAD):
        engine.dispose()  # one writing connection at a time
        _migrate(path, found or "")


def require_head(engine: Engine, path: Path) -> None:
    """Make sure that a database can be read as it is.

    Raises:
        StoreError: if it is older or newer than this program, or another program's.
    """
    with engine.begin() as connection:
        found = _revision(connection, path)
    if found != HEAD:
        msg = f"{path}: was written by an older version: run `news-monitor once` to bring it up"
        raise StoreError(msg, subject=str(path))


def _revision(connection: Connection, path: Path) -> str | None:
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if "alembic_version" not in names:
        msg = f"{path}: is another program's: set another folder as `state` in monitor.yml"
        raise StoreError(msg, subject=str(path))
    found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    if found > HEAD:
        msg = (
            f"{path}: was written by a newer version (schema {found}, this one knows {HEAD}): "
            "install that version again"
        )
        raise StoreError(msg, subject=str(path))
    return found


def _migrate(path: Path, found: str) -> None:
    from alembic import command
    from alembic.config import Config

    copy_database(path, backups_folder(path) / f"before-{HEAD}-from-{found}.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    # Without foreign keys: a table that is copied and dropped would take its children along.
    engine = writing_engine(path, foreign_keys=False)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()
