"""Revisions: the versions of an article in, what the article says after all its edits out.

The versions of an article are one voice. The newest counts: what it says no more is taken back, and
what it still says is as old as the version that said it first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from monitor.model.articles import Article, Part, StoredArticle, TextSource
from monitor.model.claims import Claim, Position, Stance, Standing
from monitor.model.events import IgnoredReason
from monitor.model.versions import Version, VersionClaim
from monitor.stages.dedupe import normal_text
from monitor.stages.edits import is_cut, mends, sentences

TURNS_A_DAY = 3
"""How often an article may change what it says within a day: what comes after waits for the next.
Source: hash changes of one entry are limited likewise by long-lived feed readers; a choice."""
FOREIGN_RATIO = 0.2
"""Titles that share less than this of their words are of two articles. A choice."""

RETURN = timedelta(days=1)
"""What an edit said that is taken back so soon was a mistake, and no stage that an event went through.
A choice."""

Mark = IgnoredReason | None
"""How a claim stands beside the other versions': None, SAID_BEFORE or REVISED."""


def is_another_article(before: StoredArticle, article: Article) -> bool:
    """Whether one guid, or one address, was given to two articles: nothing of them is the same."""
    old = before.article
    is_one = (old.url, old.guid) == (article.url, article.guid)
    if is_one or _shared(old.title, article.title) >= FOREIGN_RATIO:
        return False
    return not {*sentences("", old.text)} & {*sentences("", article.text)}


def is_partial(before: StoredArticle, article: Article) -> bool:
    """Whether a version may know less of the article than the one before.

    Another feed's rendering of the same page, or a summary in the place of a page that could not
    be read.
    """
    old = before.article
    is_summary = article.source is TextSource.SUMMARY and old.source is not TextSource.SUMMARY
    return is_summary or old.feed_id != article.feed_id


def version_time(article: Article, newest: Version, noticed_at: datetime) -> datetime:
    """When a version was written (UTC), as far as can be known.

    Args:
        article: With the date that its feed gives it.
        newest: Of the versions that are known.
        noticed_at: When a poll brought it: the feeds of most publishers keep the date of an edited
            article.
    """
    if article.published < newest.published or article.published > newest.at:
        return article.published
    return max(noticed_at, newest.at)


def comes_back(version: Version, past: Sequence[Version]) -> bool:
    """Whether a version takes an edit back: the article says again what it had said before it.

    Args:
        version: That has arrived.
        past: Those that count until now, in the order of their places.
    """
    if any(each.article_id == version.article_id for each in past):
        return True
    before = [each.claim for older in past[:-1] for each in older.claims]
    is_soon = version.at - past[-1].at <= RETURN
    is_said = (any(_is_same(old, each.claim) for old in before) for each in version.claims)
    return is_soon and bool(version.claims) and all(is_said)


def settle(versions: Sequence[Version]) -> list[tuple[Mark, ...]]:
    """How the claims of each version stand, in their order.

    Args:
        versions: Of one article, in the order of their places; at least one.
    """
    standing: list[_Said] = []
    known: set[int] = set()
    whole: Version | None = None
    for version in versions:
        said = [_Said(each, version) for each in version.claims]
        lost = [each for each in standing if not any(each.stands_in(other) for other in said)]
        left_out = _left_out(version, whole, lost)
        standing = [each for each in standing if each not in lost or each.claim.part in left_out]
        known |= {each.id for each in said if any(other.covers(each) for other in standing)}
        known |= {each.id for each in said if left_out and _stood_in(whole, each.claim)}
        standing += [each for each in said if each.id not in known]
        if whole is None or whole.text is None or not left_out:
            whole = version
    newest = versions[-1]
    return [tuple(_mark(each, known, standing, newest) for each in one.claims) for one in versions]


class _Said:
    """A claim in its version."""

    def __init__(self, said: VersionClaim, version: Version) -> None:
        self.id, self.claim = said.id, said.claim
        self.weight = _weight(said.claim, [each.claim for each in version.claims])

    def covers(self, newer: _Said) -> bool:
        """Whether a newer version's claim says nothing that this has not said as clearly."""
        is_dated = newer.claim.day not in (None, self.claim.day)
        return _is_same(self.claim, newer.claim) and self.weight >= newer.weight and not is_dated

    def stands_in(self, newer: _Said) -> bool:
        """Whether a newer version still says this: perhaps in other words, or less exactly."""
        old, new = self.claim, newer.claim
        is_moved = None not in (old.day, new.day) and old.day != new.day
        is_heard = new.standing.counts or not old.standing.counts
        return _is_same(old, new) and is_heard and not is_moved


def _mark(
    said: VersionClaim, known: Collection[int], standing: Sequence[_Said], newest: Version
) -> Mark:
    if any(each.id == said.id for each in standing):
        return None
    is_kept = said in newest.claims or any(_is_same(each.claim, said.claim) for each in standing)
    return IgnoredReason.SAID_BEFORE if said.id in known and is_kept else IgnoredReason.REVISED


def _stood_in(whole: Version | None, claim: Claim) -> bool:
    """Whether an older version has the sentence of a claim, and did not say so by it."""
    shown = f"{whole.title}\n{whole.text or ''}" if whole else ""
    return normal_text(claim.evidence) in normal_text(shown)


def _left_out(version: Version, whole: Version | None, lost: Collection[_Said]) -> frozenset[Part]:
    """The parts of an article that a version does not show: what they said is not taken back.

    Args:
        version: The newer one.
        whole: The last one that showed all; None: there is none.
        lost: What the newer one does not say: only then it matters whether it mends slips.
    """
    if whole is None:
        return frozenset()
    texts = (whole.title, whole.text or "", version.title, version.text or "")
    if version.partial or (lost and mends(*texts)):
        return frozenset(Part)
    known = version.text is not None and whole.text is not None
    is_less = not known or is_cut(version.text or "", whole.text or "")
    return frozenset({Part.TEXT} if is_less else ())


def _is_same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, whatever the words; a denial is somebody's."""
    voices = one.side == other.side or one.stance is not Stance.DENIED
    return voices and one.content == other.content


def _weight(claim: Claim, said: Sequence[Claim]) -> int:
    """How much a claim can do: nothing, little (as background or a mere headline), or all."""
    if claim.weak or not claim.standing.counts:
        return 0
    is_background = claim.standing is Standing.OUTLET and claim.position is Position.BODY
    is_headline = claim.part is Part.TITLE and any(
        each.status is claim.status and each.part is Part.TEXT and each.stance is not claim.stance
        for each in said
    )
    return 1 if is_background or is_headline else 2


def _shared(one: str, other: str) -> float:
    """The share of the words of two lines that both have."""
    words, others = {*normal_text(one).split()}, {*normal_text(other).split()}
    return len(words & others) / max(1, len(words | others))
