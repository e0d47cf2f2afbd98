"""Digests: when the last ones were made, and what was seen since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from monitor.model.articles import DedupeReason, Novelty, Part, Role, TopicMatch, Verdict
from monitor.model.claims import Reading, Stance, Status, UnreadSignal
from monitor.model.events import Ignored, IgnoredReason
from monitor.model.items import FeedOutcome, PollRecord
from monitor.store import corpus, digests, events, feeds
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_claim
from tests.store.stock import make_draft

COPY = Verdict(novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT)
RUMOUR = make_claim(by="an analyst", side=None, status=Status.CANCELLED)
SIGNAL = UnreadSignal(event="summit", evidence="Doubts grow", part=Part.TITLE, start=0, end=11)


def article(tx: Transaction, number: int, found_at: datetime, **changes: Any) -> int:
    draft = replace(make_draft(number), found_at=found_at, **changes)
    (article_id,) = corpus.add_articles(tx, [draft])
    return article_id


def read(tx: Transaction, article_id: int, reading: Reading, *ignored: Ignored) -> None:
    events.add_readings(tx, [(article_id, NOON, reading)])
    events.mark_ignored(tx, article_id, ignored)


def test_a_digest_is_remembered_by_channel_and_rhythm(store: Store) -> None:
    with store.begin() as tx:
        assert digests.last_at(tx, "desk", "daily") is None
        digests.remember(tx, "desk", "daily", NOON)
        digests.remember(tx, "desk", "daily", at(1))
        digests.remember(tx, "desk", "weekly", at(2))
        assert digests.last_at(tx, "desk", "daily") == at(1)
        assert digests.last_at(tx, "mail", "daily") is None


def test_what_was_seen_since_a_time(store: Store) -> None:
    with store.begin() as tx:
        for number in range(1, 5):
            article(tx, number, at(number))
        match = TopicMatch(topic="a", role=Role.PRIMARY, score=1.0, reason="title")
        corpus.add_matches(
            tx,
            [
                (1, [match]),
                (3, [match, replace(match, topic="b")]),
                (4, [replace(match, role=Role.PASSING)]),
            ],
        )
        seen = digests.seen(tx, at(2))
        assert (seen.articles, seen.on_topic) == (2, 1)
        assert digests.seen(tx, at(9)).articles == 0
        assert digests.seen(tx, NOON).articles == 4


def test_feeds_that_answered_are_counted(store: Store) -> None:
    outcomes = (FeedOutcome.OK, FeedOutcome.NOT_MODIFIED, FeedOutcome.FETCH_FAILED)
    with store.begin() as tx:
        feeds.sync(tx, [f"https://courier.example/{n}" for n in range(4)], NOON)
        for feed_id, outcome in enumerate(outcomes, 1):
            feeds.record_polls(
                tx, [PollRecord(feed_id=feed_id, at=NOON, outcome=outcome, next_poll_at=at(1))]
            )
        seen = digests.seen(tx, NOON)
    assert (seen.feeds_ok, seen.feeds) == (2, 4)


NO_STANDING = IgnoredReason.NO_STANDING


@pytest.mark.parametrize(
    ("claim", "reason", "verdict", "told"),
    [
        pytest.param(RUMOUR, NO_STANDING, None, True, id="a claim of somebody without standing"),
        pytest.param(RUMOUR, IgnoredReason.WEAKER, None, False, id="one that was overruled"),
        pytest.param(RUMOUR, None, None, False, id="one that decided"),
        pytest.param(RUMOUR, NO_STANDING, COPY, False, id="a copy says nothing new"),
        pytest.param(replace(RUMOUR, stance=Stance.DENIED), NO_STANDING, None, False, id="a denial claims nothing"),
        pytest.param(replace(RUMOUR, event="tolls"), NO_STANDING, None, False, id="another event's"),
    ],
)  # fmt: skip
def test_which_claims_are_unconfirmed(
    store: Store, claim: Any, reason: Any, verdict: Any, told: bool
) -> None:
    with store.begin() as tx:
        found = article(tx, 1, at(1), **({"verdict": verdict} if verdict else {}))
        ignored = [Ignored(claim, reason)] if reason else []
        read(tx, found, Reading(claims=(claim,)), *ignored)
        hints = digests.hints(tx, "summit", "The summit", NOON)
    assert [(each.status, each.by) for each in hints] == (
        [(Status.CANCELLED, "an analyst")] if told else []
    )


def test_signals_come_before_claims_and_what_is_old_not_at_all(store: Store) -> None:
    with store.begin() as tx:
        for number in (1, 2):
            found = article(tx, number, at(number))
            reading = Reading(claims=(RUMOUR,), signals=(SIGNAL,))
            read(tx, found, reading, Ignored(RUMOUR, NO_STANDING))
        hints = digests.hints(tx, "summit", "The summit", at(1))
    assert [(each.event_name, each.text, each.status) for each in hints] == [
        ("The summit", "Doubts grow", None),
        ("The summit", RUMOUR.evidence, Status.CANCELLED),
    ]
