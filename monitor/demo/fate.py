"""What became of an article, in the words of people, from what the store knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model.events import ChangeKind, IgnoredReason
from monitor.model.items import Novelty, Role, StoredArticle
from monitor.model.views import ChangeView, ClaimView, EventTimeline

WORDS = {
    IgnoredReason.SAME_STATUS: "says what is known already",
    IgnoredReason.WEAKER: "says less than is known already",
    IgnoredReason.NO_STANDING: "has the word of an outsider, who cannot change it",
    IgnoredReason.HYPOTHETICAL: "says what may happen, not what happened",
    IgnoredReason.ALREADY_DISPUTED: "tells of a dispute that is known already",
    IgnoredReason.COPY: "repeats an earlier article",
}
"""The reasons of this story; any other is told by its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one article; `told` where it led to a message, `text` says what or why not."""

    told: bool
    text: str


def fate(article: StoredArticle, timeline: EventTimeline) -> Fate:
    """What became of an article, from it and the event's timeline."""
    changes = [view for view in timeline.changes if _carries(view, article)]
    if changes:
        return Fate(told=True, text=_news(changes[-1]))
    if article.verdict.novelty is Novelty.COPY:
        return Fate(told=False, text=f"copy ({article.verdict.reason.value.replace('_', ' ')})")
    claims = [view for view in timeline.claims if view.source.article_id == article.id]
    if claims:
        return Fate(told=False, text=_reason(claims))
    if any(match.role is Role.PRIMARY for match in article.matches):
        return Fate(told=False, text="about it, but no news of its status")
    return Fate(told=False, text="about something else")


def _carries(view: ChangeView, article: StoredArticle) -> bool:
    return view.source is not None and view.source.article_id == article.id


def _news(view: ChangeView) -> str:
    change = view.change
    match change.kind:
        case ChangeKind.FIRST_DATE:
            return "the first date"
        case ChangeKind.DISPUTE:
            return f"{change.status.value} is disputed"
        case ChangeKind.STATUS:
            return (
                f"{change.previous.value if change.previous else 'nothing'} → {change.status.value}"
            )


def _reason(claims: Sequence[ClaimView]) -> str:
    """The reason of the claim that stands first in the article, its title included."""
    ignored = claims[0].ignored
    if ignored is None:
        return "supports what is known"
    return WORDS.get(ignored, ignored.value.replace("_", " "))
