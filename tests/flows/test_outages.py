"""Channels that fail, with the real ways out and real receivers: who is told what, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.schema.alerts import Route
from monitor.config.schema.config import Config
from monitor.config.schema.settings import Settings
from monitor.edges.courier import Courier
from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.model.deliveries import (
    Address,
    DeliveryDraft,
    DeliveryState,
    MailboxAddress,
    Tls,
    WebhookAddress,
)
from monitor.stages.wording import message_of
from monitor.store import outbox, pauses
from monitor.store.engine import Store
from tests.fakes import Clock, FakeFetcher, InlineSandbox
from tests.messages import make_alert
from tests.receivers import Hook, MailServer, hook, mail_server

MINUTE = timedelta(minutes=1)


@dataclass
class World:
    """An outbox with two channels: a webhook `hook` and a mailbox `mail`, and `ops` for notices."""

    store: Store
    services: Services
    hook: Hook
    ops: Hook
    mail: MailServer
    clock: Clock
    told: int = 0

    def tell(self, *channels: str) -> None:
        """Put one alert into the outbox for each of these channels."""
        self.told += 1
        message = message_of(make_alert(), "UTC")
        drafts = [
            DeliveryDraft(key=f"summit/1/{self.told}/{name}", channel=name, message=message)
            for name in channels
        ]
        with self.store.begin() as tx:
            outbox.add(tx, drafts, self.clock.now)

    async def after(self, wait: timedelta = timedelta()) -> dict[DeliveryState, int]:
        """What deliveries ended in when so much more time has passed."""
        self.clock.now += wait
        return await deliver_due(self.services)

    @property
    def paused(self) -> dict[str, bool]:
        """Channels that rest, and whether for their credentials."""
        with self.store.read() as tx:
            return {each.channel: each.credentials for each in pauses.all_of(tx)}

    @property
    def notices(self) -> list[str]:
        return [request.json["title"] for request in self.ops.requests]

    @property
    def repeats(self) -> list[bool]:
        """Whether what the webhook got said that it may be a repeat."""
        return [each.json["news_monitor"]["may_repeat"] for each in self.hook.requests]


@pytest.fixture
async def world(store: Store, tmp_path: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        target, ops = [await stack.enter_async_context(hook()) for _ in range(2)]
        mail = await stack.enter_async_context(mail_server())
        clock = Clock()
        courier = Courier(user_agent="news-monitor/test")
        stack.callback(courier.close)
        mailbox = MailboxAddress(
            to="desk@paper.example",
            sender="monitor@paper.example",
            host="127.0.0.1",
            port=mail.port,
            tls=Tls.NONE,
        )
        addresses: dict[str, Address] = {
            "hook": WebhookAddress(url=target.url()),
            "ops": WebhookAddress(url=ops.url()),
            "mail": mailbox,
        }
        services = Services(
            config=Config(
                root=tmp_path,
                settings=Settings(),
                feeds=(),
                topics=(),
                routes=(Route(to=("ops",), notices=True, topics=("none",)),),
            ),
            store=store,
            fetcher=FakeFetcher(),
            sandbox=InlineSandbox(),
            pusher=courier,
            now=clock,
            jitter=lambda: 0.5,
            addresses=addresses,
            feed_headers={},
        )
        yield World(store, services, target, ops, mail, clock)


SENT, WAITS, DEAD = DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.DEAD


async def test_one_event_goes_to_each_channel_once(world: World) -> None:
    world.tell("hook", "mail")
    assert await world.after() == {SENT: 2}
    assert await world.after(MINUTE) == {}
    assert (len(world.hook.requests), len(world.mail.mails)) == (1, 1)


async def test_a_channel_that_always_fails_costs_the_healthy_one_nothing(world: World) -> None:
    world.hook.answer = "503 Busy"
    for _ in range(5):
        world.tell("hook", "mail")
        await world.after(MINUTE)
    assert len(world.mail.mails) == 5
    world.hook.answer = "200 OK"
    assert await world.after(30 * MINUTE) == {SENT: 5}
    keys = [request.headers["idempotency-key"] for request in world.hook.requests[-5:]]
    assert [key.split("/")[2] for key in keys] == list("12345")


@pytest.mark.parametrize(
    ("answer", "state", "paused", "notice"),
    [
        pytest.param("500 Oops", WAITS, {"hook": False}, [], id="a fault of theirs passes"),
        pytest.param("404 Gone?", WAITS, {"hook": False}, [], id="so may a missing address"),
        pytest.param(
            "400 Bad", DEAD, {}, ["Not delivered: channel hook"], id="a text is refused for good"
        ),
        pytest.param(
            "307 There\r\nLocation: /hook",
            DEAD,
            {},
            ["Not delivered: channel hook"],
            id="nobody is sent elsewhere",
        ),
        pytest.param(
            "401 Who?", WAITS, {"hook": True}, ["Paused: channel hook"], id="a key that is wrong"
        ),
        pytest.param(
            "403 You?", WAITS, {"hook": True}, ["Paused: channel hook"], id="or not allowed"
        ),
    ],
)
async def test_what_an_answer_means(
    world: World, answer: str, state: DeliveryState, paused: dict[str, bool], notice: list[str]
) -> None:
    world.hook.answer = answer
    world.tell("hook")
    ended = await world.after()
    assert ended[state] == 1
    assert len(world.hook.requests) == 1, "one request a try"
    assert world.paused == paused
    assert world.notices == notice


@pytest.mark.parametrize(
    ("reply", "state", "notice"),
    [
        pytest.param({"RCPT": "451 later"}, WAITS, [], id="a greylist lets it in later"),
        pytest.param({"DATA": "421 closing"}, WAITS, [], id="a server that goes down comes back"),
        pytest.param(
            {"RCPT": "550 unknown"},
            DEAD,
            ["Not delivered: channel mail"],
            id="a mailbox that there is not",
        ),
        pytest.param(
            {"MAIL": "530 log in first"},
            WAITS,
            ["Paused: channel mail"],
            id="a server that wants a login",
        ),
    ],
)
async def test_what_a_mail_servers_reply_means(
    world: World, reply: dict[str, str | None], state: DeliveryState, notice: list[str]
) -> None:
    world.mail.replies = reply
    world.tell("mail")
    assert (await world.after())[state] == 1
    assert world.notices == notice
    world.mail.replies = {}
    ended = await world.after(60 * MINUTE)
    assert ended == ({SENT: 1} if state is WAITS else {})


async def test_a_receiver_that_hangs_up_gets_the_same_again_marked_as_a_possible_repeat(
    world: World,
) -> None:
    world.hook.answer = ""
    world.tell("hook")
    assert await world.after() == {WAITS: 1}
    world.hook.answer = "200 OK"
    assert await world.after(2 * MINUTE) == {SENT: 1}
    assert world.repeats == [False, True]
    assert len({request.headers["idempotency-key"] for request in world.hook.requests}) == 1


async def test_a_mail_that_was_dropped_after_its_end_keeps_its_id(world: World) -> None:
    world.mail.replies = {"DATA": ""}
    world.tell("mail")
    assert await world.after() == {WAITS: 1}
    world.mail.replies = {}
    assert await world.after(2 * MINUTE) == {SENT: 1}
    first, again = world.mail.mails
    assert first["Message-ID"] == again["Message-ID"]


async def test_a_wait_that_is_asked_for_is_kept(world: World) -> None:
    world.hook.answer = "429 Slow down\r\nRetry-After: 300"
    world.tell("hook")
    world.tell("hook")
    assert await world.after() == {WAITS: 1}
    world.hook.answer = "200 OK"
    assert await world.after(4 * MINUTE) == {}
    assert await world.after(MINUTE) == {SENT: 2}


async def test_after_half_a_day_down_three_hundred_alerts_come_once_and_in_order(
    world: World,
) -> None:
    world.hook.answer = "503 Busy"
    for _ in range(300):
        world.tell("hook")
    for _ in range(24):
        await world.after(30 * MINUTE + MINUTE)
    assert len(world.hook.requests) < 60, "a service that is down is hardly asked"
    world.hook.requests.clear()
    world.hook.answer = "200 OK"
    assert await world.after(31 * MINUTE) == {SENT: 300}
    keys = [request.headers["idempotency-key"] for request in world.hook.requests]
    assert [int(key.split("/")[2]) for key in keys] == list(range(1, 301))


async def test_what_hangs_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.edges.webhook.POST_SECONDS", 0.5)
    world.hook.answer = None
    world.tell("hook", "mail")
    delivering = asyncio.create_task(world.after())
    await asyncio.sleep(0.3)
    assert len(world.mail.mails) == 1
    assert not delivering.done()
    assert await delivering == {SENT: 1, WAITS: 1}
