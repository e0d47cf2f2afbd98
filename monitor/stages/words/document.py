"""Messages as JSON: what webhooks get under `news_monitor`. Keys are added to it, never changed."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model.alerts import Alert, AlertKind, Quote

VERSION = 1
"""Grows when a key goes or means another thing."""

SUMMARY_KEYS = ("bundle/", "digest/")
"""How the keys of deliveries begin that tell several alerts in one message."""


def alert_document(alert: Alert, key: str, *, may_repeat: bool) -> dict[str, object]:
    """An alert's facts; times are ISO 8601 in UTC, what is not known is null."""
    nothing_known = alert.kind is AlertKind.CORRECTION and alert.quote is None
    return {
        "version": VERSION,
        "kind": alert.kind.value,
        "key": key,
        "event": {"id": alert.event, "name": alert.event_name, "topic": alert.topic},
        "occurrence": alert.ordinal,
        "status": None if nothing_known else alert.status.value,
        "previous": alert.previous.value if alert.previous else None,
        "disputed": alert.disputed,
        "date": alert.day.isoformat() if alert.day else None,
        "published": alert.published.isoformat(),
        "evidence": _quote(alert.quote),
        "against": _quote(alert.against),
        "outlets": alert.outlets,
        "corrects": _corrects(alert),
        "note": alert.note or None,
        "may_repeat": may_repeat,
        "sources": list(alert.sources),
        "copies": alert.copies,
        "edit_of": alert.edit_of.isoformat() if alert.edit_of else None,
    }


def text_document(title: str, text: str, key: str, *, may_repeat: bool) -> dict[str, object]:
    """What has no facts of one event: a notice to the operator, or several alerts in one."""
    return {
        "version": VERSION,
        "kind": "digest" if key.startswith(SUMMARY_KEYS) else "notice",
        "key": key,
        "title": title,
        "text": text,
        "may_repeat": may_repeat,
    }


def _corrects(alert: Alert) -> Mapping[str, object] | None:
    if not alert.corrects:
        return None
    at = alert.corrects_at.isoformat() if alert.corrects_at else None
    return {"title": alert.corrects, "at": at}


def _quote(quote: Quote | None) -> Mapping[str, object] | None:
    if quote is None:
        return None
    return {
        "text": quote.text,
        "status": quote.status.value,
        "stance": quote.stance.value,
        "by": quote.by,
        "outlet": quote.outlet,
        "url": quote.url,
        "published": quote.published.isoformat(),
    }
