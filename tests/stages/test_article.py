from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from monitor.model.articles import TextSource
from monitor.model.items import Gathered, PendingItem
from monitor.model.pages import PageText
from monitor.stages.article import to_article
from tests.builders import NOON, at, make_item


def gathered(page: PageText | None = None, **changes: Any) -> Gathered:
    item = make_item(**{k: v for k, v in changes.items() if k in ("published", "title", "url")})
    pending = PendingItem(
        id=1, feed_id=1, item=item, found_at=NOON, changed_at=changes.get("changed_at")
    )
    return Gathered(pending=pending, text="The text.", source=TextSource.FEED, page=page)


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        pytest.param({"published": at(-2)}, at(-2), id="the feed's date"),
        pytest.param({"published": None}, NOON, id="without one, when it was found"),
        pytest.param({"published": at(24 * 365)}, NOON, id="no date is later than its discovery"),
        pytest.param(
            {"published": at(3), "changed_at": at(4)}, at(3), id="of an edit, its own discovery"
        ),
        pytest.param({"published": at(9), "changed_at": at(4)}, at(4), id="and no later than that"),
    ],
)
def test_when_an_article_was_published(changes: dict[str, Any], published: datetime) -> None:
    assert to_article(gathered(**changes), None).published == published


def test_what_the_feed_does_not_tell_the_page_does() -> None:
    page = PageText(text="The text.", title="From the page", language="fr", published=at(-1))
    article = to_article(gathered(page, title="", published=None), None)
    assert (article.title, article.language, article.published) == ("From the page", "fr", at(-1))


def test_an_outlet_without_a_name_is_its_host() -> None:
    assert (
        to_article(gathered(url="https://www.courier.example/1"), None).outlet == "courier.example"
    )
