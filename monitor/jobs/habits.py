"""Habits: what the pages of a host repeat, remembered while the program runs.

Not kept in the store: the next pages of a host teach it again.
"""

from __future__ import annotations

from monitor.stages.pages.repeats import PagePrint, print_of, remembered, repeated_lines
from monitor.stages.robots import origin_of

MOST_HOSTS = 500
"""Hosts that are remembered, those asked last: some 10 MB of lines' numbers at the very most."""


class Habits:
    """The last pages of each host, as far as their lines go."""

    def __init__(self) -> None:
        self._hosts: dict[str, tuple[PagePrint, ...]] = {}

    def see(self, url: str, text: str) -> None:
        """Remember the text of a page; of a host that was not asked for long, nothing is kept."""
        host = origin_of(url)
        known = self._hosts.pop(host, ())
        self._hosts[host] = remembered(known, print_of(url, text))
        if len(self._hosts) > MOST_HOSTS:
            del self._hosts[next(iter(self._hosts))]

    def of(self, url: str) -> frozenset[int]:
        """The lines that the host of a page repeats."""
        return repeated_lines(self._hosts.get(origin_of(url), ()))
