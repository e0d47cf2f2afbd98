"""Track: an occurrence and all claims of one article on it in, the occurrence after it out.

At most one change comes of an article. Everything here is pure and depends on nothing but its
arguments, so that a history can be followed again at any time: `replay`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from monitor.model.claims import Claim, Lifecycle, Stance
from monitor.model.events import (
    ArticleClaims,
    Change,
    ChangeKind,
    Ignored,
    IgnoredReason,
    Occurrence,
    Outcome,
    Replay,
)
from monitor.stages.quorum import Quorum, quorums
from monitor.stages.tracking.choice import (
    choose,
    is_background,
    says_more_than_text,
    stands_beside_known,
)
from monitor.stages.tracking.contradiction import gives_another_name, why_no_contradiction
from monitor.stages.tracking.news import Decision, weigh
from monitor.stages.tracking.progress import advance, dispute
from monitor.stages.tracking.transitions import Decisive, Step

KINDS = {
    Step.CHANGE: ChangeKind.STATUS,
    Step.NEXT: ChangeKind.STATUS,
    Step.FIRST_DATE: ChangeKind.FIRST_DATE,
}
Decisions = dict[Claim, Decision]
"""What each claim that is asserted with standing would do by itself."""


def by_event(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the event that they are of, in the order of the text."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.event].append(claim)
    return grouped


def replay(articles: Sequence[ArticleClaims], lifecycle: Lifecycle, min_sources: int = 1) -> Replay:
    """An event's history followed from its beginning.

    Args:
        articles: Each article that says something of the event, in any order; they are followed in
            the order of (published, article_id).
        lifecycle: The event's.
        min_sources: How many independent sources a change takes.
    """
    occurrences: dict[int, Occurrence] = {}
    outcomes: dict[int, Outcome] = {}
    current: Occurrence | None = None
    in_order = sorted(articles, key=lambda each: (each.published, each.article_id))
    for article, quorum in quorums(in_order, min_sources):
        outcome = follow(
            current,
            article.claims,
            article.published,
            lifecycle=lifecycle,
            copy=article.copy,
            quorum=quorum,
        )
        outcomes[article.article_id] = outcome
        current = outcome.occurrence
        if current is not None:
            occurrences[current.ordinal] = current
    return Replay(
        occurrences=tuple(occurrences.values()),
        outcomes=tuple(outcomes[article.article_id] for article in articles),
    )


def follow(
    current: Occurrence | None,
    claims: Sequence[Claim],
    published: datetime,
    *,
    lifecycle: Lifecycle,
    copy: bool,
    quorum: Quorum | None = None,
) -> Outcome:
    """What one article does to one event.

    Args:
        current: The event's latest occurrence; None: nothing is known of the event yet.
        claims: Everything that the article says of the event.
        published: When it was published (UTC). An article older than the newest that was followed
            changes nothing here; `replay` gives it its place.
        lifecycle: The event's.
        copy: Whether the article re-publishes an earlier one: a source, never news.
        quorum: The sources that a change takes; None: this article is enough.
    """
    stale = _why_stale(current, published, copy=copy)
    if stale is not None:
        return Outcome(occurrence=current, ignored=tuple(Ignored(c, stale) for c in claims))
    heard = [claim for claim in claims if claim.standing.counts and not claim.weak]
    new = [claim for claim in heard if not claim.said_before]
    decisions = {
        claim: _confirm(claim, each, current, quorum)
        for claim, each in _weigh_asserted(heard, current, published, lifecycle).items()
    }
    steps = [
        Decisive(claim=claim, step=each)
        for claim, each in decisions.items()
        if isinstance(each, Step)
    ]
    decisive = choose(steps, decisions)
    after = advance(current, decisive, decisions, published)
    denial = next((each for each in new if why_no_contradiction(each, after) is None), None)
    change = _tell(current, after, decisive, denial)
    return Outcome(
        occurrence=dispute(after, new),
        change=change,
        ignored=tuple(_ignore(claims, decisions, after, change)),
    )


def _why_stale(
    current: Occurrence | None, published: datetime, *, copy: bool
) -> IgnoredReason | None:
    """Why nothing in an article can be news."""
    if copy:
        return IgnoredReason.COPY
    is_late = current is not None and published < current.last_published
    return IgnoredReason.LATE if is_late else None


def _weigh_asserted(
    heard: Sequence[Claim],
    current: Occurrence | None,
    published: datetime,
    lifecycle: Lifecycle,
) -> Decisions:
    return {
        claim: _weigh_within(claim, heard, current) or weigh(claim, current, published, lifecycle)
        for claim in heard
        if claim.stance is Stance.ASSERTED
    }


def _weigh_within(
    claim: Claim, heard: Sequence[Claim], current: Occurrence | None
) -> IgnoredReason | None:
    """Why its own article takes a claim out; None: nothing does."""
    if claim.said_before:
        return IgnoredReason.SAID_BEFORE
    if says_more_than_text(claim, heard):
        return IgnoredReason.TEXT_SAYS_LESS
    if is_background(claim):
        return IgnoredReason.BACKGROUND
    denials = [each for each in heard if each.stance is Stance.DENIED]
    is_no_news = stands_beside_known(claim, heard, current) or gives_another_name(
        claim, current, denials
    )
    return IgnoredReason.OUTRANKED if is_no_news else None


def _confirm(
    claim: Claim, decision: Decision, current: Occurrence | None, quorum: Quorum | None
) -> Decision:
    """A decision that has the sources it takes; else that it has not."""
    if quorum is None or not isinstance(decision, Step):
        return decision
    return decision if quorum.confirms(claim, decision, current) else IgnoredReason.UNCONFIRMED


def _tell(
    current: Occurrence | None,
    after: Occurrence | None,
    decisive: Decisive | None,
    denial: Claim | None,
) -> Change | None:
    """What is new after an article; `after` does not know yet of its denials."""
    claim = decisive.claim if decisive else denial
    if after is None or claim is None or (decisive is None and after.disputed):
        return None
    return Change(
        event=after.event,
        ordinal=after.ordinal,
        kind=KINDS[decisive.step] if decisive else ChangeKind.DISPUTE,
        status=after.status,
        previous=current.status if current else None,
        disputed=after.disputed or denial is not None,
        published=after.last_published,
        claim=claim,
        against=denial if decisive else None,
        day=after.day,
    )


def _ignore(
    claims: Sequence[Claim],
    decisions: Decisions,
    after: Occurrence | None,
    change: Change | None,
) -> Iterator[Ignored]:
    told = (change.claim, change.against) if change else ()
    for claim in claims:
        if claim not in told:
            yield Ignored(claim, _why_ignored(claim, decisions.get(claim), after))


def _why_ignored(
    claim: Claim, decision: Decision | None, after: Occurrence | None
) -> IgnoredReason:
    """Why a claim changed nothing; `decision` is None unless it is asserted with standing."""
    if not claim.standing.counts or claim.weak or claim.stance is Stance.HYPOTHETICAL:
        return _why_unheard(claim)
    if claim.said_before:
        return IgnoredReason.SAID_BEFORE
    unlike = why_no_contradiction(claim, after)
    if decision is None or unlike is None:
        return unlike or IgnoredReason.ALREADY_DISPUTED
    if isinstance(decision, IgnoredReason):
        return decision
    is_same = after is not None and claim.status is after.status
    return IgnoredReason.SAME_STATUS if is_same else IgnoredReason.OUTRANKED


def _why_unheard(claim: Claim) -> IgnoredReason:
    """Why a claim counts for nothing, whatever the event's status is."""
    if claim.weak:
        return IgnoredReason.WEAK
    is_heard = claim.standing.counts
    return IgnoredReason.HYPOTHETICAL if is_heard else IgnoredReason.NO_STANDING
