from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from monitor.store import rows
from monitor.store.engine import Store
from monitor.store.rows import ROWS_AT_ONCE, add_numbers, add_rows, write_numbers, write_rows
from monitor.store.tables import table
from tests.builders import NOON

BAND = table("band")
TOPIC = table("topic_watch")
ARTICLE = table("article")
ADD = insert(TOPIC)
SETTLE = update(TOPIC).where(TOPIC.c.topic == bindparam("named")).values(
    done_at=bindparam("at"), blind_since=None
)  # fmt: skip
NUMBER = {"language": "en", "outlet": "courier.example", "source": "feed", "reason": "new"}


def topics(store: Store) -> list[tuple[str, datetime, datetime | None, datetime | None]]:
    with store.read() as tx:
        found = tx.connection().execute(select(TOPIC).order_by(TOPIC.c.topic))
        return [(row.topic, row.first_pass_at, row.done_at, row.blind_since) for row in found]


def test_rows_are_written_as_their_columns_have_them(store: Store) -> None:
    later = NOON + timedelta(hours=1)
    with store.begin() as tx:
        new = [
            {"topic": "ferry", "first_pass_at": NOON, "blind_since": later},
            {"topic": "quay", "first_pass_at": later, "blind_since": None},
        ]
        assert write_rows(tx, ADD, new) == 2
        assert write_rows(tx, SETTLE, [{"named": "ferry", "at": later}]) == 1
        assert write_rows(tx, SETTLE, [{"named": "nobody's", "at": later}]) == 0
    assert topics(store) == [("ferry", NOON, later, None), ("quay", later, None, None)]


def test_rows_of_other_names_are_another_statement(store: Store) -> None:
    with store.begin() as tx:
        write_rows(tx, ADD, [{"topic": "ferry", "first_pass_at": NOON, "done_at": NOON}])
        write_rows(tx, ADD, [{"first_pass_at": NOON, "topic": "quay"}])
    assert topics(store) == [("ferry", NOON, NOON, None), ("quay", NOON, None, None)]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        pytest.param({"named": "ferry"}, KeyError, id="a value that the statement needs is missing"),
        pytest.param({"named": "ferry", "at": NOON.replace(tzinfo=None)}, ValueError,
                     id="a time without a zone"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused(
    store: Store, row: dict[str, object], error: type[Exception]
) -> None:
    with store.begin() as tx, pytest.raises(error):
        write_rows(tx, SETTLE, [row])


def test_a_column_that_must_be_told_has_no_default(store: Store) -> None:
    with store.begin() as tx, pytest.raises(IntegrityError):
        write_rows(tx, ADD, [{"topic": "ferry"}])


def test_no_rows_are_no_statement(store: Store) -> None:
    with store.begin() as tx:
        assert write_rows(tx, ADD, []) == 0
        assert add_rows(tx, ADD, []) == []
        write_numbers(tx, insert(BAND), ("key", "article_id"), [])
        add_numbers(tx, insert(BAND), ("key", "article_id"), [])


def test_numbers_are_written_as_they_are(store: Store) -> None:
    with store.begin() as tx:
        write_numbers(tx, insert(BAND), ("key", "article_id"), [(3, 7), (-2, 7), (3, 8)])
        gone = delete(BAND).where(BAND.c.article_id == bindparam("of"))
        write_numbers(tx, gone, ("of",), [(8,)])
        assert tx.connection().execute(select(BAND)).all() == [(-2, 7), (3, 7)]


def test_ids_are_told_in_the_order_of_the_rows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "ROWS_AT_ONCE", 2)
    told = dict.fromkeys(("no_text", "text_hash"), "") | dict.fromkeys(
        ("low_trust", "short"), False
    )
    new = [
        {**told, **NUMBER, "published": NOON, "found_at": NOON, "novelty": "new", "score": 0.0}
        | {"title": f"{number}. lesson", "text": f"numeral{number}"}
        for number in range(5)
    ]
    with store.begin() as tx:
        ids = add_rows(tx, insert(ARTICLE), new)
        titles = dict(tx.connection().execute(select(ARTICLE.c.id, ARTICLE.c.title)).all())
        indexed = tx.connection().exec_driver_sql(
            "SELECT rowid FROM article_words WHERE article_words MATCH 'numeral3'"
        )
        assert [titles[number] for number in ids] == [row["title"] for row in new]
        assert indexed.scalars().all() == [ids[3]]


def test_more_numbers_are_added_than_one_statement_takes(store: Store) -> None:
    added = [(key, 7) for key in range(ROWS_AT_ONCE + 1)]
    with store.begin() as tx:
        add_numbers(tx, insert(BAND), ("key", "article_id"), added)
        found = tx.connection().execute(select(BAND.c.key, BAND.c.article_id).order_by(BAND.c.key))
        assert [tuple(row) for row in found] == added
