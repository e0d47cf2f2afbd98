"""What becomes of a batch: copies folded into their root, whatever came first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from monitor.jobs import peers
from monitor.jobs.shelve import Shelved, shelve
from monitor.model.articles import Article, DedupeReason, Novelty, Role, TextSource, TopicMatch
from monitor.model.claims import Claim, Reading, Standing, Status
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import bands
from monitor.store.engine import Store
from tests.builders import NOON, make_article, make_claim
from tools.copydesk import Copy, Desk

MATCH = TopicMatch(topic="ruritania", role=Role.PRIMARY, score=1.0, reason="title")
POSTPONED = make_claim(status=Status.POSTPONED)


@pytest.fixture
def memory() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def make_read(
    copy: Copy, number: int, *claims: Claim, hours: float = 0.0, watched: bool = False
) -> ReadArticle:
    article = make_article(
        title=copy.title,
        text=copy.text,
        url=f"https://outlet-{number}.example/{number}",
        guid=None,
        feed_id=None,
        published=NOON + timedelta(hours=hours),
        outlet=f"Outlet {number}",
    )
    return as_read(article, *claims, watched=watched)


def as_read(article: Article, *claims: Claim, watched: bool = False) -> ReadArticle:
    return ReadArticle(
        article=article,
        keys=article_keys(article, None),
        matches=(MATCH,) if watched else (),
        reading=Reading(claims=claims),
    )


def put(store: Store, *batch: ReadArticle) -> list[Shelved]:
    with store.begin() as tx:
        return shelve(tx, batch, NOON)


def count_bands(store: Store) -> int:
    with store.read() as tx:
        assert bands.faults(tx) == []
        found: int = tx.connection().execute(text("SELECT count(*) FROM band")).scalar_one()
    return found


def groups(shelved: Sequence[Shelved]) -> list[int | None]:
    """Of each article the one that it stands for: the first of its copies, or itself."""
    return [
        each.verdict.of if each.verdict.novelty is Novelty.COPY else each.article_id
        for each in shelved
    ]


def test_a_copy_of_a_copy_is_one_of_the_original(memory: Store) -> None:
    desk = Desk(1)
    original = desk.article()
    edited = desk.edited(original, 0.1)
    (first,) = put(memory, make_read(original, 1))
    (second,) = put(memory, make_read(desk.syndicated(edited), 2, hours=1))
    (third,) = put(memory, make_read(edited, 3, hours=2))
    (fourth,) = put(memory, make_read(edited, 4, hours=3))
    assert groups([first, second, third, fourth]) == [first.article_id] * 4
    assert [each.verdict.reason for each in (first, second, third, fourth)] == [
        DedupeReason.NEW,
        DedupeReason.NEAR_TEXT,
        DedupeReason.NEAR_TEXT,
        DedupeReason.SAME_TEXT,
    ]
    assert count_bands(memory) == 3 * 19, "a copy word for word is found where its original is"


def test_one_batch_is_judged_as_if_each_came_alone(memory: Store) -> None:
    desk = Desk(2)
    copies = [desk.article() for _ in range(3)]
    changes: tuple[Callable[[Copy], Copy], ...] = (
        lambda copy: copy,
        desk.syndicated,
        lambda copy: desk.cut(copy, 0.6),
    )
    batch = [
        make_read(change(copy), 10 * n + m, hours=m)
        for n, copy in enumerate(copies)
        for m, change in enumerate(changes)
    ]
    together = put(memory, *batch)
    with Store.in_memory() as other:
        alone = [put(other, each)[0] for each in batch]
    assert [each.verdict.novelty for each in together] == [
        Novelty.NEW,
        Novelty.COPY,
        Novelty.COPY,
    ] * 3
    first = {root: number for number, root in enumerate(dict.fromkeys(groups(together)))}
    last = {root: number for number, root in enumerate(dict.fromkeys(groups(alone)))}
    assert [first[root] for root in groups(together)] == [last[root] for root in groups(alone)]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.permutations(range(4)))
def test_the_groups_are_the_same_in_any_order_of_arrival(seed: int, order: list[int]) -> None:
    desk = Desk(seed)
    original, stranger = desk.article(), desk.article()
    arrivals = [
        make_read(original, 0),
        make_read(desk.edited(original, 0.05), 1, hours=1),
        make_read(desk.cut(original, 0.7), 2, hours=2),
        make_read(stranger, 3, hours=3),
    ]
    with Store.in_memory() as store:
        stands_for = {number: groups(put(store, arrivals[number]))[0] for number in order}
    assert stands_for[0] == stands_for[1] == stands_for[2] != stands_for[3]


def test_an_update_is_stored_as_new_and_names_what_it_carries_on(memory: Store) -> None:
    desk = Desk(4)
    report = desk.article()
    changed = Copy(report.title, report.text.replace(" said.", " denied.", 1))
    batch = (
        make_read(report, 1, make_claim(status=Status.CONFIRMED)),
        make_read(changed, 2, POSTPONED, hours=1),
        make_read(changed, 3, POSTPONED, hours=2),
        make_read(desk.cut(changed, 0.9), 4, POSTPONED, hours=3),
    )
    first, second, third, fourth = put(memory, *batch)
    assert (second.verdict.novelty, second.verdict.reason) == (Novelty.NEW, DedupeReason.UPDATE)
    assert second.verdict.of == first.article_id
    assert groups([third, fourth]) == [second.article_id] * 2


def test_a_copy_word_for_word_is_heard_where_more_is_read_in_it(memory: Store) -> None:
    """Low trust takes an outlet's own word from it; the next outlet's counts."""
    copy = Desk(7).article()
    unheard = make_claim(status=Status.POSTPONED, standing=Standing.LOW_TRUST)
    batch = (
        make_read(copy, 1, unheard),
        make_read(copy, 2, POSTPONED, hours=1),
        make_read(copy, 3, POSTPONED, hours=2),
    )
    together = put(memory, *batch)
    assert groups(together) == [together[0].article_id] * 3
    assert [each.verdict.repeats for each in together] == [False, False, True]
    assert [each.verdict.reason for each in together[1:]] == [
        DedupeReason.RETOLD,
        DedupeReason.SAME_TEXT,
    ]


def test_a_copy_word_for_word_is_heard_on_a_topic_that_is_new(memory: Store) -> None:
    copy = Desk(8).article()
    (first,) = put(memory, make_read(copy, 1))
    (second,) = put(memory, make_read(copy, 2, POSTPONED, hours=1))
    assert groups([first, second]) == [first.article_id] * 2
    assert not second.verdict.repeats


def test_rewritten_texts_are_looked_for_on_their_topic_alone(memory: Store) -> None:
    original = Copy(
        "Toll on the border road ends in June",
        "Ruritania stops charging tolls on the border road from 3 June, Minister Rupert Hentzau said"
        " on Tuesday after talks with hauliers in Zenda.\nThe toll of 12 crowns was introduced nine"
        " years ago to pay for the bridge over the Elphberg.\nHauliers had blocked the customs post"
        " for four days, and bakers complained of empty shelves.",
    )
    rewritten = Copy(
        "Free passage for lorries at last",
        "From 3 June no tolls are charged on the border road of Ruritania, as announced on Tuesday by"
        " Minister Rupert Hentzau, who met hauliers in Zenda.\nIntroduced nine years ago, the 12"
        " crowns toll had to pay the Elphberg bridge.\nFor four days the customs post was blocked by"
        " hauliers while empty shelves made bakers complain.",
    )
    on, off = make_read(original, 1, watched=True), make_read(original, 1)
    assert groups(put(memory, on, make_read(rewritten, 2, hours=5, watched=True))) == [1, 1]
    with Store.in_memory() as other:
        assert groups(put(other, off, make_read(rewritten, 2, hours=5, watched=True))) == [1, 2]
    late = make_read(rewritten, 3, hours=100, watched=True)
    with Store.in_memory() as other:
        assert groups(put(other, on, late)) == [1, 2]


def test_the_operator_is_nobodys_copy(memory: Store) -> None:
    word = make_article(
        title="Ruritania–Graustark summit: cancelled, says the operator",
        text="",
        url=None,
        guid=None,
        feed_id=None,
        source=TextSource.OPERATOR,
    )
    found = put(memory, as_read(word)) + put(memory, as_read(word))
    assert [each.verdict.novelty for each in found] == [Novelty.NEW, Novelty.NEW]


def test_what_a_crowd_shares_is_not_indexed_for_ever(
    memory: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paywall's notice in place of every text would slow each further article."""
    monkeypatch.setattr(peers, "CROWD", 3)
    desk = Desk(5)
    notice = desk.article().text
    batch = [make_read(Copy(desk.article().title, notice), n, hours=n) for n in range(8)]
    together = put(memory, *batch[:5])
    alone = [put(memory, each)[0] for each in batch[5:]]
    assert groups([*together, *alone]) == [1] * 8
    assert count_bands(memory) == 3 * 19 + 5, "each has its title, three have the notice"


def test_a_copy_is_found_behind_what_a_crowd_shares(
    memory: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outlet ends each of its reports with the same lines."""
    monkeypatch.setattr(peers, "CROWD", 3)
    desk = Desk(8)
    notice = " ".join(desk.article().text.split()[:60])
    copies = [desk.article() for _ in range(8)]
    reports = [Copy(each.title, f"{each.text}\n\n{notice}") for each in copies]
    put(memory, *(make_read(report, n, hours=n) for n, report in enumerate(reports)))
    cut = Copy("As others have it", copies[-1].text)
    (found,) = put(memory, make_read(cut, 20, hours=20))
    assert found.verdict.novelty is Novelty.COPY
    assert found.verdict.of == 8


def test_what_is_undone_leaves_nothing_half_indexed(memory: Store) -> None:
    copy = Desk(6).article()

    def break_off() -> None:
        with memory.begin() as tx:
            shelve(tx, [make_read(copy, 1)], NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert count_bands(memory) == 0
    assert put(memory, make_read(copy, 2))[0].verdict.novelty is Novelty.NEW
