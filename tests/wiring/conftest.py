from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "monitor.yml": "{}\n",
    "feeds.yml": "feeds:\n  - {url: 'https://courier.example/feed.xml'}\n",
    "alerts.yml": (
        "channels:\n  desk: {url: 'ntfys://user:${DESK_PASSWORD}@courier.example/desk'}\n"
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
