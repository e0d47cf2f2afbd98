"""Claims, signals, occurrences and changes as rows: every field has a column of its name.

The claims of a change are kept inside it as JSON: evidence stays as it was when it was told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from monitor.model.alerts import Alert, AlertKind, Quote
from monitor.model.articles import DedupeReason, Novelty, Part, Verdict
from monitor.model.claims import Claim, Position, Stance, Standing, Status, UnreadSignal
from monitor.model.events import ArticleClaims, Change, ChangeKind, Occurrence
from monitor.model.views import SourceView
from monitor.store.tables import AnyRow

CLAIM_FIELDS = tuple(field.name for field in fields(Claim))
SIGNAL_FIELDS = tuple(field.name for field in fields(UnreadSignal))
OCCURRENCE_FIELDS = tuple(field.name for field in fields(Occurrence))
CHANGE_FIELDS = tuple(field.name for field in fields(Change))
ALERT_FIELDS = tuple(field.name for field in fields(Alert))
QUOTE_FIELDS = tuple(field.name for field in fields(Quote))
SOURCE_COLUMNS = ("id", "outlet", "title", "url", "published", "novelty", "story_id")
"""What is read of an article in which something stands."""


def claim_values(claim: Claim) -> dict[str, Any]:
    """The columns of a claim."""
    return {name: getattr(claim, name) for name in CLAIM_FIELDS}


def claim_from(values: Mapping[str, Any]) -> Claim:
    """A claim from its columns or its evidence."""
    day = values["day"]
    return Claim(
        **{name: values[name] for name in CLAIM_FIELDS if name in values}  # older ones have fewer
        | {
            "status": Status(values["status"]),
            "stance": Stance(values["stance"]),
            "standing": Standing(values["standing"]),
            "part": Part(values["part"]),
            "position": Position(values["position"]),
            "day": date.fromisoformat(day) if isinstance(day, str) else day,
            "why": tuple(values["why"]),
        }
    )


def source_from(row: AnyRow, prefix: str = "") -> SourceView:
    """The article in which something stands, without its story where the row has none.

    Args:
        row: Of the article, or of what stands in it.
        prefix: What the labels of the article's columns begin with.
    """
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's name for a row as a mapping
    return SourceView(
        article_id=values[f"{prefix}id"],
        outlet=values[f"{prefix}outlet"],
        title=values[f"{prefix}title"],
        url=values[f"{prefix}url"],
        published=values[f"{prefix}published"],
        copy=values[f"{prefix}novelty"] == Novelty.COPY,
        story=values.get(f"{prefix}story_id"),
    )


def copy_of(row: AnyRow) -> int | None:
    """Of which article the one of a row is a copy; None: it has a text of its own."""
    original: int | None = row.original_id if row.novelty == Novelty.COPY else None
    return original


def article_claims(row: AnyRow, article_id: int, claims: tuple[Claim, ...]) -> ArticleClaims:
    """What an article says, from a row with what is told of the article, its id and its claims."""
    verdict = Verdict(novelty=Novelty(row.novelty), reason=DedupeReason(row.reason))
    return ArticleClaims(
        article_id=article_id,
        published=row.published,
        copy=verdict.repeats,
        outlet=row.outlet,
        claims=claims,
        original=copy_of(row),
        credit=row.credit,
        url=row.url,
        low_trust=row.low_trust,
    )


def signal_values(signal: UnreadSignal) -> dict[str, Any]:
    """The columns of a signal."""
    return {name: getattr(signal, name) for name in SIGNAL_FIELDS}


def signal_from(row: AnyRow) -> UnreadSignal:
    """A signal from its row."""
    values = {name: getattr(row, name) for name in SIGNAL_FIELDS}
    return UnreadSignal(**values | {"part": Part(row.part), "why": tuple(row.why)})


def occurrence_values(occurrence: Occurrence, version: int) -> dict[str, Any]:
    """The columns of an occurrence in the version that is written."""
    return {name: getattr(occurrence, name) for name in OCCURRENCE_FIELDS} | {"version": version}


def occurrence_from(row: AnyRow) -> Occurrence:
    """An occurrence from its row."""
    values = {name: getattr(row, name) for name in OCCURRENCE_FIELDS}
    return Occurrence(
        **values
        | {
            "status": Status(row.status),
            "asserters": tuple(row.asserters),
            "deniers": tuple(row.deniers),
        }
    )


def change_values(change: Change) -> dict[str, Any]:
    """The columns of a change."""
    return {name: getattr(change, name) for name in CHANGE_FIELDS} | {
        "claim": _evidence(change.claim),
        "against": _evidence(change.against) if change.against else None,
    }


def change_from(row: AnyRow) -> Change:
    """A change from its row."""
    values = {name: getattr(row, name) for name in CHANGE_FIELDS}
    return Change(
        **values
        | {
            "kind": ChangeKind(row.kind),
            "status": Status(row.status),
            "previous": Status(row.previous) if row.previous else None,
            "claim": claim_from(row.claim),
            "against": claim_from(row.against) if row.against else None,
        }
    )


def _evidence(claim: Claim) -> dict[str, Any]:
    return claim_values(claim) | {"day": claim.day.isoformat() if claim.day else None}


def alert_values(alert: Alert) -> dict[str, Any]:
    """An alert as JSON."""
    return {name: _plain(getattr(alert, name)) for name in ALERT_FIELDS}


def alert_from(values: Mapping[str, Any]) -> Alert:
    """An alert from its JSON."""
    day, corrects_at, previous, edit_of = (
        values.get(name) for name in ("day", "corrects_at", "previous", "edit_of")
    )
    return Alert(
        **{name: values[name] for name in ALERT_FIELDS if name in values}
        | {
            "kind": AlertKind(values["kind"]),
            "status": Status(values["status"]),
            "previous": Status(previous) if previous else None,
            "published": datetime.fromisoformat(values["published"]),
            "day": date.fromisoformat(day) if day else None,
            "corrects_at": datetime.fromisoformat(corrects_at) if corrects_at else None,
            "sources": tuple(values.get("sources", ())),
            "edit_of": datetime.fromisoformat(edit_of) if edit_of else None,
            "quote": _quote_from(values["quote"]),
            "against": _quote_from(values["against"]),
        }
    )


def _plain(value: object) -> object:
    if isinstance(value, Quote):
        return {name: _plain(getattr(value, name)) for name in QUOTE_FIELDS}
    return value.isoformat() if isinstance(value, date) else value


def _quote_from(values: Mapping[str, Any] | None) -> Quote | None:
    if values is None:
        return None
    return Quote(
        **{name: values[name] for name in QUOTE_FIELDS}
        | {
            "status": Status(values["status"]),
            "stance": Stance(values["stance"]),
            "published": datetime.fromisoformat(values["published"]),
        }
    )
