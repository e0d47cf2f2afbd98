"""Harvest: texts that are being gathered, over several batches; a slow host holds up its own alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from monitor.model.items import Gathered, PendingItem

PATIENCE_SECONDS = 1.0
"""How long those that are there wait for the others, so that batches are worth their commit: nobody
notices an alert that is so much later. A choice."""

MOST_UNDER_WAY = 2_000
"""With their items they take some 20 MB; a host that is slow has a few hundred. A choice."""


class Harvest:
    """The items whose texts are under way, by id."""

    def __init__(self) -> None:
        self._under_way: dict[int, asyncio.Task[Gathered | None]] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    async def reap(
        self,
        pending: Sequence[PendingItem],
        gather: Callable[[PendingItem], Awaitable[Gathered | None]],
        *,
        hurry: bool = False,
    ) -> list[Gathered]:
        """The texts that are there, maybe none yet; those that are not go on.

        Args:
            pending: All items that wait, those under way among them.
            gather: What gets the text of one; None: it was put back.
            hurry: Whether there is other work, which is not to wait for those that were slow before.
        """
        new = [each for each in pending if each.id not in self._under_way]
        room = max(0, MOST_UNDER_WAY - len(self._under_way))
        begun = {each.id: asyncio.ensure_future(gather(each)) for each in new[:room]}
        self._under_way |= begun
        # Those that were slow before are waited for only where there is nobody else.
        if awaited := begun or ({} if hurry else self._under_way):
            await asyncio.wait(awaited.values(), timeout=PATIENCE_SECONDS)
        done = [each for each, task in self._under_way.items() if task.done()]
        found = [self._under_way.pop(each).result() for each in done]
        return [each for each in found if each is not None]

    async def aclose(self) -> None:
        """Give up what is under way; its items wait for another process."""
        under_way = [*self._under_way.values()]
        self._under_way.clear()
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
