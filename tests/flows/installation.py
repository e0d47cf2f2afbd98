"""The programme as users have it: a folder of YAML and a command that is run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MONITOR = "state: ../state\nhttp: {allow_networks: [127.0.0.0/8]}\n"
TOPIC = """\
topic: water
name: Water of the Ister
events:
  - id: water-treaty
    name: Ellemark–Tarvos water treaty
    lifecycle: agreement
    parties:
      - [Ellemark, Ellemarkian, Ilona Brandt, Brandt]
      - [Tarvos, Tarvosian, Pavel Orlik, Orlik]
    terms: [water treaty, treaty]
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder with a configuration and the state beside it."""

    folder: Path

    @property
    def config(self) -> Path:
        """The folder of the YAML files."""
        return self.folder / "config"

    def configure(
        self,
        feeds: Mapping[str, str],
        channels: Mapping[str, str],
        settings: Sequence[str] = (),
    ) -> None:
        """Write the smallest configuration.

        Args:
            feeds: URLs by name.
            channels: Apprise URLs by id; everything goes to all of them.
            settings: Further lines of monitor.yml.
        """
        (self.config / "topics").mkdir(parents=True, exist_ok=True)
        rows = [{"name": name, "url": url} for name, url in feeds.items()]
        urls = {name: {"url": url} for name, url in channels.items()}
        routes = [{"to": list(channels)}] if channels else []
        texts = {
            "monitor.yml": MONITOR + "".join(f"{line}\n" for line in settings),
            "feeds.yml": json.dumps({"feeds": rows}),  # JSON is YAML
            "alerts.yml": json.dumps({"channels": urls, "routes": routes}),
            "topics/water.yml": TOPIC,
        }
        for name, text in texts.items():
            (self.config / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, as a user would."""
        return subprocess.run(  # noqa: S603 -- our own interpreter
            [sys.executable, "-m", "monitor", "--config", str(self.config), *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=50,
        )

    def read(self, *arguments: str) -> Any:
        """What a command prints as JSON, whatever its exit code."""
        done = self.run(*arguments, "--json")
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise AssertionError(done.stdout + done.stderr) from None
