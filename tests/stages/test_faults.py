from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.items import FeedItem, KnownItem
from monitor.stages.faults import (
    FLOOD_ITEMS,
    are_guids_doubtful,
    describe,
    flooded,
    garbled,
    renamed,
)
from tests.builders import NOON, at, make_item


def known(number: int = 1, **changes: Any) -> KnownItem:
    values: dict[str, Any] = {
        "id": number,
        "key": f"old-{number}",
        "guid": f"old-{number}",
        "url": f"https://courier.example/{number}",
        "title": f"Report {number}",
        "published": NOON,
        "content_hash": found(number).content_hash,
    }
    return KnownItem(**(values | changes))


def found(number: int = 1, **changes: Any) -> FeedItem:
    values: dict[str, Any] = {
        "guid": f"new-{number}",
        "url": f"https://courier.example/{number}",
        "title": f"Report {number}",
    }
    return make_item(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "old", "same"),
    [
        pytest.param({}, {}, True, id="the address is the same"),
        pytest.param({"title": "Another"}, {}, True, id="whatever the title"),
        pytest.param(
            {"url": "https://www.new.example/1", "published": None},
            {},
            True,
            id="the path and the title are, on another host",
        ),
        pytest.param(
            {"url": None, "guid": "https://b.example/story/7", "published": None},
            {"url": None, "guid": "http://a.example/story/7"},
            True,
            id="the guid without its host and the title are",
        ),
        pytest.param({"url": None}, {"url": None}, True, id="content and time are"),
        pytest.param(
            {"url": "https://new.example/x"}, {}, True, id="so they are where every link changes"
        ),
        pytest.param(
            {"url": "https://new.example/x", "summary": "Another."},
            {},
            False,
            id="title and time alone: a column that has no other title",
        ),
        pytest.param(
            {"url": "https://new.example/x", "published": at(1)}, {}, False, id="content alone"
        ),
        pytest.param(
            {"url": None, "guid": "https://[no", "published": None}, {}, False, id="a broken guid"
        ),
        pytest.param(
            {"url": "https://new.example/x", "title": "Another"}, {}, False, id="the time alone"
        ),
        pytest.param(
            {"url": None, "guid": None, "title": "", "published": NOON},
            {"url": None, "guid": None, "title": ""},
            False,
            id="what both lack is nothing that they share",
        ),
    ],
)
def test_an_item_under_another_guid(
    changes: dict[str, Any], old: dict[str, Any], same: bool
) -> None:
    matched = renamed({"new": found(**changes)}, [known(**old)])
    assert [each.id for each in matched.values()] == ([1] if same else [])


def test_no_item_is_taken_for_two() -> None:
    twins = {"a": found(guid="a"), "b": found(guid="b")}
    assert list(renamed(twins, [known()])) == ["a"]


@pytest.mark.parametrize(
    ("of_all", "of_known", "doubtful"),
    [
        pytest.param(10, 9, False, id="one new item among ten"),
        pytest.param(10, 5, True, id="half is unknown"),
        pytest.param(1, 0, True, id="the only one is"),
        pytest.param(0, 0, False, id="nothing at all"),
    ],
)
def test_when_guids_are_doubtful(of_all: int, of_known: int, doubtful: bool) -> None:
    keys = [str(number) for number in range(of_all)]
    assert are_guids_doubtful(keys, keys[:of_known]) is doubtful


PLAIN, ACCENTED, DAMAGED = (
    "Talks go on",
    "Les négociations vont bien",
    "Les nÃ©gociations vont bien",
)


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        pytest.param([(ACCENTED, DAMAGED)], {"0"}, id="a title that lost its charset"),
        pytest.param([(ACCENTED, DAMAGED), (PLAIN, PLAIN)], {"0", "1"}, id="and what came with it"),
        pytest.param([(PLAIN, "Talks fail")], set(), id="an edit"),
        pytest.param([(ACCENTED, "Les négociations vont mal")], set(), id="one with accents"),
        pytest.param(
            [(ACCENTED, DAMAGED), *[(ACCENTED, f"Un autre é {n}") for n in range(3)]],
            set(),
            id="most titles show that the charset is right",
        ),
    ],
)
def test_a_garbled_document_changes_nothing(pairs: list[tuple[str, str]], kept: set[str]) -> None:
    old = {str(n): known(n, title=title) for n, (title, _) in enumerate(pairs)}
    new = {str(n): found(n, title=title) for n, (_, title) in enumerate(pairs)}
    assert garbled(new, old) == kept


def test_what_is_the_same_is_not_touched_by_a_garbled_document() -> None:
    old = {"1": known(1, title=ACCENTED), "2": known(2)}
    new = {"1": found(1, title=DAMAGED), "2": found(2)}
    assert garbled(new, old) == {"1"}


@pytest.mark.parametrize(
    ("number", "hours", "seen", "flood"),
    [
        pytest.param(FLOOD_ITEMS, None, -1, True, id="an archive without dates"),
        pytest.param(FLOOD_ITEMS, None, -30, False, id="news without dates after an outage"),
        pytest.param(FLOOD_ITEMS, -30, 0, True, id="an archive"),
        pytest.param(FLOOD_ITEMS - 1, -30, 0, False, id="what came late"),
        pytest.param(FLOOD_ITEMS, -30, None, False, id="the first document of a feed"),
        pytest.param(FLOOD_ITEMS, -30, -20, False, id="news after an outage"),
    ],
)
def test_a_flood(number: int, hours: float | None, seen: float | None, flood: bool) -> None:
    published = None if hours is None else at(hours)
    strange = {str(n): found(n, published=published) for n in range(number)}
    strange["fresh"] = found(999, published=NOON)
    old = flooded(strange, None if seen is None else at(seen), NOON)
    assert len(old) == (number if flood else 0)
    assert "fresh" not in old


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_nothing_is_described_where_nothing_is_wrong(moved: int, kept: int, old: int) -> None:
    assert bool(describe(moved, kept, old)) == bool(moved or kept or old)
