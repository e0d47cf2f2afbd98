from __future__ import annotations

from monitor.model.articles import Role, TopicMatch
from monitor.model.claims import Reading
from monitor.model.events import ArticleClaims
from monitor.model.replays import Matched, ReplayedAlert, Reread
from monitor.model.views import SourceView
from monitor.stages.tally import Findings, matched, tally
from tests.builders import at, make_change, make_claim, make_topic


def source(number: int, outlet: str = "The Strelsau Courier") -> SourceView:
    return SourceView(
        article_id=number,
        outlet=outlet,
        title=f"Report {number}",
        url=None,
        published=at(number),
        copy=False,
    )


def said(number: int) -> ArticleClaims:
    return ArticleClaims(
        article_id=number,
        published=at(number),
        copy=False,
        outlet="The Strelsau Courier",
        claims=(make_claim(), make_claim()),
    )


def match(
    number: int, role: Role = Role.PRIMARY, topic: str = "ruritania", outlet: str = "A"
) -> Matched:
    return Matched(topic=topic, role=role, source=source(number, outlet))


def test_a_topic_counts_its_own() -> None:
    found = Findings(
        matches=[
            *(match(n) for n in range(1, 5)),
            match(5, outlet="B"),
            match(6, Role.PASSING, outlet="B"),
            match(7, topic="zenda"),
        ],
        histories={"summit": [said(1), said(3)], "lido": [said(3)]},
        alerts=[
            ReplayedAlert(change=make_change(), source=None),
            ReplayedAlert(change=make_change(event="lido"), source=None),
        ],
        since=at(2),
    )
    counted = tally(make_topic(), found)
    assert (counted.primary, counted.passing, counted.claims, counted.changes) == (5, 1, 2, 1)
    assert counted.outlets == (("A", 4), ("B", 1))
    assert [each.article_id for each in counted.latest] == [5, 4, 3]


def test_without_a_beginning_all_claims_count() -> None:
    found = Findings(matches=[], histories={"summit": [said(1)]}, alerts=[], since=None)
    assert tally(make_topic(), found).claims == 2


def test_what_was_read_again_has_its_topics() -> None:
    one = TopicMatch(topic="ruritania", role=Role.PRIMARY, score=1.0, reason="title")
    again = Reread(source=source(1), said=said(1), matches=(one,), reading=Reading())
    assert matched([again]) == [Matched(topic="ruritania", role=Role.PRIMARY, source=source(1))]
