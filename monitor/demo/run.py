"""The demo: a story on a local news site, followed by the same jobs as in `once` and `run`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.console import Console

from monitor.config.schema.config import Config
from monitor.demo.desk import EVENT, write_config
from monitor.demo.inbox import open_inbox
from monitor.demo.press import open_press
from monitor.demo.quiet import quiet_reason
from monitor.demo.show import Show
from monitor.demo.story import Act, tell
from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.jobs.sweep import sweep
from monitor.store import corpus
from monitor.store.engine import Transaction
from monitor.store.timelines import event_timeline
from monitor.wiring.clock import now
from monitor.wiring.configuration import load
from monitor.wiring.services import open_services


async def play(console: Console, folder: Path, pause_seconds: float) -> Config:
    """The whole story, told on a console.

    Args:
        console: Where it is shown.
        folder: An empty folder for configuration and state.
        pause_seconds: Time to read, after each act.

    Returns:
        The configuration that watched it; its database holds what was shown.
    """
    show, story = Show(console), tell(started := now())
    async with open_press(started) as press, open_inbox() as inbox:
        config = load(write_config(folder, story.outlets, press.url, inbox.url))
        show.open(story)
        async with open_services(config) as services:
            for act in story.acts:
                await asyncio.sleep(pause_seconds)
                await press.publish()
                await sweep(services)
                await deliver_due(services)
                show.act(act, await _quiet(services, act, press.url), inbox.take())
    show.close()
    return config


async def _quiet(services: Services, act: Act, url: str) -> dict[str, str | None]:
    return await services.store.query(lambda tx: _quiet_reasons(tx, act, url))


def _quiet_reasons(tx: Transaction, act: Act, url: str) -> dict[str, str | None]:
    """Why nobody was told of an act's articles, by their path on the site."""
    timeline = event_timeline(tx, EVENT)
    stored = {each.path: corpus.find(tx, url + each.path) for each in act.articles}
    return {path: quiet_reason(found, timeline) for path, found in stored.items() if found}
