"""What `search` and `articles` can be asked for, and the query that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.choice import require_topic
from monitor.cli.moments import moment
from monitor.cli.options import LARGEST_NUMBER
from monitor.cli.triage import known_event
from monitor.model.claims import Status

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.model.search import Query, Term

SHOWN = 20
"""A screenful."""

TopicId = Annotated[str | None, typer.Option("--topic", help="Mainly about this topic.")]
EventId = Annotated[str | None, typer.Option("--event", help="Claims something of this event.")]
OfStatus = Annotated[
    Status | None, typer.Option("--status", help="Claims this status.", show_choices=False)
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Part of the outlet's name.")]
Language = Annotated[str | None, typer.Option("--language", help="Such as en (ISO 639-1).")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="TIME", help="Published since: 7d, 2026-08-01.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="TIME", help="Published before.")]
Story = Annotated[int | None, typer.Option("--story", min=1, help="Id of a story: its articles.")]
Limit = Annotated[
    int, typer.Option("--limit", min=1, max=LARGEST_NUMBER, help="At most so many, copies apart.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The options, as they were typed; None: not given."""

    topic: str | None = None
    event: str | None = None
    status: Status | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    story: int | None = None

    def query(self, config: Config, now: datetime, terms: tuple[Term, ...] = ()) -> Query:
        """The query that they and some terms make.

        Raises:
            ConfigError: a topic or event is not configured, or a time cannot be read.
        """
        from monitor.model.search import Query

        if self.topic is not None:
            require_topic([each.topic for each in config.topics], self.topic)
        if self.event is not None:
            known_event(config, self.event)
        timezone = config.settings.timezone
        return Query(
            terms=terms,
            topic=self.topic,
            event=self.event,
            status=self.status,
            outlet=self.outlet,
            language=self.language,
            since=moment(self.since, now, timezone, "--since"),
            until=moment(self.until, now, timezone, "--until"),
            story=self.story,
        )

    def described(self) -> Iterator[str]:
        """What was asked for, as it was typed."""
        for name in self.__slots__:
            if (value := getattr(self, name)) is not None:
                yield f"{name} {value}"
