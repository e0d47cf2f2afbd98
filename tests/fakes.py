"""Stand-ins for what tests cannot have for real: the web, the services, the worker processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from monitor.errors import FetchError
from monitor.model.deliveries import Address, Delivered, Notification, PushResult
from monitor.model.pages import NotModified, Page, PageRequest
from tests.builders import NOON

T = TypeVar("T")


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class FakeFetcher:
    """A web of pages by URL; an unknown one fails, an error among them is raised."""

    pages: dict[str, Page | NotModified | FetchError] = field(default_factory=dict)
    requests: list[PageRequest] = field(default_factory=list)

    async def fetch(self, request: PageRequest) -> Page | NotModified:
        self.requests.append(request)
        answer = self.pages.get(request.url)
        if answer is None:
            msg = f"{request.url}: HTTP 404"
            raise FetchError(msg, reason="http_status", subject=request.url, status=404)
        if isinstance(answer, FetchError):
            raise answer
        return answer


@dataclass
class FakePusher:
    """Services that take everything, unless `results` says how a try ends."""

    results: list[PushResult] = field(default_factory=list)
    sent: list[tuple[Address, Notification]] = field(default_factory=list)

    async def push(self, address: Address, notification: Notification) -> PushResult:
        self.sent.append((address, notification))
        return self.results.pop(0) if self.results else Delivered()


class InlineSandbox:
    """Worker processes without the processes."""

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        return function(*arguments)
