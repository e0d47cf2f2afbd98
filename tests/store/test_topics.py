from __future__ import annotations

from monitor.store import topics
from monitor.store.engine import Store
from tests.builders import NOON, at


def test_the_first_pass_of_a_topic_goes_on_until_it_is_settled(store: Store) -> None:
    with store.begin() as tx:
        assert topics.first_pass(tx, ["summits", "treaties"], NOON) == {
            "summits": None,
            "treaties": None,
        }
        topics.settle(tx, "summits", at(1))
        assert topics.first_pass(tx, ["summits", "treaties"], at(2)) == {
            "summits": at(1),
            "treaties": None,
        }


def test_a_topic_that_comes_later_has_a_first_pass_of_its_own(store: Store) -> None:
    with store.begin() as tx:
        topics.first_pass(tx, ["summits"], NOON)
        topics.settle(tx, "summits", NOON)
        assert topics.first_pass(tx, ["treaties", "summits"], at(1)) == {
            "treaties": None,
            "summits": NOON,
        }


def test_a_settled_topic_is_not_settled_again(store: Store) -> None:
    with store.begin() as tx:
        topics.first_pass(tx, ["summits"], NOON)
        topics.settle(tx, "summits", at(1))
        topics.settle(tx, "summits", at(2))
        assert topics.first_pass(tx, ["summits"], at(3)) == {"summits": at(1)}


def test_no_topics_are_no_trouble(store: Store) -> None:
    with store.begin() as tx:
        assert topics.first_pass(tx, [], NOON) == {}


def test_a_topic_is_blind_until_it_sees_again(store: Store) -> None:
    with store.begin() as tx:
        topics.first_pass(tx, ["summits", "treaties"], NOON)
        topics.set_blind(tx, {"summits": at(1), "treaties": at(2), "unknown": at(3)})
        topics.set_blind(tx, {"treaties": None})
        assert topics.blind(tx) == {"summits": at(1)}
