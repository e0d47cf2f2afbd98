from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor import wiring
from monitor.errors import LockError

FILES = {
    "monitor.yml": "{}\n",
    "feeds.yml": "feeds:\n  - {url: 'https://courier.example/feed.xml'}\n",
    "alerts.yml": (
        "channels:\n  desk: {url: 'json://user:${DESK_PASSWORD}@courier.example/hook'}\n"
        "routes:\n  - {to: [desk]}\n"
    ),
    "topics/summit.yml": (
        "topic: summit\nname: Summit\nevents:\n"
        "  - {id: summit, name: Summit, lifecycle: meeting, parties: [us, ru]}\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "config"
    (root / "topics").mkdir(parents=True)
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_secrets_that_are_used_leave_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    monkeypatch.setenv("SOMETHING_ELSE", "stays")
    config = wiring.load(folder)
    assert "hunter2" in wiring.channel_address(config.channels["desk"])
    assert "DESK_PASSWORD" not in os.environ
    assert os.environ["SOMETHING_ELSE"] == "stays"


async def test_only_one_can_work_on_a_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    config = wiring.load(folder)
    async with wiring.open_services(config) as services:
        assert list(services.channel_urls) == ["desk"]
        assert "hunter2" not in repr(services)
        with pytest.raises(LockError):
            async with wiring.open_services(config):
                pytest.fail("two daemons on one state")


def test_an_address_that_no_service_knows_is_a_problem() -> None:
    assert wiring.channel_url_problem("nosuch://x") is not None
    assert wiring.channel_url_problem("json://127.0.0.1/hook") is None
