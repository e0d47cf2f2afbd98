from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Role, TopicMatch
from monitor.model.claims import Reading, Status
from monitor.model.stories import StoryRule
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import stories
from monitor.store.engine import Store
from tests.builders import NOON, make_article, make_claim, make_topic

ON_TOPIC = (TopicMatch(topic="ruritania", role=Role.PRIMARY, score=1.0, reason="title"),)
WORDS = " ".join(f"word{number}" for number in range(60))


@pytest.fixture(scope="module")
def watch() -> Watch:
    return compile_watch([make_topic()])


def read(number: int, text: str = "", *statuses: Status, **changes: Any) -> ReadArticle:
    """An article on topic that says statuses of the summit."""
    values = {
        "title": f"Report {number}",
        "text": text or f"They met in room {number}.",
        "published": NOON + timedelta(hours=number),
        "url": f"https://paper-{number}.example/1",
        "guid": f"guid-{number}",
        "feed_id": None,
    }
    article = make_article(**values | changes)
    return ReadArticle(
        article=article,
        keys=article_keys(article, None),
        matches=ON_TOPIC,
        reading=Reading(claims=tuple(make_claim(status=status) for status in statuses)),
    )


def ingest(store: Store, watch: Watch, *batch: ReadArticle) -> list[int]:
    follower = Follower(watch=watch, teller=Teller(routes=(), timezone="UTC", now=NOON))
    with store.begin() as tx:
        return [each.shelved.article_id for each in commit(tx, batch, follower)]


def placed(store: Store, article_id: int) -> tuple[int, StoryRule]:
    with store.read() as tx:
        story = stories.story_of(tx, article_id)
        assert stories.faults(tx) == []
    assert story is not None
    return story.id, story.rule


def test_a_batch_is_put_into_stories(store: Store, watch: Watch) -> None:
    first, copy, same, other = ingest(
        store,
        watch,
        read(1, WORDS, Status.POSTPONED),
        read(2, WORDS, Status.POSTPONED),
        read(3, "", Status.POSTPONED),
        read(4, "", Status.HELD),
    )
    assert [placed(store, each) for each in (first, copy, same, other)] == [
        (first, StoryRule.FIRST),
        (first, StoryRule.TEXT),
        (first, StoryRule.STATUS),
        (other, StoryRule.FIRST),
    ]


def test_what_came_before_is_joined(store: Store, watch: Watch) -> None:
    (first,) = ingest(store, watch, read(1, WORDS, Status.POSTPONED))
    copy, same = ingest(
        store, watch, read(2, WORDS, Status.POSTPONED), read(3, "", Status.POSTPONED)
    )
    (late,) = ingest(store, watch, read(99, "", Status.POSTPONED))
    assert [placed(store, each) for each in (copy, same, late)] == [
        (first, StoryRule.TEXT),
        (first, StoryRule.STATUS),
        (late, StoryRule.FIRST),
    ]


def test_an_edit_stays_in_the_story(store: Store, watch: Watch) -> None:
    link = {"url": "https://courier.example/7"}
    (first,) = ingest(store, watch, read(1, "", Status.CONFIRMED, **link))
    (edited,) = ingest(store, watch, read(2, "", Status.POSTPONED, **link))
    assert placed(store, edited) == (first, StoryRule.TEXT)


def test_nothing_is_put_nowhere(store: Store, watch: Watch) -> None:
    assert ingest(store, watch) == []
