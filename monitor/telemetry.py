"""Logs: one line an event on standard error, nothing untrusted in it unescaped."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

VALUE_LIMIT = 300  # characters of one logged value: a title fits, an article does not
TRACEBACK_LIMIT = 4000  # characters of a traceback, from its end, which names the error
MASK = "***"
LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}

_secrets: list[str] = []


class Stream(Protocol):
    """What lines are written to, each as a whole."""

    def write(self, line: str, /) -> object:
        """Take a line, its end included."""
        ...

    def flush(self) -> object:
        """Let it be seen."""
        ...


@dataclass(slots=True)
class _Settings:
    """What `configure` was told; before that, warnings for people on standard error."""

    level: int = logging.WARNING
    json: bool = False
    stream: Stream | None = None
    writer: object = None


_settings = _Settings()


def escape(value: object) -> object:
    """A value that cannot forge a log line: secrets masked, control characters escaped, cut."""
    if value is None or isinstance(value, bool | int | float):
        return value
    safe = _mask_and_escape(str(value))
    return safe if len(safe) <= VALUE_LIMIT else f"{safe[: VALUE_LIMIT - 1]}…"


def _escape_traceback(text: str) -> str:
    safe = _mask_and_escape(text)
    return safe if len(safe) <= TRACEBACK_LIMIT else f"…{safe[1 - TRACEBACK_LIMIT :]}"


def _mask_and_escape(text: str) -> str:
    for secret in _secrets:
        text = text.replace(secret, MASK)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _escape_values(
    _logger: object, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    return {
        key: _escape_traceback(str(value)) if key == "exception" else escape(value)
        for key, value in event.items()
    }


class _GuestFormatter(logging.Formatter):
    """Lines of libraries that log by themselves, made safe and short."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.lower()} {record.name}: {escape(record.getMessage())}"


def configure(
    level: str, *, json: bool, secrets: Iterable[str] = (), stream: Stream | None = None
) -> None:
    """Set logging up, at start and with each new configuration.

    Args:
        level: `debug`, `info`, `warning` or `error`.
        json: One JSON object a line; else a line for people.
        secrets: What must not be written whatever a library says; longer ones are masked first.
            Those of an earlier call stay secrets: what is under way may still use them.
        stream: Where to write; None: standard error.
    """
    _secrets[:] = sorted({*_secrets, *filter(None, secrets)}, key=len, reverse=True)
    _settings.level, _settings.json, _settings.stream = LEVELS[level], json, stream
    _settings.writer = None
    guest = logging.StreamHandler(stream or sys.stderr)
    guest.setFormatter(_GuestFormatter())
    logging.basicConfig(handlers=[guest], level=logging.WARNING, force=True)
    # Apprise logs addresses with their tokens, even at ERROR; what matters comes back as a result.
    for name in ("apprise", "trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A beat that comes while its job is still at work is skipped: a warning a second, of no fault.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


class Logger:
    """Writes named events with their values.

    structlog is loaded with the first line that is written: it brings Rich's tracebacks along,
    70 ms that a pass with nothing to say need not pay for.
    """

    def info(self, event: str, **values: object) -> None:
        """What happened in the course of things."""
        self._write(logging.INFO, "info", event, values)

    def warning(self, event: str, **values: object) -> None:
        """What went wrong outside: a feed, a page, a channel."""
        self._write(logging.WARNING, "warning", event, values)

    def error(self, event: str, **values: object) -> None:
        """What a person has to mend."""
        self._write(logging.ERROR, "error", event, values)

    def exception(self, event: str, **values: object) -> None:
        """What went wrong inside, with the error that is being handled."""
        self._write(logging.ERROR, "exception", event, values)

    def _write(self, level: int, method: str, event: str, values: dict[str, object]) -> None:
        if level >= _settings.level:
            getattr(_writer(), method)(event, **values)


def get_logger() -> Logger:
    """A logger for a module."""
    return Logger()


def _writer() -> Any:
    if _settings.writer is None:
        _settings.writer = _make_writer()
    return _settings.writer


def _make_writer() -> object:
    import structlog

    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if _settings.json
        else structlog.processors.LogfmtRenderer(key_order=["level", "event"])
    )
    stamp = [structlog.processors.TimeStamper(fmt="iso", utc=True)] if _settings.json else []
    stream: Any = _settings.stream or sys.stderr
    return structlog.wrap_logger(
        structlog.WriteLogger(stream),  # whole lines
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            _escape_values,
            *stamp,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
    )
