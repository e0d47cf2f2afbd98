"""Points in time as people type them: so long ago, or a day."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.errors import ConfigError


def moment(text: str | None, now: datetime, timezone: str, option: str) -> datetime | None:
    """A time (UTC) from `7d`, which is so long before now, or from a day with or without a time.

    Args:
        text: What was typed: `36h`, `2026-08-01`, `2026-08-01T14:30`; None: nothing.
        now: The time (UTC).
        timezone: IANA name of the zone whose days are meant; a day begins at midnight there.
        option: Where it was typed, for the message.

    Raises:
        ConfigError: if it is neither.
    """
    from zoneinfo import ZoneInfo

    from monitor.config.values import read_duration

    if text is None:
        return None
    try:
        return now - read_duration(text)
    except ValueError:
        pass
    try:
        day = datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"{option} {text}: give a duration, such as 36h or 7d, or a day, such as 2026-08-01"
        raise ConfigError(msg, subject=option) from error
    return (day if day.tzinfo else day.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
