"""The configuration as frozen values: what each file may hold, with defaults.

What single values may look like is in `monitor.config.values`. Longer than most modules, because
it is the one list of all keys.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    WithJsonSchema,
    model_validator,
)

from monitor.config.lexicon import LANGUAGES, Argument
from monitor.config.problems import shortened
from monitor.config.values import (
    Duration,
    Flag,
    HeaderName,
    HeaderValue,
    HostName,
    HttpUrl,
    Identifier,
    Language,
    MailAddress,
    Name,
    Network,
    OneLine,
    Phrase,
    TimeZone,
    UserName,
    WholeNumber,
)
from monitor.model.events import Lifecycle, Stance, Status


class Strict(BaseModel):
    """A part of the configuration: frozen, an unknown key is a mistake, errors hold no values."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class HttpSettings(Strict):
    """How feeds and pages are fetched."""

    allow_networks: tuple[Network, ...] = ()
    """CIDRs that feeds, pages and redirects may use, on any port; all else must be public."""
    contact: Name | None = None
    """An address or page that the User-Agent tells publishers, for complaints."""
    timeout: Duration = timedelta(seconds=30)
    """Total time for one request, redirects included."""
    connections: WholeNumber = Field(default=50, ge=1, le=500)
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


class LogLevel(StrEnum):
    """The least that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogSettings(Strict):
    """What is logged to standard error."""

    level: LogLevel = LogLevel.INFO
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

    user: UserName
    password: SecretStr | None = None
    """Better: `password_env` or `password_file`."""
    password_env: str | None = None
    """Name of an environment variable, a line of secrets.env or a systemd credential."""
    password_file: Path | None = None
    """File that holds nothing else, relative to the configuration."""


class Feed(Strict):
    """One feed of feeds.yml."""

    url: HttpUrl = Field(repr=False)
    name: Name | None = None
    outlet: Name | None = None
    """Who publishes it, if not the name says so: reports of one outlet are one source."""
    language: Language | None = None
    """ISO 639-1; default: what the feed, else the page, else the text tells."""
    trust: Trust = Trust.NORMAL
    """`low`: its own voice changes no status, only whom it quotes."""
    interval: Duration | None = None
    """Time between two polls; default: `poll.interval` of monitor.yml."""
    full_text: Annotated[
        FullText,
        BeforeValidator(read_full_text),
        WithJsonSchema({"enum": [*FullText, True, False]}),
    ] = FullText.AUTO
    """`feed`: never fetch pages; `page`: always; `auto`: when the feed has only summaries."""
    headers: dict[HeaderName, HeaderValue] = {}
    """Sent with each request for this feed, never to another host."""
    auth: BasicAuth | None = None

    @property
    def label(self) -> str:
        """What people call it; never its credentials."""
        return self.name or self.outlet or without_secrets(self.url)


def without_secrets(url: str) -> str:
    """A URL without user, password and query, which may hold keys."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


class Party(Strict):
    """One side of an event: an entry of the gazetteer, or the user's own aliases."""

    entry: Name | None = None
    """Id of a gazetteer entry, None for a list of aliases."""
    aliases: tuple[Phrase, ...] = ()
    """The user's names of the party; empty where `entry` is set: the gazetteer has them."""


def read_party(value: object) -> object:
    """A party from a string, which names a gazetteer entry, or from a list of aliases.

    Raises:
        ValueError: for anything else, an empty list included.
    """
    if isinstance(value, Party):
        return value
    if isinstance(value, str):
        return {"entry": value}
    if isinstance(value, (list, tuple)) and value:
        return {"aliases": value}
    msg = "must be an id of the gazetteer, such as us, or a list of names"
    raise ValueError(msg)


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


def read_language(value: str) -> str:
    """A language that cues can be written in.

    Raises:
        ValueError: if it is none of them.
    """
    if value not in LANGUAGES:
        msg = f"'{shortened(value)}' is unknown; known: {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    return value


class CueEntry(Strict):
    """Patterns that tell one status in one way, with sentences that try them."""

    argument: Argument
    """Where the event stands: what the cue is said of."""
    match: tuple[OneLine, ...] = Field(min_length=1)
    """Patterns, in small letters but for EVENT, PARTY, DATE, NAME and NUMBER."""
    ok: tuple[OneLine, ...] = Field(min_length=1)
    """Sentences in which one of them must be found."""
    no: tuple[OneLine, ...] = ()
    """Sentences in which none may be found."""
    stance: Stance = Stance.ASSERTED
    """What the cue says of the status when nothing around it changes that."""
    concrete: Flag = False
    """A step and no mere wish: of `proposed` alone."""


class CueFile(Strict):
    """Cues of the user's own: one file of config/lexicon/."""

    lifecycle: Lifecycle
    lang: Annotated[str, AfterValidator(read_language), WithJsonSchema({"enum": list(LANGUAGES)})]
    """ISO 639-1 code of the articles that the cues are looked for in."""
    cues: dict[Status, Annotated[tuple[CueEntry, ...], Field(min_length=1)]] = Field(min_length=1)
    """What tells each status, beside the shipped cues."""


class Tls(StrEnum):
    """How the connection to a mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class EmailAddress(Strict):
    """A mail channel without URL encoding."""

    to: MailAddress
    """One address: for more people, a list address or more channels."""
    host: HostName
    """The SMTP server."""
    port: WholeNumber | None = Field(default=None, ge=1, le=65535)
    """Default: 587, or 465 where tls is `tls`, or 25 where it is `none`."""
    sender: MailAddress | None = Field(default=None, alias="from")
    """Default: `user` if that is an address, else `to`."""
    user: Name | None = None
    password: SecretStr | None = None
    """Better: `password_env` or `password_file`."""
    password_env: str | None = None
    """Name of an environment variable, a line of secrets.env or a systemd credential."""
    password_file: Path | None = None
    """File that holds nothing else, relative to the configuration."""
    tls: Tls = Tls.STARTTLS


class Channel(Strict):
    """One way to reach people: an Apprise URL or the short form for e-mail."""

    url: SecretStr | None = None
    """An Apprise URL, such as `json://127.0.0.1:9000/hook`."""
    url_env: str | None = None
    """Name of the variable, line of secrets.env or systemd credential that holds the URL."""
    url_file: Path | None = None
    """File that holds the URL and nothing else, relative to the configuration."""
    email: EmailAddress | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.url is None) == (self.email is None):
            msg = "needs either url or email"
            raise ValueError(msg)
        return self


class Route(Strict):
    """Which alerts go to which channels; what is not named is not a condition."""

    to: tuple[Identifier, ...] = Field(min_length=1)
    """Ids of channels."""
    topics: tuple[Identifier, ...] = ()
    events: tuple[Identifier, ...] = ()
    statuses: tuple[Status, ...] = ()
    notices: Flag = False
    """Operator notices (so far: a topic is watched now) come here too."""


class FeedsFile(Strict):
    """feeds.yml."""

    feeds: tuple[Feed, ...] = Field(min_length=1)


class AlertsFile(Strict):
    """alerts.yml."""

    channels: dict[Identifier, Channel] = {}
    """Ways to reach people, each with an id of your own."""
    routes: tuple[Route, ...] = ()
    """Which alerts go where; an alert goes to each channel once, however many routes fit."""


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
    secrets: tuple[SecretStr, ...] = ()

    @property
    def state(self) -> Path:
        """The folder of the database, absolute."""
        return (self.root / self.settings.state).resolve()

    @property
    def events(self) -> dict[str, tuple[Topic, Event]]:
        """Event id → its topic and itself; ids are unique over all topics."""
        return {event.id: (topic, event) for topic in self.topics for event in topic.events}
