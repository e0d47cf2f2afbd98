"""How a database grows, from what came in and what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.config.schema.settings import RetentionSettings
from monitor.model.space import Intake, Sizes, Tended
from monitor.stages.upkeep import growth, next_upkeep
from tests.builders import NOON

DAY = timedelta(days=1)
KEPT = RetentionSettings()
FOR_EVER = RetentionSettings(texts=None, unmatched=None)
# A text takes 2,000 bytes and 1,000 of words, the row of an article 1,000.
SIZES = Sizes(
    used_bytes=4_000_000,
    free_bytes=0,
    log_bytes=0,
    words_bytes=1_000_000,
    articles=1000,
    texts=1000,
)


def intake(articles: int = 700, lasting: int = 70, days: float = 7.0) -> Intake:
    return Intake(days=days, articles=articles, lasting=lasting, text_bytes=2000.0)


def test_upkeep_is_once_a_day() -> None:
    assert next_upkeep(NOON) == NOON + DAY


@pytest.mark.parametrize(
    ("before", "per_day"),
    [
        pytest.param(None, 400_000, id="no upkeep yet: what came in tells it"),
        pytest.param(
            Tended(at=NOON - DAY / 2, used_bytes=1), 400_000, id="one of today tells nothing"
        ),
        pytest.param(
            Tended(at=NOON - 6 * DAY, used_bytes=1_000_000), 500_000, id="the file itself tells it"
        ),
        pytest.param(
            Tended(at=NOON - 2 * DAY, used_bytes=5_000_000), -500_000, id="it may have shrunk"
        ),
    ],
)
def test_growth_a_day(before: Tended | None, per_day: float) -> None:
    found = growth(SIZES, intake(), before, KEPT, NOON)
    assert found is not None
    assert found.bytes_per_day == pytest.approx(per_day)


@pytest.mark.parametrize(
    ("came", "kept", "megabytes"),
    [
        pytest.param(intake(), FOR_EVER, 36_500 * 0.004, id="all of a year is kept for ever"),
        pytest.param(
            intake(lasting=0), KEPT, 3000 * 0.004, id="what nothing rests on stays for 30 days"
        ),
        pytest.param(
            intake(lasting=700),
            KEPT,
            36_500 * 0.001 + 9000 * 0.003,
            id="what is on topic stays, its text for 90 days",
        ),
    ],
)
def test_the_size_in_a_year_is_what_is_kept_of_it(
    came: Intake, kept: RetentionSettings, megabytes: float
) -> None:
    found = growth(SIZES, came, None, kept, NOON)
    assert found is not None
    assert found.bytes_in_a_year / 1e6 == pytest.approx(megabytes)


def test_titles_that_are_kept_already_count_too() -> None:
    without_text = Sizes(
        used_bytes=2_500_000,
        free_bytes=0,
        log_bytes=0,
        words_bytes=500_000,
        articles=1000,
        texts=500,
    )
    found = growth(without_text, intake(lasting=0), None, KEPT, NOON)
    assert found is not None
    assert found.bytes_in_a_year / 1e6 == pytest.approx(3000 * 0.004 + 500 * 0.001)


@pytest.mark.parametrize(
    "came",
    [
        pytest.param(intake(days=0.9), id="less than a day"),
        pytest.param(intake(articles=0, lasting=0), id="nothing came in"),
    ],
)
def test_too_little_tells_nothing(came: Intake) -> None:
    assert growth(SIZES, came, None, KEPT, NOON) is None
