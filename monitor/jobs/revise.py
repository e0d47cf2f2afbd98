"""Revise: another text of an article that is known already, put in the place of the one before.

What the article says after the edit counts, however many versions it had. An event of which it says
something else now is followed again from its beginning, and people are told what that changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.jobs.follow import Follower
from monitor.jobs.shelve import Shelved
from monitor.model.articles import Novelty, StoredArticle
from monitor.model.events import Change, IgnoredReason
from monitor.model.versions import Version, VersionClaim
from monitor.stages.revisions import (
    TURNS_A_DAY,
    Mark,
    comes_back,
    is_another_article,
    is_partial,
    settle,
    version_time,
)
from monitor.store import corpus, events, versions
from monitor.store.engine import Transaction

OWN_MARKS = (IgnoredReason.REVISED, IgnoredReason.SAID_BEFORE, IgnoredReason.UNSETTLED)
"""Why a claim is ignored that follows from other versions, and not from the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What an edit changed; `held_until` (UTC): it does not count before, None: it counts."""

    changes: tuple[Change, ...] = ()
    held_until: datetime | None = None


def revise(tx: Transaction, shelved: Shelved, follower: Follower) -> Revised | None:
    """An edit followed; None: the article is no version of one that was known.

    Args:
        tx: One unit of work.
        shelved: The article in its place; its claims are not stored yet.
        follower: Of the batch.
    """
    before = _before(tx, shelved)
    if before is None or is_another_article(before, shelved.read.article):
        return None
    first = versions.first_id(tx, before.id)
    past = versions.chain(tx, first) or [_begin(tx, before)]
    version = _version(tx, shelved, before, past[-1], follower)
    others = [each for each in past if each.article_id != version.article_id]
    after = sorted([*others, version], key=lambda each: each.at)
    marks = {
        claim.id: mark
        for each, of_each in zip(after, settle(after), strict=True)
        for claim, mark in zip(each.claims, of_each, strict=True)
    }
    turned = _turned(past, after, marks)
    if turned and versions.turns(tx, first, follower.now) >= TURNS_A_DAY:
        return _hold(tx, first, version, shelved, follower.now)
    versions.add(tx, first, version, follower.now, changed=bool(turned))
    stored = {claim.id: _own(claim) for each in after for claim in each.claims}
    versions.mark(tx, {key: mark for key, mark in marks.items() if mark is not stored[key]})
    # What comes back is no news: what was told meanwhile falls.
    cause = None if comes_back(version, past) else version.article_id
    # What it says as before is followed as well: one more source, as if it had come in its time.
    concerned = turned | {each.claim.event for each in version.claims}
    return Revised(changes=_follow(tx, concerned, after, cause, follower))


def _before(tx: Transaction, shelved: Shelved) -> StoredArticle | None:
    """What the item was until now, else the article that dedupe calls the same; None: nothing."""
    pending, verdict = shelved.read.pending, shelved.verdict
    last = pending.article_id if pending else None
    if last is None and verdict.novelty is Novelty.REVISION:
        last = verdict.of
    if last is None or last == shelved.article_id:
        return None
    return corpus.article(tx, last)


def _begin(tx: Transaction, first: StoredArticle) -> Version:
    """The first version of an article that has no other yet."""
    article = first.article
    version = Version(
        article_id=first.id,
        at=article.published,
        published=article.published,
        title=article.title,
        text=article.text or None,
        claims=versions.claims(tx, first.id),
    )
    versions.add(tx, first.id, version, first.found_at, changed=False)
    return version


def _version(
    tx: Transaction, shelved: Shelved, before: StoredArticle, newest: Version, follower: Follower
) -> Version:
    """The version that has arrived, its claims stored with the time of the edit."""
    read, pending = shelved.read, shelved.read.pending
    noticed = (pending.changed_at or pending.found_at) if pending else follower.now
    at = version_time(read.article, newest, noticed)
    if shelved.verdict.novelty is not Novelty.KNOWN:
        events.add_readings(tx, [(shelved.article_id, at, read.reading)])
    return Version(
        article_id=shelved.article_id,
        at=at,
        published=read.article.published,
        title=read.article.title,
        text=read.article.text,
        partial=is_partial(before, read.article),
        claims=versions.claims(tx, shelved.article_id),
    )


def _turned(
    past: Sequence[Version], after: Sequence[Version], marks: dict[int, Mark]
) -> frozenset[str]:
    """The events of which an article says something else than before an edit."""
    said = {c.id: c.claim.event for each in past for c in each.claims if _own(c) is None}
    says = {c.id: c.claim.event for each in after for c in each.claims if marks[c.id] is None}
    return frozenset((said | says)[each] for each in said.keys() ^ says.keys())


def _own(claim: VersionClaim) -> Mark:
    """How a claim stood beside those of other versions; other reasons follow from the event."""
    return claim.mark if claim.mark in OWN_MARKS else None


def _hold(
    tx: Transaction, first: int, version: Version, shelved: Shelved, now: datetime
) -> Revised:
    """A version that does not count before the next day begins."""
    if shelved.verdict.novelty is not Novelty.KNOWN:
        versions.add(tx, first, version, now, changed=False, held=True)
        versions.unsettle(tx, version.article_id)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Revised(held_until=midnight + timedelta(days=1))


def _follow(
    tx: Transaction,
    concerned: frozenset[str],
    after: Sequence[Version],
    cause: int | None,
    follower: Follower,
) -> tuple[Change, ...]:
    articles = {each.article_id for each in after}
    changes = (
        follower.follow_again(tx, event, articles, cause)
        for event_id in sorted(concerned)
        if (event := follower.watch.events.get(event_id)) is not None
    )
    return tuple(change for change in changes if change is not None)
