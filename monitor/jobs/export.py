"""Export: an event's articles with what is held true of them, as a labelled timeline.

What the operator called wrong is no label; what he set because of an article is one. So the corpus
becomes a data set that `evaluate` scores the next version with.
"""

from __future__ import annotations

from collections import defaultdict

from monitor.config.labels import AlertLabel, ClaimLabel, LabelledArticle
from monitor.model.articles import Novelty, Role, StoredArticle
from monitor.model.claims import Claim, Standing
from monitor.model.events import Change, ChangeKind, IgnoredReason
from monitor.model.views import EventTimeline
from monitor.store import corpus, timelines
from monitor.store.engine import Transaction


def export_event(tx: Transaction, event: str) -> tuple[LabelledArticle, ...]:
    """The labelled articles of an event, oldest first; none of which no article speaks."""
    timeline = timelines.event_timeline(tx, event)
    claims = _claims(tx, timeline)
    changes = _changes(timeline)
    articles = [corpus.article(tx, article_id) for article_id in claims]
    kept = sorted((a for a in articles if a), key=lambda each: (each.article.published, each.id))
    return tuple(_label(event, each, claims[each.id], changes[each.id]) for each in kept)


def _claims(tx: Transaction, timeline: EventTimeline) -> dict[int, list[Claim]]:
    """What counts of each article; an article with nothing but withdrawn claims stays, empty."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    for view in timeline.claims:
        claim = view.claim
        if claim.standing is Standing.OPERATOR:
            meant = corpus.find(tx, claim.evidence)
            if meant is not None and view.ignored is not IgnoredReason.WITHDRAWN:
                claims[meant.id].append(claim)
            continue
        held = claims[view.source.article_id]
        if view.ignored is not IgnoredReason.WITHDRAWN and not claim.weak:
            held.append(claim)
    return claims


def _changes(timeline: EventTimeline) -> dict[int, list[Change]]:
    withdrawn = {
        view.source.article_id
        for view in timeline.claims
        if view.ignored is IgnoredReason.WITHDRAWN
    }
    changes: dict[int, list[Change]] = defaultdict(list)
    for view in timeline.changes:
        if view.source is not None and view.source.article_id not in withdrawn:
            changes[view.source.article_id].append(view.change)
    return changes


def _label(
    event: str, stored: StoredArticle, claims: list[Claim], changes: list[Change]
) -> LabelledArticle:
    article, verdict = stored.article, stored.verdict
    copied = verdict.of if verdict.novelty is Novelty.COPY else None
    return LabelledArticle(
        id=f"{event}-{stored.id}",
        published=article.published,
        source=article.outlet,
        lang=article.language,
        title=article.title,
        text=article.text,
        topics=tuple(match.topic for match in stored.matches if match.role is Role.PRIMARY),
        duplicate_of=f"{event}-{copied}" if copied else None,
        claims=tuple(_claim_label(article.title, claim) for claim in claims),
        alerts=tuple(_alert_label(change) for change in changes),
    )


def _claim_label(title: str, claim: Claim) -> ClaimLabel:
    is_operators = claim.standing is Standing.OPERATOR
    return ClaimLabel(
        event=claim.event,
        status=claim.status,
        stance=claim.stance,
        by=None if is_operators else claim.by,
        evidence=title if is_operators else claim.evidence,
        venue=claim.venue,
        date=claim.day,
    )


def _alert_label(change: Change) -> AlertLabel:
    return AlertLabel(
        event=change.event,
        status=change.status,
        disputed=change.disputed,
        detail="date" if change.kind is ChangeKind.FIRST_DATE else None,
    )
