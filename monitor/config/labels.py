"""Labelled data sets as frozen values: what their files may hold. Keys that are not read may stand.

The format is told in docs/data-format.md.
"""

from __future__ import annotations

import datetime as dt

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from monitor.config.schema.topics import Event
from monitor.config.values import Identifier
from monitor.model.claims import Stance, Status


class Row(BaseModel):
    """A JSON object of a data set, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class TextClaim(Row):
    """What a single text says of its one event."""

    status: Status
    stance: Stance
    by: str | None = None
    """Speaker or decider as the text names them; null: the outlet's own voice."""
    evidence: str = ""
    """The sentence, verbatim."""


class ClaimLabel(TextClaim):
    """What an article says of the status of an event."""

    event: Identifier
    venue: str | None = None
    date: dt.date | None = None


class AlertLabel(Row):
    """What is told when an article arrives."""

    event: Identifier
    status: Status
    disputed: bool = False
    detail: str | None = None
    """`date` where the status stays and its first date is new."""


class Labels(Row):
    """What is said about one article, by a person or by a program."""

    id: str = Field(min_length=1)
    topics: tuple[Identifier, ...]
    """The topics that it is mainly about."""
    duplicate_of: str | None
    """Id of the earlier article that it re-publishes."""
    claims: tuple[ClaimLabel, ...]
    alerts: tuple[AlertLabel, ...]


class LabelledArticle(Labels):
    """A line of articles.jsonl: an article and what a person says about it."""

    published: AwareDatetime
    source: str
    """The outlet's domain."""
    lang: str
    """ISO 639-1."""
    title: str
    text: str
    """Plain; paragraphs separated by a blank line."""


class Prediction(Labels):
    """What this program says about an article."""

    unread: tuple[Identifier, ...] = ()
    """Events of which something changed that could not be read."""


class SingleText(Row):
    """A line of a file of single texts, each a world of its own."""

    id: str = Field(min_length=1)
    lang: str
    published: AwareDatetime
    event: Event
    title: str
    text: str
    claims: tuple[TextClaim, ...]
