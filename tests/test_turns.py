from __future__ import annotations

import asyncio

import pytest

from monitor.turns import Turns


@pytest.mark.parametrize(
    ("hosts", "most"),
    [
        pytest.param("aaaaaa", 2, id="one host has two turns"),
        pytest.param("abcdef", 4, id="all together have four"),
        pytest.param("aabbcc", 4, id="two each, four in all"),
    ],
)
async def test_so_many_go_on_at_once(hosts: str, most: int) -> None:
    turns, under_way, seen = Turns(4), [0], [0]

    async def go(host: str) -> None:
        async with turns.turn(host):
            under_way[0] += 1
            seen.append(under_way[0])
            await asyncio.sleep(0)
            under_way[0] -= 1

    await asyncio.gather(*map(go, hosts))
    assert max(seen) == most


async def test_who_waits_for_a_crowded_host_holds_up_no_other() -> None:
    turns, done = Turns(3), asyncio.Event()

    async def stay() -> None:
        async with turns.turn("crowded.example"):
            await done.wait()

    crowd = [asyncio.ensure_future(stay()) for _ in range(50)]
    await asyncio.sleep(0)
    async with asyncio.timeout(1), turns.turn("other.example"):
        done.set()
    await asyncio.gather(*crowd)
