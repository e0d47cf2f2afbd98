"""Logs: one line an event on standard error, nothing untrusted in it unescaped."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, MutableMapping
from typing import TextIO

import structlog

VALUE_LIMIT = 300  # characters of one logged value: a title fits, an article does not
MASK = "***"
LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}

Logger = structlog.typing.FilteringBoundLogger


_secrets: list[str] = []


def escape(value: object) -> object:
    """A value that cannot forge a log line: secrets masked, control characters escaped, cut."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    for secret in _secrets:
        text = text.replace(secret, MASK)
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return safe if len(safe) <= VALUE_LIMIT else f"{safe[: VALUE_LIMIT - 1]}…"


def _escape_values(
    _logger: object, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    return {key: escape(value) for key, value in event.items()}


class _GuestFormatter(logging.Formatter):
    """Lines of libraries that log by themselves, made safe and short."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.lower()} {record.name}: {escape(record.getMessage())}"


def configure(
    level: str, *, json: bool, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Set logging up, once, at start.

    Args:
        level: `debug`, `info`, `warning` or `error`.
        json: One JSON object a line; else a line for people.
        secrets: What must not be written whatever a library says; longer ones are masked first.
        stream: Where to write; None: standard error.
    """
    _secrets[:] = sorted(filter(None, secrets), key=len, reverse=True)
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.processors.LogfmtRenderer(key_order=["level", "event"])
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _escape_values,
            *([structlog.processors.TimeStamper(fmt="iso", utc=True)] if json else []),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(file=stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    guest = logging.StreamHandler(stream or sys.stderr)
    guest.setFormatter(_GuestFormatter())
    logging.basicConfig(handlers=[guest], level=logging.WARNING, force=True)
    # Apprise logs addresses with their tokens, even at ERROR; what matters comes back as a result.
    for name in ("apprise", "trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def get_logger(**context: object) -> Logger:
    """A logger that adds the given context to each line."""
    logger: Logger = structlog.get_logger(**context)
    return logger
