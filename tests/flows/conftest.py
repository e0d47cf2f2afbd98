"""What flow tests share: a web on loopback and an installation of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Site, running_site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A web that a module's tests fill."""
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An empty folder in which a module's tests configure and run the programme."""
    folder: Path = tmp_path_factory.mktemp("installation")
    return Installation(folder)
