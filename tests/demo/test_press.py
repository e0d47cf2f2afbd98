"""The demo starts its news site, hears when it is gone, and leaves no process behind."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from datetime import UTC, datetime

import pytest

from monitor.demo import press
from monitor.demo.press import Press, open_press
from monitor.errors import MonitorError

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


async def start(code: str) -> tuple[Press, asyncio.subprocess.Process]:
    """A process that runs some Python in the place of the site."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-S", "-c", code, stdin=PIPE, stdout=PIPE
    )
    return Press(process), process


async def test_the_site_serves_until_the_block_is_left() -> None:
    async with open_press(NOW) as site:
        host, _, port = site.url.removeprefix("http://").partition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.close()
        await writer.wait_closed()
        await site.publish()
    with pytest.raises(OSError, match=port):
        await asyncio.open_connection(host, int(port))


async def test_a_site_that_has_ended_is_told() -> None:
    site, process = await start("")
    with pytest.raises(MonitorError, match="has ended"):
        await site.start()
    await site.stop()
    assert process.returncode == 0


async def test_a_site_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "STOP_SECONDS", 0.1)
    site, process = await start("print('here', flush=True)\nimport time\ntime.sleep(60)")
    await site.start()
    await site.stop()
    assert process.returncode == -9
