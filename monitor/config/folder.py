"""A folder of YAML files → its documents: which files there must be, may be and seem to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from monitor.config.documents import Document, read_document
from monitor.config.files import exists, yaml_files
from monitor.config.problems import InvalidConfigError, Problem

SETTINGS, FEEDS, ALERTS = "monitor.yml", "feeds.yml", "alerts.yml"
TOPICS, LEXICON = "topics", "lexicon"
MISSPELLING = 0.85
"""From here on a file's name is another's (`alert.yml`, `feeds.yaml`). Source: test_folder."""


@dataclass(slots=True, kw_only=True)
class Folder:
    """The documents of a configuration; None for a file that is not there or cannot be read.

    `problems` says what could not be read; `all_topics` is False where a topic is among it.
    """

    settings: Document | None = None
    feeds: Document | None = None
    alerts: Document | None = None
    topics: tuple[Document, ...] = ()
    cues: tuple[Document, ...] = ()
    all_topics: bool = False
    problems: list[Problem] = field(default_factory=list)

    def read(self, path: Path) -> Document | None:
        """The document of a file; None, and a problem more, if it cannot be read."""
        try:
            return read_document(path)
        except InvalidConfigError as error:
            self.problems.extend(error.problems)
            return None

    def read_all(self, paths: Iterable[Path]) -> tuple[Document, ...]:
        """The documents of those files that can be read."""
        read = (self.read(path) for path in paths)
        return tuple(document for document in read if document is not None)


def read_folder(root: Path) -> Folder:
    """All documents of the configuration in a folder; nothing is raised."""
    folder = Folder()
    try:
        folder.problems.extend(_misnamed(root))
        topics, cues = yaml_files(root / TOPICS), yaml_files(root / LEXICON)
    except InvalidConfigError as error:
        folder.problems.extend(error.problems)
        return folder
    if not exists(root / SETTINGS):
        folder.problems.append(_missing(root))
        return folder
    folder.settings = folder.read(root / SETTINGS)
    folder.feeds = folder.read(root / FEEDS)
    if exists(root / ALERTS):
        folder.alerts = folder.read(root / ALERTS)
    if not topics:
        text = "holds no topic: write one with `news-monitor topics new NAME`"
        folder.problems.append(Problem(file=root / TOPICS, text=text))
    folder.topics = folder.read_all(topics)
    folder.all_topics = len(folder.topics) == len(topics)
    folder.cues = folder.read_all(cues)
    return folder


def _missing(root: Path) -> Problem:
    what = root / SETTINGS if root.is_dir() else root
    text = f"is missing: run `news-monitor init {root}`, or name another folder with --config"
    return Problem(file=what, text=text)


def _misnamed(root: Path) -> Iterator[Problem]:
    """A problem for each file that would be read if it were spelt right, and so is missed."""
    known = (SETTINGS, FEEDS, ALERTS)
    for path in yaml_files(root):
        if path.name not in known:
            for meant in difflib.get_close_matches(path.name, known, n=1, cutoff=MISSPELLING):
                yield Problem(file=path, text=f"is not read: rename it to {meant}, or move it away")
