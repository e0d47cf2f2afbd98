"""A `json://` URL means what it means to Apprise: both post to a receiver, and are compared."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import apprise
import pytest
from yarl import URL

from monitor.config.json_url import webhook_of
from monitor.edges.webhook import WebhookPoster
from monitor.model.deliveries import Delivered, Notification
from tests.builders import NOON
from tests.receivers import Request, hook

ALERT = Notification(title="A title", body="A body", brief="", html="", document={}, key="1")


async def posted(url: str) -> tuple[Request, Request]:
    """What Apprise and what we post; `{}` in the URL is the receiver's host and port."""
    async with hook() as receiver:
        url = url.replace("{}", f"127.0.0.1:{receiver.port}")
        plugin = apprise.Apprise.instantiate(url)
        assert plugin
        assert await asyncio.to_thread(plugin.notify, body=ALERT.body, title=ALERT.title)
        address = webhook_of(url)
        assert address is not None
        assert await WebhookPoster("news-monitor", lambda: NOON).push(address, ALERT) == Delivered()
    theirs, ours = receiver.requests
    return theirs, ours


def asked(request: Request) -> dict[str, str]:
    """The headers that do not depend on who posts, nor on the length of the body."""
    own = {"accept", "accept-encoding", "connection", "content-length"}
    if request.headers["user-agent"] == "Apprise":
        own.add("user-agent")
    return {name: value for name, value in request.headers.items() if name not in own}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("json://{}", id="a host alone"),
        pytest.param("json://{}/", id="a slash"),
        pytest.param("JSON://{}/hook", id="capitals"),
        pytest.param("json://{}/a/b/c", id="a path"),
        pytest.param("json://{}/a/b/", id="a slash at the end"),
        pytest.param("json://{}/a/?+X-Key=1", id="a slash before the options"),
        pytest.param("json://{}/a%2Fb/c%20d/%41~e!$&'()*+=:@", id="odd characters in a path"),
        pytest.param("json://ann:swordfish@{}/hook", id="a login"),
        pytest.param("json://ann:p%40ss%2F%3Aw%25@{}/hook", id="a login with odd characters"),
        pytest.param("json://{}/hook?+X-Key=abc", id="a header"),
        pytest.param(
            "json://{}/hook?+X-Key=abc&+X_Other=d%20e%2541+f&", id="headers, decoded twice"
        ),
        pytest.param("json://{}/hook?+User-Agent=Desk", id="a header of ours"),
        pytest.param("json://ann:x@{}/a?+Authorization=Bearer%20y", id="a login and a header"),
    ],
)
async def test_we_post_what_apprise_would_post(url: str) -> None:
    theirs, ours = await posted(url)
    assert ours.line == theirs.line
    assert ours.json == theirs.json | {"news_monitor": {}}
    for name in theirs.headers.keys() - {"accept", "accept-encoding", "connection"}:
        if name not in {"content-length", "user-agent"} or "User-Agent" in url:
            assert (name, ours.headers[name]) == (
                name,
                theirs.headers[name],
            ) or name == "content-length"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("jsons://hook.example/x?method=PUT", id="another method"),
        pytest.param("json://hook.example/x?:extra=1", id="a key of its own"),
        pytest.param("json://hook.example/x?-page=1", id="a parameter"),
        pytest.param("jsons://hook.example/x?verify=no", id="no certificate"),
        pytest.param(
            "json://hook.example/x?+A=1&format=markdown", id="a header and another option"
        ),
        pytest.param("json://hook.example/x?+A=1;+B=2", id="semicolons"),
        pytest.param("json://ann@hook.example/", id="a user without a password"),
        pytest.param("json://ann:x:y@hook.example/", id="a colon in the password"),
        pytest.param("json://ann:%D0%B6@hook.example/", id="a password in Cyrillic"),
        pytest.param("json://hook.example//x", id="an empty part of the path"),
        pytest.param("json://hook.example/x#y", id="a fragment"),
        pytest.param("json://hook.example/x?+A=1%0D%0AB:2", id="a line break in a header"),
        pytest.param("json:///x", id="no host"),
        pytest.param("xml://hook.example/", id="another service"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_has_more_to_say_stays_with_apprise(url: str) -> None:
    assert webhook_of(url) is None


def test_tls_is_kept() -> None:
    address = webhook_of("jsons://hook.example:8443/x")
    assert address is not None
    assert urlsplit(address.url)[:3] == ("https", "hook.example:8443", "/x")
    assert URL(address.url).port == 8443
