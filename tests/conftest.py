"""What all tests share: noon, and a store on disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from monitor.store.engine import Store
from tests.builders import NOON


@pytest.fixture
def noon() -> datetime:
    """The time of tests."""
    return NOON


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real database of its own."""
    opened = Store.open(tmp_path / "state" / "monitor.db")
    yield opened
    opened.close()
