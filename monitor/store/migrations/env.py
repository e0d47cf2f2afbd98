"""How Alembic runs our migrations: on the connection it is given, each in a transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

from monitor.errors import StoreError
from monitor.store.tables import METADATA


def migrate(connection: Connection) -> None:
    """Bring a database to the revision that was asked for."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        # Alembic takes SQLite's changes of tables for lasting, because Python's driver used to
        # commit before them; our connections begin their transactions themselves.
        transactional_ddl=True,
        transaction_per_migration=True,
        render_as_batch=True,
        on_version_apply=lambda *_args, **_facts: check_foreign_keys(connection),
    )
    with context.begin_transaction():
        context.run_migrations()


def check_foreign_keys(connection: Connection) -> None:
    """Undo a migration that leaves rows without their parents: nothing else looks meanwhile.

    Raises:
        StoreError: naming the table.
    """
    orphan = connection.execute(text("PRAGMA foreign_key_check")).first()
    if orphan is not None:
        msg = f"the migration would leave rows of {orphan.table} without their {orphan.parent}"
        raise StoreError(msg, subject=orphan.table)


migrate(context.config.attributes["connection"])
