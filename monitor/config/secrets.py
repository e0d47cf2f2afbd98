"""Secrets from outside the YAML files: where they are looked up, and the headers that carry them.

A name is looked up in the environment, then in secrets.env beside the files, then among the
credentials that systemd hands over.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.config.files import exists, read_text
from monitor.config.problems import InvalidConfigError, Problem, Severity
from monitor.config.schema.feeds import Feed

SECRETS_FILE = "secrets.env"
MAX_SECRET_BYTES = 1 << 16
"""A chain of certificates has a tenth of it."""
PRIVATE_MODE = 0o077
"""The bits of a file's mode that let others than its owner in."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""Names of variables and of systemd's credentials; none can leave a folder."""
LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretSources:
    """Where names are looked up, first to last; `credentials` is None outside of systemd."""

    environ: Mapping[str, str]
    lines: Mapping[str, str]
    credentials: Path | None

    def find(self, name: str) -> str | None:
        """The value of a name; None: no source has one, or an empty one."""
        if not NAME.fullmatch(name):
            return None
        return self.environ.get(name) or self.lines.get(name) or self._credential(name)

    def _credential(self, name: str) -> str | None:
        if self.credentials is None or not exists(self.credentials / name):
            return None
        return read_secret(self.credentials / name) or None


def open_sources(
    root: Path, environ: Mapping[str, str]
) -> tuple[SecretSources, tuple[Problem, ...]]:
    """The sources of secrets of a configuration, and what is wrong with its secrets.env."""
    lines: dict[str, str] = {}
    path = root / SECRETS_FILE
    problems = tuple(_read_lines(path, lines)) if exists(path) else ()
    folder = environ.get("CREDENTIALS_DIRECTORY")
    credentials = Path(folder) if folder else None
    return SecretSources(environ=environ, lines=lines, credentials=credentials), problems


def _read_lines(path: Path, lines: dict[str, str]) -> Iterator[Problem]:
    """Fill `lines` from NAME=value lines; a problem never repeats a value."""
    try:
        text = read_secret(path)
    except InvalidConfigError as error:
        yield from error.problems
        return
    yield from too_open(path)
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if found := LINE.fullmatch(line):
            lines[found[1]] = _unquoted(found[2])
        elif line and not line.startswith("#"):
            yield Problem(file=path, line=number, text="must be NAME=value")


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def too_open(path: Path) -> Iterator[Problem]:
    """A warning where others than the owner of a file can read it."""
    if path.stat().st_mode & PRIVATE_MODE:
        text = f"others on this machine can read it: chmod 600 {path}"
        yield Problem(file=path, text=text, severity=Severity.WARNING)


def read_secret(path: Path) -> str:
    """The text of a file that holds a secret, without the line break at its end.

    Raises:
        InvalidConfigError: if it cannot be read, is too large or no UTF-8 text.
    """
    return read_text(path, MAX_SECRET_BYTES).rstrip("\r\n")


def feed_headers(feed: Feed) -> tuple[tuple[str, str], ...]:
    """The headers of a feed's own, secrets in the clear: for requests to its host only.

    Source: RFC 7617, section 2 (basic authentication).
    """
    headers = [(name, value.get_secret_value()) for name, value in feed.headers.items()]
    if feed.auth is not None:
        password = feed.auth.password.get_secret_value() if feed.auth.password else ""
        pair = f"{feed.auth.user}:{password}".encode()
        headers.append(("Authorization", f"Basic {b64encode(pair).decode()}"))
    return tuple(headers)
