"""The demo's story holds together on whatever day it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.demo.story import Article, tell

DAYS = [
    pytest.param(datetime(2026, 11, 22, 8, tzinfo=UTC), id="on an ordinary day"),
    pytest.param(datetime(2027, 1, 4, 0, 1, tzinfo=UTC), id="over the turn of a year, at midnight"),
    pytest.param(datetime(2028, 3, 3, 23, 59, tzinfo=UTC), id="over a leap day"),
]


def articles(now: datetime) -> list[Article]:
    return [article for act in tell(now).acts for article in act.articles]


@pytest.mark.parametrize("now", DAYS)
def test_everything_was_published_before_it_is_told_and_in_order(now: datetime) -> None:
    published = [article.published for article in articles(now)]
    assert published == sorted(published)
    assert published[-1] < now
    assert now - published[0] < timedelta(days=14)


@pytest.mark.parametrize("now", DAYS)
def test_days_stand_where_placeholders_stood(now: datetime) -> None:
    texts = [text for each in articles(now) for text in (each.title, *each.paragraphs)]
    assert not [text for text in texts if "{" in text or "}" in text]
    first = now.date() - timedelta(days=4)
    assert any(f"meet on {first.day} {first:%B}" in text for text in texts)


def test_articles_have_the_length_of_short_news() -> None:
    now = datetime(2026, 11, 22, 8, tzinfo=UTC)
    for article in articles(now):
        words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
        assert 60 <= words <= 150, article.title


def test_no_two_articles_share_a_page() -> None:
    paths = [article.path for article in articles(datetime(2026, 11, 22, 8, tzinfo=UTC))]
    assert len(set(paths)) == len(paths)


def test_every_outlet_has_a_part() -> None:
    story = tell(datetime(2026, 11, 22, 8, tzinfo=UTC))
    speaking = {article.outlet for act in story.acts for article in act.articles}
    assert speaking == set(story.outlets)
