"""feeds.yml with entries added or removed, and every other byte as it was.

The text itself is edited, not read and written again: a YAML library that keeps comments hangs each
on the entry before it, so that removing one takes the next group's heading along, and it writes the
file anew in its own indentation. What comes out is read again, and must say what was meant.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from pathlib import Path

from monitor.config import brackets
from monitor.config.documents import MAX_BYTES, Document, Span, parse_document
from monitor.config.files import UNPRINTABLE, read_text, unprintable
from monitor.config.problems import InvalidConfigError
from monitor.config.scalars import flow_mapping

DASH = re.compile(r"(\s*)-(\s|$)")
KEY = re.compile(r"""((["']?)feeds\2\s*:)(?:\s*\[\s*\])?(?=\s*(?:#|$))""")
INDENT = "  "
"""Of a list that has no entry yet to show how it is written."""


class FeedsDraft:
    """The text of feeds.yml while it is edited; nothing is written before `save`.

    Args:
        path: Of the file.

    Raises:
        InvalidConfigError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        text = read_text(path, MAX_BYTES)
        self.path = path
        self._encoding = "utf-8-sig" if path.read_bytes().startswith(BOM_UTF8) else "utf-8"
        self._document: Document = parse_document(path, text)
        self._lines = text.splitlines(keepends=True)

    @property
    def entries(self) -> list[Mapping[str, object]]:
        """The feeds as the file has them: secrets are not filled in."""
        value = self._document.value
        found = value.get("feeds") if isinstance(value, dict) else None
        return list(found) if isinstance(found, list) else []

    def add(self, feeds: Sequence[Mapping[str, str]], heading: str = "") -> None:
        """Put feeds behind the last one, a line each.

        Args:
            feeds: What each entry says, in order.
            heading: A comment above them, unless they stand in brackets; empty: none.

        Raises:
            InvalidConfigError: the list cannot be added to.
        """
        escaped = [_escaped(feed) for feed in feeds]
        written = [flow_mapping(feed) for feed in escaped]
        if items := self._bracketed():
            text = brackets.with_more("".join(self._lines), items[0], items[1:], written)
            lines = text.splitlines(keepends=True)
        else:
            lines = self._with_lines(written, heading)
        self._replace(lines, [*self.entries, *escaped])

    def remove(self, position: int) -> None:
        """Take a feed out, with the comments inside of it; those above it stay, as headings do.

        Args:
            position: In the list, from 0.

        Raises:
            InvalidConfigError: another one refers to it.
        """
        entries = self.entries
        del entries[position]
        if items := self._bracketed():
            text = brackets.without("".join(self._lines), items[0], items[1:], position)
            lines = text.splitlines(keepends=True)
        else:
            start, end = self._span(position)
            lines = [*self._lines[:start], *self._lines[end:]]
            lines = lines if entries else self._with_brackets(lines, " []")
        self._replace(lines, entries)

    def save(self) -> None:
        """Write the file in one step: a reader, or a crash, meets the old one or the new one."""
        target = self.path.resolve()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding=self._encoding, newline="") as file:
                file.write("".join(self._lines))
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(target, name)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _bracketed(self) -> list[Span]:
        """Where a list in brackets stands, and each of its feeds; empty: it is none.

        Brackets with nothing in them behind the key give way to a list of lines.
        """
        spans = self._document.spans
        empty = KEY.match(self._lines[self._key_line()])
        if ("feeds",) not in spans or (empty and empty[0].endswith("]")):
            return []
        return [spans["feeds",], *(spans["feeds", n] for n in range(len(self.entries)))]

    def _with_lines(self, written: Sequence[str], heading: str) -> list[str]:
        """The lines with entries behind the last one."""
        lines, end, indent = self._open_end()
        ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
        shown = "".join(c if c.isprintable() else " " for c in heading)
        comment = [f"{indent}# {' '.join(shown.split())}{ending}"] if heading else []
        before = lines[:end]
        if not before[-1].endswith(("\n", "\r")):
            before[-1] += ending
        added = [f"{indent}- {each}{ending}" for each in written]
        return [*before, *comment, *added, *lines[end:]]

    def _span(self, position: int) -> tuple[int, int]:
        """The lines of an entry, from 0, end exclusive; blank ones and comments behind it are none.

        An entry is its dash and all that is indented further.
        """
        start = self._document.line(("feeds", position)) - 1
        while start > 0 and not DASH.match(self._lines[start]):
            start -= 1
        width = len(self._indent(start))
        if not DASH.match(self._lines[start]):
            raise self._problem(position, "write the feeds below each other, a dash before each")
        end = start + 1
        for number in range(start + 1, len(self._lines)):
            line = self._lines[number]
            if line.strip() and len(line) - len(line.lstrip()) <= width:
                break
            if line.strip() and not line.lstrip().startswith("#"):
                end = number + 1
        return start, end

    def _open_end(self) -> tuple[list[str], int, str]:
        """The lines with a list that can be added to, where it ends, and how far it is indented."""
        if not self.entries:
            return self._with_brackets(self._lines, ""), self._key_line() + 1, INDENT
        start, end = self._span(len(self.entries) - 1)
        return self._lines, end, self._indent(start)

    def _key_line(self) -> int:
        """The line of the key `feeds`, from 0."""
        return self._document.line(("feeds",)) - 1

    def _with_brackets(self, lines: list[str], brackets: str) -> list[str]:
        """The lines with what says behind the key that the list is empty, or without it."""
        at = self._key_line()
        return [*lines[:at], KEY.sub(rf"\g<1>{brackets}", lines[at], count=1), *lines[at + 1 :]]

    def _indent(self, start: int) -> str:
        dash = DASH.match(self._lines[start])
        return dash[1] if dash else ""

    def _replace(self, lines: list[str], feeds: Sequence[Mapping[str, object]]) -> None:
        """Take an edited text over, if it says what was meant."""
        before = self._document.value
        meant = {**before, "feeds": feeds} if isinstance(before, dict) else None
        text = "".join(lines)
        if found := UNPRINTABLE.search(text):
            raise self._problem(len(feeds) - 1, f"holds {unprintable(found[0])}: leave it out")
        if len(text.encode()) > MAX_BYTES:
            raise self._problem(0, f"the file would be larger than {MAX_BYTES >> 10} KiB")
        after = parse_document(self.path, text)
        if after.value != meant:
            raise self._problem(0, "the list cannot be changed safely: edit the file by hand")
        self._document, self._lines = after, lines

    def _problem(self, position: int, text: str) -> InvalidConfigError:
        return InvalidConfigError([self._document.problem(("feeds", position), text)])


def _escaped(feed: Mapping[str, str]) -> dict[str, str]:
    """What a person means as it is: `${` would stand for a secret."""
    return {key: value.replace("${", "$${") for key, value in feed.items()}
