"""Alerts for tests: complete, plain, each field to be changed by name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from monitor.model.alerts import Alert, AlertKind, DigestFacts, Hint, Quote
from monitor.model.claims import Stance, Status
from tests.builders import NOON


def make_quote(**changes: Any) -> Quote:
    values: dict[str, Any] = {
        "text": "The summit was put off.",
        "status": Status.POSTPONED,
        "stance": Stance.ASSERTED,
        "outlet": "The Strelsau Courier",
        "published": NOON,
        "by": "the Ruritanian government",
        "url": "https://courier.example/7",
    }
    return Quote(**(values | changes))


def make_denial(**changes: Any) -> Quote:
    values: dict[str, Any] = {
        "by": "the Chancellor",
        "text": "Nothing is off.",
        "stance": Stance.DENIED,
    }
    return make_quote(**(values | changes))


def make_alert(**changes: Any) -> Alert:
    values: dict[str, Any] = {
        "kind": AlertKind.STATUS,
        "event": "summit",
        "event_name": "Ruritania–Graustark summit",
        "topic": "ruritania",
        "ordinal": 1,
        "status": Status.POSTPONED,
        "previous": Status.CONFIRMED,
        "disputed": False,
        "published": NOON,
        "quote": make_quote(),
    }
    return Alert(**(values | changes))


def make_hint(**changes: Any) -> Hint:
    values: dict[str, Any] = {
        "event_name": "Elphberg truce",
        "text": "Doubts grow about the truce",
        "outlet": "The Hentzau Herald",
        "published": NOON,
        "url": "https://herald.example/3",
    }
    return Hint(**(values | changes))


def make_facts(**changes: Any) -> DigestFacts:
    values: dict[str, Any] = {
        "rhythm": "daily",
        "since": NOON - timedelta(days=1),
        "until": NOON,
        "articles": 412,
        "on_topic": 31,
        "feeds_ok": 19,
        "feeds": 20,
    }
    return DigestFacts(**(values | changes))
