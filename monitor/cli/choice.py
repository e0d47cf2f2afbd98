"""Which feed or topic of the configuration a person means."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, overload

from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.config.schema.feeds import Feed


@overload
def known_feed(config: Config, which: str, *, or_none: Literal[False] = False) -> Feed: ...


@overload
def known_feed(config: Config, which: str, *, or_none: bool) -> Feed | None: ...


def known_feed(config: Config, which: str, *, or_none: bool = False) -> Feed | None:
    """The feed of feeds.yml that has an address or a name.

    Raises:
        ConfigError: several have it; or none, unless `or_none`.
    """
    from monitor.config.problems import suggest
    from monitor.config.schema.feeds import without_password
    from monitor.jobs.discover import same_address

    found = [feed for feed in config.feeds if feed.url == which] or [
        feed
        for feed in config.feeds
        if feed.label.casefold() == which.casefold()
        or same_address(feed.url) == same_address(which)
    ]
    if len(found) == 1:
        return found[0]
    shown = without_password(which)
    if found:
        msg = f"{len(found)} feeds are called {shown!r}: give the address"
        raise ConfigError(msg, subject=which)
    if or_none:
        return None
    meant = suggest(which, [feed.label for feed in config.feeds])
    msg = f"feeds.yml has no feed {shown!r}; {meant}; `feeds list` shows them"
    raise ConfigError(msg, subject=which)


def require_topic(known: Collection[str], topic: str) -> None:
    """Stop where there is no such topic.

    Args:
        known: The ids of those that there are, in the order in which they are told.
        topic: The id that was typed.

    Raises:
        ConfigError: it is none of them.
    """
    if topic not in known:
        msg = f"there is no topic {topic!r}; there are: {', '.join(known)}"
        raise ConfigError(msg, subject=topic)
