from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from monitor.language.watch import compile_watch
from monitor.model.claims import Claim, Reading, Status
from monitor.model.events import ArticleClaims
from monitor.model.replays import FoundArticle, Made, Reread
from monitor.model.views import SourceView
from monitor.stages.alert import FIRST_PASS, TOO_OLD
from monitor.stages.replays import Holds, alerts_of, follow, histories
from tests.builders import NOON, at, make_change, make_claim, make_topic

WATCHED = compile_watch([make_topic()]).events
DAY = timedelta(days=1)


def said(number: int, *claims: Claim, **changes: Any) -> ArticleClaims:
    values: dict[str, Any] = {
        "article_id": number,
        "published": at(number),
        "copy": False,
        "outlet": f"Outlet {number}",
        "claims": claims,
    }
    return ArticleClaims(**(values | changes))


def source(number: int) -> SourceView:
    return SourceView(
        article_id=number,
        outlet=f"Outlet {number}",
        title=f"Report {number}",
        url=None,
        published=at(number),
        copy=False,
    )


def reread(number: int, *claims: Claim) -> Reread:
    return Reread(
        source=source(number), said=said(number), matches=(), reading=Reading(claims=claims)
    )


CONFIRMED, POSTPONED = make_claim(), make_claim(status=Status.POSTPONED)


def test_a_history_is_what_was_read_again_and_what_was_kept_by_time() -> None:
    kept = {"summit": [said(2, CONFIRMED)], "truce": [said(9, CONFIRMED)]}
    found = histories([reread(3, POSTPONED), reread(1, CONFIRMED)], kept, set(), {"summit"})
    assert found == {"summit": [said(1, CONFIRMED), said(2, CONFIRMED), said(3, POSTPONED)]}


def test_what_the_operator_took_back_counts_in_no_reading() -> None:
    both = reread(1, CONFIRMED, make_claim(event="truce"))
    found = histories([both], {}, {(1, "summit")}, {"summit", "truce"})
    assert found == {"summit": [], "truce": [said(1, make_claim(event="truce"))]}


def test_claims_of_events_that_are_not_watched_are_left_out() -> None:
    assert histories([reread(1, make_claim(event="truce"))], {}, set(), {"summit"}) == {
        "summit": []
    }


def test_changes_of_all_events_come_in_order_of_publication() -> None:
    history = [said(1, CONFIRMED), said(2, CONFIRMED), said(3, POSTPONED)]
    made, standings = follow({"summit": history}, WATCHED)
    assert [(each.article_id, each.change.status) for each in made] == [
        (1, Status.CONFIRMED),
        (3, Status.POSTPONED),
    ]
    present = standings["summit"]
    assert present is not None
    assert present.status is Status.POSTPONED


def test_an_event_that_nobody_spoke_of_is_not_known() -> None:
    assert follow({"summit": []}, WATCHED) == ([], {"summit": None})


def test_as_many_sources_as_the_event_asks_for() -> None:
    (event,) = make_topic().events
    two = make_topic(events=[event.model_copy(update={"min_sources": 2})])
    watched = compile_watch([two]).events
    made, _ = follow({"summit": [said(1, CONFIRMED), said(2, CONFIRMED)]}, watched)
    assert [each.article_id for each in made] == [2]


HELD = [
    pytest.param(None, {"ruritania": None}, 99, "", id="no age limit: nothing is held back"),
    pytest.param(DAY, {}, 0, "", id="fresh"),
    pytest.param(DAY, {}, 25, TOO_OLD, id="too old when it was found"),
    pytest.param(DAY, {"ruritania": at(9)}, 2, FIRST_PASS, id="found in the first pass"),
    pytest.param(DAY, {"ruritania": at(1)}, 2, "", id="found after the first pass"),
    pytest.param(DAY, {"ruritania": None}, 2, FIRST_PASS, id="the first pass is going on"),
]


@pytest.mark.parametrize(("max_age", "settled", "hours", "why"), HELD)
def test_why_an_alert_is_held_back(
    max_age: timedelta | None, settled: dict[str, datetime | None], hours: float, why: str
) -> None:
    holds = Holds(max_age=max_age, settled=settled)
    assert holds.why("ruritania", NOON, FoundArticle(source=source(0), found_at=at(hours))) == why


def alerts(*numbers: int) -> list[str]:
    """Why the alerts of articles are held back that came in a first pass."""
    made = [Made(change=make_change(published=at(n)), article_id=n) for n in numbers]
    articles = {n: FoundArticle(source=source(n), found_at=at(n)) for n in numbers}
    holds = Holds(max_age=DAY, settled={"ruritania": None})
    return [each.held_back for each in alerts_of(made, articles, {"summit": "ruritania"}, holds)]


def test_the_changes_of_a_first_pass_are_held_back_unless_there_is_but_one() -> None:
    assert alerts(1, 2) == [FIRST_PASS, FIRST_PASS]
    assert alerts(1) == [""]


def test_an_alert_of_no_article_is_held_back_by_nothing() -> None:
    made = [Made(change=make_change(), article_id=None)]
    (alert,) = alerts_of(made, {}, {}, Holds(max_age=DAY, settled={}))
    assert (alert.source, alert.held_back) == (None, "")
