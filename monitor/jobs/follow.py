"""Follow: what an article claims of an event, tracked and stored with the alerts it is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.config.schema.alerts import Route
from monitor.jobs.services import Services
from monitor.language.watch import CompiledEvent, Watch
from monitor.model.alerts import DeliveryDraft
from monitor.model.articles import Article
from monitor.model.events import (
    ArticleClaims,
    Change,
    Claim,
    Occurrence,
    Outcome,
    Reading,
    Stance,
    Status,
)
from monitor.stages.alert import FIRST_PASS, TOO_OLD, Source, alert_of
from monitor.stages.routing import plan
from monitor.stages.track import follow, replay
from monitor.stages.wording import message_of
from monitor.store import events, outbox, topics
from monitor.store.engine import Transaction


@dataclass(frozen=True, kw_only=True)
class Follower:
    """Follows the events of a batch of articles, inside the batch's transaction.

    `max_age` is the age from which an article builds the state silently, None: no limit.
    """

    watch: Watch
    routes: tuple[Route, ...]
    timezone: str
    now: datetime
    max_age: timedelta | None = None

    @classmethod
    def of(cls, services: Services, now: datetime) -> Follower:
        """A follower with the settings of the configuration."""
        settings = services.config.settings
        return cls(
            watch=services.watch,
            routes=services.config.routes,
            timezone=settings.timezone,
            now=now,
            max_age=settings.ingest.alert_max_age,
        )

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
            outcome = self._rewrite(tx, event, said, current)
        else:
            outcome = follow(
                current,
                said.claims,
                said.published,
                lifecycle=event.lifecycle,
                copy=said.copy,
            )
            if outcome.occurrence is not None and outcome.occurrence != current:
                events.save(tx, outcome.occurrence)
        events.mark_ignored(tx, said.article_id, outcome.ignored)
        if outcome.change is not None:
            self._tell(tx, outcome.change, event, article, said, current)
        return outcome.change

    def _rewrite(
        self, tx: Transaction, event: CompiledEvent, late: ArticleClaims, current: Occurrence | None
    ) -> Outcome:
        """A late article: history is followed again; only a present that differs is told."""
        past = events.history(tx, event.id, None)
        told = replay(past, event.lifecycle)
        events.replace_occurrences(tx, event.id, told.occurrences)
        position = next(i for i, each in enumerate(past) if each.article_id == late.article_id)
        outcome = told.outcomes[position]
        latest = told.occurrences[-1] if told.occurrences else None
        same = _standing(latest) == _standing(current)
        return Outcome(
            occurrence=latest,
            change=None if same else outcome.change,
            ignored=outcome.ignored,
        )

    def _tell(
        self,
        tx: Transaction,
        change: Change,
        event: CompiledEvent,
        article: Article,
        said: ArticleClaims,
        before: Occurrence | None,
    ) -> None:
        change_id = events.add_change(tx, change, said.article_id, self.now)
        source = Source(
            outlet=article.outlet,
            url=article.url,
            published=article.published,
            outlets=_count_outlets(tx, change, before),
        )
        alert = alert_of(change, event.event.name, event.topic, source)
        message = message_of(alert, self.timezone)
        suppressed = self._why_silent(tx, event.topic, article)
        drafts = [
            DeliveryDraft(
                key=f"{change.event}/{change.ordinal}/{change_id}/{each.channel}",
                channel=each.channel,
                message=message,
                change_id=change_id,
                suppressed=suppressed,
                due_at=each.due_at,
                bundle=each.bundle,
            )
            for each in plan(alert, self.routes)
        ]
        outbox.add(tx, drafts, self.now)

    def _why_silent(self, tx: Transaction, topic: str, article: Article) -> str:
        """Why nobody is told of a change now; empty: everybody is."""
        if self.max_age is None:
            return ""
        if self.now - article.published > self.max_age:
            return TOO_OLD
        settled = topics.first_pass(tx, [topic], self.now)[topic]
        return FIRST_PASS if settled is None else ""


def _standing(occurrence: Occurrence | None) -> tuple[int, Status, bool] | None:
    """What people are told of an occurrence."""
    if occurrence is None:
        return None
    return occurrence.ordinal, occurrence.status, occurrence.disputed


def by_event(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the event that they are of, in the order of the text."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.event].append(claim)
    return grouped


def _count_outlets(tx: Transaction, change: Change, before: Occurrence | None) -> int:
    """Outlets that say the same since the status before, copies folded; at least this one."""
    since = before.since if before is not None and before.ordinal == change.ordinal else None
    outlets = {
        said.outlet
        for said in events.history(tx, change.event, since)
        if not said.copy
        and any(
            claim.status is change.status and claim.stance is Stance.ASSERTED
            for claim in said.claims
        )
    }
    return max(1, len(outlets))
