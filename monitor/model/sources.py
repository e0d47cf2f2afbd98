"""Who says so independently, and what too few say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.claims import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependentSource:
    """One of the independent sources that say the same: an outlet, an agency, or a quoted party.

    `article_id` and `published` are its first article's; `copies` counts what others have from it.
    """

    name: str
    article_id: int
    published: datetime
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """What would be news if it had as many independent sources as are `needed`.

    `day` is set where it is the first date of the status, which stands already.
    """

    status: Status
    sources: tuple[IndependentSource, ...]
    needed: int
    day: date | None = None
