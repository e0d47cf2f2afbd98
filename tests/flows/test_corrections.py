"""Articles of one hour arrive in any order: people end up knowing how the event stands."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monitor.config.schema.alerts import Route
from monitor.config.schema.topics import Event, Party, Topic
from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.alerts import AlertKind
from monitor.model.claims import STATUSES, Claim, Lifecycle, Reading, Stance
from monitor.model.deliveries import Delivered
from monitor.model.views import Told
from monitor.stages.correction import Standing, standing
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import events, outbox, tellings
from monitor.store.engine import Store
from tests.builders import at, make_article, make_claim

MINUTE = 1 / 60
MEETING = Event(
    id="summit",
    name="Ruritania–Graustark summit",
    lifecycle=Lifecycle.MEETING,
    parties=(Party(aliases=("Ruritania",)), Party(aliases=("Graustark",))),
)
CLAIMS = st.builds(
    make_claim,
    status=st.sampled_from(STATUSES[Lifecycle.MEETING]),
    stance=st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED]),
    side=st.sampled_from(["Ruritania", "Graustark"]),
    day=st.sampled_from([None, at(24 * 9).date(), at(24 * 12).date()]),
    concrete=st.booleans(),
)
HOURS = st.dictionaries(
    st.integers(0, 59), st.lists(CLAIMS, min_size=1, max_size=2), min_size=2, max_size=6
)


OUTLETS = ("The Strelsau Courier", "The Hentzau Herald")


@pytest.fixture(scope="module", params=[1, 2], ids=["one source", "two sources"])
def watch(request: pytest.FixtureRequest) -> Watch:
    topic = Topic(topic="palace", name="Palace", events=(MEETING,), min_sources=request.param)
    return compile_watch([topic])


def make_read(minute: int, claims: Iterable[Claim]) -> ReadArticle:
    outlet = OUTLETS[minute % len(OUTLETS)]
    article = make_article(
        title=f"Report of minute {minute}",
        text=f"It is minute {minute}. " * 20,
        published=at(minute * MINUTE),
        url=f"https://paper-{minute % len(OUTLETS)}.example/{minute}",
        outlet=outlet,
        guid=f"courier-{minute}",
        feed_id=None,
    )
    return ReadArticle(
        article=article,
        keys=article_keys(article, None),
        matches=(),
        reading=Reading(claims=tuple(dict.fromkeys(claims))),
    )


def send_all(store: Store) -> None:
    with store.begin() as tx:
        while (delivery := outbox.claim(tx, at(2), 60.0)) is not None:
            outbox.finish(tx, delivery, Delivered(), at(2), None)


def arrive(
    watch: Watch, reads: list[ReadArticle], sent: list[bool]
) -> tuple[Standing | None, list[Told]]:
    """How the event stands at the end, and what was told; `sent`: all that waits goes out then."""
    teller = Teller(routes=(Route(to=("desk",)),), timezone="UTC", now=at(2))
    follower = Follower(watch=watch, teller=teller)
    with Store.in_memory() as store:
        for read, send in zip(reads, sent, strict=True):
            with store.begin() as tx:
                commit(tx, [read], follower)
            if send:
                send_all(store)
        with store.read() as tx:
            return standing(events.current(tx, MEETING.id)), tellings.of_event(tx, MEETING.id)


def test_whatever_the_order_the_last_word_is_how_it_stands(watch: Watch) -> None:
    @settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(HOURS, st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=6))
    def check(hour: dict[int, list[Claim]], chance: object, sent: list[bool]) -> None:
        reads = [make_read(minute, said) for minute, said in sorted(hour.items())]
        shuffled = list(reads)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        now, told = arrive(watch, shuffled, sent[: len(reads)])
        same, told_in_order = arrive(watch, reads, sent[: len(reads)])
        assert now == same
        assert now == (standing(told[0].alert) if told else None)
        assert not [each for each in told_in_order if each.alert.kind is AlertKind.CORRECTION]

    check()
