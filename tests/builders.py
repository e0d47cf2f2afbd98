"""Values for tests: complete, plain, each field to be changed by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.config.schema.topics import Event, Topic
from monitor.model.articles import Article, Part
from monitor.model.claims import Claim, Position, Stance, Standing, Status
from monitor.model.events import Change, ChangeKind, Occurrence
from monitor.model.items import FeedItem
from monitor.model.pages import Page

NOON = datetime(2031, 5, 14, 12, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    """So many hours after noon."""
    return NOON + timedelta(hours=hours)


def make_article(**changes: Any) -> Article:
    values: dict[str, Any] = {
        "title": "Ruritania and Graustark agree to hold a summit",
        "text": "The leaders of Ruritania and Graustark will meet, both governments said.",
        "language": "en",
        "published": NOON,
        "outlet": "The Strelsau Courier",
        "url": "https://courier.example/1",
        "guid": "courier-1",
        "feed_id": 1,
    }
    return Article(**(values | changes))


def make_claim(**changes: Any) -> Claim:
    values: dict[str, Any] = {
        "event": "summit",
        "status": Status.CONFIRMED,
        "stance": Stance.ASSERTED,
        "standing": Standing.PARTY,
        "evidence": "The leaders of Ruritania and Graustark will meet.",
        "part": Part.TEXT,
        "start": 0,
        "end": 48,
        "position": Position.LEAD,
        "confidence": 0.9,
        "by": "the Ruritanian government",
        "side": "Ruritania",
    }
    return Claim(**(values | changes))


def make_occurrence(**changes: Any) -> Occurrence:
    values: dict[str, Any] = {
        "event": "summit",
        "ordinal": 1,
        "status": Status.CONFIRMED,
        "since": NOON,
        "last_published": NOON,
    }
    return Occurrence(**(values | changes))


def make_change(**changes: Any) -> Change:
    values: dict[str, Any] = {
        "event": "summit",
        "ordinal": 1,
        "kind": ChangeKind.STATUS,
        "status": Status.POSTPONED,
        "previous": Status.CONFIRMED,
        "disputed": False,
        "published": NOON,
        "claim": make_claim(status=Status.POSTPONED, evidence="The summit was put off."),
    }
    return Change(**(values | changes))


def make_item(**changes: Any) -> FeedItem:
    values: dict[str, Any] = {
        "guid": "courier-1",
        "url": "https://courier.example/1",
        "title": "Ruritania and Graustark agree to hold a summit",
        "summary": "The leaders will meet.",
        "published": NOON,
    }
    return FeedItem(**(values | changes))


def make_page(body: bytes = b"", **changes: Any) -> Page:
    values: dict[str, Any] = {"url": "https://courier.example/1", "body": body}
    return Page(**(values | {"content_type": "text/html; charset=utf-8"} | changes))


def make_event(**changes: Any) -> Event:
    values: dict[str, Any] = {
        "id": "summit",
        "name": "Ruritania–Graustark summit",
        "lifecycle": "meeting",
        "parties": [
            ["Ruritania", "Ruritanian", "Strelsau"],
            ["Graustark", "Graustarkian", "Edelweiss"],
        ],
        "terms": ["summit", "meeting", "talks"],
    }
    return Event(**(values | changes))


def make_topic(**changes: Any) -> Topic:
    values: dict[str, Any] = {
        "topic": "ruritania",
        "name": "Ruritania and Graustark",
        "phrases": ["summit"],
        "events": [make_event()],
    }
    return Topic(**(values | changes))
