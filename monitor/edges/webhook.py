"""Webhooks: a message posted as JSON to a program of the operator's own, once, and signed."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from hmac import digest
from types import SimpleNamespace

import aiohttp
from yarl import URL

from monitor.edges.cutting import cut, cut_around_link
from monitor.edges.guard import ThreadResolver
from monitor.edges.replies import http_refusal, unsent_detail, wait_seconds
from monitor.model.deliveries import (
    Delivered,
    Notification,
    PushResult,
    Refused,
    Unclear,
    WebhookAddress,
)
from monitor.ports import Now

POST_SECONDS = 15.0
"""Total time of one post. Source: Standard Webhooks, "Request timeouts": 15 to 30 s."""

CONNECT_SECONDS = 8.0
"""Longest wait for a TCP connection: Linux repeats a lost SYN after 1, 3 and 7 seconds."""

SUCCESSES = range(200, 300)
"""Source: RFC 9110, section 15.3."""

MAX_TITLE_CHARS = 250
MAX_MESSAGE_CHARS = 32_768
"""What is cut at the top level. Source: Apprise 2.2, whose `json://` receivers know these sizes."""

JSON_VERSION = "1.0"
"""Source: Apprise 2.2, plugins/custom_json.py: the keys that its receivers know."""

SECRET_PREFIX = "whsec_"  # noqa: S105 - how a secret begins, not a secret
"""What follows is base64. Source: Standard Webhooks, "Signature scheme"."""

UNUSABLE = "the address or a header cannot be used: run `news-monitor check`"


class WebhookPoster:
    """Posts notifications.

    Args:
        user_agent: What receivers are told that we are.
        now: The clock: signatures hold the time, and Retry-After may be a date.
    """

    def __init__(self, user_agent: str, now: Now) -> None:
        self._user_agent = user_agent
        self._now = now
        self._resolver = ThreadResolver()

    async def push(self, address: WebhookAddress, message: Notification) -> PushResult:
        """One message to one address, in one request.

        Unclear, not refused, where the request went out and no answer came.
        """
        body = payload(message)
        progress = SimpleNamespace(is_sent=False)
        try:
            headers = self._headers(address, message.key, body)
            return await self._post(address.url, headers, body, progress)
        except (aiohttp.ClientError, OSError) as error:  # a time-out among them
            if progress.is_sent:
                return Unclear("connection lost before the answer")
            return Refused(unsent_detail(getattr(error, "os_error", error), UNUSABLE))
        except ValueError:  # aiohttp's word for what cannot be written at all
            return Refused(UNUSABLE)

    async def _post(
        self, url: str, headers: Mapping[str, str], body: bytes, progress: SimpleNamespace
    ) -> PushResult:
        async with (
            self._session() as session,
            session.post(
                url,
                data=body,
                headers=headers,
                allow_redirects=False,
                trace_request_ctx=progress,
            ) as response,
        ):
            if response.status in SUCCESSES:
                return Delivered()
            asked = response.headers.get("Retry-After", "")
            return http_refusal(response.status, wait_seconds(asked, self._now()))

    def _session(self) -> aiohttp.ClientSession:
        """A session of one request: nothing is kept from it, and nothing has to be closed later."""
        trace = aiohttp.TraceConfig()
        trace.on_request_headers_sent.append(_mark_sent)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=self._resolver, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=POST_SECONDS, sock_connect=CONNECT_SECONDS),
            trace_configs=[trace],
        )

    def _headers(self, address: WebhookAddress, key: str, body: bytes) -> dict[str, str]:
        ours = {
            "User-Agent": self._user_agent,
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        chosen = {name.lower() for name in address.headers}  # the operator's word goes first
        kept = {name: value for name, value in ours.items() if name.lower() not in chosen}
        signed = signature(address.secret, key, self._now(), body) if address.secret else {}
        return {**kept, **address.headers, **signed}


async def _mark_sent(_session: object, context: SimpleNamespace, _parameters: object) -> None:
    context.trace_request_ctx.is_sent = True


def payload(message: Notification) -> bytes:
    """What is posted: the keys of Apprise's `json://`, and the facts under `news_monitor`."""
    return json.dumps(
        {
            "version": JSON_VERSION,
            "title": cut(message.title, MAX_TITLE_CHARS),
            "message": cut_around_link(message.body, MAX_MESSAGE_CHARS),
            "attachments": [],
            "type": message.severity.value,
            "news_monitor": message.document,
        },
        default=dict,  # a mapping that is no dict
    ).encode()


def signature(secret: str, key: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers that prove who sent a body, and when.

    Args:
        secret: What receiver and sender share.
        key: The same for each try of a message.
        now: The time of this try.
        body: What is posted, byte for byte.

    Raises:
        ValueError: the secret says that it is base64 and is not.

    Source: Standard Webhooks, "Signature scheme".
    """
    timestamp = str(int(now.timestamp()))
    signed = b".".join((key.encode(), timestamp.encode(), body))
    mac = b64encode(digest(_signing_key(secret), signed, sha256)).decode()
    return {
        "webhook-id": key,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{mac}",
    }


def webhook_problem(address: WebhookAddress) -> str | None:
    """What is wrong with an address, without its secrets; None: it can be used."""
    try:
        url = URL(address.url)
        _signing_key(address.secret)
    except ValueError:
        return f"has a URL that cannot be read, or a {SECRET_PREFIX}… secret that is not base64"
    if url.scheme not in {"http", "https"} or not url.host:
        return "is no address such as https://host/path"
    if url.user and "authorization" in {name.lower() for name in address.headers}:
        return "logs in twice: in the URL and in the header Authorization; keep one of them"
    return None


def _signing_key(secret: str) -> bytes:
    if not secret.startswith(SECRET_PREFIX):
        return secret.encode()
    return b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
