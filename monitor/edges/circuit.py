"""Circuits: what fails again and again is left alone for a while, then tried once more.

Source: Nygard, Release It!, 2nd edition, 2018, chapter 5, "Circuit Breaker".
"""

from __future__ import annotations

from monitor.edges.system import monotonic

MOST_IN_A_ROW = 20
"""Failures without a success between: no document is to blame for so many. A choice."""

REST_SECONDS = 300.0
"""Before the next try: what a feed that is asked as often as may be misses is two polls. A choice."""


class Circuit:
    """Counts failures in a row; open, nothing may be tried until its rest is over."""

    def __init__(self) -> None:
        self._failures = 0
        self._until = 0.0

    @property
    def rests_for(self) -> float:
        """Seconds until something may be tried; 0: now."""
        return max(self._until - monotonic(), 0.0)

    @property
    def failures(self) -> int:
        """How many there were in a row."""
        return self._failures

    def succeed(self) -> None:
        """All is well again."""
        self._failures = 0

    def fail(self) -> None:
        """One more failure; each one after too many begins another rest."""
        self._failures += 1
        if self._failures >= MOST_IN_A_ROW:
            self._until = monotonic() + REST_SECONDS
