"""Articles of one hour arrive in any order: the event ends in the same state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.schema.topics import Event, Party, Topic
from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.claims import STATUSES, Claim, Lifecycle, Reading, Stance
from monitor.model.events import Occurrence
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import events
from monitor.store.engine import Store
from tests.builders import NOON, at, make_article, make_claim

MINUTE = 1 / 60
MEETING = Event(
    id="summit",
    name="Ruritania–Graustark summit",
    lifecycle=Lifecycle.MEETING,
    parties=(Party(aliases=("Ruritania",)), Party(aliases=("Graustark",))),
)


@pytest.fixture(scope="module")
def watch() -> Watch:
    return compile_watch([Topic(topic="palace", name="Palace", events=(MEETING,))])


def make_read(minute: int, claims: list[Claim]) -> ReadArticle:
    article = make_article(
        title=f"Report of minute {minute}",
        text=f"It is minute {minute}. " * 20,
        published=at(minute * MINUTE),
        url=f"https://courier.example/{minute}",
        guid=f"courier-{minute}",
        feed_id=None,
    )
    return ReadArticle(
        article=article,
        keys=article_keys(article, None),
        matches=(),
        reading=Reading(claims=tuple(dict.fromkeys(claims))),
    )


def arrive(reads: list[ReadArticle], watch: Watch) -> list[Occurrence]:
    """The occurrences after articles came one by one, without what only counts the writes."""
    with Store.in_memory() as store:
        for read in reads:
            teller = Teller(routes=(), timezone="UTC", now=at(2))
            follower = Follower(watch=watch, teller=teller)
            with store.begin() as tx:
                commit(tx, [read], follower)
        with store.read() as tx:
            found = events.occurrences(tx, MEETING.id)
    return [replace(each, version=0, last_published=NOON) for each in found]


claims = st.builds(
    make_claim,
    status=st.sampled_from(STATUSES[Lifecycle.MEETING]),
    stance=st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED]),
    side=st.sampled_from(["Ruritania", "Graustark"]),
    day=st.sampled_from([None, at(24 * 9).date(), at(24 * 12).date()]),
    concrete=st.booleans(),
)
hours = st.dictionaries(
    st.integers(0, 59), st.lists(claims, min_size=1, max_size=2), min_size=2, max_size=5
)


def test_state_is_the_same_whatever_the_order_of_arrival(watch: Watch) -> None:
    @settings(max_examples=25, deadline=None)
    @given(hours, st.randoms(use_true_random=False))
    def check(hour: dict[int, list[Claim]], chance: object) -> None:
        reads = [make_read(minute, said) for minute, said in sorted(hour.items())]
        shuffled = list(reads)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        assert arrive(shuffled, watch) == arrive(reads, watch)

    check()
