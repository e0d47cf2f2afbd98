from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.articles import ArticleDraft, TextSource
from monitor.model.robots import RobotsFile
from monitor.store import corpus, robots
from monitor.store.engine import Store
from monitor.store.extractions import LAST, extraction_rates
from tests.builders import NOON, at
from tests.store.stock import add_feed, make_draft

ORIGIN = "https://courier.example"


def test_a_file_comes_back_as_it_was_kept(store: Store) -> None:
    file = RobotsFile(origin=ORIGIN, body="User-agent: *", refused="", expires_at=at(24))
    with store.begin() as tx:
        assert robots.file_of(tx, ORIGIN) is None
        robots.keep(tx, file, NOON)
        assert robots.file_of(tx, ORIGIN) == file


def test_a_new_file_takes_the_place_of_the_old_one(store: Store) -> None:
    refused = RobotsFile(origin=ORIGIN, refused="no answer", expires_at=at(1))
    with store.begin() as tx:
        robots.keep(tx, RobotsFile(origin=ORIGIN, body="x", expires_at=at(24)), NOON)
        robots.keep(tx, refused, at(25))
        assert robots.file_of(tx, ORIGIN) == refused


def test_files_that_nobody_asked_for_in_a_month_are_forgotten(store: Store) -> None:
    with store.begin() as tx:
        robots.keep(tx, RobotsFile(origin="https://old.example", expires_at=NOON), NOON)
        late = NOON + robots.KEPT + timedelta(seconds=1)
        robots.keep(tx, RobotsFile(origin=ORIGIN, expires_at=late), late)
        assert robots.file_of(tx, "https://old.example") is None
        assert robots.file_of(tx, ORIGIN) is not None


def test_rates_tell_how_many_pages_gave_a_text(store: Store) -> None:
    with store.begin() as tx:
        one, other = add_feed(tx), add_feed(tx, "https://herald.example/feed.xml")
        corpus.add_articles(
            tx,
            [
                make_draft(1, feed_id=one),
                make_draft(2, feed_id=one, source=TextSource.FEED),
                _failed(3, one),
                _failed(4, other),
                make_draft(5, feed_id=None),
            ],
        )
        assert extraction_rates(tx) == {one: (1, 2), other: (0, 1)}


def test_only_the_last_articles_of_a_feed_count(store: Store) -> None:
    with store.begin() as tx:
        feed = add_feed(tx)
        drafts = [_failed(number, feed) for number in range(20)]
        drafts += [make_draft(number, feed_id=feed) for number in range(20, 20 + LAST - 1)]
        corpus.add_articles(tx, drafts)
        assert extraction_rates(tx) == {feed: (LAST - 1, LAST)}


def test_an_empty_corpus_has_no_rates(store: Store) -> None:
    with store.begin() as tx:
        assert extraction_rates(tx) == {}


def _failed(number: int, feed_id: int) -> ArticleDraft:
    draft = make_draft(number, feed_id=feed_id, source=TextSource.SUMMARY)
    return replace(draft, no_text="paywall")
