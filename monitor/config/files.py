"""Files that people wrote → text, with a plain word for everything that can be wrong with one."""

from __future__ import annotations

import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from monitor.config.problems import InvalidConfigError, Problem

UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What no text may hold. Source: YAML 1.2.2, section 5.1 (c-printable)."""

YAML_SUFFIXES = (".yml", ".yaml")


def read_text(path: Path, max_bytes: int) -> str:
    """The text of a regular UTF-8 file of limited size, without a byte order mark.

    Raises:
        InvalidConfigError: with one problem, whatever is wrong.
    """
    try:
        _refuse_irregular(path)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refusal(path, f"cannot be read: {reason}") from error
    if len(data) > max_bytes:
        raise refusal(path, f"is larger than {max_bytes >> 10} KiB: split it or remove entries")
    return _decode(path, data)


def exists(path: Path) -> bool:
    """Whether there is something to read; True also where it only cannot be looked at."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder, by name; hidden ones are none, a missing folder has none.

    Raises:
        InvalidConfigError: if the folder cannot be read.
    """
    try:
        found = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise refusal(folder, f"cannot be read: {error.strerror}") from error
    return tuple(p for p in found if p.suffix in YAML_SUFFIXES and not p.name.startswith("."))


def _refuse_irregular(path: Path) -> None:
    """Look before reading: a pipe would block, a device would never end."""
    mode = path.stat().st_mode
    if S_ISDIR(mode):
        raise refusal(path, "is a folder: a file must stand here")
    if not S_ISREG(mode):
        raise refusal(path, "is no regular file: a file must stand here")


def _decode(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(path, "is no UTF-8 text: save it as UTF-8", line) from error
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise refusal(path, f"holds {unprintable(found[0])}: remove it", line)
    return text


def unprintable(character: str) -> str:
    """How to speak of a character that cannot be shown."""
    return f"the control character U+{ord(character):04X}"


def refusal(path: Path, text: str, line: int | None = None) -> InvalidConfigError:
    """The error of a file that cannot be used at all; `line` counts from 1."""
    return InvalidConfigError([Problem(file=path, line=line, text=text)])
