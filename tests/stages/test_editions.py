from __future__ import annotations

from monitor.model.claims import Claim, Reading, Status
from monitor.model.events import ArticleClaims
from monitor.model.replays import Reread
from monitor.model.versions import Version, VersionClaim
from monitor.model.views import SourceView
from monitor.stages.editions import revise, speak_as_one
from tests.builders import NOON, at, make_claim

CONFIRMED, POSTPONED = make_claim(), make_claim(status=Status.POSTPONED)
PLACES = {1: NOON, 2: at(2), 3: at(3)}


def version(number: int, *claims: Claim) -> Version:
    return Version(
        article_id=number,
        at=PLACES[number],
        published=NOON,
        title="Report",
        text=f"{'A sentence of the report. ' * 9} Text {number}.",
        claims=tuple(VersionClaim(id=number, claim=claim) for claim in claims),
    )


def test_what_a_newer_version_does_not_say_counts_no_more() -> None:
    chain = [version(1, CONFIRMED), version(2, POSTPONED)]
    again = {1: [CONFIRMED], 2: [POSTPONED]}
    assert speak_as_one(chain, again, PLACES) == {1: (NOON, ()), 2: (at(2), (POSTPONED,))}


def test_what_was_said_before_is_no_news_of_the_newer_version() -> None:
    chain = [version(1, CONFIRMED), version(2, CONFIRMED)]
    counts = speak_as_one(chain, {1: [CONFIRMED], 2: [CONFIRMED]}, PLACES)
    assert [claim.said_before for _, claims in counts.values() for claim in claims] == [False, True]


def test_another_reading_counts_and_not_what_was_read_then() -> None:
    chain = [version(1, CONFIRMED), version(2, CONFIRMED)]
    counts = speak_as_one(chain, {1: [CONFIRMED], 2: [POSTPONED]}, PLACES)
    assert counts == {1: (NOON, ()), 2: (at(2), (POSTPONED,))}


def test_a_version_without_its_text_is_heard_as_it_was_read_then() -> None:
    chain = [version(1, CONFIRMED), version(2, CONFIRMED)]
    counts = speak_as_one(chain, {2: [CONFIRMED]}, PLACES)
    assert [(n, [c.said_before for c in claims]) for n, (_, claims) in counts.items()] == [
        (2, [True])
    ]


def test_a_version_that_is_held_says_nothing() -> None:
    assert speak_as_one([version(1, CONFIRMED)], {3: [POSTPONED]}, PLACES) == {3: (at(3), ())}


def reread(number: int, claim: Claim) -> Reread:
    source = SourceView(
        article_id=number, outlet="A", title="Report", url=None, published=NOON, copy=False
    )
    said = ArticleClaims(article_id=number, published=NOON, copy=False, outlet="A", claims=())
    return Reread(source=source, said=said, matches=(), reading=Reading(claims=(claim,)))


def test_articles_are_dated_by_the_edit_and_others_left_as_they_are() -> None:
    one, other = reread(1, CONFIRMED), reread(2, CONFIRMED)
    revised = revise([one, other], {2: (at(2), (POSTPONED,))})
    assert revised[0] == one
    assert revised[1].said.published == at(2)
    assert revised[1].reading.claims == (POSTPONED,)
