from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import Part
from monitor.model.claims import STATUSES, Claim, Lifecycle, Position, Stance, Standing, Status
from monitor.model.events import ArticleClaims, Change, ChangeKind, IgnoredReason
from monitor.stages.track import follow, replay
from tests.builders import NOON, make_claim
from tests.stories import play, said, spell, story

MEETINGS = [
    pytest.param(
        """
        0: R proposed                -> proposed
        1: G proposed
        2: G confirmed               -> confirmed
        3: outlet confirmed
        4: R postponed               -> postponed
        5: R rescheduled @20         -> rescheduled
        20: outlet underway          -> underway
        20.2: outlet held            -> held
        """,
        id="every new status is told once, and what repeats it is not",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: R proposed, G proposed push
        """,
        id="a suggestion after a confirmation steps back: no news",
    ),
    pytest.param(
        """
        0: R cancelled               -> cancelled
        1: G confirmed               -> confirmed
        2: R postponed               -> postponed
        3: R confirmed               -> confirmed
        """,
        id="a meeting that was off and is confirmed is back on",
    ),
    pytest.param(
        """
        0: R postponed               -> postponed
        1: R proposed
        2: G proposed push           -> proposed
        """,
        id="after a postponement a wish is no news, an invitation is",
    ),
    pytest.param(
        """
        0: R cancelled               -> cancelled
        1: R proposed
        2: R proposed @30            -> proposed
        """,
        id="after a cancellation a proposal with a day is a new push",
    ),
    pytest.param(
        """
        0: R cancelled               -> cancelled
        1: R proposed in:Strelsau    -> proposed
        """,
        id="after a cancellation a proposal with a venue is a new push",
    ),
    pytest.param(
        """
        0: outlet held               -> held
        1: R proposed                -> proposed
        2: outlet held @-1
        """,
        id="after a meeting any proposal opens the next, and the last one stays held",
    ),
    pytest.param(
        """
        0: outlet held, R proposed   -> held
        1: outlet held, R proposed body
        """,
        id="a next round that is suggested beside the end of this one has to wait",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        1: G proposed @40 in:Hentzau
        """,
        id="an invitation to the meeting after the pending one is no news",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: G not confirmed           -> confirmed disputed
        2: G not confirmed
        3: R postponed               -> postponed
        """,
        id="a party's denial of the status is told once, and ends with the status",
    ),
    pytest.param(
        """
        0: R proposed                -> proposed
        1: G not confirmed
        """,
        id="nobody can deny a plan that was never more than proposed",
    ),
    pytest.param(
        """
        0: R not postponed
        1: R confirmed               -> confirmed
        2: G not postponed
        """,
        id="denying what nobody says changes nothing",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: R not confirmed, host not confirmed, outlet not confirmed
        """,
        id="the announcing side's hedge, a host and an outlet are no second party",
    ),
    pytest.param(
        """
        0: outlet postponed, G not postponed   -> postponed disputed
        """,
        id="a report and a party's denial in one article are one alert",
    ),
    pytest.param(
        """
        0: R confirmed                               -> confirmed
        1: R cancelled                               -> cancelled
        2: G not cancelled, G postponed              -> cancelled disputed
        3: G not cancelled, host postponed
        """,
        id="a party that gives the act another name disputes it, and the status stays",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: R cancelled               -> cancelled
        2: G postponed               -> cancelled disputed
        """,
        id="the softer name alone contradicts too",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: R cancelled               -> cancelled
        2: R postponed, outlet postponed
        """,
        id="the softer name of the side that called it off is no news",
    ),
    pytest.param(
        """
        0: R postponed               -> postponed
        1: G not postponed, G confirmed -> postponed disputed
        """,
        id="who denies the postponement and says that it goes on disputes it",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: G not confirmed, G cancelled -> cancelled
        """,
        id="a party that calls it off decides, whatever else it denies",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: G confirmed @9            -> confirmed date
        2: R confirmed @9
        3: R confirmed @10
        """,
        id="the first date of a confirmed meeting is told once",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        1: G confirmed @9
        """,
        id="a date that came with the confirmation is told with it",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: other confirmed @9, farm confirmed @9
        """,
        id="a date from nobody with standing is not told",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: R confirmed @9, G not confirmed -> confirmed date disputed
        """,
        id="a first date and a contradiction in one article are one alert",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        1: R rescheduled @12         -> rescheduled
        2: R rescheduled @12
        3: R rescheduled
        4: R rescheduled @15         -> rescheduled
        5: R confirmed
        """,
        id="moved is told each time that the day is another",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        2: outlet held
        3: outlet underway
        9: outlet underway           -> underway
        """,
        id="in an outlet's own voice nothing happens before its day",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        8.1: outlet underway         -> underway
        """,
        id="the day begins first where the sun rises first",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        2: R held                    -> held
        """,
        id="a party may say that it met earlier than planned",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        11: G proposed
        12: G proposed               -> proposed
        """,
        id="three days after its day, without word of it, an occurrence has lapsed",
    ),
    pytest.param(
        """
        0: R confirmed @9            -> confirmed
        9: outlet underway           -> underway
        10: R proposed
        13: R proposed               -> proposed
        """,
        id="a meeting that began is over some days later, even if nobody told its end",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        30: G proposed
        """,
        id="without a day nothing lapses",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        5: G confirmed @2, G rescheduled @2, R proposed @1
        """,
        id="a plan for a day that has passed is history",
    ),
    pytest.param(
        """
        0: R proposed                -> proposed
        5: outlet held @-9
        6: outlet held @5            -> held
        """,
        id="what was held before this plan was made is another meeting",
    ),
    pytest.param(
        """
        0: outlet held               -> held
        1: outlet underway, outlet held @1
        9: outlet held
        10: outlet held @10          -> held
        """,
        id="a later day makes it another meeting, though nobody announced it",
    ),
    pytest.param(
        """
        0: outlet held               -> held
        9: R postponed               -> postponed
        """,
        id="a pause in the talks after a round was held",
    ),
    pytest.param(
        """
        0: other cancelled, farm cancelled, R maybe cancelled, R cancelled weak
        """,
        id="opinion, rumour, doubt and what was hardly read change nothing",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: R postponed               -> postponed
        2: copy G cancelled
        3: copy R postponed
        """,
        id="a copy is a source, never news",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: outlet cancelled title, R maybe cancelled
        2: outlet cancelled title, outlet postponed -> postponed
        3: outlet cancelled title    -> cancelled
        """,
        id="the text decides where its headline says more",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: outlet postponed title, G not postponed
        2: R postponed title, G not postponed -> postponed disputed
        """,
        id="an outlet's headline against its own text is no dispute, two parties are",
    ),
    pytest.param(
        """
        0: R cancelled               -> cancelled
        1: outlet cancelled, host confirmed body
        """,
        id="the plan further down in a report of its end is background",
    ),
    pytest.param(
        """
        0: R confirmed               -> confirmed
        1: outlet cancelled body
        2: R cancelled body          -> cancelled
        """,
        id="further down only what somebody says is news",
    ),
    pytest.param(
        """
        0: R proposed                -> proposed
        1: operator held             -> held
        2: operator confirmed        -> confirmed
        3: operator proposed         -> proposed
        """,
        id="the analyst's word needs no table",
    ),
]

AGREEMENTS = [
    pytest.param(
        """
        0: R proposed                -> proposed
        1: G agreed                  -> agreed
        2: outlet in_force           -> in_force
        3: R agreed, G proposed
        9: R suspended               -> suspended
        12: R in_force               -> in_force
        30: R ending                 -> ending
        60: outlet ended             -> ended
        """,
        id="a treaty's life",
    ),
    pytest.param(
        """
        0: R ending                  -> ending
        1: R suspended, R ending body -> suspended
        2: R ending
        3: G suspended
        4: outlet ended              -> ended
        """,
        id="the exit is told once, the suspension in the meantime too",
    ),
    pytest.param(
        """
        0: outlet in_force           -> in_force
        1: R ending                  -> ending
        2: outlet in_force
        """,
        id="a treaty that is left stays in force until then: no news",
    ),
    pytest.param(
        """
        0: outlet extended           -> extended
        1: G extended
        3: outlet extended
        20: outlet extended body
        30: outlet extended          -> extended
        """,
        id="an extension weeks after the last is another decision",
    ),
    pytest.param(
        """
        0: R extended @2             -> extended
        0.5: G extended @2
        2: R extended @4             -> extended
        3: G extended @4
        4: R extended
        """,
        id="a truce of days is prolonged by days",
    ),
    pytest.param(
        """
        0: R extended @60            -> extended
        1: G extended @120
        """,
        id="a quarrel about the length is no further extension",
    ),
    pytest.param(
        """
        0: R extended                -> extended
        1: G not in_force            -> extended disputed
        """,
        id="who says that nothing is in force disputes the extension",
    ),
    pytest.param(
        """
        0: R proposed                -> proposed
        1: G rejected, G proposed    -> rejected
        2: R proposed                -> proposed
        """,
        id="a refusal comes before what is offered instead; a later offer is news",
    ),
    pytest.param(
        """
        0: R in_force, G not in_force -> in_force disputed
        2: outlet ended              -> ended
        3: R suspended, R rejected
        4: R proposed                -> proposed
        """,
        id="after its end only a new offer or agreement counts",
    ),
    pytest.param(
        """
        0: R suspended               -> suspended
        1: G not suspended, G ended  -> suspended disputed
        """,
        id="another name for a suspension disputes it",
    ),
    pytest.param(
        """
        0: R agreed @5               -> agreed
        9: G proposed                -> proposed
        """,
        id="an agreed truce that never came lapses too",
    ),
    pytest.param(
        """
        0: R held
        """,
        id="a status of another lifecycle is refused",
    ),
]


@pytest.mark.parametrize("text", MEETINGS)
def test_meeting(text: str) -> None:
    lines = story(text)
    _, outcomes = play(lines, Lifecycle.MEETING)
    assert [spell(each.change) for each in outcomes] == [line.alert for line in lines]


@pytest.mark.parametrize("text", AGREEMENTS)
def test_agreement(text: str) -> None:
    lines = story(text)
    _, outcomes = play(lines, Lifecycle.AGREEMENT)
    assert [spell(each.change) for each in outcomes] == [line.alert for line in lines]


@pytest.mark.parametrize(
    ("before", "words", "reason"),
    [
        pytest.param("R confirmed", "R confirmed", IgnoredReason.SAME_STATUS, id="known"),
        pytest.param("R confirmed", "R proposed", IgnoredReason.WEAKER, id="a step back"),
        pytest.param("R confirmed", "other held", IgnoredReason.NO_STANDING, id="a bystander"),
        pytest.param("R confirmed", "farm held", IgnoredReason.NO_STANDING, id="low trust"),
        pytest.param("R confirmed", "R held weak", IgnoredReason.WEAK, id="hardly read"),
        pytest.param("R confirmed", "R maybe held", IgnoredReason.HYPOTHETICAL, id="a maybe"),
        pytest.param(
            "R confirmed", "G not held", IgnoredReason.DENIAL_OF_NOTHING, id="nobody said so"
        ),
        pytest.param(
            "R confirmed", "host not confirmed", IgnoredReason.NOT_A_PARTY, id="a host's doubt"
        ),
        pytest.param("R confirmed", "R not confirmed", IgnoredReason.HEDGED, id="a hedge"),
        pytest.param("R confirmed @9", "outlet held", IgnoredReason.BEFORE_DATE, id="too early"),
        pytest.param(
            "R confirmed @9", "G proposed @40", IgnoredReason.NEXT_PENDING, id="the one after"
        ),
        pytest.param("R confirmed", "R held @-9", IgnoredReason.LATE, id="the one before"),
        pytest.param("R cancelled", "G proposed", IgnoredReason.NOT_CONCRETE, id="some day"),
        pytest.param("R cancelled", "R cancelled @9", IgnoredReason.SAME_STATUS, id="repeated"),
        pytest.param("R held", "R rescheduled @-5", IgnoredReason.LATE, id="an old plan"),
        pytest.param("R confirmed", "outlet held body", IgnoredReason.BACKGROUND, id="background"),
        pytest.param(
            "R confirmed",
            "outlet held title, R maybe held",
            IgnoredReason.TEXT_SAYS_LESS,
            id="headline",
        ),
        pytest.param("R confirmed", "R ended", IgnoredReason.NOT_ALLOWED, id="no such status"),
    ],
)
def test_reason(before: str, words: str, reason: IgnoredReason) -> None:
    _, outcomes = play(story(f"0: {before}\n1: {words}"), Lifecycle.MEETING)
    assert outcomes[-1].change is None
    assert outcomes[-1].ignored[0].reason is reason


def test_reasons_of_one_article_stand_in_the_order_of_its_claims() -> None:
    _, outcomes = play(
        story(
            "0: R confirmed\n1: R maybe held, R postponed, host cancelled body, G postponed body"
        ),
        Lifecycle.MEETING,
    )
    assert [each.reason for each in outcomes[-1].ignored] == [
        IgnoredReason.HYPOTHETICAL,
        IgnoredReason.OUTRANKED,
        IgnoredReason.SAME_STATUS,
    ]


def test_further_denials_are_known() -> None:
    _, outcomes = play(
        story("0: R confirmed\n1: G not confirmed\n2: G not confirmed"), Lifecycle.MEETING
    )
    assert [each.reason for each in outcomes[-1].ignored] == [IgnoredReason.ALREADY_DISPUTED]


def test_change_names_what_was_before_and_both_sides() -> None:
    after, outcomes = play(
        story("0: R confirmed @9\n2: R postponed, G not postponed"), Lifecycle.MEETING
    )
    change = outcomes[-1].change
    assert change == Change(
        event="summit",
        ordinal=1,
        kind=ChangeKind.STATUS,
        status=Status.POSTPONED,
        previous=Status.CONFIRMED,
        disputed=True,
        published=NOON + timedelta(days=2),
        claim=said("R postponed"),
        against=said("G not postponed"),
        day=None,
    )
    assert after is not None
    assert (after.asserters, after.deniers, after.day) == (("Ruritania",), ("Graustark",), None)


def test_dispute_alone_keeps_status_and_since() -> None:
    after, outcomes = play(story("0: R confirmed\n2: G not confirmed"), Lifecycle.MEETING)
    change = outcomes[-1].change
    assert change is not None
    assert (change.kind, change.previous, change.claim) == (
        ChangeKind.DISPUTE,
        Status.CONFIRMED,
        said("G not confirmed"),
    )
    assert after is not None
    assert (after.since, after.disputed) == (NOON, True)


def test_next_occurrence_starts_afresh() -> None:
    after, outcomes = play(
        story("0: R confirmed @1\n1: outlet held\n5: G proposed @30 in:Hentzau"), Lifecycle.MEETING
    )
    assert after is not None
    assert (after.ordinal, after.status, after.day, after.day_told, after.venue) == (
        2,
        Status.PROPOSED,
        date(2031, 6, 13),
        False,
        "Hentzau",
    )
    assert outcomes[-1].change is not None
    assert outcomes[-1].change.previous is Status.HELD


def test_day_of_a_proposal_is_kept_until_it_is_void() -> None:
    lines = story("0: R proposed\n1: G proposed @9\n2: G confirmed\n3: R postponed")
    days = [play(lines[:count], Lifecycle.MEETING)[0] for count in range(1, 5)]
    assert [each.day.day if each and each.day else None for each in days] == [None, 23, 23, None]


def test_what_an_earlier_version_said_decides_nothing_anew() -> None:
    before, _ = play(story("0: R confirmed"), Lifecycle.MEETING)
    kept = [replace(said(words), said_before=True) for words in ("R postponed", "G not confirmed")]
    outcome = follow(
        before, kept, NOON + timedelta(days=1), lifecycle=Lifecycle.MEETING, copy=False
    )
    assert outcome.change is None
    assert [each.reason for each in outcome.ignored] == [IgnoredReason.SAID_BEFORE] * 2
    assert outcome.occurrence is not None
    assert (outcome.occurrence.status, outcome.occurrence.disputed) == (Status.CONFIRMED, False)


def test_late_article_is_left_to_replay() -> None:
    lines = story("1: R confirmed\n0: G cancelled")
    after, outcomes = play(lines, Lifecycle.MEETING)
    assert [each.reason for each in outcomes[-1].ignored] == [IgnoredReason.LATE]
    assert after == play(lines[:1], Lifecycle.MEETING)[0]


def test_replay_tells_each_article_in_the_order_given() -> None:
    lines = story("2: R cancelled\n0: R proposed\n1: G confirmed\n9: R proposed push")
    told = replay([line.article for line in lines], Lifecycle.MEETING)
    assert [spell(each.change) for each in told.outcomes] == [
        "cancelled",
        "proposed",
        "confirmed",
        "proposed",
    ]
    assert [(each.ordinal, each.status) for each in told.occurrences] == [
        (1, Status.CANCELLED),
        (2, Status.PROPOSED),
    ]


def test_replay_of_nothing_is_nothing() -> None:
    told = replay([], Lifecycle.AGREEMENT)
    assert (told.occurrences, told.outcomes) == ((), ())


def claims(lifecycle: Lifecycle) -> st.SearchStrategy[Claim]:
    days = st.none() | st.integers(-20, 20).map(lambda n: (NOON + timedelta(days=n)).date())
    return st.builds(
        make_claim,
        status=st.sampled_from(STATUSES[lifecycle]),
        stance=st.sampled_from(Stance),
        standing=st.sampled_from(Standing),
        side=st.sampled_from([None, "Ruritania", "Graustark"]),
        by=st.sampled_from([None, "a spokesman", "the minister"]),
        part=st.sampled_from(Part),
        position=st.sampled_from(Position),
        confidence=st.sampled_from([0.4, 0.9]),
        start=st.integers(0, 3),
        day=days,
        venue=st.sampled_from([None, "Strelsau"]),
        weak=st.booleans(),
        concrete=st.booleans(),
    )


def histories(lifecycle: Lifecycle) -> st.SearchStrategy[list[ArticleClaims]]:
    article = st.builds(
        ArticleClaims,
        article_id=st.integers(1, 10_000),
        published=st.integers(0, 40).map(lambda n: NOON + timedelta(hours=12 * n)),
        copy=st.booleans(),
        outlet=st.sampled_from(["Courier", "Herald", "Gazette"]),
        credit=st.sampled_from([None, None, "ap"]),
        claims=st.lists(claims(lifecycle), max_size=4).map(tuple),
    )
    return st.lists(article, max_size=12, unique_by=lambda each: each.article_id)


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_any_order_of_arrival_ends_in_the_same_state(lifecycle: Lifecycle) -> None:
    @given(histories(lifecycle), st.integers(1, 3), st.randoms(use_true_random=False))
    def check(articles: list[ArticleClaims], sources: int, chance: object) -> None:
        shuffled = list(articles)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        one, other = replay(articles, lifecycle, sources), replay(shuffled, lifecycle, sources)
        assert one.occurrences == other.occurrences

    check()


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_any_history_is_legal(lifecycle: Lifecycle) -> None:
    @given(histories(lifecycle), st.integers(1, 3))
    def check(articles: list[ArticleClaims], sources: int) -> None:
        told = replay(articles, lifecycle, sources)
        assert [each.ordinal for each in told.occurrences] == list(
            range(1, len(told.occurrences) + 1)
        )
        for article, outcome in zip(articles, told.outcomes, strict=True):
            _check_outcome(article, outcome.change, [each.claim for each in outcome.ignored])
        for occurrence in told.occurrences:
            assert occurrence.status in STATUSES[lifecycle]
            assert occurrence.disputed == bool(occurrence.deniers)

    check()


def _check_outcome(article: ArticleClaims, change: Change | None, ignored: Sequence[Claim]) -> None:
    """Every claim is told or has its reason, and only what counts is told."""
    told = [claim for claim in (change.claim, change.against) if claim] if change else []
    assert set(ignored) | set(told) == set(article.claims)
    if change is None:
        return
    assert not article.copy
    assert all(claim.standing.counts and not claim.weak for claim in told)
    assert change.claim.stance is not Stance.HYPOTHETICAL
    if change.claim.stance is Stance.DENIED:
        assert (change.kind, change.disputed) == (ChangeKind.DISPUTE, True)


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_an_article_told_again_changes_nothing(lifecycle: Lifecycle) -> None:
    @given(st.lists(claims(lifecycle), min_size=1, max_size=3))
    def check(said_now: list[Claim]) -> None:
        once = follow(None, said_now, NOON, lifecycle=lifecycle, copy=False)
        again = follow(
            once.occurrence,
            [replace(claim, start=claim.start + 1) for claim in said_now],
            NOON,
            lifecycle=lifecycle,
            copy=True,
        )
        assert again.change is None
        assert again.occurrence == once.occurrence

    check()
