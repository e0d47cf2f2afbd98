"""Kin: what the corpus has that an article is related to, as `explain` shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.jobs.peers import Peers
from monitor.model.articles import StoredArticle, Verdict
from monitor.model.copies import Comparison
from monitor.model.stories import StoryView
from monitor.model.versions import VersionView
from monitor.stages.edits import compare
from monitor.stages.read import ReadArticle
from monitor.store import corpus, stories, versions
from monitor.store.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An article that this one was compared with, and what that showed; `published` is UTC."""

    title: str
    published: datetime
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What an article is to the corpus, and what it is related to.

    `compared` by how alike they are. `story` is None for an article from outside, `versions` are
    empty for one that was never edited, `credit` is the agency whose report it is.
    `text_removed_at` is when retention took the text, None: it is there.
    """

    verdict: Verdict
    compared: tuple[Compared, ...]
    story: StoryView | None = None
    versions: tuple[VersionView, ...] = ()
    credit: str | None = None
    text_removed_at: datetime | None = None


def kin_of_stranger(tx: Transaction, read: ReadArticle) -> Kin:
    """What an article from outside would be to the corpus, if it came in now."""
    peers = Peers(tx, [read])
    verdict = peers.judge(read, corpus.candidates(tx, [read.keys]))
    return Kin(verdict=verdict, compared=_compared(peers, read), credit=read.credit)


def kin_of_stored(tx: Transaction, stored: StoredArticle, read: ReadArticle) -> Kin:
    """What an article was when it came in, and what came before it that looks like it today."""
    return Kin(
        verdict=stored.verdict,
        compared=_compared(Peers(tx, [read], before=stored.id), read),
        story=stories.story_of(tx, stored.id),
        versions=compare(versions.log(tx, stored.id)),
        credit=stored.credit,
        text_removed_at=stored.text_removed_at,
    )


def _compared(peers: Peers, read: ReadArticle) -> tuple[Compared, ...]:
    found = sorted(peers.compare(read), key=lambda each: each.share, reverse=True)
    return tuple(
        Compared(
            title=peers.at(each.article_id).title,
            published=peers.at(each.article_id).published,
            comparison=each,
        )
        for each in found
    )
