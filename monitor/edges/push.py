"""The notification services, through Apprise: one address, one message, one request.

Apprise could retry, split, follow redirects and address many; all of that is off, so that the
outbox knows what was sent. It is imported at the first use, in the thread that sends.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Any

from monitor.edges.cutting import cut, cut_around_link, size
from monitor.edges.escaping import escape_line, escape_text
from monitor.edges.replies import explain_failure
from monitor.edges.threads import BlockingCalls
from monitor.language.cleaning import clean_line, clean_text
from monitor.model.deliveries import Delivered, Notification, PushResult, Refused, Unclear

if TYPE_CHECKING:
    from apprise import NotifyBase

SEND_SECONDS = 30.0
"""Hard limit of one push; the outbox leases a delivery for twice as long."""

ANSWER_SECONDS = 15.0
"""How long a service may think about a message: Apprise's own 4 s make slow ones ambiguous."""

THREADS = 4
"""Pushes under way at once, the abandoned ones included."""

SAFE_SHARE = 0.9
"""Part of a service's limit that is used: some count bytes where Apprise says characters, and count
what a plugin escapes and adds."""

BRIEF_BELOW = 1_200
"""Services that take fewer characters get the brief text: SMS 160, Mastodon 500, Pushover 1,024."""

SMALLER = {"ntfy": 1_365}
"""What services take in truth where Apprise says more. Source: ntfy's documentation: 4,096 bytes,
three of them at most to what we count; it may refuse what is longer."""

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}(?=://)")


class ApprisePusher:
    """Sends messages through Apprise."""

    def __init__(self) -> None:
        self._calls = BlockingCalls("push", THREADS)

    async def push(self, url: str, message: Notification) -> PushResult:
        """One message to one address, once.

        Unclear, not refused, where the service may have taken it without an answer in time.
        """
        try:
            return await self._calls.run(_send, url, message, seconds=SEND_SECONDS)
        except TimeoutError:
            return Unclear(f"no answer within {SEND_SECONDS:g} s")
        except Exception as error:  # noqa: BLE001  # a plugin's defect, maybe after it had sent
            return Unclear(f"Apprise failed: {type(error).__name__}")

    def close(self) -> None:
        """Nothing to release: threads that still wait end by themselves, or with the program."""


def check_url(url: str) -> str | None:
    """What is wrong with a channel's address, without its secrets; None: it can be used."""
    scheme = SCHEME.match(url.strip())
    if scheme is None:
        return "is no address such as json://host/path or mailto://…"
    service = _service(url)
    if service is None:
        return f"cannot be loaded as a {scheme[0]}:// address: compare it with appriseit.com"
    if len(service) > 1:
        return f"names {len(service)} recipients: make one channel for each"
    return None


def readable(url: str, message: Notification) -> str:
    """A message as the service behind an address would get it; empty: it cannot be loaded."""
    service = _service(url)
    return "\n\n".join(fit(message, service)) if service else ""


def fit(message: Notification, service: NotifyBase) -> tuple[str, str]:
    """A message's title and body, made harmless and cut to what a service takes."""
    body_limit = min(service.body_maxlen, SMALLER.get(str(service.service_name), sys.maxsize))
    is_small = body_limit < BRIEF_BELOW
    text = (is_small and message.brief) or message.body or message.title
    in_body = service.title_maxlen <= 0 or service.overflow_amalgamate_title
    title_limit = body_limit // 2 if service.title_maxlen <= 0 else service.title_maxlen
    title = cut(escape_line(clean_line(message.title)), _share(title_limit))
    room = body_limit - (size(title) + 2 if in_body else 0)  # 2: the line break between
    return title, cut_around_link(escape_text(clean_text(text)), _share(room))


def _share(limit: int) -> int:
    return max(1, int(limit * SAFE_SHARE))


def _send(url: str, message: Notification) -> PushResult:
    """Blocks until the service has answered, or Apprise has given up."""
    service = _service(url)
    if service is None:
        return Refused("the address cannot be loaded: run `news-monitor check`", permanent=True)
    from apprise import Apprise, AppriseResultStatus, NotifyType

    title, body = fit(message, service)
    sender = Apprise(asset=service.asset)
    sender.add(service)
    result = sender.notify(
        title=title,
        body=body,
        body_format=_format(service),
        notify_type=NotifyType(message.severity.value),
        log_level=logging.DEBUG,
    )
    if result.status is AppriseResultStatus.SUCCESS:
        return Delivered()
    return explain_failure((entry.level, entry.message) for entry in result.logs())


def _format(service: NotifyBase) -> str:
    """What our text is passed as: services that know Markdown alone get it as that.

    Made harmless, it says the same in both; Apprise would escape the dots of its link.
    """
    from apprise import NotifyFormat

    is_markdown = service.resolve_format(NotifyFormat.TEXT) is NotifyFormat.MARKDOWN
    return "markdown" if is_markdown else "text"


def _service(url: str) -> NotifyBase | None:
    """The service behind an address, with everything off that would send more than once."""
    _silence()
    from apprise import Apprise, AppriseAsset, OverflowMode

    asset = AppriseAsset(
        app_id="news-monitor",
        app_desc="news-monitor",
        async_mode=False,  # in our thread: those of Apprise would hold up the end of the program
        service_timeout=0,
        http_redirects=False,
        allow_templates=False,
    )
    service: Any = Apprise.instantiate(url.strip(), asset=asset)
    if service is None:
        return None
    service.redirects = False
    service.retry = 0
    # Waiting is the outbox's: what slept past our time limit would post after we had tried again.
    service.throttle = lambda *_, **__: None
    service.overflow_mode = OverflowMode.UPSTREAM
    service.socket_read_timeout = max(service.socket_read_timeout, ANSWER_SECONDS)
    found: NotifyBase = service
    return found


def _silence() -> None:
    """Keeps the lines of Apprise and its HTTP library out of every log: they hold tokens.

    Apprise still collects its own for the result, from the level that its logger has.
    """
    apprise = logging.getLogger("apprise")
    apprise.propagate = False
    apprise.setLevel(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.CRITICAL)
