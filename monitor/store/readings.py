"""Readings: what was read in an article when it came, kept when its text is gone."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from monitor.model.claims import Reading
from monitor.store.engine import Transaction
from monitor.store.records import claim_from, signal_from
from monitor.store.tables import table

CLAIM = table("claim")
SIGNAL = table("signal")

CLAIMS = select(CLAIM).where(CLAIM.c.article_id == bindparam("of_article")).order_by(CLAIM.c.id)
SIGNALS = select(SIGNAL).where(SIGNAL.c.article_id == bindparam("of_article")).order_by(SIGNAL.c.id)


def reading(tx: Transaction, article_id: int) -> Reading:
    """What an article was read to say, in the order of its text; empty where it says nothing."""
    of = {"of_article": article_id}
    return Reading(
        claims=tuple(claim_from(row._asdict()) for row in tx.connection().execute(CLAIMS, of)),
        signals=tuple(signal_from(row) for row in tx.connection().execute(SIGNALS, of)),
    )
