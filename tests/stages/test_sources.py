from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Stance, Standing, Status
from monitor.model.events import ArticleClaims
from monitor.model.sources import IndependentSource
from monitor.stages.sources import (
    CONFIRMATION,
    counted_from,
    independent_sources,
    saying,
    sources_of,
)
from tests.builders import NOON, at, make_change, make_claim

POSTPONED = make_claim(status=Status.POSTPONED)
OWN_VOICE = make_claim(status=Status.POSTPONED, standing=Standing.OUTLET, by=None, side=None)
TOLD_REUTERS = make_claim(status=Status.POSTPONED, evidence="It is off, aides told Reuters.")


def article(number: int, outlet: str = "", **changes: Any) -> ArticleClaims:
    """An article of an outlet of its own that says that the summit is postponed."""
    values: dict[str, Any] = {
        "article_id": number,
        "published": at(number),
        "copy": "original" in changes,
        "outlet": outlet or f"Outlet {number}",
        "claims": (POSTPONED,),
    }
    return ArticleClaims(**(values | changes))


def told(*articles: ArticleClaims) -> list[tuple[str, int]]:
    return [(each.name, each.copies) for each in independent_sources(articles)]


COPIES = [article(n, original=1) for n in range(2, 31)]
BBC = {"url": "https://www.isternews.co.uk/1"}


@pytest.mark.parametrize(
    ("articles", "sources"),
    [
        pytest.param([], [], id="nobody is none"),
        pytest.param(
            [article(1), article(2)], [("Outlet 1", 0), ("Outlet 2", 0)], id="two are two"
        ),
        pytest.param([article(1), *COPIES], [("Outlet 1", 29)], id="thirty copies are one"),
        pytest.param(COPIES, [], id="copies of what does not count do not count"),
        pytest.param(
            [article(1, "Courier"), article(2, "courier")],
            [("Courier", 0)],
            id="an outlet that reports twice is one",
        ),
        pytest.param(
            [article(1, **BBC), article(2, url="https://m.isternews.co.uk/2")],
            [("Outlet 1", 1)],
            id="two feeds of one domain are one",
        ),
        pytest.param(
            [article(1, **BBC), article(2, url="https://other.co.uk/2")],
            [("Outlet 1", 0), ("Outlet 2", 0)],
            id="a country's second level is no publisher",
        ),
        pytest.param(
            [article(n, url=f"https://news.google.com/{n}") for n in (1, 2)],
            [("Outlet 1", 0), ("Outlet 2", 0)],
            id="where many publish a domain says nothing",
        ),
        pytest.param(
            [article(n, url=f"http://127.0.0.1:{n}/a") for n in (1, 2)],
            [("Outlet 1", 0), ("Outlet 2", 0)],
            id="an address in numbers is no domain",
        ),
        pytest.param(
            [article(1, "ister.example"), article(2, url="https://www.ister.example/2")],
            [("ister.example", 1)],
            id="an outlet may be called by its domain",
        ),
        pytest.param(
            [article(1, credit="ap"), article(2, credit="ap"), article(3)],
            [("Associated Press", 1), ("Outlet 3", 0)],
            id="what credits an agency is the agency's",
        ),
        pytest.param(
            [article(1, "Courier", credit="ap"), article(2, "Courier")],
            [("Associated Press", 0), ("Courier", 0)],
            id="an outlet's own report beside the agency's is another",
        ),
        pytest.param(
            [article(1), article(2, original=1, credit="afp"), article(3, credit="afp")],
            [("AFP", 2)],
            id="a copy that says whose it is tells it of its original",
        ),
        pytest.param(
            [article(1), article(2), article(3, credit="ap"), article(4, original=2, credit="ap")],
            [("Outlet 1", 0), ("Associated Press", 2)],
            id="what turns out to be one is one, at the place of its first",
        ),
        pytest.param(
            [article(1, claims=(TOLD_REUTERS,)), article(2, credit="reuters")],
            [("Reuters", 1)],
            id="a sentence that cites an agency is the agency's",
        ),
        pytest.param(
            [article(1, claims=(TOLD_REUTERS, POSTPONED)), article(2, credit="reuters")],
            [("Outlet 1", 0), ("Reuters", 0)],
            id="unless the outlet says so itself besides",
        ),
        pytest.param(
            [article(1, low_trust=True), article(2, low_trust=True)],
            [("the Ruritanian government", 1)],
            id="feeds of low trust speak for whom they quote, once",
        ),
        pytest.param(
            [article(1, low_trust=True), article(2)],
            [("Outlet 2", 0)],
            id="and for nobody whom another quotes",
        ),
        pytest.param(
            [article(1, low_trust=True, credit="ap"), article(2, credit="ap")],
            [("Associated Press", 0)],
            id="their credits prove nothing",
        ),
        pytest.param(
            [article(2), article(1)], [("Outlet 1", 0), ("Outlet 2", 0)], id="the first is first"
        ),
        pytest.param(
            [article(1, claims=(make_claim(standing=Standing.OPERATOR),)), article(2)],
            [("Outlet 2", 0)],
            id="the operator is no source",
        ),
    ],
)
def test_independent_sources(
    articles: Sequence[ArticleClaims], sources: list[tuple[str, int]]
) -> None:
    assert told(*articles) == sources


@pytest.mark.parametrize(
    ("claim", "counts"),
    [
        pytest.param(POSTPONED, True, id="a party's word"),
        pytest.param(OWN_VOICE, True, id="the outlet's own"),
        pytest.param(make_claim(status=Status.HELD), False, id="another status"),
        pytest.param(
            make_claim(status=Status.POSTPONED, stance=Stance.DENIED), False, id="a denial"
        ),
        pytest.param(
            make_claim(status=Status.POSTPONED, weak=True), False, id="what is not read for certain"
        ),
        pytest.param(
            make_claim(status=Status.POSTPONED, standing=Standing.OTHER), False, id="an opinion"
        ),
        pytest.param(
            make_claim(status=Status.POSTPONED, standing=Standing.LOW_TRUST),
            False,
            id="the voice of a feed of low trust",
        ),
        pytest.param(
            make_claim(
                status=Status.POSTPONED, standing=Standing.OUTLET, position=Position.BODY, by=None
            ),
            False,
            id="background",
        ),
    ],
)
def test_what_says_so(claim: Claim, counts: bool) -> None:
    said = saying(article(1, claims=(claim,)), Status.POSTPONED, Stance.ASSERTED)
    assert said.claims == ((claim,) if counts else ())


def test_a_copy_says_so_wherever_it_does() -> None:
    background = make_claim(
        status=Status.POSTPONED, standing=Standing.OUTLET, position=Position.BODY, by=None
    )
    copy = article(2, claims=(background,), original=1)
    assert saying(copy, Status.POSTPONED, Stance.ASSERTED).claims == (background,)


def test_a_headline_that_its_text_does_not_bear_out_says_nothing() -> None:
    headline = make_claim(status=Status.CANCELLED, part=Part.TITLE, position=Position.TITLE)
    both = article(1, claims=(headline, POSTPONED))
    assert saying(both, Status.CANCELLED, Stance.ASSERTED).claims == ()
    assert saying(both, Status.POSTPONED, Stance.ASSERTED).claims == (POSTPONED,)


def test_sources_of_a_change_are_those_of_its_time() -> None:
    history = [article(n) for n in range(1, 5)]
    found = sources_of(make_change(claim=POSTPONED), history, at(2), at(4))
    assert found == (
        IndependentSource(name="Outlet 2", article_id=2, published=at(2)),
        IndependentSource(name="Outlet 3", article_id=3, published=at(3)),
    )


@pytest.mark.parametrize(
    ("before", "min_sources", "begins"),
    [
        pytest.param(at(-9), 1, NOON, id="one is enough: from the change on"),
        pytest.param(None, 2, NOON - CONFIRMATION, id="several: from when they could say so"),
        pytest.param(at(-9), 2, at(-9), id="but not before the status before it"),
        pytest.param(at(9), 2, NOON - CONFIRMATION, id="which may be later news"),
    ],
)
def test_from_when_on_reports_count(
    before: datetime | None, min_sources: int, begins: datetime
) -> None:
    assert counted_from(NOON, before, min_sources) == begins


@st.composite
def reports(draw: st.DrawFn) -> list[ArticleClaims]:
    """Articles that share outlets, agencies and texts."""
    made: list[ArticleClaims] = []
    for number in range(1, draw(st.integers(1, 9))):
        roots = [each.article_id for each in made if not each.copy]
        original = draw(st.sampled_from([None, None, *roots]))
        made.append(
            article(
                number,
                draw(st.sampled_from(["Courier", "Herald", "Gazette", "Post"])),
                published=at(draw(st.integers(0, 3))),
                credit=draw(st.sampled_from([None, None, "ap", "tass"])),
                low_trust=draw(st.booleans()),
                copy=original is not None,
                original=original,
            )
        )
    return made


@given(reports(), st.randoms(use_true_random=False))
def test_sources_do_not_depend_on_the_order_of_arrival(
    articles: list[ArticleClaims], chance: Any
) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert independent_sources(shuffled) == independent_sources(articles)


@given(reports())
def test_there_are_no_more_sources_than_reports_of_their_own(articles: list[ArticleClaims]) -> None:
    found = independent_sources(articles)
    assert len(found) <= sum(not each.copy for each in articles)
    assert len(found) + sum(each.copies for each in found) <= len(articles)
    assert list(found) == sorted(found, key=lambda each: (each.published, each.article_id))
