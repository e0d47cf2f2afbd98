from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.claims import Status
from monitor.model.events import ChangeKind
from monitor.model.replays import Cause, Comparison, Effect, ReplayedAlert
from monitor.model.views import SourceView
from monitor.stages.comparison import compare, detail_of, explain, irregularities
from tests.builders import at, make_change


def source(number: int, published: datetime) -> SourceView:
    return SourceView(
        article_id=number,
        outlet=f"Outlet {number}",
        title=f"Report {number}",
        url=None,
        published=published,
        copy=False,
    )


def alert(number: int, status: str = "postponed", **changes: Any) -> ReplayedAlert:
    """The alert of an article of that number, published as many hours after noon."""
    published = at(number)
    change = make_change(published=published, status=Status(status), **changes)
    return ReplayedAlert(change=change, source=source(number, published))


def spell(found: tuple[Comparison, ...]) -> list[str]:
    return [
        f"{each.effect} {each.alert.change.status} {' '.join(each.differs)}".strip()
        for each in found
    ]


CASES = [
    pytest.param([], [], [], id="nothing before, nothing after"),
    pytest.param([alert(1)], [alert(1)], ["same postponed"], id="the same alert by the same article"),
    pytest.param([], [alert(1)], ["comes postponed"], id="one more"),
    pytest.param([alert(1)], [], ["goes postponed"], id="one less"),
    pytest.param(
        [alert(1)], [alert(1, "cancelled")], ["changes cancelled status"],
        id="the same article makes another status of it",
    ),
    pytest.param(
        [alert(1)], [alert(1, disputed=True)], ["changes postponed disputed"],
        id="the same status, now disputed",
    ),
    pytest.param(
        [alert(1, "confirmed")],
        [alert(1, "confirmed", kind=ChangeKind.FIRST_DATE, day=date(2031, 6, 3))],
        ["changes confirmed detail day"],
        id="what is new is the date",
    ),
    pytest.param(
        [alert(2)], [alert(1)], ["changes postponed article"],
        id="the same news, by an earlier article",
    ),
    pytest.param(
        [alert(1, "confirmed"), alert(2), alert(3, "confirmed")],
        [alert(2), alert(4, "confirmed")],
        ["goes confirmed", "same postponed", "changes confirmed article"],
        id="news is paired with its like only between the same neighbours",
    ),
    pytest.param(
        [alert(1)], [alert(1, event="truce")], ["goes postponed", "comes postponed"],
        id="alerts of two events have nothing to do with each other",
    ),
    pytest.param(
        [alert(1), alert(1)], [alert(1)], ["same postponed", "goes postponed"],
        id="what was stored twice stands once",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), CASES)
def test_what_becomes_of_alerts(
    before: list[ReplayedAlert], after: list[ReplayedAlert], told: list[str]
) -> None:
    assert sorted(spell(compare(before, after))) == sorted(told)


def test_an_alert_whose_article_is_gone_is_paired_by_what_it_tells() -> None:
    gone = ReplayedAlert(change=make_change(published=at(1)), source=None)
    (found,) = compare([gone], [alert(1)])
    assert (found.effect, found.differs) == (Effect.CHANGES, ("article",))


def test_a_first_date_is_a_detail_and_a_status_is_none() -> None:
    assert detail_of(make_change(kind=ChangeKind.FIRST_DATE)) == "date"
    assert detail_of(make_change()) is None


statuses = st.sampled_from(["confirmed", "postponed", "cancelled"])
alerts = st.dictionaries(st.integers(1, 9), statuses, max_size=6).map(
    lambda rows: [alert(number, status) for number, status in sorted(rows.items())]
)
MIRRORED = {Effect.COMES: Effect.GOES, Effect.GOES: Effect.COMES}


@given(alerts)
def test_a_list_compared_with_itself_is_the_same(told: list[ReplayedAlert]) -> None:
    assert [each.effect for each in compare(told, told)] == [Effect.SAME] * len(told)


@given(alerts, alerts)
def test_every_alert_stands_in_exactly_one_comparison(
    before: list[ReplayedAlert], after: list[ReplayedAlert]
) -> None:
    found = compare(before, after)
    assert sorted(repr(e.before) for e in found if e.before) == sorted(map(repr, before))
    assert sorted(repr(e.after) for e in found if e.after) == sorted(map(repr, after))


@given(alerts, alerts)
def test_the_other_way_round_what_came_goes(
    before: list[ReplayedAlert], after: list[ReplayedAlert]
) -> None:
    there = sorted(MIRRORED.get(each.effect, each.effect) for each in compare(before, after))
    assert sorted(each.effect for each in compare(after, before)) == there


ARRIVALS = [
    pytest.param([1, 2, 3], None, id="all in order: it is the rules"),
    pytest.param([2, 3, 1], Cause.LATE, id="one came late, before the alert in time"),
    pytest.param([5, 9, 8], None, id="one came late, but is of a later time"),
]


@pytest.mark.parametrize(("hours", "cause"), ARRIVALS)
def test_a_difference_is_laid_to_late_articles_from_their_time_on(
    hours: list[int], cause: Cause | None
) -> None:
    irregular = irregularities({"summit": [at(each) for each in hours]}, {}, [])
    (found,) = explain(compare([], [alert(4)]), irregular, {"summit"})
    assert found.cause is cause


@pytest.mark.parametrize(
    ("withdrawn", "edited", "watched", "cause"),
    [
        pytest.param({(1, "summit"): at(1)}, [], {"summit"}, Cause.TAKEN_BACK, id="withdrawn"),
        pytest.param({}, [("summit", at(1))], {"summit"}, Cause.EDITED, id="edited"),
        pytest.param({}, [("truce", at(1))], {"summit"}, None, id="an edit about another event"),
        pytest.param({}, [], {"truce"}, Cause.UNWATCHED, id="nobody watches it any more"),
    ],
)
def test_causes(
    withdrawn: dict[tuple[int, str], datetime],
    edited: list[tuple[str, datetime]],
    watched: set[str],
    cause: Cause | None,
) -> None:
    irregular = irregularities({}, withdrawn, edited)
    (found,) = explain(compare([alert(4)], []), irregular, watched)
    assert found.cause is cause


def test_what_is_the_same_needs_no_cause() -> None:
    irregular = irregularities({}, {}, [("summit", at(1))])
    (found,) = explain(compare([alert(4)], [alert(4)]), irregular, {"summit"})
    assert found.cause is None
