from __future__ import annotations

from dataclasses import replace

from monitor.model.articles import DedupeReason, Novelty, Role, TopicMatch, Verdict
from monitor.model.claims import Reading
from monitor.model.deliveries import AttemptOutcome, Delivered, DeliveryState, Unclear
from monitor.model.items import FeedOutcome, PollRecord
from monitor.model.views import AttemptView, CorpusCounts, DeliveryView
from monitor.store import corpus, events, feeds, outbox, views
from monitor.store.engine import Store
from tests.builders import NOON, at, make_claim, make_item
from tests.store.stock import FEED_URL, add_feed, add_items, make_delivery, make_draft


def test_feeds_show_what_they_brought(store: Store) -> None:
    poll = PollRecord(
        feed_id=1, at=at(1), outcome=FeedOutcome.OK, next_poll_at=at(2), title="The Courier"
    )
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_feed(tx, "https://quiet.example/feed")
        new = add_items(tx, feed_id, [make_item(), make_item(guid="2")], NOON)
        feeds.record_polls(tx, [replace(poll, items_new=new)])
        feeds.record_polls(tx, [replace(poll, at=at(3), items_new=0, title=None)])
        courier, quiet = views.feeds_overview(tx)
    assert (courier.state.url, courier.title) == (FEED_URL, "The Courier")
    assert (courier.items, courier.waiting, courier.new_at) == (2, 2, at(1))
    assert (quiet.items, quiet.waiting, quiet.new_at, quiet.title) == (0, 0, None, None)


def test_feeds_that_are_not_configured_any_more_are_not_shown(store: Store) -> None:
    with store.begin() as tx:
        add_feed(tx)
        feeds.sync(tx, [], at(1))
        assert views.feeds_overview(tx) == []


def test_deliveries_are_listed_newest_first(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(key=key) for key in ("one", "two", "three")], NOON)
        outbox.claim(tx, NOON, 60)
        assert [each.key for each in views.deliveries(tx, 2)] == ["three", "two"]
        assert [each.key for each in views.deliveries(tx, 9, DeliveryState.SENDING)] == ["one"]
        assert views.deliveries(tx, 9, DeliveryState.DEAD) == []


def test_a_delivery_is_shown_with_its_message_and_tries(store: Store) -> None:
    draft = make_delivery()
    with store.begin() as tx:
        outbox.add(tx, [draft], NOON)
        first = outbox.claim(tx, NOON, 60)
        assert first is not None
        outbox.finish(tx, first, Unclear("time-out"), at(1), at(2))
        second = outbox.claim(tx, at(2), 60)
        assert second is not None
        outbox.finish(tx, second, Delivered(), at(3), None)
        detail = views.delivery(tx, first.id)
    assert detail is not None
    assert detail.message == draft.message
    assert detail.delivery == DeliveryView(
        id=first.id,
        key="summit/1/1/desk",
        channel="desk",
        title="POSTPONED: summit",
        state=DeliveryState.SENT,
        detail="",
        created_at=NOON,
        due_at=None,
        ended_at=at(3),
        attempts=2,
        may_repeat=True,
        change_id=None,
    )
    assert detail.attempts == (
        AttemptView(
            number=1,
            started_at=NOON,
            ended_at=at(1),
            outcome=AttemptOutcome.UNCLEAR,
            detail="time-out",
        ),
        AttemptView(
            number=2,
            started_at=at(2),
            ended_at=at(3),
            outcome=AttemptOutcome.DELIVERED,
            detail="",
        ),
    )


def test_a_delivery_that_does_not_exist_is_none(store: Store) -> None:
    with store.read() as tx:
        assert views.delivery(tx, 7) is None


def test_the_corpus_is_counted(store: Store) -> None:
    copied = Verdict(novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT)
    match = TopicMatch(topic="summits", role=Role.PRIMARY, score=0.9, reason="title")
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_items(tx, feed_id, [make_item()], NOON)
        one, two = corpus.add_articles(
            tx, [make_draft(1), replace(make_draft(2), verdict=copied, no_text="not_html")]
        )
        passing = replace(match, role=Role.PASSING)
        corpus.add_matches(tx, [(one, [match, replace(match, topic="treaties")]), (two, [passing])])
        events.add_readings(tx, [(one, NOON, Reading(claims=(make_claim(),)))])
        assert views.corpus_counts(tx) == CorpusCounts(
            articles={Novelty.NEW: 1, Novelty.COPY: 1, Novelty.REVISION: 0},
            untexted=1,
            waiting=1,
            topics={"summits": 1, "treaties": 1},
            claims=1,
            signals=0,
        )


def test_deliveries_of_one_channel(store: Store) -> None:
    with store.begin() as tx:
        drafts = [make_delivery(key=name, channel=name) for name in ("desk", "mail")]
        outbox.add(tx, drafts, NOON)
        assert [each.key for each in views.deliveries(tx, 9, channel="mail")] == ["mail"]


def test_what_would_be_sent_now(store: Store) -> None:
    with store.begin() as tx:
        drafts = [
            make_delivery(key="now"),
            make_delivery(key="later", due_at=at(1)),
            make_delivery(key="together", bundle="digest:daily"),
            make_delivery(key="never", suppressed="too old"),
        ]
        outbox.add(tx, drafts, NOON)
        assert [each.key for each in views.due(tx, NOON)] == ["now"]
