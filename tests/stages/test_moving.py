from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model.polling import Course
from monitor.stages.moving import gone, is_stuck, may_adopt, moved
from tests.builders import NOON, at

OLD, NEW, OTHER = (f"https://{name}/feed" for name in ("www.a.example", "a.example", "b.example"))


def answers(*answers: tuple[float, str | None], bound: bool = False, url: str = OLD) -> Course:
    """The course after answers at hours, each with where it led."""
    course = Course()
    for hours, to in answers:
        course = moved(course, url, to, at(hours), bound=bound)
    return course


@pytest.mark.parametrize(
    ("course", "location", "moved_to"),
    [
        pytest.param(
            answers((0, NEW), (1, NEW), (24, NEW)), NEW, None, id="three times on two days"
        ),
        pytest.param(answers((0, NEW), (24, NEW)), None, NEW, id="twice is no proof"),
        pytest.param(answers((0, NEW), (1, NEW), (2, NEW)), None, NEW, id="one day is no proof"),
        pytest.param(
            answers((0, NEW), (1, None), (24, NEW), (25, NEW)), None, NEW, id="it took it back once"
        ),
        pytest.param(
            answers((0, NEW), (1, NEW), (24, OTHER), (48, NEW)),
            None,
            NEW,
            id="it led elsewhere once",
        ),
        pytest.param(
            answers((0, OTHER), (1, OTHER), (24, OTHER)),
            None,
            OTHER,
            id="another house: people decide",
        ),
        pytest.param(
            answers((0, NEW), (1, NEW), (24, NEW), bound=True), None, NEW, id="credentials stay"
        ),
        pytest.param(answers((0, NEW), (24, None)), None, None, id="it does not say so any more"),
    ],
)
def test_a_new_address_needs_proof(
    course: Course, location: str | None, moved_to: str | None
) -> None:
    assert (course.location, course.moved_to) == (location, moved_to)


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        pytest.param("http://a.example/x", "https://a.example/x", True, id="to TLS"),
        pytest.param("https://a.example/x", "http://a.example/x", False, id="never back from TLS"),
        pytest.param("https://a.example/x", "https://www.a.example/y", True, id="with www"),
        pytest.param("https://a.example/x", "https://feeds.a.example/", True, id="one below"),
        pytest.param("https://feeds.a.example/x", "https://a.example/", True, id="one above"),
        pytest.param("https://x.a.example/x", "https://y.a.example/", False, id="beside"),
        pytest.param("https://a.example/x", "https://nota.example/", False, id="it only looks so"),
        pytest.param("https://127.0.0.1/x", "https://127.0.0.1/y", True, id="the same number"),
        pytest.param(
            "https://a.example/x", "https://example/", False, id="a whole domain of others"
        ),
        pytest.param("https://a.example/x", "https:///y", False, id="no host"),
    ],
)
def test_which_address_may_be_adopted(old: str, new: str, may: bool) -> None:
    assert may_adopt(old, new) is may


@pytest.mark.parametrize(
    ("hours", "paused"),
    [
        pytest.param([0, 1, 24], 24, id="three times on two days"),
        pytest.param([0, 24, 48, 72], 48, id="since the third"),
        pytest.param([0, 1, 2, 3], None, id="on one day"),
        pytest.param([0, 24], None, id="twice"),
    ],
)
def test_a_feed_that_is_gone_is_paused(hours: list[float], paused: float | None) -> None:
    course = Course()
    for hour in hours:
        course = gone(course, at(hour), is_gone=True)
    assert course.paused_at == (None if paused is None else at(paused))
    assert gone(course, at(99), is_gone=False) == Course()


@pytest.mark.parametrize(
    ("hours", "gap", "stuck"),
    [
        pytest.param(23, timedelta(hours=1), False, id="it has said so for less than a day"),
        pytest.param(24, timedelta(hours=1), True, id="for a day, and usually has news each hour"),
        pytest.param(24, None, True, id="for a day, and nobody knows how often it has news"),
        pytest.param(99, timedelta(days=7), False, id="it has news once a week"),
    ],
)
def test_who_says_for_a_day_that_nothing_changed_is_asked_for_all(
    hours: float, gap: timedelta | None, stuck: bool
) -> None:
    assert is_stuck(Course(body_at=NOON), at(hours), gap) is stuck
    assert not is_stuck(Course(), at(hours), gap)
