"""The configuration as frozen values: what each file may hold, with defaults."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    WithJsonSchema,
)

from monitor.model.events import Lifecycle, Status

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
DURATION_PATTERN = r"^([0-9]+(s|m|h|d|w))+$"
SECONDS_PER_UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def read_duration(value: object) -> timedelta:
    """A duration from text like `15m`, `36h`, `1d12h`.

    Raises:
        ValueError: for anything else, a bare number included: it has no unit.
    """
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str) or not re.fullmatch(DURATION_PATTERN, value):
        msg = "must be a duration such as 90s, 15m, 12h, 3d or 1d12h"
        raise ValueError(msg)
    parts = re.findall(r"([0-9]+)([smhdw])", value)
    return timedelta(seconds=sum(int(number) * SECONDS_PER_UNIT[unit] for number, unit in parts))


def known_timezone(value: str) -> str:
    """An IANA time zone name that this machine knows.

    Raises:
        ValueError: if it does not.
    """
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        msg = "must be an IANA time zone such as Europe/Berlin or UTC"
        raise ValueError(msg) from error
    return value


Duration = Annotated[
    timedelta,
    BeforeValidator(read_duration),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN}),
]
Identifier = Annotated[str, Field(pattern=ID_PATTERN, max_length=64)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Phrase = Annotated[str, Field(min_length=1, max_length=200)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Network = IPv4Network | IPv6Network
HttpUrl = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2000)]
TimeZone = Annotated[str, AfterValidator(known_timezone)]


class Strict(BaseModel):
    """A part of the configuration: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class HttpSettings(Strict):
    """How feeds and pages are fetched."""

    allow_networks: tuple[Network, ...] = ()
    """CIDRs that feeds, pages and redirects may use, on any port; all else must be public."""
    contact: str | None = None
    """An address or page that the User-Agent tells publishers, for complaints."""
    timeout: Duration = timedelta(seconds=30)
    """Total time for one request, redirects included."""
    connections: int = Field(default=50, ge=1, le=500)
    """Requests under way at once."""


class IngestSettings(Strict):
    """What becomes of new articles."""

    alert_max_age: Duration | None = timedelta(days=3)
    """Older articles build the state silently; null: no limit."""


class PollSettings(Strict):
    """How often feeds are asked."""

    interval: Duration = timedelta(minutes=15)
    """Time between two polls of a feed that sets no interval of its own."""


class LogFormat(StrEnum):
    """How log lines look."""

    AUTO = "auto"
    JSON = "json"
    TEXT = "text"


class LogSettings(Strict):
    """What is logged to standard error."""

    level: Annotated[str, Field(pattern="^(debug|info|warning|error)$")] = "info"
    format: LogFormat = LogFormat.AUTO


class Settings(Strict):
    """monitor.yml."""

    state: Path = Path("../state")
    """Folder of the database, relative to monitor.yml."""
    timezone: TimeZone = "UTC"
    """Time zone of the times in alerts."""
    http: HttpSettings = HttpSettings()
    ingest: IngestSettings = IngestSettings()
    poll: PollSettings = PollSettings()
    log: LogSettings = LogSettings()


class Trust(StrEnum):
    """Whether a feed's own voice can change a status."""

    NORMAL = "normal"
    LOW = "low"


class FullText(StrEnum):
    """Where an article's text is taken from."""

    AUTO = "auto"
    FEED = "feed"
    PAGE = "page"


def read_full_text(value: object) -> object:
    """`true` is read as "the feed carries the full text", `false` as "fetch the page"."""
    return {True: "feed", False: "page"}[value] if isinstance(value, bool) else value


class BasicAuth(Strict):
    """HTTP basic authentication for one feed."""

    user: str
    password: SecretStr | None = None
    password_env: str | None = None
    password_file: Path | None = None


class Feed(Strict):
    """One feed of feeds.yml."""

    url: HttpUrl
    name: Name | None = None
    outlet: Name | None = None
    """Who publishes it, if not the name says so: reports of one outlet are one source."""
    language: Language | None = None
    """ISO 639-1; default: what the feed, else the page, else the text tells."""
    trust: Trust = Trust.NORMAL
    interval: Duration | None = None
    full_text: Annotated[FullText, BeforeValidator(read_full_text)] = FullText.AUTO
    """`feed`: never fetch pages; `page`: always; `auto`: when the feed has only summaries."""
    headers: dict[str, SecretStr] = {}
    auth: BasicAuth | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name or self.outlet or self.url


class Party(Strict):
    """One side of an event: an entry of the gazetteer, or the user's own aliases."""

    entry: str | None = None
    """Id of a gazetteer entry, None for a list of aliases."""
    aliases: tuple[Phrase, ...] = ()
    """All names of the party; from the gazetteer where `entry` is set."""


def read_party(value: Any) -> object:
    """A string names a gazetteer entry; a list holds aliases."""
    if isinstance(value, str):
        return {"entry": value}
    if isinstance(value, (list, tuple)):
        if not value:
            msg = "an alias list needs at least one name"
            raise ValueError(msg)
        return {"aliases": value}
    return value


class Event(Strict):
    """A named thing in a topic with a lifecycle."""

    id: Identifier
    name: Name
    lifecycle: Lifecycle
    parties: tuple[
        Annotated[
            Party,
            BeforeValidator(read_party),
            WithJsonSchema(
                {
                    "anyOf": [
                        {"type": "string"},
                        {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    ]
                }
            ),
        ],
        ...,
    ] = Field(min_length=1, max_length=8)
    """A claim must concern all of them: gazetteer ids or lists of aliases."""
    terms: tuple[Phrase, ...] = ()
    """What the event is called; empty: the usual words of its lifecycle."""
    exclude: tuple[Phrase, ...] = ()
    """Near misses that are not this event."""


class Topic(Strict):
    """A subject that a user watches: one file of config/topics/."""

    topic: Identifier
    name: Name
    languages: tuple[Language, ...] = ()
    """ISO 639-1 codes of the articles that are read; empty: all that are known."""
    phrases: tuple[Phrase, ...] = ()
    """What makes an article on topic; empty: the events' own names."""
    events: tuple[Event, ...] = Field(min_length=1)


class EmailAddress(Strict):
    """A mail channel without URL encoding."""

    to: Annotated[str, Field(pattern=r"^[^@\s,;]+@[^@\s,;]+$")]
    host: str
    port: int | None = Field(default=None, ge=1, le=65535)
    """Default: 587, or 465 where tls is `tls`, or 25 where it is `none`."""
    sender: str | None = Field(default=None, alias="from")
    """Default: `user` if that is an address, else `to`."""
    user: str | None = None
    password: SecretStr | None = None
    password_env: str | None = None
    password_file: Path | None = None
    tls: Annotated[str, Field(pattern="^(starttls|tls|none)$")] = "starttls"


class Channel(Strict):
    """One way to reach people: an Apprise URL or the short form for e-mail."""

    url: SecretStr | None = None
    email: EmailAddress | None = None


class Route(Strict):
    """Which alerts go to which channels; what is not named is not a condition."""

    to: tuple[Identifier, ...] = Field(min_length=1)
    topics: tuple[Identifier, ...] = ()
    events: tuple[Identifier, ...] = ()
    statuses: tuple[Status, ...] = ()
    notices: bool = False
    """Operator notices (a topic is watched now, a channel is dead) come here too."""


class Config(Strict):
    """Everything, with secrets filled in and references checked.

    `channels` maps ids to addresses that Apprise loads; `root` is the folder of the files.
    """

    root: Path
    settings: Settings
    feeds: tuple[Feed, ...]
    topics: tuple[Topic, ...]
    channels: dict[Identifier, Channel] = {}
    routes: tuple[Route, ...] = ()

    @property
    def state(self) -> Path:
        """The folder of the database, absolute."""
        return (self.root / self.settings.state).resolve()

    @property
    def events(self) -> dict[str, tuple[Topic, Event]]:
        """Event id → its topic and itself; ids are unique over all topics."""
        return {event.id: (topic, event) for topic in self.topics for event in topic.events}
