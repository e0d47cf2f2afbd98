"""Labelled data sets: folders of timelines or a file of single texts → typed labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from monitor.config.documents import Document
from monitor.config.files import read_text, refusal
from monitor.config.labels import LabelledArticle, Row, SingleText
from monitor.config.load import load_topic
from monitor.config.problems import InvalidConfigError, Problem, suggest
from monitor.config.schema.topics import Topic
from monitor.config.validation import validate

ARTICLES = "articles.jsonl"
TOPIC = "topic.yaml"
MAX_BYTES = 256 << 20
"""A data set of 50,000 labelled articles has half of it."""

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One story: what its user would have configured, and its articles, oldest first."""

    name: str
    topic: Topic
    articles: tuple[LabelledArticle, ...]


def read_timelines(folder: Path) -> tuple[Timeline, ...]:
    """The timeline in a folder, or all timelines below it, by name.

    Raises:
        ConfigError: a file is missing or cannot be read, or a line does not follow the format.
    """
    files = sorted(folder.rglob(ARTICLES)) if folder.is_dir() else []
    if not files:
        raise refusal(folder, f"holds no timeline: no {ARTICLES} stands in it or below it")
    seen: dict[str, str] = {}
    return tuple(_read_timeline(file, seen) for file in files)


def _read_timeline(file: Path, seen: dict[str, str]) -> Timeline:
    topic = load_topic(file.parent / TOPIC)
    articles = read_rows(file, LabelledArticle)
    problems = [*_repeated(file, articles, seen), *_unknown(file, articles, topic)]
    if problems:
        raise InvalidConfigError(problems)
    in_order = sorted(articles.values(), key=lambda each: (each.published, each.id))
    return Timeline(name=file.parent.name, topic=topic, articles=tuple(in_order))


def read_texts(file: Path) -> tuple[SingleText, ...]:
    """The single texts of a file, in its order.

    Raises:
        ConfigError: the file cannot be read, or a line does not follow the format.
    """
    return tuple(read_rows(file, SingleText).values())


def read_rows(file: Path, model: type[R]) -> dict[int, R]:
    """Line number, from 1, → its object, from a file of one JSON object a line.

    Raises:
        ConfigError: with every mistake, one a line.
    """
    rows: dict[int, R] = {}
    problems: list[Problem] = []
    for number, line in enumerate(read_text(file, MAX_BYTES).split("\n"), 1):
        if line.strip():
            found = _read_row(file, number, line, model)
            if isinstance(found, tuple):
                problems += found
            else:
                rows[number] = found
    if problems:
        raise InvalidConfigError(problems)
    if not rows:
        raise refusal(file, "is empty: it needs one JSON object a line")
    return rows


def _read_row(file: Path, number: int, line: str, model: type[R]) -> R | tuple[Problem, ...]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        text = f"is no JSON: {error.msg} at column {error.colno}; one object stands on a line"
        return (Problem(file=file, line=number, text=text),)
    except (ValueError, RecursionError) as error:
        return (Problem(file=file, line=number, text=f"is no JSON that can be read: {error}"),)
    return validate(Document(path=file, value=value, lines={(): number}), value, model)


def _repeated(
    file: Path, articles: dict[int, LabelledArticle], seen: dict[str, str]
) -> Iterator[Problem]:
    """Ids that stand in the data set already; `seen`, which grows, maps ids to places."""
    for number, article in articles.items():
        place = f"{file}:{number}"
        if (first := seen.setdefault(article.id, place)) != place:
            text = f"'{article.id}' stands in {first} too: ids must differ in the whole data set"
            yield Problem(file=file, line=number, key="id", text=text)


def _unknown(file: Path, articles: dict[int, LabelledArticle], topic: Topic) -> Iterator[Problem]:
    known = {event.id for event in topic.events}
    for number, article in articles.items():
        for key, labels in (("claims", article.claims), ("alerts", article.alerts)):
            for event in _strangers((label.event for label in labels), known):
                text = f"unknown event '{event}': {suggest(event, known)}"
                yield Problem(file=file, line=number, key=key, text=text)


def _strangers(events: Iterable[str], known: set[str]) -> list[str]:
    return sorted(set(events) - known)
