"""The demo: a story on a local news site, followed by the same jobs as in `once` and `run`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.console import Console

from monitor import wiring
from monitor.config.schema import Config
from monitor.demo.desk import EVENT, write_config
from monitor.demo.fate import Fate, fate
from monitor.demo.inbox import open_inbox
from monitor.demo.press import open_press
from monitor.demo.show import Show
from monitor.demo.story import Act, Article, tell
from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.jobs.sweep import sweep
from monitor.store import corpus, views
from monitor.store.engine import Transaction


async def play(console: Console, folder: Path, pause_seconds: float) -> Config:
    """The whole story, told on a console.

    Args:
        console: Where it is shown.
        folder: An empty folder for configuration and state.
        pause_seconds: Time to read, after each act.

    Returns:
        The configuration that watched it; its database holds what was shown.
    """
    show, story = Show(console), tell(now := wiring.now())
    async with open_press(now) as press, open_inbox() as inbox:
        config = wiring.load(write_config(folder, story.outlets, press.url, inbox.url))
        show.open(story)
        async with wiring.open_services(config) as services:
            for act in story.acts:
                await asyncio.sleep(pause_seconds)
                await press.publish()
                await sweep(services)
                await deliver_due(services)
                show.act(act, await _fates(services, act, press.url), inbox.take())
    show.close()
    return config


async def _fates(services: Services, act: Act, url: str) -> list[tuple[Article, Fate]]:
    return await services.store.query(lambda tx: list(_read_fates(tx, act, url)))


def _read_fates(tx: Transaction, act: Act, url: str) -> list[tuple[Article, Fate]]:
    timeline = views.timeline(tx, EVENT)
    stored = ((article, corpus.find(tx, url + article.path)) for article in act.articles)
    return [(article, fate(found, timeline)) for article, found in stored if found is not None]
