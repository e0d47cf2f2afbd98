from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from monitor.model.deliveries import ServiceAddress
from monitor.wiring.channels import channel_address
from monitor.wiring.configuration import load, load_all


def test_the_secrets_that_are_used_leave_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    monkeypatch.setenv("SOMETHING_ELSE", "stays")
    config = load(folder)
    address = channel_address(config.channels["desk"])
    assert address == ServiceAddress(url="ntfys://user:hunter2@courier.example/desk")
    assert "DESK_PASSWORD" not in os.environ
    assert os.environ["SOMETHING_ELSE"] == "stays"


def test_two_configurations_may_use_the_same_secret(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    one, other = load_all(folder, shutil.copytree(folder, folder.parent / "other"))
    assert one.channels == other.channels
    assert "DESK_PASSWORD" not in os.environ
