"""Upkeep: when it is due, and how large the database will be if all stays as it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.config.schema.settings import RetentionSettings
from monitor.model.space import Growth, Intake, Sizes, Tended

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
EVERY = DAY
"""Between two upkeeps: what is kept is told in days."""
LONGEST_PAUSE = timedelta(days=60)
"""After more, the first upkeep takes nothing: either nobody ran us for so long, and a day more is no
harm, or a clock jumped ahead, and everything would seem old. A choice."""
LEAST_TIME = DAY
"""Over less than a day nothing is told of a day."""


def next_upkeep(last: datetime) -> datetime:
    """When an upkeep is due (UTC), from when the last one was or the first article came."""
    return last + EVERY


def comes_suddenly(last: datetime, now: datetime) -> bool:
    """Whether so much time seems to have passed that the clock is doubted first; times are UTC."""
    return now - last > LONGEST_PAUSE


def growth(
    sizes: Sizes, intake: Intake, before: Tended | None, retention: RetentionSettings, now: datetime
) -> Growth | None:
    """How the database grows, None: nothing came in, or for too short a time to tell.

    Args:
        sizes: As they are.
        intake: Of the last week, or of the time since the first article.
        before: The first upkeep of the last week; None or too near: what came in tells the growth.
        retention: What is kept how long.
        now: The time (UTC).
    """
    if intake.days < LEAST_TIME / DAY or not intake.articles:
        return None
    text_bytes = _text_bytes(sizes, intake)
    row_bytes = max(0.0, sizes.used_bytes - sizes.texts * text_bytes) / max(1, sizes.articles)
    per_day = intake.articles / intake.days * (text_bytes + row_bytes)
    if before is not None and now - before.at >= LEAST_TIME:
        per_day = (sizes.used_bytes - before.used_bytes) / ((now - before.at) / DAY)
    rows, texts = _kept_of_a_year(intake, retention)
    others = max(0, sizes.articles - sizes.texts)  # kept already, and for ever
    in_a_year = (rows + others) * row_bytes + texts * text_bytes
    return Growth(bytes_per_day=per_day, bytes_in_a_year=round(in_a_year))


def _text_bytes(sizes: Sizes, intake: Intake) -> float:
    """What one text takes, its words in the index included."""
    return intake.text_bytes + sizes.words_bytes / max(1, sizes.texts)


def _kept_of_a_year(intake: Intake, retention: RetentionSettings) -> tuple[float, float]:
    """How many articles, and how many of their texts, are left of what comes in within a year."""
    lasting = intake.lasting / intake.days
    passing = intake.articles / intake.days - lasting
    texts_days = min(retention.texts or YEAR, YEAR) / DAY
    passing_days = min(retention.unmatched or YEAR, YEAR) / DAY
    rows = lasting * (YEAR / DAY) + passing * passing_days
    return rows, lasting * texts_days + passing * min(texts_days, passing_days)
