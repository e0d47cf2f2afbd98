"""Operator: the analyst's word, kept as an article of its own and followed like any other.

So it has a place in history, is replayed with it, and is taken back by withdrawing its claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from monitor.errors import MonitorError
from monitor.jobs.commit import commit
from monitor.jobs.correct import correct, follow_again
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import CompiledEvent
from monitor.model.alerts import AlertKind
from monitor.model.articles import Article, Part, TextSource
from monitor.model.claims import Claim, Position, Reading, Stance, Standing, Status
from monitor.model.events import Change, IgnoredReason, Occurrence
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import events, suppression, tellings, views
from monitor.store.engine import Transaction

OPERATOR = "operator"
OF_NO_ARTICLE = frozenset({AlertKind.CORRECTION, AlertKind.OVERDUE})
"""Kinds of alert that follow from what several articles say, or none."""


def set_status(
    tx: Transaction,
    follower: Follower,
    event: CompiledEvent,
    status: Status,
    *,
    day: date | None = None,
    because: str = "",
) -> Change | None:
    """An event's status set by the operator; None if it changes nothing.

    Args:
        tx: One unit of work.
        follower: With the time and the routes; the change is told like any other.
        event: Whose status.
        status: One of its lifecycle's.
        day: The event's day under this status.
        because: Why, an address mostly; shown as the evidence.
    """
    article = _word(event, status, because, follower.now)
    claim = Claim(
        event=event.id,
        status=status,
        stance=Stance.ASSERTED,
        standing=Standing.OPERATOR,
        by=OPERATOR,
        evidence=because or article.title,
        part=Part.TEXT if because else Part.TITLE,
        start=0,
        end=len(because or article.title),
        position=Position.TITLE,
        confidence=1.0,
        day=day,
        concrete=True,
        why=("operator",),
    )
    read = ReadArticle(
        article=article,
        keys=article_keys(article, None),
        matches=(),
        reading=Reading(claims=(claim,)),
    )
    (ingested,) = commit(tx, [read], follower)
    return next(iter(ingested.changes), None)


def undo(tx: Transaction, event: CompiledEvent, teller: Teller) -> Occurrence | None:
    """An event without the operator's last word: the occurrence as history now has it.

    Who was told of it gets a correction from the `teller`.

    Raises:
        MonitorError: the operator never said anything of the event.
    """
    article_id = events.operator_article(tx, event.id)
    if article_id is None:
        msg = f"{event.id}: there is no word of yours to undo; `event {event.id} set` makes one"
        raise MonitorError(msg, subject=event.id)
    return withdraw(tx, article_id, event, teller)


def call_wrong(
    tx: Transaction, delivery_id: int, watched: Mapping[str, CompiledEvent], teller: Teller
) -> tuple[str, Occurrence | None]:
    """An alert called wrong: what its article says of the event counts no more.

    Who has it gets a correction from the `teller`, unless later news stands.

    Returns the event's name and its occurrence as history now has it.

    Raises:
        MonitorError: there is no such alert, no article made it news, or its event is not watched
            any more.
    """
    found = views.delivery(tx, delivery_id)
    alert = found.message.alert if found else None
    if alert is not None and alert.kind in OF_NO_ARTICLE:
        msg = f"no article made delivery {delivery_id} news: say how it stands with `event {alert.event} set`"
        raise MonitorError(msg, subject=str(delivery_id))
    source = views.delivery_source(tx, delivery_id)
    if source is None:
        msg = f"delivery {delivery_id} tells no article's change; see `news-monitor alerts list`"
        raise MonitorError(msg, subject=str(delivery_id))
    article_id, event_id = source
    if event_id not in watched:
        msg = f"event {event_id} of delivery {delivery_id} is not watched any more"
        raise MonitorError(msg, subject=event_id)
    event = watched[event_id]
    return event.event.name, withdraw(tx, article_id, event, teller)


def withdraw(
    tx: Transaction, article_id: int, event: CompiledEvent, teller: Teller
) -> Occurrence | None:
    """An event without one article: claims and waiting alerts withdrawn, history followed again."""
    before, told = events.current(tx, event.id), tellings.of_event(tx, event.id)
    events.withdraw(tx, article_id, event.id)
    suppression.take_back(tx, article_id, event.id, IgnoredReason.WITHDRAWN.value, teller.now)
    again = follow_again(tx, event, before)
    correct(tx, teller, again, told)
    return again.present


def _word(event: CompiledEvent, status: Status, because: str, now: datetime) -> Article:
    """What the operator says, as the article that it is kept as."""
    return Article(
        title=f"{event.event.name}: {status.value.replace('_', ' ')}, says the operator",
        text=because,
        language="en",
        published=now,
        outlet=OPERATOR,
        source=TextSource.OPERATOR,
    )
