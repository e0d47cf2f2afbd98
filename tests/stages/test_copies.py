from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import DedupeReason, Novelty, Verdict
from monitor.model.claims import Reading, Stance, Standing, Status
from monitor.model.copies import Comparison, Finding, Printed, Told
from monitor.stages.copies import compare, near_verdict, nearest, peer, recent, resemblance, told
from monitor.stages.signature import sign, words
from tests.builders import NOON, make_claim
from tools.copydesk import Desk

TITLE = "Summit of Ruritania and Graustark put on hold"
REPORT = """\
The summit of Ruritania and Graustark planned for 2 June has been put on hold, the Ruritanian \
government said on Tuesday.

The two leaders were to speak about tolls on the border road and the fishing grounds of the lower \
Elphberg. Their envoys had prepared the meeting for seven weeks in the spa town of Zenda.

Hotels in Strelsau had taken 340 bookings for the delegations and the press. The city had repaired the \
royal station and hung 60 flags along the avenue that leads to the castle.

Relations have been cool since Graustark closed its market to Ruritanian cheese in the autumn of last \
year. Farmers on both banks say that they lose 4,000 crowns a day.
"""
LEAD = REPORT.partition("\n")[0]
BACKGROUND = REPORT.partition("\n")[2]
SAID = frozenset({Told(event="summit", status=Status.POSTPONED, stance=Stance.ASSERTED)})
OFF = frozenset({Told(event="summit", status=Status.CANCELLED, stance=Stance.ASSERTED)})
DENIED = frozenset({Told(event="summit", status=Status.POSTPONED, stance=Stance.DENIED)})
ELSEWHERE = frozenset({Told(event="tolls", status=Status.CONFIRMED, stance=Stance.ASSERTED)})


def confirmed(day: int | None) -> frozenset[Told]:
    on = None if day is None else date(2031, 6, day)
    return frozenset(
        {Told(event="summit", status=Status.CONFIRMED, stance=Stance.ASSERTED, day=on)}
    )


def make_printed(**changes: Any) -> Printed:
    values: dict[str, Any] = {
        "article_id": 1,
        "title": TITLE,
        "text": REPORT,
        "language": "en",
        "outlet": "The Strelsau Courier",
        "published": NOON,
        "short": False,
        "told": SAID,
    }
    values |= changes
    return Printed(**({"original_id": values["article_id"]} | values))


def arriving(hours: float = 3, **changes: Any) -> Printed:
    return make_printed(
        **{
            "article_id": 2,
            "outlet": "The Zenda Gazette",
            "published": NOON + timedelta(hours=hours),
        }
        | changes
    )


def finding(article: Printed, earlier: Printed) -> Finding:
    return compare(peer(article), peer(earlier)).finding


@pytest.mark.parametrize(
    ("article", "earlier", "expected"),
    [
        pytest.param(arriving(), {}, Finding.COPY, id="the same text"),
        pytest.param(
            arriving(title="What you should know about the summit"),
            {},
            Finding.COPY,
            id="under another headline",
        ),
        pytest.param(
            arriving(text=f"{REPORT}\nSubscribe to our evening letter, which is free of charge.\n"),
            {},
            Finding.COPY,
            id="with an advertisement",
        ),
        pytest.param(arriving(text=REPORT[:500]), {}, Finding.COPY, id="cut to its first half"),
        pytest.param(
            arriving(told=frozenset()), {}, Finding.COPY, id="of which less could be read"
        ),
        pytest.param(
            arriving(), {"told": frozenset()}, Finding.RETOLD, id="of which more could be read"
        ),
        pytest.param(
            arriving(told=SAID | ELSEWHERE),
            {},
            Finding.RETOLD,
            id="with a claim on an event of which nothing was read",
        ),
        pytest.param(
            arriving(text=REPORT.replace("put on hold", "called off"), told=OFF),
            {},
            Finding.NEW_CLAIM,
            id="one word of the lead is other, and it is the news",
        ),
        pytest.param(
            arriving(told=DENIED), {}, Finding.NEW_CLAIM, id="a denial of what the other says"
        ),
        pytest.param(
            arriving(
                title="Ruritania calls summit off for good",
                text=f"Graustark's chancellor learned from the radio on Thursday that his visit to"
                f" Strelsau had been cancelled for good.\n{BACKGROUND}",
                told=frozenset(),
            ),
            {},
            Finding.NEW_LEAD,
            id="an update: most of the text is old, its first sentence is not",
        ),
        pytest.param(
            arriving(told=confirmed(9), text=REPORT.replace("2 June", "9 June")),
            {"told": confirmed(2)},
            Finding.NEW_CLAIM,
            id="another day, named as a figure",
        ),
        pytest.param(
            arriving(told=confirmed(2)),
            {"told": confirmed(None)},
            Finding.COPY,
            id="a day that the other names too, though it was not read there",
        ),
        pytest.param(
            arriving(told=confirmed(2)), {"told": confirmed(2)}, Finding.COPY, id="the same day"
        ),
        pytest.param(
            arriving(language="de"), {}, Finding.OTHER_TEXT, id="another language is no copy"
        ),
        pytest.param(
            arriving(text="The royal observatory counted eleven meteors. " * 9),
            {},
            Finding.OTHER_TEXT,
            id="something else",
        ),
        pytest.param(
            arriving(short=True, text="It is on hold."),
            {"short": True, "text": "It has been put on hold."},
            Finding.COPY,
            id="short texts are the same if their titles are",
        ),
        pytest.param(
            arriving(13, short=True, text=""), {}, Finding.OTHER_TEXT, id="but not for long"
        ),
        pytest.param(
            arriving(short=True, text="It is on hold.", outlet="The Strelsau Courier"),
            {"short": True, "text": "It is on hold."},
            Finding.OTHER_TEXT,
            id="nor by the same outlet, which says that it is so again",
        ),
        pytest.param(
            arriving(short=True, title="Summit: what we know so far"),
            {"short": True},
            Finding.OTHER_TEXT,
            id="and not under another title",
        ),
        pytest.param(
            arriving(short=True, title="Morning briefing", text=""),
            {"title": "Morning briefing"},
            Finding.OTHER_TEXT,
            id="nor under one that every day has",
        ),
    ],
)  # fmt: skip
def test_compare(article: Printed, earlier: dict[str, Any], expected: Finding) -> None:
    assert finding(article, make_printed(**earlier)) is expected


def test_the_same_words_with_other_figures_are_another_text() -> None:
    desk = Desk(7)
    monday, tuesday = desk.bulletin(), desk.bulletin()
    article = arriving(title=tuesday.title, text=tuesday.text, told=frozenset())
    earlier = make_printed(title=monday.title, text=monday.text, told=frozenset())
    assert finding(article, earlier) is Finding.OTHER_FIGURES


def test_an_original_that_arrives_after_its_copy_is_the_same_text() -> None:
    """Who takes from whom is told by the times, whichever came first."""
    copy = make_printed(text=REPORT[:500], published=NOON)
    original = arriving(-2)
    assert finding(original, copy) is Finding.COPY
    assert finding(arriving(-2, told=SAID | ELSEWHERE), copy) is Finding.RETOLD


COMPARED = Comparison(article_id=3, original_id=1, finding=Finding.COPY, share=0.6, lead=1.0)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param([], (Novelty.NEW, DedupeReason.NEW, None), id="nothing like it"),
        pytest.param(
            [(1, Finding.OTHER_TEXT, 0.3), (2, Finding.OTHER_FIGURES, 0.9)],
            (Novelty.NEW, DedupeReason.NEW, None),
            id="nothing of which it is a copy",
        ),
        pytest.param(
            [(1, Finding.COPY, 0.6), (2, Finding.COPY, 0.8)],
            (Novelty.COPY, DedupeReason.NEAR_TEXT, 2),
            id="the most similar one",
        ),
        pytest.param(
            [(1, Finding.RETOLD, 0.9), (2, Finding.COPY, 0.5)],
            (Novelty.COPY, DedupeReason.NEAR_TEXT, 2),
            id="one that says the same before one that says less",
        ),
        pytest.param(
            [(1, Finding.NEW_CLAIM, 0.9), (2, Finding.RETOLD, 0.5)],
            (Novelty.COPY, DedupeReason.RETOLD, 2),
            id="the update of one may be the copy of another",
        ),
        pytest.param(
            [(1, Finding.NEW_LEAD, 0.9)],
            (Novelty.NEW, DedupeReason.UPDATE, 1),
            id="an update is new, and says what it carries on",
        ),
    ],
)
def test_near_verdict(
    findings: list[tuple[int, Finding, float]], expected: tuple[Novelty, DedupeReason, int | None]
) -> None:
    verdict = near_verdict(
        [
            Comparison(article_id=9, original_id=of, finding=finding, share=share, lead=1.0)
            for of, finding, share in findings
        ]
    )
    assert (verdict.novelty, verdict.reason, verdict.of) == expected


def test_what_repeats_is_no_news_and_what_is_retold_is_heard() -> None:
    repeats = {
        reason: Verdict(novelty=Novelty.COPY, reason=reason, of=1).repeats
        for reason in (DedupeReason.SAME_TEXT, DedupeReason.NEAR_TEXT, DedupeReason.RETOLD)
    }
    assert list(repeats.values()) == [True, True, False]
    assert not Verdict(novelty=Novelty.NEW, reason=DedupeReason.UPDATE, of=1).repeats


def test_what_may_be_news_is_said_with_standing_and_certainty() -> None:
    reading = Reading(
        claims=(
            make_claim(day=date(2031, 6, 2)),
            make_claim(status=Status.HELD, weak=True),
            make_claim(status=Status.CANCELLED, stance=Stance.HYPOTHETICAL),
            make_claim(status=Status.POSTPONED, standing=Standing.OTHER),
        )
    )
    assert told(reading) == confirmed(2)


def test_the_most_similar_of_the_window_are_compared() -> None:
    desk = Desk(3)
    copy = desk.article()
    shares = (0.0, 0.02, 0.05, 0.08, 0.9)
    texts = [desk.edited(copy, share).text.lower().split() for share in shares]
    signed = {n: (sign([], text), NOON) for n, text in enumerate(texts)}
    signed[7] = (sign([], texts[0]), NOON - timedelta(days=15))
    assert nearest(signed[0][0], NOON, signed) == [0, 1, 2]


def test_words_are_taken_for_rewritten_for_three_days() -> None:
    others = {n: NOON - timedelta(days=n) for n in range(6)}
    assert recent(NOON, others) == [0, 1, 2, 3]
    assert recent(NOON - timedelta(days=6), others) == [3, 4, 5]


@given(st.integers(0, 10_000), st.integers(-72, 72), st.sampled_from(["edited", "cut", "updated"]))
def test_the_relation_is_symmetric(seed: int, hours: int, how: str) -> None:
    """Whichever of two articles arrives first, the later-published one is held against the other."""
    desk = Desk(seed)
    copy = desk.article()
    changed = {
        "edited": lambda: desk.edited(copy, 0.2),
        "cut": lambda: desk.cut(copy, 0.5),
        "updated": lambda: desk.updated(copy),
    }[how]()
    one = peer(make_printed(title=copy.title, text=copy.text))
    other = peer(arriving(hours, title=changed.title, text=changed.text))
    assert resemblance(one, other) == resemblance(other, one)
    assert compare(one, other).finding is compare(other, one).finding


def test_titles_and_words_are_normal_before_they_are_compared() -> None:
    assert words(peer(make_printed(title="Summit: PUT on hold?")).title) == [
        "summit",
        "put",
        "on",
        "hold",
    ]
