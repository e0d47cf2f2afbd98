from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import text

from monitor.model.articles import DedupeReason, Novelty, Role, TopicMatch, Verdict
from monitor.model.claims import Reading, Stance, Status
from monitor.model.stories import Placement, Report, StoryRule
from monitor.model.views import SourceView
from monitor.store import corpus, events, stories
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_claim
from tests.store.stock import make_draft

SAID = make_claim(status=Status.POSTPONED)
DENIED = make_claim(stance=Stance.DENIED)


def file(
    tx: Transaction, number: int, *topics: str, story: int | None = None, **changes: Any
) -> int:
    """An article that is mainly about topics, in its own story if no other is named."""
    draft = make_draft(number, published=at(number), url=None, **changes)
    (article_id,) = corpus.add_articles(tx, [draft])
    matches = [TopicMatch(topic=t, role=Role.PRIMARY, score=1.0, reason="title") for t in topics]
    passing = TopicMatch(topic="passing", role=Role.PASSING, score=0.1, reason="body")
    corpus.add_matches(tx, [(article_id, [*matches, passing])])
    place = Placement(article_id=article_id, story=story or article_id, rule=StoryRule.FIRST)
    stories.assign(tx, [place])
    return article_id


def test_what_was_reported_lately_on_topics(store: Store) -> None:
    with store.begin() as tx:
        file(tx, 1, "tolls")
        both = file(tx, 2, "tolls", "ferries", text="x" * 999)
        events.add_readings(tx, [(both, at(2), Reading(claims=(SAID, DENIED)))])
        file(tx, 3, "fish")
        other = file(tx, 4, "ferries", story=both)
        file(tx, 9, "tolls")
        found = stories.recent(tx, ["tolls", "ferries", "passing"], at(2), at(8))
        nothing = stories.recent(tx, [], at(2), at(8))
    title = make_draft().article.title
    assert found == [
        Report(
            article_id=both,
            published=at(2),
            title=title,
            lead="x" * stories.LEAD_CHARS,
            story=both,
            topics=frozenset({"tolls", "ferries"}),
            claims=(SAID,),
        ),
        Report(
            article_id=other,
            published=at(4),
            title=title,
            lead=make_draft().article.text,
            story=both,
            topics=frozenset({"ferries"}),
        ),
    ]
    assert nothing == []


def test_only_the_newest_articles_of_a_busy_topic_are_compared(store: Store) -> None:
    with store.begin() as tx:
        for number in range(stories.MOST_REPORTS + 3):
            file(tx, number, "tolls")
        found = stories.recent(tx, ["tolls"], NOON, at(999))
    assert [found[0].article_id, len(found)] == [4, stories.MOST_REPORTS]


def test_the_newest_of_a_topic_are_found_without_a_scan(store: Store) -> None:
    plan = stories.RECENT.compile(compile_kwargs={"literal_binds": False})
    with store.read() as tx:
        values = {name: NOON.isoformat() for name in plan.params}
        rows = tx.connection().execute(text(f"EXPLAIN QUERY PLAN {plan}"), values | plan.params)
        steps = [row.detail for row in rows]
    assert any("topic_match_newest" in step for step in steps)
    assert not any(step.startswith("SCAN") or "TEMP B-TREE" in step for step in steps)


def test_a_story_with_its_articles(store: Store) -> None:
    with store.begin() as tx:
        first = file(tx, 2, outlet="Courier")
        draft = make_draft(1, published=at(1), url=None, outlet="Herald")
        verdict = Verdict(novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT, of=first)
        (copy,) = corpus.add_articles(tx, [replace(draft, verdict=verdict)])
        stories.assign(tx, [Placement(article_id=copy, story=first, rule=StoryRule.TEXT, of=first)])
        story = stories.story_of(tx, copy)
        nowhere = stories.story_of(tx, 99)
        assert stories.of_articles(tx, [first, copy, 99]) == {first: first, copy: first}
    title = draft.article.title
    assert story is not None
    assert (story.id, story.rule, story.size) == (first, StoryRule.TEXT, 2)
    assert story.articles == (
        SourceView(
            article_id=copy,
            outlet="Herald",
            title=title,
            url=None,
            published=at(1),
            copy=True,
            story=first,
        ),
        SourceView(
            article_id=first,
            outlet="Courier",
            title=title,
            url=None,
            published=at(2),
            copy=False,
            story=first,
        ),
    )
    assert nowhere is None


def test_faults_are_told(store: Store) -> None:
    with store.begin() as tx:
        first = file(tx, 1)
        assert stories.faults(tx) == []
        verdict = Verdict(novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT, of=first)
        drafts = [replace(make_draft(number), verdict=verdict) for number in (2, 3)]
        parted, homeless = corpus.add_articles(tx, drafts)
        place = Placement(article_id=parted, story=parted, rule=StoryRule.FIRST)
        stories.assign(tx, [place])
        assert stories.story_of(tx, homeless) is None
        assert stories.faults(tx) == [
            f"article {homeless} belongs to no story",
            f"article {parted} and its original are in different stories",
        ]
