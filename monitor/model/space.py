"""How large the database is, and how it grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What the database holds.

    `used_bytes` are the pages in use, of all tables and indexes; `free_bytes` are pages of the file
    that wait for new rows; `log_bytes` is the write-ahead log beside it (0 for one in memory);
    `words_bytes` is the index of words, a part of what is used. `texts` counts the articles whose
    text was not removed.
    """

    used_bytes: int
    free_bytes: int
    log_bytes: int
    words_bytes: int
    articles: int
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tended:
    """An upkeep: when it was (UTC), and how many bytes were in use after it."""

    at: datetime
    used_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came in lately.

    Args:
        days: Of what time that is, above 0.
        articles: How many articles came in.
        lasting: How many of them are kept for ever, being about a topic.
        text_bytes: What one text of them takes on average, its words in the index left out.
    """

    days: float
    articles: int
    lasting: int
    text_bytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How the database grows: bytes a day over the last week, and its size in a year."""

    bytes_per_day: float
    bytes_in_a_year: int
