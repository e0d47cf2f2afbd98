"""Names that must be unique and names that must exist; broken documents break nothing here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import references
from monitor.config.documents import Document
from monitor.config.problems import Problem


def document(value: object, name: str = "a.yml") -> Document:
    return Document(path=Path(name), value=value, lines={})


def topic(name: str, *events: str) -> Document:
    value = {"topic": name, "events": [{"id": event} for event in events]}
    return document(value, f"{name}.yml")


def test_ids_are_unique_over_all_files() -> None:
    problems = references.duplicate_ids([topic("a", "x", "y"), topic("b", "y"), topic("a", "z")])
    assert list(map(str, problems)) == [
        "a.yml:1: topic: the same topic stands at a.yml:1: rename one",
        "b.yml:1: events[0].id: the same event stands at a.yml:1: rename one",
    ]


def test_a_topic_and_its_event_may_share_an_id() -> None:
    assert list(references.duplicate_ids([topic("a", "a")])) == []


def test_a_feed_three_times_is_two_problems() -> None:
    feeds = document({"feeds": [{"url": "https://a"}] * 3})
    assert [problem.key for problem in references.duplicate_feeds(feeds)] == [
        "feeds[1].url",
        "feeds[2].url",
    ]


def test_routes_lead_to_what_there_is() -> None:
    alerts = document(
        {
            "channels": {"desk": {}},
            "routes": [{"to": ["desk", "dsk"], "topics": ["a", "b"], "events": ["x", "y"]}],
        }
    )
    problems = [
        *references.unknown_channels(alerts),
        *references.unknown_subjects(alerts, [topic("a", "x")]),
    ]
    assert [problem.key for problem in problems] == [
        "routes[0].to[1]",
        "routes[0].topics[1]",
        "routes[0].events[1]",
    ]


def test_a_channel_that_no_route_names_is_a_warning() -> None:
    alerts = document({"channels": {"desk": {}, "mail": {}}, "routes": [{"to": ["mail"]}]})
    (problem,) = references.idle_channels(alerts)
    assert str(problem) == (
        "a.yml:1: channels.desk: no route leads here: add {to: [desk]} to routes"
    )


ANYTHING = st.recursive(
    st.none() | st.integers() | st.sampled_from(["us", "a", "b"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["feeds", "url", "topic", "events", "id", "parties", "channels", "routes", "to"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(references.duplicate_feeds, id="feeds"),
        pytest.param(references.unknown_channels, id="channels of routes"),
        pytest.param(references.idle_channels, id="channels without routes"),
        pytest.param(lambda any_: references.duplicate_ids([any_]), id="ids"),
        pytest.param(lambda any_: references.unknown_subjects(any_, [any_]), id="subjects"),
        pytest.param(references.unknown_parties, id="parties"),
    ],
)
def test_whatever_stands_in_a_document(check: Callable[[Document], Iterable[Problem]]) -> None:
    @given(ANYTHING)
    def runs(value: object) -> None:
        assert all(problem.text for problem in check(document(value)))

    runs()
