from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.deliveries import Delivered, DeliveryState, PushResult, Refused, Unclear
from monitor.model.views import ChannelView, PageTrouble
from monitor.store import corpus, outbox, troubles
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.store.stock import make_delivery, make_draft


def test_pages_without_text_are_listed_newest_first(store: Store) -> None:
    with store.begin() as tx:
        for number, (reason, hours) in enumerate(
            [("too_short", -9), ("not_html", 0), ("", 1), ("fetch_failed: 404", 2)]
        ):
            draft = replace(make_draft(number), no_text=reason, found_at=at(hours))
            corpus.add_articles(tx, [draft])
        found = troubles.pages_without_text(tx, at(-1), 10)
        assert troubles.pages_without_text(tx, at(-1), 1) == found[:1]
    assert found == [
        PageTrouble(
            url="https://courier.example/1",
            title="Ruritania and Graustark agree to hold a summit",
            outlet="The Strelsau Courier",
            reason=reason,
            found_at=at(hours),
        )
        for reason, hours in [("fetch_failed: 404", 2), ("not_html", 0)]
    ]


@pytest.mark.parametrize(
    ("results", "error"),
    [
        pytest.param([], "", id="a channel that was never tried has no error"),
        pytest.param([Delivered()], "", id="nor has one that works"),
        pytest.param([Refused("404")], "404", id="a refusal is told"),
        pytest.param([Unclear("time-out")], "time-out", id="so is an unclear end"),
        pytest.param([Refused("404"), Unclear("time-out")], "time-out", id="the last one counts"),
        pytest.param(
            [Refused("404"), Delivered()], "", id="and is over when a message goes through"
        ),
    ],
)
def test_a_channel_shows_what_its_last_try_failed_of(
    store: Store, results: list[PushResult], error: str
) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        for hours, result in enumerate(results):
            delivery = outbox.claim(tx, at(hours), 60)
            assert delivery is not None
            outbox.finish(tx, delivery, result, at(hours), at(hours + 1))
        (channel,) = troubles.channels(tx, NOON)
    assert (channel.channel, channel.error) == ("desk", error)


def test_channels_are_counted_by_name_and_state(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(
            tx,
            [
                make_delivery(key="1", channel="mail"),
                make_delivery(key="2"),
                make_delivery(key="3"),
                make_delivery(key="4", suppressed="first pass"),
            ],
            NOON,
        )
        assert troubles.channels(tx, NOON) == [
            ChannelView(
                channel="desk",
                deliveries={DeliveryState.PENDING: 2, DeliveryState.SUPPRESSED: 1},
                error="",
            ),
            ChannelView(channel="mail", deliveries={DeliveryState.PENDING: 1}, error=""),
        ]
