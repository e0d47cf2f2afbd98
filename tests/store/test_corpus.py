from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.articles import (
    ArticleDraft,
    ArticleKeys,
    DedupeReason,
    Novelty,
    Part,
    Role,
    Span,
    StoredArticle,
    TextSource,
    TopicMatch,
    Verdict,
)
from monitor.store import corpus
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.store.stock import add_article, add_feed, make_draft

MATCH = TopicMatch(
    topic="summits",
    role=Role.PRIMARY,
    score=0.75,
    reason="title",
    spans=(Span(Part.TITLE, 0, 6), Span(Part.TEXT, 10, 16)),
)


def keys(guid: str | None, url: str | None, text: str) -> ArticleKeys:
    return ArticleKeys(guid=guid, canonical_url=url, text_hash=text)


def test_an_article_comes_back_as_it_was_put_in(store: Store) -> None:
    draft = make_draft(low_trust=True, source=TextSource.SUMMARY, published=at(-2))
    with store.begin() as tx:
        (original,) = corpus.add_articles(tx, [make_draft(7)])
        copied = Verdict(
            novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT, of=original, score=0.9
        )
        draft = replace(draft, verdict=copied, no_text="not_html", found_at=at(1))
        (article_id,) = corpus.add_articles(tx, [draft])
        corpus.add_matches(tx, [(article_id, [MATCH])])
        assert corpus.article(tx, article_id) == StoredArticle(
            id=article_id,
            article=draft.article,
            verdict=copied,
            found_at=at(1),
            no_text="not_html",
            matches=(MATCH,),
        )


def test_ids_come_in_the_order_of_the_drafts(store: Store) -> None:
    drafts = [make_draft(number, title=f"Title {number}") for number in range(2500, 0, -1)]
    with store.begin() as tx:
        ids = corpus.add_articles(tx, drafts)
        assert len(set(ids)) == len(drafts)
        for index in (0, 1, 999, 1000, 2499):
            found = corpus.article(tx, ids[index])
            assert found is not None
            assert found.article.title == drafts[index].article.title


def test_no_drafts_give_no_ids(store: Store) -> None:
    with store.begin() as tx:
        assert corpus.add_articles(tx, []) == []
        corpus.add_matches(tx, [(1, [])])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(keys("1:courier-1", None, "?"), [1], id="the same guid of the same feed"),
        pytest.param(keys("2:courier-1", None, "?"), [], id="another feed's guid is another"),
        pytest.param(keys(None, "https://courier.example/2", "?"), [2], id="the same link"),
        pytest.param(keys(None, None, "hash-3"), [3], id="the same text"),
        pytest.param(
            keys("1:courier-1", "https://courier.example/2", "hash-3"),
            [1, 2, 3],
            id="each key of an article counts",
        ),
        pytest.param(
            keys("1:courier-1", "https://courier.example/1", "hash-1"),
            [1],
            id="one that shares all keys comes once",
        ),
        pytest.param(keys(None, None, "?"), [], id="what has no guid and no link shares none"),
    ],
)
def test_candidates_share_a_key(store: Store, wanted: ArticleKeys, found: list[int]) -> None:
    unkeyed = keys(None, None, "lonely")
    with store.begin() as tx:
        corpus.add_articles(tx, [make_draft(number) for number in (1, 2, 3)])
        corpus.add_articles(tx, [replace(make_draft(4), keys=unkeyed)])
        assert [each.article_id for each in corpus.candidates(tx, [wanted])] == found


def test_a_candidate_brings_its_keys(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        draft = make_draft(feed_id=feed_id, published=at(-3))
        short = replace(draft.keys, short=True)
        corpus.add_articles(tx, [replace(draft, keys=short)])
        (candidate,) = corpus.candidates(tx, [draft.keys])
    assert (candidate.feed_id, candidate.published, candidate.keys) == (feed_id, at(-3), short)


def test_more_keys_than_one_statement_takes_are_all_looked_up(store: Store) -> None:
    drafts = [make_draft(number) for number in range(1, 1202)]
    with store.begin() as tx:
        ids = corpus.add_articles(tx, drafts)
        found = corpus.candidates(tx, [draft.keys for draft in drafts])
    assert [each.article_id for each in found] == ids


def test_candidates_of_nothing_are_none(store: Store) -> None:
    with store.read() as tx:
        assert corpus.candidates(tx, []) == []


def revised(draft: ArticleDraft, of: int) -> ArticleDraft:
    verdict = Verdict(novelty=Novelty.REVISION, reason=DedupeReason.SAME_URL, of=of)
    return replace(draft, verdict=verdict)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("1", 1, id="an id"),
        pytest.param("https://courier.example/print?page=2", 1, id="the link as published"),
        pytest.param("https://courier.example/2", 3, id="the newest version under a link"),
        pytest.param("https://courier.example/nowhere", None, id="a link that is not known"),
        pytest.param("99", None, id="an id that is not known"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_an_article_is_found_by_link_or_id(store: Store, words: str, found: int | None) -> None:
    with store.begin() as tx:
        add_article(tx, 1, url="https://courier.example/print?page=2")
        add_article(tx, 2)
        corpus.add_articles(tx, [revised(make_draft(2), of=2)])
        stored = corpus.find(tx, words)
    assert (stored.id if stored else None) == found


def test_topics_come_by_score(store: Store) -> None:
    passing = replace(MATCH, topic="treaties", role=Role.PASSING, score=0.9, spans=())
    with store.begin() as tx:
        article_id = add_article(tx)
        corpus.add_matches(tx, [(article_id, [MATCH, passing])])
        stored = corpus.article(tx, article_id)
    assert stored is not None
    assert stored.matches == (passing, MATCH)
    assert stored.found_at == NOON
