"""Correct: what people were told and a history that was followed again does not bear out.

An article that comes late, a word of the operator that is taken back, an alert that is called wrong:
each may leave an event standing otherwise than people believe, without anything new to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.jobs.tell import Teller
from monitor.language.watch import CompiledEvent
from monitor.model.alerts import Alert
from monitor.model.events import ArticleClaims, Change, Occurrence, Replay
from monitor.model.views import Told
from monitor.stages.alert import Source, alert_of
from monitor.stages.correction import Fallen, correction_of, fallen, standing
from monitor.stages.routing import plan
from monitor.stages.sources import counted_from, sources_of
from monitor.stages.track import replay
from monitor.store import corpus, events, tellings
from monitor.store.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """An event's history followed again: how it stood before, what it is made of, what came of it."""

    event: CompiledEvent
    before: Occurrence | None
    past: Sequence[ArticleClaims]
    replay: Replay

    @property
    def present(self) -> Occurrence | None:
        """How the event stands now; None: nothing is known of it."""
        return self.replay.occurrences[-1] if self.replay.occurrences else None

    @property
    def decision(self) -> tuple[ArticleClaims, Change] | None:
        """The newest change of the history, and the article that made it; None: there is none."""
        outcomes = zip(reversed(self.past), reversed(self.replay.outcomes), strict=True)
        return next(((said, o.change) for said, o in outcomes if o.change is not None), None)

    @property
    def news(self) -> tuple[ArticleClaims, Change] | None:
        """The decision that tells how the event stands, if it stands otherwise than before."""
        now, decision = standing(self.present), self.decision
        if decision is None or now is None or now == standing(self.before):
            return None
        said, change = decision
        # People know of what came before in history only what they were told in time.
        previous = self.before.status if self.before else change.previous
        return said, replace(change, previous=previous)


def follow_again(tx: Transaction, event: CompiledEvent, before: Occurrence | None) -> Again:
    """An event's history followed from its beginning, its occurrences stored as that has them.

    Args:
        tx: One unit of work.
        event: Whose history.
        before: How it stood until now, None: nothing was known of it.
    """
    past = events.history(tx, event.id, None)
    replayed = replay(past, event.lifecycle, event.event.quorum)
    events.replace_occurrences(tx, event.id, replayed.occurrences)
    return Again(event=event, before=before, past=past, replay=replayed)


def correct(tx: Transaction, teller: Teller, again: Again, told: Sequence[Told]) -> bool:
    """Whether somebody was told what does not stand, and is told now how it does.

    What still waits to be sent is withdrawn; who has it gets a correction.

    Args:
        tx: One unit of work.
        teller: Who tells.
        again: A history that was followed again; the change that tells how the event stands, if
            there is one, is told already.
        told: What people were told of the event, the newest first.
    """
    now = standing(again.present)
    fell = fallen(told, now) if now != standing(again.before) else None
    if fell is None:
        return False
    tellings.fall(tx, fell.change_id, teller.now)
    present = _present(tx, again)
    _tell_in_time(tx, teller, again, fell, present)
    for each in fell.corrected:
        _take_back(tx, teller, each, present)
    return True


def _take_back(tx: Transaction, teller: Teller, told: Told, present: Alert | None) -> None:
    key = _next_key(tx, f"correction/{told.delivery_id}")
    alert = correction_of(told, present, teller.now)
    teller.send(tx, alert, told.change_id, key, like=told.alert, channels={told.channel})


def _tell_in_time(
    tx: Transaction, teller: Teller, again: Again, fell: Fallen, alert: Alert | None
) -> None:
    """The present as plain news, to those whom what was withdrawn never reached."""
    decision = again.decision
    if alert is None or decision is None:
        return
    wanted = {each.channel for each in plan(alert, teller.routes, {}, teller.now)}
    channels = [each for each in fell.in_time if each in wanted]
    if not channels:
        return
    said, change = decision
    known = tellings.known_change(tx, change, said.article_id)
    change_id = known or events.add_change(tx, change, said.article_id, teller.now)
    key = _next_key(tx, f"{change.event}/{change.ordinal}/{change_id}/after/{fell.change_id}")
    teller.send(tx, alert, change_id, key, channels=channels)


def _next_key(tx: Transaction, key: str) -> str:
    """A key that is new: one that was withdrawn before it went out may be due again."""
    return f"{key}/{tellings.count(tx, key)}"


def _present(tx: Transaction, again: Again) -> Alert | None:
    """What tells how the event stands; None: nothing is known of it any more."""
    present, decision = again.present, again.decision
    if present is None or decision is None:
        return None
    said, change = decision
    stored = corpus.article(tx, said.article_id)
    since = counted_from(present.since, None, again.event.event.quorum)
    source = Source(
        outlet=said.outlet,
        url=stored.article.url if stored else None,
        published=said.published,
        sources=sources_of(change, again.past, since),
    )
    alert = alert_of(change, again.event.event.name, again.event.topic, source)
    return replace(alert, disputed=present.disputed, day=present.day)
