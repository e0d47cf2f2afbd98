"""Follow: what an article claims of an event, tracked and stored with the alerts it is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from monitor.config.schema.alerts import Route
from monitor.config.schema.channels import Channel
from monitor.jobs.correct import Again, correct, follow_again
from monitor.jobs.services import Services
from monitor.jobs.tell import Teller
from monitor.language.watch import CompiledEvent, Watch
from monitor.model.articles import Article
from monitor.model.events import (
    ArticleClaims,
    Change,
    Claim,
    Occurrence,
    Outcome,
    Reading,
)
from monitor.stages.correction import standing
from monitor.stages.track import follow
from monitor.store import events
from monitor.store.engine import Transaction


@dataclass(frozen=True, kw_only=True)
class Follower:
    """Follows the events of a batch of articles, inside the batch's transaction.

    What it tells people is told by `teller`, made of the fields that a `Teller` has.
    """

    watch: Watch
    routes: tuple[Route, ...]
    timezone: str
    now: datetime
    max_age: timedelta | None = None
    channels: Mapping[str, Channel] = field(default_factory=dict)
    flap_window: timedelta = timedelta(0)

    @classmethod
    def of(cls, services: Services, now: datetime) -> Follower:
        """A follower with the settings of the configuration."""
        config = services.config
        return cls(
            watch=services.watch,
            routes=config.routes,
            timezone=config.settings.timezone,
            now=now,
            max_age=config.settings.ingest.alert_max_age,
            channels=config.channels,
            flap_window=config.flap_window,
        )

    @cached_property
    def teller(self) -> Teller:
        """Who puts alerts into the outbox."""
        return Teller(
            routes=self.routes,
            timezone=self.timezone,
            now=self.now,
            max_age=self.max_age,
            channels=self.channels,
            flap_window=self.flap_window,
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
        again = None
        # What made no occurrence counts as well: a denial may wait for what it denies.
        if latest is not None and said.published < latest:
            again = follow_again(tx, event, current)
            outcome = _take_its_place(again, said)
        else:
            outcome = self._go_on(tx, event, said, current)
        events.mark_ignored(tx, said.article_id, outcome.ignored)
        if outcome.change is not None:
            change_id = events.add_change(tx, outcome.change, said.article_id, self.now)
            self.teller.tell(tx, outcome.change, change_id, event, article, current)
        if again is not None:
            correct(tx, self.teller, again)
        return outcome.change

    def _go_on(
        self, tx: Transaction, event: CompiledEvent, said: ArticleClaims, current: Occurrence | None
    ) -> Outcome:
        """The newest article: the event goes on from where it stands."""
        outcome = follow(
            current, said.claims, said.published, lifecycle=event.lifecycle, copy=said.copy
        )
        if outcome.occurrence is not None and outcome.occurrence != current:
            events.save(tx, outcome.occurrence)
        return outcome


def _take_its_place(again: Again, late: ArticleClaims) -> Outcome:
    """What a late article did: its change is told only if that is how the event stands now."""
    place = next(i for i, each in enumerate(again.past) if each.article_id == late.article_id)
    outcome = again.replay.outcomes[place]
    change, now = outcome.change, standing(again.present)
    if change is None or standing(change) != now or now == standing(again.before):
        return replace(outcome, change=None)
    # People know of what came before it in time only what they were told before.
    before = again.before.status if again.before else change.previous
    return replace(outcome, change=replace(change, previous=before))


def by_event(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the event that they are of, in the order of the text."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.event].append(claim)
    return grouped
