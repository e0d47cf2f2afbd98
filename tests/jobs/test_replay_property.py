"""A replay of a stored corpus reproduces what really happened, as far as anything can.

Precisely: whatever the order of arrival, every event ends up as it is stored. Where articles come
in the order of their publication, the changes are the stored ones, to the last field that is told.
Where one came late, what was told before could not know of it: from its time of publication on,
and only from there, a difference may be, and it is marked with its cause.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from monitor.jobs.follow import Follower
from monitor.jobs.operator import set_status, undo
from monitor.jobs.replay import Compared
from monitor.jobs.tell import Teller
from monitor.language.watch import compile_watch
from monitor.model.articles import Article
from monitor.model.claims import Status
from monitor.model.events import Occurrence
from monitor.model.replays import Cause, Effect
from monitor.store import events
from monitor.store.engine import Store
from tests.builders import NOON
from tests.corpora import SAID, Report, begin, ingest, make_config, replayed

CONFIG = make_config(Path("/nowhere"))
WATCH = compile_watch(CONFIG.topics)

quick = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
reports = st.lists(
    st.tuples(st.sampled_from(sorted(SAID)), st.integers(0, 9 * 24 * 60)), min_size=1, max_size=7
).map(lambda rows: [Report(said, minutes, n) for n, (said, minutes) in enumerate(rows)])
sizes = st.lists(st.integers(1, 3), min_size=7, max_size=7)


def play(store: Store, arriving: list[Article], sizes: list[int]) -> Compared:
    """Articles ingested in batches of those sizes, each when its newest was just published."""
    begin(store)
    now = NOON
    for size in sizes:
        batch, arriving = arriving[:size], arriving[size:]
        if batch:
            now = max([now, *(each.published for each in batch)])
            ingest(store, CONFIG, batch, now)
    return asyncio.run(replayed(store, CONFIG))


def stands(occurrence: Occurrence | None) -> Occurrence | None:
    return replace(occurrence, version=0) if occurrence else None


def ends_as_stored(compared: Compared) -> bool:
    return {e: stands(o) for e, o in compared.before.items()} == {
        e: stands(o) for e, o in compared.after.items()
    }


@quick
@given(reports, sizes)
def test_what_came_in_order_is_told_again_to_the_last_field(
    written: list[Report], sizes: list[int]
) -> None:
    in_order = sorted((each.article() for each in written), key=lambda each: each.published)
    with Store.in_memory() as store:
        compared = play(store, in_order, sizes)
    assert ends_as_stored(compared)
    assert all(each.effect is Effect.SAME for each in compared.comparisons)
    assert all(each.before == each.after for each in compared.comparisons)


@quick
@given(reports.flatmap(st.permutations), sizes)
def test_in_any_order_events_end_up_as_stored_and_differences_begin_with_a_late_article(
    written: list[Report], sizes: list[int]
) -> None:
    with Store.in_memory() as store:
        compared = play(store, [each.article() for each in written], sizes)
    assert ends_as_stored(compared)
    causes = {each.cause for each in compared.comparisons if each.effect is not Effect.SAME}
    assert causes <= {Cause.LATE}


@quick
@given(reports, st.lists(st.integers(0, 6), min_size=7, max_size=7), sizes)
def test_what_an_edit_takes_back_is_told_by_no_replay(
    written: list[Report], edits: list[int], sizes: list[int]
) -> None:
    in_order = sorted(written, key=lambda each: each.minutes)
    edited = [replace(e, edits=of) for e, of in zip(in_order, edits, strict=False)]
    with Store.in_memory() as store:
        compared = play(store, [each.article() for each in edited], sizes)
    assert ends_as_stored(compared)
    causes = {each.cause for each in compared.comparisons if each.effect is not Effect.SAME}
    assert causes <= {Cause.EDITED, Cause.LATE}


@quick
@given(reports, st.integers(0, 7), st.sampled_from(list(Status)[:7]), st.booleans())
def test_the_word_of_the_operator_is_replayed_and_what_is_undone_is_not(
    written: list[Report], place: int, status: Status, undone: bool
) -> None:
    in_order = sorted((each.article() for each in written), key=lambda each: each.published)
    with Store.in_memory() as store:
        play(store, in_order[:place], [1] * 7)
        now = max((each.published for each in in_order[:place]), default=NOON)
        teller = Teller(routes=(), timezone="UTC", now=now + timedelta(seconds=1))
        with store.begin() as tx:
            follower = Follower(watch=WATCH, teller=teller)
            set_status(tx, follower, WATCH.events["summit"], status)
        compared = play(store, in_order[place:], [1] * 7)
        if undone:
            with store.begin() as tx:
                undo(tx, WATCH.events["summit"], teller)
            compared = asyncio.run(replayed(store, CONFIG))
        with store.read() as tx:
            assert stands(events.current(tx, "summit")) == stands(compared.after["summit"])
    causes = {each.cause for each in compared.comparisons if each.effect is not Effect.SAME}
    assert causes <= ({Cause.TAKEN_BACK, Cause.LATE} if undone else {Cause.LATE})
