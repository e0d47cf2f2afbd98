"""Tell: a change becomes rows of the outbox, in the transaction that keeps the change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.config.schema.alerts import Route
from monitor.config.schema.channels import Channel
from monitor.config.schema.config import Config
from monitor.language.watch import CompiledEvent
from monitor.model.alerts import Alert
from monitor.model.articles import Article
from monitor.model.bundles import OVERFLOW, flap_bundle
from monitor.model.deliveries import DeliveryDraft
from monitor.model.events import Change, ChangeKind, Occurrence
from monitor.stages.alert import FIRST_PASS, TOO_OLD, Source, alert_of
from monitor.stages.flap import held_until
from monitor.stages.routing import Planned, plan
from monitor.stages.sources import counted_from, sources_of
from monitor.stages.wording import message_of
from monitor.store import bundles, changes, events, mutes, outbox, topics
from monitor.store.engine import Transaction

MUTED = "the event is muted"
"""Why nobody is told of what happens to an event that the operator has muted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A change as it was kept, with the article that made it.

    `before` is how the event stood, None: nothing was known. `edit_of` is when the article was first
    published (UTC) if it says so only since it was edited.
    """

    change: Change
    change_id: int
    article: Article
    before: Occurrence | None = None
    edit_of: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Tells people of changes, inside the transactions that make them.

    `timezone` is that of recipients whose channel names none. `max_age` is the age from which an
    article's change is told to nobody, None: no limit. `flap_window` is the time within which a
    return is held, zero: none is.
    """

    routes: tuple[Route, ...]
    timezone: str
    now: datetime
    max_age: timedelta | None = None
    channels: Mapping[str, Channel] = field(default_factory=dict)
    flap_window: timedelta = timedelta(0)

    @classmethod
    def of(cls, config: Config, now: datetime) -> Teller:
        """Who tells what articles say, with the settings of the configuration."""
        return replace(
            cls.late(config, now),
            max_age=config.settings.ingest.alert_max_age,
            flap_window=config.flap_window,
        )

    @classmethod
    def late(cls, config: Config, now: datetime) -> Teller:
        """Who tells what no new article says: there nothing is too old and nothing is held."""
        return cls(
            routes=config.routes,
            timezone=config.settings.timezone,
            now=now,
            channels=config.channels,
        )

    def tell(self, tx: Transaction, event: CompiledEvent, news: News) -> None:
        """Put the alert of a change into the outbox, for each channel that it goes to.

        Args:
            tx: That keeps the change.
            event: Whose change it is.
            news: What is new.
        """
        change, change_id = news.change, news.change_id
        alert = alert_of(change, event.event.name, event.topic, _source(tx, event, news))
        silent = self._why_silent(tx, event.topic, news.article)
        held = None if silent else self._held_until(tx, change, change_id)
        bundle = flap_bundle(change.event, change.ordinal)
        plans = tuple(
            _held(each, held, bundle)
            if held is not None or bundles.waiting(tx, each.channel, bundle)
            else each
            for each in self._plans(alert)
        )
        self._add(
            tx, alert, change_id, f"{change.event}/{change.ordinal}/{change_id}", plans, silent
        )

    def send(
        self,
        tx: Transaction,
        alert: Alert,
        change_id: int | None,
        key: str,
        *,
        like: Alert | None = None,
        channels: Collection[str] | None = None,
    ) -> int:
        """Put an alert that no change makes into the outbox; how many deliveries are new.

        Args:
            tx: One unit of work.
            alert: What is told.
            change_id: The change that it is about, None: it is about none.
            key: Names the alert: told once for each channel under it.
            like: The alert by which routes and times are chosen; None: by this one.
            channels: The only ones that are told, at once where no route leads there any more;
                None: all that routes lead to.
        """
        plans = self._plans(like or alert)
        if channels is not None:
            by_route = {each.channel: each for each in plans}
            plans = tuple(by_route.get(each, Planned(channel=each)) for each in channels)
        return self._add(tx, alert, change_id, key, plans, "")

    def _plans(self, alert: Alert) -> tuple[Planned, ...]:
        zones = {name: each.timezone or self.timezone for name, each in self.channels.items()}
        limited = {name for name, each in self.channels.items() if each.limit}
        return plan(alert, self.routes, zones, self.now, limited)

    def _add(
        self,
        tx: Transaction,
        alert: Alert,
        change_id: int | None,
        key: str,
        plans: Collection[Planned],
        silent: str,
    ) -> int:
        silent = self._why_muted(tx, alert.event) or silent
        message = message_of(alert, self.timezone)
        drafts = [
            DeliveryDraft(
                key=f"{key}/{each.channel}",
                channel=each.channel,
                message=message,
                change_id=change_id,
                suppressed=silent,
                due_at=each.due_at,
                bundle=each.bundle,
            )
            for each in plans
        ]
        if not silent:
            at_once = [each.channel for each in plans if each.due_at is None]
            bundles.hasten(tx, alert.event, at_once, self.now)
        return outbox.add(tx, drafts, self.now)

    def _why_silent(self, tx: Transaction, topic: str, article: Article) -> str:
        """Why nobody is told of a change now; empty: everybody is."""
        if self.max_age is None:
            return ""
        if self.now - article.published > self.max_age:
            return TOO_OLD
        settled = topics.first_pass(tx, [topic], self.now)[topic]
        return FIRST_PASS if settled is None else ""

    def _why_muted(self, tx: Transaction, event: str) -> str:
        mute = mutes.active(tx, event, self.now)
        if mute is None:
            return ""
        return f"{MUTED} until {mute.until:%Y-%m-%d %H:%M} UTC" if mute.until else MUTED

    def _held_until(self, tx: Transaction, change: Change, change_id: int) -> datetime | None:
        since = change.published - 2 * self.flap_window
        past = changes.lately(tx, change.event, change.ordinal, since, change_id)
        return held_until(past, change, self.flap_window, self.now)


def _held(planned: Planned, until: datetime | None, bundle: str) -> Planned:
    """A plan with the flap hold; what waits for a digest is calm already.

    `until` None: the hold is over, and what it holds is told with this as the last word.
    """
    if planned.bundle not in {"", OVERFLOW}:
        return planned
    times = [each for each in (until, planned.due_at) if each is not None]
    return replace(planned, due_at=max(times, default=None), bundle=bundle)


def _source(tx: Transaction, event: CompiledEvent, news: News) -> Source:
    """The article that carried a change, and who else says the same."""
    change, before = news.change, news.before
    is_status = change.kind is ChangeKind.STATUS
    began = change.published if is_status or before is None else before.since
    ended = before.since if is_status and before else None
    since = counted_from(began, ended, event.event.quorum)
    history = events.history(tx, change.event, since)
    return Source(
        outlet=news.article.outlet,
        url=news.article.url,
        published=news.article.published,
        sources=sources_of(change, history, since),
        edit_of=news.edit_of,
    )
