"""The versions of an article: which of their claims count."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import (
    Article,
    DedupeReason,
    Novelty,
    Part,
    StoredArticle,
    TextSource,
    Verdict,
)
from monitor.model.claims import Claim, Position, Stance, Standing, Status
from monitor.model.events import IgnoredReason
from monitor.model.versions import Version, VersionClaim
from monitor.stages.revisions import is_another_article, is_partial, settle, version_time
from tests.builders import NOON, at, make_article, make_claim

LONG = "Farmers on both banks hope for lower tolls. " * 3
KEPT, BEFORE, REVISED = None, IgnoredReason.SAID_BEFORE, IgnoredReason.REVISED


def said(status: Status, **changes: Any) -> Claim:
    return make_claim(status=status, evidence=f"It is {status.value}.", **changes)


def titled(claim: Claim, **changes: Any) -> Claim:
    values = {name: getattr(claim, name) for name in ("event", "status", "stance", "evidence")}
    return make_claim(**(values | {"part": Part.TITLE, "position": Position.TITLE} | changes))


CONFIRMED, POSTPONED = said(Status.CONFIRMED), said(Status.POSTPONED)
DENIED = said(Status.POSTPONED, stance=Stance.DENIED)
DAY, OTHER_DAY = at(24 * 9).date(), at(24 * 12).date()


def chain(*versions: Sequence[Claim] | Version) -> list[Version]:
    """Versions an hour apart, each with a text of its own."""
    ids, numbers = count(1), count(1)
    return [
        each
        if isinstance(each, Version)
        else Version(
            article_id=next(numbers),
            at=at(hour),
            published=NOON,
            title=f"Report {hour}",
            text=f"{LONG} It is hour number {hour} of a long and {'very ' * hour}hot day.",
            claims=tuple(VersionClaim(id=next(ids), claim=claim) for claim in each),
        )
        for hour, each in enumerate(versions)
    ]


@pytest.mark.parametrize(
    ("versions", "marks"),
    [
        pytest.param([[CONFIRMED]], [[KEPT]], id="one version says what it says"),
        pytest.param(
            [[CONFIRMED], [POSTPONED]], [[REVISED], [KEPT]], id="the newer word replaces the older"
        ),
        pytest.param(
            [[CONFIRMED], [CONFIRMED]],
            [[KEPT], [BEFORE]],
            id="what is still said is as old as it was",
        ),
        pytest.param([[CONFIRMED], []], [[REVISED], []], id="what is said no more is taken back"),
        pytest.param(
            [[CONFIRMED], [], [CONFIRMED]],
            [[REVISED], [], [KEPT]],
            id="what is said again is new again",
        ),
        pytest.param(
            [[POSTPONED], [DENIED]], [[REVISED], [KEPT]], id="a denial replaces what it denies"
        ),
        pytest.param(
            [[CONFIRMED], [said(Status.CONFIRMED, day=DAY)]],
            [[KEPT], [KEPT]],
            id="a first date is new, and the word stays as old as it was",
        ),
        pytest.param(
            [[said(Status.CONFIRMED, day=DAY)], [said(Status.CONFIRMED, day=OTHER_DAY)]],
            [[REVISED], [KEPT]],
            id="another date replaces the first",
        ),
        pytest.param(
            [[said(Status.CONFIRMED, day=DAY)], [CONFIRMED]],
            [[KEPT], [BEFORE]],
            id="a date that is left out is not taken back",
        ),
        pytest.param(
            [[POSTPONED], [said(Status.POSTPONED, standing=Standing.OTHER, side=None)]],
            [[REVISED], [KEPT]],
            id="a word that turns out to be a bystander's falls",
        ),
        pytest.param(
            [[POSTPONED], [said(Status.POSTPONED, weak=True)]],
            [[KEPT], [BEFORE]],
            id="one that is only read less surely does not",
        ),
        pytest.param(
            [
                [said(Status.POSTPONED, standing=Standing.OUTLET, position=Position.BODY)],
                [titled(POSTPONED, standing=Standing.OUTLET)],
            ],
            [[KEPT], [KEPT]],
            id="background that becomes the headline is news",
        ),
        pytest.param(
            [
                [titled(CONFIRMED), said(Status.CONFIRMED, stance=Stance.HYPOTHETICAL)],
                [CONFIRMED],
            ],
            [[KEPT, REVISED], [KEPT]],
            id="so is a headline that the text bears out since",
        ),
        pytest.param(
            [
                [DENIED],
                [said(Status.POSTPONED, stance=Stance.DENIED, side="Graustark")],
            ],
            [[REVISED], [KEPT]],
            id="a denial is somebody's",
        ),
    ],
)
def test_settle(versions: list[list[Claim]], marks: list[list[IgnoredReason | None]]) -> None:
    assert [list(each) for each in settle(chain(*versions))] == marks


def version(number: int, *claims: Claim, **changes: Any) -> Version:
    values: dict[str, Any] = {
        "article_id": number,
        "at": at(number),
        "published": NOON,
        "title": "Report",
        "text": LONG + POSTPONED.evidence,
        "claims": tuple(VersionClaim(id=10 * number + n, claim=c) for n, c in enumerate(claims)),
    }
    return Version(**(values | changes))


@pytest.mark.parametrize(
    ("newer", "marks"),
    [
        pytest.param(version(2, text=LONG[:40]), [[KEPT], []], id="cut"),
        pytest.param(version(2, partial=True, text="A summary."), [[KEPT], []], id="a summary"),
        pytest.param(version(2, text=None), [[KEPT], []], id="a text that was not kept"),
        pytest.param(version(2, text=LONG), [[REVISED], []], id="the sentence is gone"),
        pytest.param(
            version(2, titled(CONFIRMED, evidence="Report"), text=LONG[:40]),
            [[KEPT], [BEFORE]],
            id="what shows only because the rest was cut is no news",
        ),
        pytest.param(
            version(2, titled(CONFIRMED, evidence="It is on"), title="It is on", text=LONG[:40]),
            [[KEPT], [KEPT]],
            id="a new title over a cut text is",
        ),
    ],
)
def test_what_shows_less_takes_nothing_back(
    newer: Version, marks: list[list[IgnoredReason | None]]
) -> None:
    assert [list(each) for each in settle([version(1, POSTPONED), newer])] == marks


STATUSES = st.lists(st.sampled_from([CONFIRMED, POSTPONED, DENIED]), max_size=2, unique=True)


@given(st.lists(STATUSES, min_size=1, max_size=5))
def test_the_newest_version_counts_wholly_and_nothing_else(versions: list[list[Claim]]) -> None:
    found = chain(*versions)
    marks = settle(found)
    standing = {
        (each.claim.status, each.claim.stance)
        for one, of_one in zip(found, marks, strict=True)
        for each, mark in zip(one.claims, of_one, strict=True)
        if mark is None
    }
    assert standing == {(claim.status, claim.stance) for claim in versions[-1]}


@pytest.mark.parametrize(
    ("published", "hours"),
    [
        pytest.param(0, 5, id="the feed keeps the date: when it was noticed"),
        pytest.param(4, 4, id="the feed tells the time of the edit"),
        pytest.param(-2, -2, id="an older version that comes late"),
        pytest.param(1, 5, id="a date before an edit that was noticed already"),
    ],
)
def test_when_a_version_was_written(published: float, hours: float) -> None:
    newest = version(2, published=NOON)
    article = make_article(published=at(published))
    assert version_time(article, newest, at(5)) == at(hours)


def stored(**changes: Any) -> StoredArticle:
    verdict = Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW)
    return StoredArticle(id=1, article=make_article(**changes), verdict=verdict, found_at=NOON)


@pytest.mark.parametrize(
    ("changes", "another"),
    [
        pytest.param({}, False, id="the same"),
        pytest.param({"title": "Rare bees return", "text": "Hives."}, False, id="at one address"),
        pytest.param(
            {"title": "Rare bees return", "text": "Hives.", "url": "https://courier.example/2"},
            True,
            id="nothing alike",
        ),
        pytest.param(
            {"title": "Rare bees return", "text": "Hives.", "guid": "bees"},
            True,
            id="nothing alike but the address",
        ),
        pytest.param(
            {"text": "Hives.", "url": "https://courier.example/2"}, False, id="the title alike"
        ),
        pytest.param(
            {"title": "Rare bees return", "url": "https://courier.example/2"},
            False,
            id="the text alike",
        ),
    ],
)
def test_a_guid_or_an_address_may_be_given_to_another_article(
    changes: dict[str, Any], another: bool
) -> None:
    assert is_another_article(stored(), make_article(**changes)) is another


@pytest.mark.parametrize(
    ("article", "partial"),
    [
        pytest.param(make_article(), False, id="the same feed and kind of text"),
        pytest.param(make_article(feed_id=2), True, id="another feed's rendering"),
        pytest.param(
            make_article(source=TextSource.SUMMARY), True, id="a summary in the place of a page"
        ),
    ],
)
def test_which_version_may_know_less(article: Article, partial: bool) -> None:
    assert is_partial(stored(), article) is partial
