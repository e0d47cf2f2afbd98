"""What `explain` says where an event asks for two sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from monitor.jobs.commit import commit
from monitor.jobs.explain import Explanation, explain_article, explain_stored
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article
from monitor.stages.read import read_article
from monitor.store import corpus
from monitor.store.engine import Store
from tests.builders import NOON, at, make_article, make_topic

LEADS = {
    "Courier": "The summit of Ruritania and Graustark was postponed, the Ruritanian government said.",
    "Herald": "The summit between Ruritania and Graustark is put off, both governments announced.",
}


@pytest.fixture(scope="module")
def watch() -> Watch:
    return compile_watch([make_topic(min_sources=2)])


def report(outlet: str, hours: float, **changes: Any) -> Article:
    values = {
        "title": f"{outlet}: summit of Ruritania and Graustark postponed",
        "text": LEADS[outlet],
        "published": at(hours),
        "outlet": outlet,
        "url": f"https://{outlet.lower()}.example/{hours}",
        "guid": f"{outlet}-{hours}",
        "feed_id": None,
    }
    return make_article(**values | changes)


def said_of(explanation: Explanation) -> tuple[str, Sequence[str]]:
    """What comes of the one event that is spoken of, and why its claims changed nothing."""
    (event,) = explanation.events
    assert event.outcome is not None
    change = event.outcome.change
    reasons = {each.reason.value for each in event.outcome.ignored}
    return change.status.value if change else "", sorted(reasons)


def test_each_article_is_shown_with_the_sources_of_its_time(store: Store, watch: Watch) -> None:
    first, second = report("Courier", 1), report("Herald", 2)
    follower = Follower(watch=watch, teller=Teller(routes=(), timezone="UTC", now=NOON))
    with store.begin() as tx:
        (one,) = commit(tx, [read_article(first, watch)], follower)
        assert said_of(explain_article(second, watch, tx))[0] == "postponed"
        assert said_of(explain_article(report("Courier", 3), watch, tx))[0] == ""
        (other,) = commit(tx, [read_article(second, watch)], follower)
        stored = [corpus.article(tx, each.shelved.article_id) for each in (one, other)]
        told = [said_of(explain_stored(each, watch, tx)) for each in stored if each is not None]
    assert told[0] == ("", ["unconfirmed"])
    assert told[1][0] == "postponed"
