"""Follow: what an article claims of an event, tracked and stored with the alerts it is due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.jobs.correct import correct, follow_again
from monitor.jobs.services import Services
from monitor.jobs.tell import News, Teller
from monitor.language.watch import CompiledEvent, Watch
from monitor.model.articles import Article
from monitor.model.claims import Reading
from monitor.model.events import ArticleClaims, Change, Occurrence
from monitor.stages.quorum import Quorum
from monitor.stages.sources import CONFIRMATION
from monitor.stages.track import by_event, follow
from monitor.store import corpus, events, tellings, versions
from monitor.store.engine import Transaction


@dataclass(frozen=True, kw_only=True)
class Follower:
    """Follows the events of a batch of articles, inside the batch's transaction.

    `teller` tells people of what changed.
    """

    watch: Watch
    teller: Teller

    @classmethod
    def of(cls, services: Services, now: datetime) -> Follower:
        """A follower with the settings of the configuration."""
        return cls(watch=services.watch, teller=Teller.of(services.config, now))

    @property
    def now(self) -> datetime:
        """The time of this batch (UTC)."""
        return self.teller.now

    def follow(
        self, tx: Transaction, article_id: int, article: Article, reading: Reading, *, copy: bool
    ) -> tuple[Change, ...]:
        """The changes that an article makes, stored with their deliveries in the same transaction."""
        changes = (
            self._follow_event(
                tx,
                article,
                ArticleClaims(
                    article_id=article_id,
                    published=article.published,
                    copy=copy,
                    outlet=article.outlet,
                    claims=tuple(claims),
                ),
                self.watch.events[event_id],
            )
            for event_id, claims in by_event(reading.claims).items()
        )
        return tuple(change for change in changes if change is not None)

    def _follow_event(
        self, tx: Transaction, article: Article, said: ArticleClaims, event: CompiledEvent
    ) -> Change | None:
        current = events.current(tx, event.id)
        latest = events.latest_published(tx, event.id)
        # What made no occurrence counts as well: a denial may wait for what it denies.
        if latest is not None and said.published < latest:
            return self._follow_late(tx, said, event)
        outcome = follow(
            current,
            said.claims,
            said.published,
            lifecycle=event.lifecycle,
            copy=said.copy,
            quorum=quorum_of(tx, said, event),
        )
        if outcome.occurrence is not None and outcome.occurrence != current:
            events.save(tx, outcome.occurrence)
        events.mark_ignored(tx, said.article_id, outcome.ignored)
        if outcome.change is not None:
            self._tell(tx, outcome.change, said.article_id, article, event, current)
        return outcome.change

    def _follow_late(
        self, tx: Transaction, late: ArticleClaims, event: CompiledEvent
    ) -> Change | None:
        """A late article takes its place in history; only a present that differs is told."""
        return self.follow_again(tx, event, {late.article_id}, cause=late.article_id)

    def follow_again(
        self, tx: Transaction, event: CompiledEvent, articles: Collection[int], cause: int | None
    ) -> Change | None:
        """What a history that has changed makes of the present, told or corrected.

        Args:
            tx: One unit of work.
            event: Whose history.
            articles: Those that have a new place in it.
            cause: The article whose word is news if it decides now; None: none is.
        """
        current = events.current(tx, event.id)
        again = follow_again(tx, event, current)
        for said, outcome in zip(again.past, again.replay.outcomes, strict=True):
            if said.article_id in articles:
                events.mark_ignored(tx, said.article_id, outcome.ignored)
        news, told = again.news, tellings.of_event(tx, event.id)
        # What others decide now is told as news only to people who know of nothing yet.
        if news is not None and told and news[0].article_id != cause:
            news = None
        stored = corpus.article(tx, news[0].article_id) if news else None
        if news is not None and stored is not None:
            article = replace(stored.article, published=news[0].published)
            self._tell(tx, news[1], stored.id, article, event, current)
        correct(tx, self.teller, again, tellings.of_event(tx, event.id))
        return news[1] if news else None

    def _tell(
        self,
        tx: Transaction,
        change: Change,
        article_id: int,
        article: Article,
        event: CompiledEvent,
        before: Occurrence | None,
    ) -> None:
        change_id = events.add_change(tx, change, article_id, self.now)
        news = News(
            change=change,
            change_id=change_id,
            article=article,
            before=before,
            edit_of=versions.first_published(tx, article_id),
        )
        self.teller.tell(tx, event, news)


def quorum_of(tx: Transaction, said: ArticleClaims, event: CompiledEvent) -> Quorum | None:
    """What was said lately, where one article is not enough."""
    needed = event.event.quorum
    if needed <= 1:
        return None
    lately = {
        each.article_id: each
        for each in events.history(tx, event.id, said.published - CONFIRMATION)
    }
    article = lately.pop(said.article_id, said)  # as it was stored: with what it credits and copies
    return Quorum(min_sources=needed, article=article, lately=tuple(lately.values()))
