"""YAML text → plain values with the line of every key; the only user of PyYAML.

Built on the parser's events and not on `yaml.load`, for three reasons: libyaml's composer crashes
the interpreter on deep nesting (60,000 brackets, measured), YAML 1.1 turns `no` and `on` into
booleans, and aliases must be counted before they multiply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from monitor.config.files import UNPRINTABLE, read_text, refusal, unprintable
from monitor.config.problems import InvalidConfigError, KeyPath, Problem, Severity, dotted
from monitor.config.scalars import plain_value
from monitor.config.syntax import hint

MAX_BYTES = 1 << 20
"""A file of 5,000 feeds has half of it. Source: our own generated feeds.yml."""
MAX_VALUES = 100_000
"""Values of one document, aliases counted as often as they are used; 5,000 feeds have 25,000."""
MAX_DEPTH = 20
"""Nesting of mappings and lists; the configuration itself needs seven."""

STRING_TAG = "tag:yaml.org,2002:str"

Span = tuple[int, int]
"""Where something stands in a text: characters from 0, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A YAML file as plain values.

    `lines` holds the line of each key and item, from 1; `spans`, of each list in brackets and each
    of its items, where it stands.
    """

    path: Path
    value: object
    lines: Mapping[KeyPath, int]
    spans: Mapping[KeyPath, Span] = field(default_factory=dict)

    def line(self, key: KeyPath) -> int:
        """The line of a key, or of the nearest one around it that the file has."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def problem(self, key: KeyPath, text: str, severity: Severity = Severity.ERROR) -> Problem:
        """What is wrong with the value of a key of this document."""
        return Problem(
            file=self.path, line=self.line(key), key=dotted(key), text=text, severity=severity
        )


def read_document(path: Path) -> Document:
    """The one YAML document of a file that a person wrote.

    Raises:
        InvalidConfigError: if it cannot be read, is too large, is no UTF-8 or no YAML, or sets a
            key twice.
    """
    return parse_document(path, read_text(path, MAX_BYTES))


def parse_document(path: Path, text: str) -> Document:
    """The one YAML document of a text that stands in a file, or will.

    Raises:
        InvalidConfigError: if it is no YAML, or sets a key twice.
    """
    composer = _Composer(path, text)
    value = composer.compose()
    if composer.problems:
        raise InvalidConfigError(composer.problems)
    return Document(path=path, value=value, lines=composer.lines, spans=composer.spans)


def load_data(resource: Traversable) -> object:
    """The plain value of a YAML file that comes with the package.

    Raises:
        InvalidConfigError: if it is no YAML or sets a key twice.
    """
    return parse_document(Path(resource.name), resource.read_text(encoding="utf-8")).value


class _Composer:
    """Values from the parser's events, one pass; its other attributes are by-products."""

    def __init__(self, path: Path, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self.spans: dict[KeyPath, Span] = {}
        self.problems: list[Problem] = []
        self._path = path
        self._text = text
        self._events = self._parsed(text)
        self._end = 0
        self._anchors: dict[str, tuple[object, int]] = {}
        self._count = 0

    def compose(self) -> object:
        """The value of the only document.

        Raises:
            InvalidConfigError: where reading on makes no sense.
        """
        try:
            next(self._events)  # the start of the stream
            if isinstance(next(self._events), yaml.StreamEndEvent):
                raise refusal(self._path, "is empty: write its keys, or {} to leave all out")
            value = self._value(next(self._events), ())
            next(self._events)  # the end of the document
            after = next(self._events)
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error) from error
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._stop(after, "a second document begins here: keep one, remove ---")
        return value

    def _parsed(self, text: str) -> Iterator[yaml.Event]:
        """The events; `_end` is where the last one ends."""
        for event in yaml.parse(text, yaml.CSafeLoader):
            self._end = event.end_mark.index if event.end_mark else 0
            yield event

    def _value(self, event: yaml.Event, path: KeyPath) -> object:
        self._tally(event, path, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event, path)
        before = self._count
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path)
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(event, path)
        else:
            value = self._sequence(event, path)
        anchor: str | None = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = (value, self._count - before + 1)
        return value

    def _tally(self, event: yaml.Event, path: KeyPath, values: int) -> None:
        """Stop before aliases or brackets grow beyond what memory and stack can hold."""
        self._count += values
        if self._count > MAX_VALUES:
            raise self._stop(event, f"more than {MAX_VALUES} values, aliases included: use fewer")
        if len(path) > MAX_DEPTH:
            raise self._stop(event, f"nested more than {MAX_DEPTH} levels deep")

    def _aliased(self, event: yaml.AliasEvent, path: KeyPath) -> object:
        if event.anchor not in self._anchors:
            raise self._stop(
                event, f"*{event.anchor} stands before its &{event.anchor} is complete"
            )
        value, values = self._anchors[event.anchor]
        self._tally(event, path, values)
        return value

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> object:
        if event.tag is not None and event.tag != STRING_TAG:
            self._note(event, path, f"tag {event.tag} is not supported: remove it")
        if found := UNPRINTABLE.search(event.value):  # from an escape such as \0
            self._note(event, path, f"holds {unprintable(found[0])}: remove it")
        return plain_value(event.value) if event.tag is None and event.implicit[0] else event.value

    def _mapping(self, event: yaml.MappingStartEvent, path: KeyPath) -> dict[str, object]:
        self._refuse_tag(event, path)
        values: dict[str, object] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            name = self._key(key, path)
            here = (*path, name)
            if name in values:
                first = self.lines[here]
                self._note(key, here, f"is set twice, first in line {first}: keep one")
            elif name == "<<":
                self._note(key, path, "merge keys (<<) are not supported: write the keys out")
            else:
                self.lines[here] = _line(key)
            values[name] = self._value(next(self._events), here)
        return values

    def _key(self, event: yaml.Event, path: KeyPath) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        self._note(event, path, "a key must be plain text: put quotes around it")
        self._value(event, (*path, "?"))
        return "?"

    def _sequence(self, event: yaml.Event, path: KeyPath) -> list[object]:
        self._refuse_tag(event, path)
        values: list[object] = []
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            here = (*path, len(values))
            self.lines[here] = _line(item)
            values.append(self._value(item, here))
            self.spans |= self._span(event, here, item)
        self.spans |= self._span(event, path, event)
        return values

    def _span(self, of: yaml.Event, path: KeyPath, event: yaml.Event) -> dict[KeyPath, Span]:
        """Where what began with an event and ended now stands, if its list is in brackets."""
        if not getattr(of, "flow_style", False) or event.start_mark is None:
            return {}
        return {path: (event.start_mark.index, self._end)}

    def _refuse_tag(self, event: yaml.Event, path: KeyPath) -> None:
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            self._note(event, path, f"tag {tag} is not supported: remove it")

    def _note(self, event: yaml.Event, path: KeyPath, text: str) -> None:
        self.problems.append(
            Problem(file=self._path, line=_line(event), key=dotted(path), text=text)
        )

    def _stop(self, event: yaml.Event, text: str) -> InvalidConfigError:
        return InvalidConfigError(
            [*self.problems, Problem(file=self._path, line=_line(event), text=text)]
        )

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> InvalidConfigError:
        said = error.problem or error.context or "not readable"
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        character = (self._text.split("\n")[line : line + 1] or [""])[0][column : column + 1]
        text = f"invalid YAML at column {column + 1}: {said}{hint(said, character)}"
        return InvalidConfigError(
            [*self.problems, Problem(file=self._path, line=line + 1, text=text)]
        )


def _line(event: yaml.Event) -> int:
    """The line of an event, from 1; the parser always sets its mark."""
    return 1 if event.start_mark is None else event.start_mark.line + 1
