"""Why nobody was told of an article, in the words of people, from what the store keeps of it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model.articles import DedupeReason, Novelty, Role, StoredArticle
from monitor.model.events import IgnoredReason
from monitor.model.views import ClaimView, EventTimeline

CLAIMS = {
    IgnoredReason.SAME_STATUS: "kept quiet: says what is known already",
    IgnoredReason.WEAKER: "kept quiet: says less than is known already",
    IgnoredReason.NO_STANDING: "kept quiet: the word of an outsider",
    IgnoredReason.HYPOTHETICAL: "kept quiet: says what may happen, not what happened",
    IgnoredReason.ALREADY_DISPUTED: "kept quiet: the dispute is known already",
}
"""The reasons of this story; any other is told by its own name."""
COPIES = {
    DedupeReason.SAME_TEXT: "kept quiet: a copy, word for word",
    DedupeReason.NEAR_TEXT: "kept quiet: a copy, lightly edited",
}


def quiet_reason(article: StoredArticle, timeline: EventTimeline) -> str | None:
    """Why an article led to no message; None: it did.

    Args:
        article: As the corpus has it.
        timeline: Everything that is known of the event, this article included.
    """
    if any(view.source and view.source.article_id == article.id for view in timeline.changes):
        return None
    if article.verdict.novelty is Novelty.COPY:
        reason = article.verdict.reason
        return COPIES.get(reason, f"kept quiet: a copy, {reason.value.replace('_', ' ')}")
    claims = [view for view in timeline.claims if view.source.article_id == article.id]
    if claims:
        return _of_claims(claims)
    if any(match.role is Role.PRIMARY for match in article.matches):
        return "kept quiet: about it, but no news of its status"
    return "not about it"


def _of_claims(claims: Sequence[ClaimView]) -> str:
    """The reason of the claim that stands first in the article, its title included."""
    ignored = claims[0].ignored
    if ignored is None:
        return "kept quiet: supports what is known"
    return CLAIMS.get(ignored, f"kept quiet: {ignored.value.replace('_', ' ')}")
