"""The demo's newsroom desk: the configuration that watches the story."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from monitor.demo.story import Outlet

TOPIC = "valdoria-kestria"
EVENT = "valdoria-kestria-summit"

MONITOR = """\
state: ../state
http: {allow_networks: [127.0.0.0/8]}   # the news site is on this machine
ingest: {alert_max_age: null}           # twelve days of news are told in seconds
"""
TOPICS = f"""\
topic: {TOPIC}
name: Valdoria and Kestria
events:
  - id: {EVENT}
    name: Valdoria–Kestria summit
    lifecycle: meeting
    parties:
      - [Valdoria, Valdorian, Marran, Ilse Marran, Aldenport]
      - [Kestria, Kestrian, Verek, Tomas Verek, Port Sarn]
"""
ALERTS = """\
channels:
  desk: {{url: "{inbox}"}}
routes:
  - {{to: [desk]}}
"""


def write_config(folder: Path, outlets: Iterable[Outlet], site: str, inbox: str) -> Path:
    """A configuration folder, as `init` would write one, from the addresses of site and inbox."""
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    feeds = (f"  - {{url: {site}/{each.id}/feed.xml, name: {each.name}}}\n" for each in outlets)
    texts = {
        "monitor.yml": MONITOR,
        "feeds.yml": f"feeds:\n{''.join(feeds)}",
        "alerts.yml": ALERTS.format(inbox=inbox),
        f"topics/{TOPIC}.yml": TOPICS,
    }
    for name, text in texts.items():
        (config / name).write_text(text, encoding="utf-8")
    return config
