"""A folder of YAML files → the configuration, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, SecretStr

from monitor.config import references
from monitor.config.cues import Search, cue_problems
from monitor.config.documents import Document, read_document
from monitor.config.folder import Folder, read_folder
from monitor.config.leaks import leaks
from monitor.config.placeholders import SecretFiller
from monitor.config.problems import InvalidConfigError, Problem, Severity
from monitor.config.routes import route_warnings
from monitor.config.schema.alerts import AlertsFile
from monitor.config.schema.config import Config
from monitor.config.schema.cues import CueFile
from monitor.config.schema.feeds import FeedsFile
from monitor.config.schema.settings import Settings
from monitor.config.schema.topics import Topic
from monitor.config.secrets import SecretSources, open_sources
from monitor.config.validation import validate

M = TypeVar("M", bound=BaseModel)

FEED_SECRETS = ("password",)
ALERT_SECRETS = ("password", "url", "secret")
"""The keys that also come as `<key>_env` and `<key>_file`."""


def load_config(root: Path, environ: Mapping[str, str], search: Search | None = None) -> Config:
    """The configuration in a folder, complete: secrets filled in, references checked.

    Args:
        root: The folder of monitor.yml, as the user gave it: messages repeat it.
        environ: The environment, for secrets.
        search: How the examples of users' own cues are tried; None: they are not.

    Raises:
        ConfigError: with every mistake, one a line: `file:line: key: what is wrong, what to do`.
    """
    config, problems = inspect_config(root, environ, search)
    if config is None:
        raise InvalidConfigError(_errors(problems))
    return config


def inspect_config(
    root: Path, environ: Mapping[str, str], search: Search | None = None
) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration in a folder, None if it has mistakes; and all mistakes and warnings.

    The arguments are those of `load_config`.
    """
    folder = read_folder(root)
    sources, unreadable = open_sources(root, environ)
    reader = _Reader(root, sources, [*folder.problems, *unreadable])
    settings = reader.read(folder.settings, Settings)
    feeds = reader.fill_and_read(folder.feeds, FeedsFile, FEED_SECRETS)
    alerts = reader.fill_and_read(folder.alerts, AlertsFile, ALERT_SECRETS) or AlertsFile()
    topics = [reader.read(document, Topic) for document in folder.topics]
    cues = {
        document.path.relative_to(root).as_posix(): reader.read(document, CueFile)
        for document in folder.cues
    }
    doubts = route_warnings(folder.alerts, alerts.routes) if folder.alerts else ()
    problems = _in_order([*reader.problems, *_cross_checks(folder, search), *doubts])
    if settings is None or feeds is None or _errors(problems):
        return None, problems
    config = Config(
        root=root.absolute(),
        settings=settings,
        feeds=feeds.feeds,
        topics=tuple(topic for topic in topics if topic),
        cues={name: file for name, file in cues.items() if file},
        channels=alerts.channels,
        routes=alerts.routes,
        flap_window=alerts.flap_window,
        secrets=tuple(map(SecretStr, dict.fromkeys(reader.secrets))),
    )
    return config, problems


def load_topic(path: Path) -> Topic:
    """One topic file by itself.

    Raises:
        ConfigError: with every mistake, one a line.
    """
    document = read_document(path)
    topic = validate(document, document.value, Topic)
    problems = [*(topic if isinstance(topic, tuple) else ()), *_topic_checks((document,))]
    if isinstance(topic, tuple) or problems:
        raise InvalidConfigError(_in_order(problems))
    return topic


class _Reader:
    """Typed values from documents; `problems` and `secrets` grow on the way."""

    def __init__(self, root: Path, sources: SecretSources, problems: list[Problem]) -> None:
        self.problems = problems
        self.secrets: list[str] = []
        self._root = root
        self._sources = sources

    def read(self, document: Document | None, model: type[M]) -> M | None:
        """A model from a document; None without one, or if it has mistakes."""
        return None if document is None else self._validate(document, document.value, model)

    def fill_and_read(
        self, document: Document | None, model: type[M], secret_keys: tuple[str, ...]
    ) -> M | None:
        """The same from a document whose secrets are yet to be filled in."""
        if document is None:
            return None
        filler = SecretFiller(document, self._root, self._sources, secret_keys)
        value = filler.fill()
        self.problems.extend(filler.problems)
        self.problems.extend(leaks(document))
        self.secrets.extend(filler.secrets)
        return self._validate(document, value, model)

    def _validate(self, document: Document, value: object, model: type[M]) -> M | None:
        found = validate(document, value, model)
        if isinstance(found, tuple):
            self.problems.extend(found)
            return None
        return found


def _cross_checks(folder: Folder, search: Search | None) -> Iterator[Problem]:
    yield from _topic_checks(folder.topics)
    for cues in folder.cues:
        yield from cue_problems(cues, search)
    if folder.feeds is not None:
        yield from references.duplicate_feeds(folder.feeds)
    if folder.alerts is not None:
        yield from references.unknown_channels(folder.alerts)
        yield from references.idle_channels(folder.alerts)
        if folder.all_topics:  # else any name may stand in the file that cannot be read
            yield from references.unknown_subjects(folder.alerts, folder.topics)


def _topic_checks(topics: tuple[Document, ...]) -> Iterator[Problem]:
    yield from references.duplicate_ids(topics)
    for topic in topics:
        yield from references.unknown_parties(topic)


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(p for p in problems if p.severity is Severity.ERROR)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and line; one a key, the first that was found: others may only follow from it."""
    first: dict[object, Problem] = {}
    for problem in problems:
        first.setdefault((problem.file, problem.key or problem.text, problem.severity), problem)
    return tuple(sorted(first.values(), key=lambda p: (p.file, p.line or 0)))
