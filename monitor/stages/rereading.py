"""Rereading: articles of the corpus in, what a configuration finds in them out.

It is done in worker processes, to which a configuration is sent as data and compiled there once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Self

from monitor.config.schema.config import Config
from monitor.config.schema.cues import CueFile
from monitor.config.schema.topics import Topic
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article, TopicMatch
from monitor.model.claims import Reading
from monitor.stages.claims import read_claims
from monitor.stages.classify import classify

Found = tuple[tuple[TopicMatch, ...], Reading]
"""The topics of an article, and what it says of the watched events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a configuration watches: all of it that reading depends on. `key` tells it from others."""

    key: str
    topics: tuple[Topic, ...] = field(compare=False, repr=False)
    cues: Mapping[str, CueFile] = field(compare=False, repr=False)

    @classmethod
    def of(cls, config: Config) -> Self:
        """What a configuration watches."""
        texts = [each.model_dump_json() for each in (*config.topics, *config.cues.values())]
        key = blake2b("\n".join((*texts, *config.cues)).encode()).hexdigest()
        return cls(key=key, topics=config.topics, cues=config.cues)


@lru_cache(maxsize=2)
def watch_of(watched: Watched) -> Watch:
    """What is watched, compiled: once in each process, of the two that are compared."""
    return compile_watch(watched.topics, watched.cues)


def read_again(watched: Watched, articles: Sequence[Article]) -> list[Found]:
    """What is found in articles that name somebody who is watched, in their order."""
    watch = watch_of(watched)
    readings = [read_claims(article, watch) for article in articles]
    return [
        (classify(article, watch, reading), reading)
        for article, reading in zip(articles, readings, strict=True)
    ]
