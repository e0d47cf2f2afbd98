"""The demo's inbox takes what Apprise sends."""

from __future__ import annotations

import asyncio

import aiohttp
import apprise

from monitor.demo.inbox import Letter, open_inbox


async def test_a_message_of_apprise_arrives_as_a_letter_once() -> None:
    async with open_inbox() as inbox:
        notifier = apprise.Apprise(inbox.url)
        sent = await asyncio.to_thread(
            notifier.notify, title="HELD: a fair", body="It ended.", notify_type="success"
        )
        assert sent
        assert inbox.take() == [Letter(title="HELD: a fair", text="It ended.", kind="success")]
        assert inbox.take() == []


async def test_the_address_is_free_again_after_the_block() -> None:
    async with open_inbox() as inbox:
        url = inbox.url.replace("json:", "http:")
    async with aiohttp.ClientSession() as session:
        try:
            await session.post(url, json={})
            refused = False
        except aiohttp.ClientConnectorError:
            refused = True
    assert refused
