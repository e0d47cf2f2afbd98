"""config/topics/*.yml: what is watched."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from monitor.config.schema.strict import Strict
from monitor.config.values import Identifier, Language, Name, Phrase
from monitor.model.claims import Lifecycle

MOST_SOURCES = 20
"""More independent newsrooms than follow any event. Source: judgement; a typing error otherwise."""


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
    min_sources: int | None = Field(default=None, ge=1, le=MOST_SOURCES)
    """How many independent sources a change takes; None: the topic's, and there one is enough."""

    @property
    def quorum(self) -> int:
        """How many independent sources a change of it takes; one where nobody asks for more."""
        return self.min_sources or 1


class Topic(Strict):
    """A subject that a user watches: one file of config/topics/."""

    topic: Identifier
    name: Name
    languages: tuple[Language, ...] = ()
    """ISO 639-1 codes of the articles that are read; empty: all that are known."""
    phrases: tuple[Phrase, ...] = ()
    """What makes an article on topic; empty: the events' own names."""
    min_sources: int = Field(default=1, ge=1, le=MOST_SOURCES)
    """How many independent sources a change of its events takes."""
    events: tuple[Event, ...] = Field(min_length=1)

    @field_validator("events")
    @classmethod
    def hand_down(cls, events: tuple[Event, ...], info: ValidationInfo) -> tuple[Event, ...]:
        """The events with what they take over from their topic."""
        own = info.data.get("min_sources", 1)  # missing where it is itself wrong
        if own == 1:
            return events
        return tuple(
            each if each.min_sources else each.model_copy(update={"min_sources": own})
            for each in events
        )
