"""The configuration in a folder, with its secrets, and what the stages watch for by it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.config.load import load_config
from monitor.config.schema.config import Config
from monitor.edges import system
from monitor.language.examples import search

if TYPE_CHECKING:
    from monitor.language.watch import Watch


CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY"
"""No secret itself. Source: systemd.exec(5)."""

_taken: dict[str, str] = {}
"""Secrets that were taken out of the environment: a configuration that is read again needs them."""


class _Asked(Mapping[str, str]):
    """The environment, with what was taken out of it before, and which of it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        value = _taken[name] if name in _taken else os.environ[name]
        self.names.add(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter({**os.environ, **_taken})

    def __len__(self) -> int:
        return len({**os.environ, **_taken})


def load(root: Path) -> Config:
    """The configuration in a folder; the secrets that it uses are taken out of the environment.

    A worker process shows the environment that it was started with to whoever breaks its parser.

    Raises:
        ConfigError: with every mistake at once.
    """
    return load_all(root)[0]


def load_all(*roots: Path) -> list[Config]:
    """The same for several folders at once, whose secrets may have the same names.

    Raises:
        ConfigError: with every mistake of the first folder that has some.
    """
    environ = _Asked()
    configs = [load_config(root, environ, search) for root in roots]
    _taken.update(system.take_secrets(environ.names - {CREDENTIALS_DIRECTORY}))
    return configs


def watch(config: Config) -> Watch:
    """What the stages watch for, compiled."""
    from monitor.language.watch import compile_watch  # half of the commands read no article

    return compile_watch(config.topics, config.cues)
