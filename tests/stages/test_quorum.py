"""How many sources it takes: `follow` by the ones that are there, `unconfirmed` what waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from monitor.model.claims import Lifecycle, Standing, Status
from monitor.model.events import ArticleClaims, IgnoredReason
from monitor.model.sources import Unconfirmed
from monitor.stages.quorum import unconfirmed
from monitor.stages.track import replay
from tests.builders import at, make_claim, make_occurrence
from tests.stories import said, spell


def article(number: int, hours: float, words: str, **changes: Any) -> ArticleClaims:
    """An article of an outlet of its own, its claims in the words of stories."""
    values: dict[str, Any] = {
        "article_id": number,
        "published": at(hours),
        "copy": "original" in changes,
        "outlet": f"Outlet {number}",
        "claims": tuple(said(each.strip()) for each in words.split(",")),
    }
    return ArticleClaims(**(values | changes))


def follow(articles: Sequence[ArticleClaims], min_sources: int = 2) -> list[str]:
    """What each article changes, where so many sources are asked for."""
    told = replay(articles, Lifecycle.MEETING, min_sources)
    return [spell(outcome.change) for outcome in told.outcomes]


CONFIRMED = [article(1, 0, "R confirmed"), article(2, 1, "G confirmed")]


@pytest.mark.parametrize(
    ("articles", "changes"),
    [
        pytest.param([article(1, 0, "R confirmed")], [""], id="one is not enough"),
        pytest.param(CONFIRMED, ["", "confirmed"], id="the second makes the change"),
        pytest.param(
            [article(1, 0, "R confirmed"), article(2, 73, "G confirmed")],
            ["", ""],
            id="not after three days",
        ),
        pytest.param(
            [article(1, 0, "R confirmed"), article(2, 1, "R confirmed", original=1)],
            ["", ""],
            id="a copy is no second source",
        ),
        pytest.param(
            [
                article(1, 0, "R confirmed", credit="ap"),
                article(2, 1, "R confirmed", credit="ap"),
                article(3, 2, "R confirmed"),
            ],
            ["", "", "confirmed"],
            id="nor is what another has from the same agency",
        ),
        pytest.param(
            [article(1, 0, "R confirmed"), article(2, 1, "R confirmed", outlet="Outlet 1")],
            ["", ""],
            id="nor the same outlet",
        ),
        pytest.param(
            [article(1, 0, "R confirmed"), article(2, 1, "other confirmed")],
            ["", ""],
            id="nor who has no standing",
        ),
        pytest.param(
            [article(1, 0, "R confirmed"), article(2, 1, "R maybe confirmed")],
            ["", ""],
            id="nor a possibility",
        ),
        pytest.param(
            [article(1, 0, "operator confirmed")], ["confirmed"], id="the operator is enough"
        ),
        pytest.param(
            [*CONFIRMED, article(3, 2, "R postponed"), article(4, 3, "outlet held")],
            ["", "confirmed", "", ""],
            id="two that say different things confirm nothing",
        ),
        pytest.param(
            [*CONFIRMED, article(3, 2, "R postponed"), article(4, 3, "G postponed")],
            ["", "confirmed", "", "postponed"],
            id="a later status takes as many",
        ),
        pytest.param(
            [*CONFIRMED, article(3, 2, "G not confirmed")],
            ["", "confirmed", ""],
            id="who announced it does not dispute it",
        ),
        pytest.param(
            [
                article(1, 0, "R confirmed"),
                article(2, 1, "R confirmed"),
                article(3, 2, "G not confirmed"),
            ],
            ["", "confirmed", "confirmed disputed"],
            id="a contradiction is told at once",
        ),
        pytest.param(
            [
                *CONFIRMED,
                article(3, 2, "R postponed"),
                article(4, 3, "G postponed"),
                article(5, 4, "R confirmed"),
            ],
            ["", "confirmed", "", "postponed", ""],
            id="what was said before the current status confirms no return",
        ),
        pytest.param(
            [*CONFIRMED, article(3, 2, "R confirmed @9"), article(4, 3, "G confirmed @9")],
            ["", "confirmed", "", "confirmed date"],
            id="a first date takes as many",
        ),
        pytest.param(
            [*CONFIRMED, article(3, 2, "R confirmed @9"), article(4, 3, "G confirmed @12")],
            ["", "confirmed", "", ""],
            id="who state that very date",
        ),
        pytest.param(
            [article(1, 0, "R rescheduled @9"), article(2, 1, "R rescheduled @12")],
            ["", ""],
            id="another day is another thing",
        ),
        pytest.param(
            [article(1, 0, "R rescheduled @9"), article(2, 1, "G rescheduled")],
            ["", "rescheduled"],
            id="no day is none other",
        ),
        pytest.param(
            [
                article(1, 0, "R confirmed body, outlet postponed body"),
                article(2, 1, "outlet postponed"),
            ],
            ["", ""],
            id="background confirms nothing",
        ),
        pytest.param(
            [article(2, 1, "G confirmed"), article(1, 0, "R confirmed")],
            ["confirmed", ""],
            id="what comes late has its place",
        ),
    ],
)
def test_two_sources(articles: Sequence[ArticleClaims], changes: Sequence[str]) -> None:
    assert follow(articles) == changes


def test_what_waits_has_its_reason() -> None:
    told = replay(CONFIRMED, Lifecycle.MEETING, 2)
    assert [each.reason for each in told.outcomes[0].ignored] == [IgnoredReason.UNCONFIRMED]
    assert told.occurrences[0].since == at(1)


def test_three_take_three() -> None:
    articles = [article(n, n, "R confirmed") for n in range(4)]
    assert follow(articles, 3) == ["", "", "confirmed", ""]


WAITING = [article(1, 0, "R postponed"), article(2, 1, "outlet held"), article(3, 2, "R postponed")]


def spelt(each: Unconfirmed) -> tuple[str, list[str], int, int | None]:
    names = [source.name for source in each.sources]
    return each.status.value, names, each.needed, each.day.day if each.day else None


@pytest.mark.parametrize(
    ("current", "min_sources", "now", "waiting"),
    [
        pytest.param(
            None,
            3,
            at(9),
            [
                ("postponed", ["Outlet 1", "Outlet 3"], 3, None),
                ("held", ["Outlet 2"], 3, None),
            ],
            id="each status with its sources, the newest first",
        ),
        pytest.param(None, 1, at(9), [], id="nothing waits where one source is enough"),
        pytest.param(
            None, 2, at(9), [("held", ["Outlet 2"], 2, None)], id="nor what has its sources"
        ),
        pytest.param(
            at(0.5),
            3,
            at(9),
            [("postponed", ["Outlet 3"], 3, None), ("held", ["Outlet 2"], 3, None)],
            id="nor what was said before the current status",
        ),
        pytest.param(
            None,
            3,
            at(73.5),
            [("postponed", ["Outlet 3"], 3, None)],
            id="nor what nobody has confirmed for three days",
        ),
    ],
)
def test_unconfirmed(
    current: datetime | None, min_sources: int, now: datetime, waiting: list[Any]
) -> None:
    occurrence = make_occurrence(since=current) if current else None
    assert [spelt(each) for each in unconfirmed(WAITING, occurrence, min_sources, now)] == waiting


def test_a_first_date_waits_by_itself() -> None:
    dated = [article(1, 1, "R confirmed @9"), article(2, 2, "G confirmed @12")]
    found = unconfirmed(dated, make_occurrence(status=Status.CONFIRMED), 2, at(3))
    assert [spelt(each) for each in found] == [
        ("confirmed", ["Outlet 2"], 2, 26),
        ("confirmed", ["Outlet 1"], 2, 23),
    ]


def test_low_trust_confirms_nobody_whom_it_quotes() -> None:
    quoted = make_claim(status=Status.CONFIRMED, standing=Standing.PARTY)
    report = article(1, 0, "R confirmed", claims=(quoted,))
    farm = article(2, 1, "R confirmed", claims=(quoted,), low_trust=True)
    assert follow([report, farm]) == ["", ""]
