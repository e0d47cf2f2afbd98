from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from monitor.model.signatures import band_keys
from monitor.stages.signature import sign
from monitor.store import bands, corpus
from monitor.store.engine import Store, Transaction
from tests.builders import NOON
from tests.store.stock import make_draft
from tools.copydesk import Desk

DAY = timedelta(days=1)


def signature(seed: int) -> bytes:
    copy = Desk(seed).article()
    return sign(copy.title.split(), copy.text.split())


def put(tx: Transaction, number: int, signed: bytes, days: int = 0) -> int:
    draft = make_draft(number)
    draft = replace(draft, keys=replace(draft.keys, signature=signed), found_at=NOON + days * DAY)
    (article_id,) = corpus.add_articles(tx, [draft])
    bands.add(tx, [(article_id, band_keys(signed))])
    return article_id


def test_articles_are_found_by_any_of_their_keys(store: Store) -> None:
    one, other = signature(1), signature(2)
    with store.begin() as tx:
        first, second, same = put(tx, 1, one), put(tx, 2, other), put(tx, 3, one)
        for key in band_keys(one):
            assert bands.holders(tx, [key]) == {key: [first, same]}
        found = bands.holders(tx, [*band_keys(one), *band_keys(other), 5])
    assert {number for ids in found.values() for number in ids} == {first, second, same}
    assert set(found) == {*band_keys(one), *band_keys(other)}


def test_more_keys_than_fit_into_one_query(store: Store) -> None:
    signed = signature(1)
    with store.begin() as tx:
        article_id = put(tx, 1, signed)
        found = bands.holders(tx, [*range(3000), *band_keys(signed)])
    assert found == {key: [article_id] for key in band_keys(signed)}


def test_a_signature_of_a_title_alone_has_one_key(store: Store) -> None:
    signed = sign(["the", "fair", "opens", "a", "week", "late"], ())
    with store.begin() as tx:
        article_id = put(tx, 1, signed)
        assert bands.holders(tx, band_keys(signed)) == {band_keys(signed)[0]: [article_id]}


def test_old_articles_are_forgotten_oldest_first_and_a_few_at_a_time(store: Store) -> None:
    with store.begin() as tx:
        ids = [put(tx, number, signature(number), -number) for number in range(5)]
        assert bands.prune(tx, NOON - DAY, 2) == 2
        assert tx.connection().execute(text("SELECT count(*) FROM band")).scalar_one() == 3 * 19
        assert bands.holders(tx, band_keys(signature(2))) != {}
        assert bands.prune(tx, NOON - DAY, 2) == 1
        assert bands.prune(tx, NOON - DAY, 2) == 0
        left = {number for key in range(2) for number in _found(tx, key)}
        assert left == {ids[0], ids[1]}
        assert bands.faults(tx) == []


def _found(tx: Transaction, seed: int) -> set[int]:
    held = bands.holders(tx, band_keys(signature(seed)))
    return {number for ids in held.values() for number in ids}


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(lambda _tx: None, [], id="all is well"),
        pytest.param(
            lambda tx: tx.connection().execute(text("DELETE FROM band")),
            ["1 articles have a signature but no bands"],
            id="an article that cannot be found",
        ),
        pytest.param(
            lambda tx: tx.connection().execute(text("UPDATE article SET signature = NULL")),
            ["19 bands are of articles without a signature"],
            id="bands of nobody",
        ),
    ],
)
def test_faults(store: Store, harm: Callable[[Transaction], object], told: list[str]) -> None:
    with store.begin() as tx:
        put(tx, 1, signature(1))
        harm(tx)
        assert bands.faults(tx) == told


def test_nothing_to_add_is_nothing_added(store: Store) -> None:
    with store.begin() as tx:
        bands.add(tx, [])
        bands.add(tx, [(1, band_keys(b""))])
        assert tx.connection().execute(text("SELECT count(*) FROM band")).scalar_one() == 0
