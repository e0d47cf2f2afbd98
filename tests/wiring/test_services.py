from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import ConfigError, LockError
from monitor.model.claims import Reading
from monitor.store import corpus, events
from monitor.wiring.configuration import load
from monitor.wiring.services import open_services
from monitor.wiring.stores import open_for_writing
from tests.builders import NOON, make_claim
from tests.store.stock import make_draft


async def test_only_one_can_work_on_a_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    config = load(folder)
    async with open_services(config) as services:
        assert list(services.addresses) == ["desk"]
        assert "hunter2" not in repr(services)
        with pytest.raises(LockError):
            async with open_services(config):
                pytest.fail("two daemons on one state")


async def test_an_event_cannot_change_its_lifecycle_under_its_history(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its old statuses mean nothing to the new one: no article on it could be followed any more."""
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    meeting = load(folder)
    async with open_services(meeting) as services:
        with services.store.begin() as tx:
            (place,) = corpus.add_articles(tx, [make_draft()])
            events.add_readings(tx, [(place, NOON, Reading(claims=(make_claim(),)))])
    topic = folder / "topics" / "summit.yml"
    topic.write_text(topic.read_text().replace("lifecycle: meeting", "lifecycle: agreement"))
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    agreement = load(folder)
    with pytest.raises(ConfigError, match="give the event a new id"):
        async with open_services(agreement):
            pytest.fail("the daemon started")
    with (
        pytest.raises(ConfigError, match="tells of 'confirmed'"),
        open_for_writing(agreement),
    ):
        pytest.fail("the operator could write")
    async with open_services(meeting):
        pass
