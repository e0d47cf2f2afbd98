"""Quorum: whether enough independent sources say the same for a claim to change a status.

A user may ask for more than one (`min_sources`). Until they are there, a claim is kept and shown as
unconfirmed; what completes their number makes the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.model.claims import Claim, Stance, Standing, Status
from monitor.model.events import ArticleClaims, Occurrence
from monitor.model.sources import Unconfirmed
from monitor.stages.sources import CONFIRMATION, independent_sources, saying
from monitor.stages.tracking.transitions import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """How many independent sources a change takes, and what was said lately.

    `article` is the one that is followed, `lately` what others said before it, each of which was
    published within `CONFIRMATION` of it.
    """

    min_sources: int
    article: ArticleClaims
    lately: Sequence[ArticleClaims] = ()

    def confirms(self, claim: Claim, step: Step, current: Occurrence | None) -> bool:
        """Whether a claim of the article has the sources that it takes to do its step.

        The operator needs nobody. What was said before the current status began confirms no other;
        a first date is confirmed by those alone who state it.
        """
        if self.min_sources <= 1 or claim.standing is Standing.OPERATOR:
            return True
        is_date = step is Step.FIRST_DATE
        since = None if is_date or current is None else current.since
        others = (
            replace(each, claims=tuple(_agreeing(each, claim, exactly=is_date)))
            for each in self.lately
            if since is None or each.published > since
        )
        said = replace(self.article, claims=(claim,))
        return len(independent_sources([*others, said])) >= self.min_sources


def _agreeing(article: ArticleClaims, claim: Claim, *, exactly: bool) -> Iterator[Claim]:
    """What an article asserts as a claim does; of another day it asserts another thing."""
    for each in saying(article, claim.status, Stance.ASSERTED).claims:
        if each.day == claim.day or (not exactly and (each.day is None or claim.day is None)):
            yield each


def quorums(
    articles: Iterable[ArticleClaims], min_sources: int
) -> Iterator[tuple[ArticleClaims, Quorum | None]]:
    """Each article of a history with what was said lately before it; None: one source is enough.

    Args:
        articles: By (published, article id).
        min_sources: How many it takes.
    """
    before: list[ArticleClaims] = []
    for article in articles:
        if min_sources <= 1:
            yield article, None
            continue
        before = [each for each in before if is_lately(each, article.published)]
        yield article, Quorum(min_sources=min_sources, article=article, lately=tuple(before))
        before.append(article)


def is_lately(article: ArticleClaims, moment: datetime) -> bool:
    """Whether an article was published so shortly before a moment that it confirms what is said."""
    return moment - article.published <= CONFIRMATION


def unconfirmed(
    claimed: Iterable[ArticleClaims], current: Occurrence | None, min_sources: int, now: datetime
) -> tuple[Unconfirmed, ...]:
    """What would be news of an event if more sources said so, the newest first.

    Args:
        claimed: The articles with those of their claims that wait to be confirmed.
        current: How the event stands; None: nothing is known of it.
        min_sources: How many it takes.
        now: From when on it is looked back (UTC).
    """
    lately = [
        each
        for each in claimed
        if is_lately(each, now) and (current is None or each.published > current.since)
    ]
    newest_first = sorted(lately, key=lambda each: each.published, reverse=True)
    waiting = dict.fromkeys(
        (claim.status, claim.day if current and claim.status is current.status else None)
        for each in newest_first
        for claim in each.claims
    )
    counted = (_count(lately, *each, min_sources) for each in waiting)
    return tuple(each for each in counted if len(each.sources) < min_sources)


def _count(
    lately: Iterable[ArticleClaims], status: Status, day: date | None, min_sources: int
) -> Unconfirmed:
    said = (saying(each, status, Stance.ASSERTED) for each in lately)
    of_day = (
        replace(each, claims=tuple(c for c in each.claims if day is None or c.day == day))
        for each in said
    )
    return Unconfirmed(
        status=status, day=day, sources=independent_sources(of_day), needed=min_sources
    )
