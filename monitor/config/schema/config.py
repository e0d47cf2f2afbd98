"""The whole configuration, from all files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from monitor.config.schema.alerts import Route
from monitor.config.schema.channels import Channel
from monitor.config.schema.cues import CueFile
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import Settings
from monitor.config.schema.strict import Strict
from monitor.config.schema.topics import Event, Topic
from monitor.config.values import Duration, Identifier


class Config(Strict):
    """Everything, with secrets filled in and references checked.

    `channels` maps ids to addresses that Apprise loads; `cues` are the user's own, by file within
    `root`, which is the folder of the files; `secrets` are all values that came from outside the files: nothing that is shown may hold one.
    """

    root: Path
    settings: Settings
    feeds: tuple[Feed, ...]
    topics: tuple[Topic, ...]
    cues: dict[str, CueFile] = {}
    channels: dict[Identifier, Channel] = {}
    routes: tuple[Route, ...] = ()
    flap_window: Duration = timedelta(minutes=30)
    secrets: tuple[SecretStr, ...] = ()

    @property
    def state(self) -> Path:
        """The folder of the database, absolute."""
        return (self.root / self.settings.state).resolve()

    def zone_of(self, channel: str) -> str:
        """IANA name of the time zone of who reads a channel, also of one that is no more."""
        known = self.channels.get(channel)
        return (known and known.timezone) or self.settings.timezone

    @property
    def events(self) -> dict[str, tuple[Topic, Event]]:
        """Event id → its topic and itself; ids are unique over all topics."""
        return {event.id: (topic, event) for topic in self.topics for event in topic.events}
