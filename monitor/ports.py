"""What tests cannot have for real: the clock, the disk, the web, the services, the worker processes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from monitor.model.deliveries import Address, Notification, PushResult
from monitor.model.machine import DiskSpace
from monitor.model.pages import NotModified, Page, PageRequest

T = TypeVar("T")


class Now(Protocol):
    """The clock: an aware UTC datetime."""

    def __call__(self) -> datetime:
        """The time now."""
        ...


class Jitter(Protocol):
    """Chance: a float from 0 up to, not including, 1."""

    def __call__(self) -> float:
        """The next number."""
        ...


class Disk(Protocol):
    """The disk that the state is kept on."""

    def __call__(self) -> DiskSpace:
        """The room on it now."""
        ...


class Fetcher(Protocol):
    """The web, guarded: no private address, no endless body, no endless wait."""

    async def fetch(self, request: PageRequest) -> Page | NotModified:
        """A page from a request.

        Raises:
            FetchError: with the reason, whatever went wrong; LeftHostError where the request was
                to stay with its host and is redirected to another.
        """
        ...


class Pusher(Protocol):
    """The notification services."""

    async def push(self, address: Address, notification: Notification) -> PushResult:
        """One message to one address, once; never raises for what a service does."""
        ...


class Sandbox(Protocol):
    """Worker processes that can be killed."""

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What a pure, importable function returns for picklable arguments.

        Raises:
            RestingError: too many ended in a row over this function; try again later.
            SandboxError: the worker was killed on its deadline or crashed.
            MonitorError: whatever the function itself raised of the tree.
        """
        ...
