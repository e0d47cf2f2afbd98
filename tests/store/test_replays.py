from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from monitor.model.articles import Role
from monitor.model.claims import Status
from monitor.store import events, replays
from monitor.store.engine import Store
from tests.builders import NOON, at, make_item
from tests.corpora import Report, begin, ingest, make_config
from tests.store.stock import add_items

CONFIG = make_config(Path("/nowhere"))


def fill(store: Store) -> None:
    """A report, its copy by somebody else, an edit of the report, and something else."""
    begin(store)
    first = Report("confirmed", 0, 1).article()
    copy = replace(first, guid="copy", url=None, outlet="Gazette", published=at(1))
    edit = replace(first, text=Report("postponed", 0, 1).article().text)
    for hours, article in enumerate((first, copy, edit, Report("quiet", 180, 2).article())):
        ingest(store, CONFIG, [article], at(hours))


def test_a_scope_counts_what_can_be_read_again(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        tx.connection().exec_driver_sql(
            "UPDATE article SET text = '', text_removed_at = '2031-06-01 00:00:00' WHERE id = 4"
        )
    with store.read() as tx:
        everything, lately = replays.scope(tx, None), replays.scope(tx, at(1))
        texts = list(replays.texts(tx, everything))
    assert (everything.read, everything.kept) == (3, 1)
    assert (lately.read, lately.kept) == (1, 1)
    assert [(each.source.article_id, each.said.copy, each.said.original) for each in texts] == [
        (1, False, None),
        (2, True, 1),
        (3, False, None),
    ]
    assert [each.article.outlet for each in texts] == ["Outlet 1", "Gazette", "Outlet 1"]


def test_an_empty_corpus_has_an_empty_scope(store: Store) -> None:
    with store.read() as tx:
        scope = replays.scope(tx, None)
        assert (scope.read, scope.kept) == (0, 0)
        assert list(replays.texts(tx, scope)) == []
        assert replays.changes(tx) == []


def test_changes_are_told_with_their_article(store: Store) -> None:
    fill(store)
    with store.read() as tx:
        made = replays.changes(tx)
        found = replays.found(tx, {each.article_id for each in made if each.article_id})
    assert [(each.article_id, each.change.status) for each in made] == [
        (1, Status.CONFIRMED),
        (3, Status.POSTPONED),
    ]
    assert {key: each.found_at for key, each in found.items()} == {1: NOON, 3: at(2)}


def test_an_article_of_a_flood_is_known_as_one(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        add_items(tx, 1, [make_item()], NOON)
        tx.connection().exec_driver_sql("UPDATE item SET article_id = 3, baseline = 1")
        assert replays.flooded(tx) == {3}


def test_what_is_known_to_have_come_in_a_flood_when_its_item_is_gone(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        tx.connection().exec_driver_sql(
            "UPDATE claim SET ignored = 'one_of_a_flood_of_old_items' WHERE article_id = 3"
        )
    with store.read() as tx:
        assert replays.flooded(tx) == {3}
        assert replays.arrivals(tx) == {"summit": [NOON, at(1)]}


def test_versions_stand_under_the_first_and_their_event_is_edited(store: Store) -> None:
    fill(store)
    with store.read() as tx:
        assert replays.chains(tx) == {1: {1: NOON, 3: at(2)}}
        assert replays.edited(tx) == [("summit", NOON)]


def test_what_was_withdrawn_still_counts_as_having_arrived(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        events.withdraw(tx, 3, "summit")
    with store.read() as tx:
        assert replays.withdrawn(tx) == {(3, "summit"): at(2)}
        assert replays.arrivals(tx) == {"summit": [NOON, at(1), at(2)]}


def test_matches_are_those_of_the_time(store: Store) -> None:
    fill(store)
    with store.read() as tx:
        everything = replays.matches(tx, replays.scope(tx, None))
        lately = replays.matches(tx, replays.scope(tx, at(1)))
    assert {(each.topic, each.role) for each in everything} == {("ruritania", Role.PRIMARY)}
    assert sorted(each.source.article_id for each in everything) == [1, 2, 3]
    assert [each.source.article_id for each in lately] == [2]
