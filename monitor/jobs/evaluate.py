"""Evaluate: labelled timelines and texts, read as if they were live.

Each timeline is a world of its own: its topic, an empty store in memory, its articles oldest
first, each at the time when it was published. The articles go through the same stages, the same
transaction and the same store as those of a feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from monitor.config.datasets import Timeline
from monitor.config.labels import (
    AlertLabel,
    ClaimLabel,
    LabelledArticle,
    Prediction,
    SingleText,
    TextClaim,
)
from monitor.config.schema.topics import Event, Topic
from monitor.jobs.commit import Ingested, commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article, Novelty, Role, TextSource
from monitor.model.claims import Claim
from monitor.model.events import Change, ChangeKind
from monitor.stages.claims import read_claims
from monitor.stages.read import read_article
from monitor.store.engine import Store

Progress = Callable[[], object]
"""Told after each article or text."""


def evaluate_timeline(timeline: Timeline, progress: Progress) -> list[Prediction]:
    """What the program says of each article of a timeline, in its order."""
    watch = compile_watch([timeline.topic])
    ids: dict[int, str] = {}
    predictions = []
    with _empty_store() as store:
        for labelled in timeline.articles:
            ingested = _ingest(store, labelled, watch)
            predictions.append(_predict(labelled.id, ingested, ids))
            ids.setdefault(ingested.shelved.article_id, labelled.id)
            progress()
    return predictions


@contextmanager
def _empty_store() -> Iterator[Store]:
    store = Store.in_memory()
    try:
        yield store
    finally:
        store.close()


def _ingest(store: Store, labelled: LabelledArticle, watch: Watch) -> Ingested:
    teller = Teller(routes=(), timezone="UTC", now=labelled.published)
    follower = Follower(watch=watch, teller=teller)
    read = read_article(_article(labelled), watch)
    with store.begin() as tx:
        return commit(tx, [read], follower)[0]


def _article(labelled: LabelledArticle | SingleText) -> Article:
    return Article(
        title=labelled.title,
        text=labelled.text,
        language=labelled.lang,
        published=labelled.published,
        outlet=labelled.source if isinstance(labelled, LabelledArticle) else "",
        source=TextSource.FEED,
    )


def _predict(article_id: str, ingested: Ingested, ids: dict[int, str]) -> Prediction:
    shelved = ingested.shelved
    read, verdict = shelved.read, shelved.verdict
    is_copy = verdict.novelty in (Novelty.COPY, Novelty.KNOWN)
    return Prediction(
        id=article_id,
        topics=tuple(each.topic for each in read.matches if each.role is Role.PRIMARY),
        duplicate_of=ids[verdict.of] if is_copy and verdict.of is not None else None,
        claims=tuple(_claim(claim) for claim in read.reading.claims if not claim.weak),
        alerts=tuple(_alert(change) for change in ingested.changes),
        unread=tuple(dict.fromkeys(signal.event for signal in read.reading.signals)),
    )


def _claim(claim: Claim) -> ClaimLabel:
    return ClaimLabel(
        event=claim.event,
        status=claim.status,
        stance=claim.stance,
        by=claim.by,
        evidence=claim.evidence,
        venue=claim.venue,
        date=claim.day,
    )


def _alert(change: Change) -> AlertLabel:
    is_date = change.kind is ChangeKind.FIRST_DATE
    return AlertLabel(
        event=change.event,
        status=change.status,
        disputed=change.disputed,
        detail="date" if is_date else None,
    )


def evaluate_texts(
    texts: Sequence[SingleText], progress: Progress
) -> dict[str, tuple[TextClaim, ...]]:
    """What the program claims of each single text, by its id."""
    watches: dict[Event, Watch] = {}
    claims: dict[str, tuple[TextClaim, ...]] = {}
    for text in texts:
        if text.event not in watches:
            watches[text.event] = _watch_one(text.event)
        reading = read_claims(_article(text), watches[text.event])
        claims[text.id] = tuple(_claim(claim) for claim in reading.claims if not claim.weak)
        progress()
    return claims


def _watch_one(event: Event) -> Watch:
    """A watch for an event alone, as if its user had written one topic for it."""
    topic = Topic(topic=event.id, name=event.name, events=(event,))
    return compile_watch([topic])
