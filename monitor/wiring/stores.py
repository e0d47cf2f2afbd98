"""The store of a configuration: for a look, for one transaction, for all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.config.schema.config import Config
from monitor.errors import ConfigError
from monitor.model.claims import STATUSES
from monitor.store import events
from monitor.store.engine import Store, Transaction

DATABASE = "monitor.db"


@contextmanager
def open_for_reading(config: Config) -> Iterator[Store]:
    """The store as it is, for commands that only look.

    Raises:
        StoreError: there is none yet, or it cannot be read.
    """
    store = Store.open_read_only(config.state / DATABASE)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_for_writing(config: Config) -> Iterator[Store]:
    """The store for one short transaction of a command, beside a daemon or without one.

    Raises:
        ConfigError: an event has another lifecycle than its history.
        StoreError: there is none yet, or it cannot be used.
    """
    with open_for_reading(config):
        pass  # what was never polled has nothing to change: say so in place of creating it
    store = Store.open(config.state / DATABASE)
    try:
        with store.read() as tx:
            require_same_lifecycles(config, tx)
        yield store
    finally:
        store.close()


def require_same_lifecycles(config: Config, tx: Transaction) -> None:
    """Every event keeps the lifecycle of its history.

    Raises:
        ConfigError: one does not.
    """
    for event_id, status in events.claimed_statuses(tx):
        lifecycle = config.events[event_id][1].lifecycle if event_id in config.events else None
        if lifecycle is not None and status not in STATUSES[lifecycle]:
            msg = (
                f"event {event_id}: its history tells of {status.value!r}, which is no status of "
                f"the lifecycle {lifecycle.value}: give the event a new id, or its old lifecycle"
            )
            raise ConfigError(msg, subject=event_id)
