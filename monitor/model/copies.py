"""Copies: what is known of an article when others are compared with it, and what that shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.model.claims import Stance, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an article says of an event that may be news; `day` is None where it names none."""

    event: str
    status: Status
    stance: Stance
    day: date | None = None

    @property
    def act(self) -> tuple[str, Status, Stance]:
        """What is said, whatever the day."""
        return self.event, self.status, self.stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article as those that may be copies of it see it.

    `original_id` is the article that it stands for: its own id, or of a copy the first one's.
    """

    article_id: int
    original_id: int
    title: str
    text: str
    language: str
    outlet: str
    published: datetime
    short: bool
    told: frozenset[Told]


class Finding(StrEnum):
    """What a comparison of two articles shows.

    RETOLD is a copy too, of which more could be read than of the other.
    """

    COPY = "copy"
    RETOLD = "retold"
    OTHER_TEXT = "other_text"
    OTHER_FIGURES = "other_figures"
    NEW_LEAD = "new_lead"
    NEW_CLAIM = "new_claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An article beside one that it may be a copy of.

    `share` is how much of the later text is taken from the earlier one, `lead` how much of its
    first sentence, both 0–1.
    """

    article_id: int
    original_id: int
    finding: Finding
    share: float
    lead: float
