"""Group: the articles of a batch put into their stories, in the transaction that stores them."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.jobs.shelve import Shelved
from monitor.model.articles import Role
from monitor.model.stories import Report
from monitor.stages.stories import LEAD_CHARS, WINDOW, place
from monitor.store import stories
from monitor.store.engine import Transaction


def group(tx: Transaction, kept: Sequence[Shelved]) -> None:
    """Put articles into their stories.

    Args:
        tx: That stores them.
        kept: Those that were stored, with what was read in them, oldest first.
    """
    new = [_report(each) for each in kept]
    if new:
        stories.assign(tx, place(new, [*_originals(tx, new), *_lately(tx, new)]))


def _report(shelved: Shelved) -> Report:
    read = shelved.read
    return Report(
        article_id=shelved.article_id,
        published=read.article.published,
        title=read.article.title,
        lead=read.article.text[:LEAD_CHARS],
        original=shelved.verdict.of or (read.pending.article_id if read.pending else None),
        topics=frozenset(each.topic for each in read.matches if each.role is Role.PRIMARY),
        claims=read.reading.claims,
    )


def _originals(tx: Transaction, new: Sequence[Report]) -> list[Report]:
    """The articles from before that the new ones copy, update or revise."""
    own = {each.article_id for each in new}
    wanted = {each.original for each in new if each.original is not None} - own
    return [
        Report(article_id=number, published=new[0].published, title="", lead="", story=story)
        for number, story in stories.of_articles(tx, wanted).items()
    ]


def _lately(tx: Transaction, new: Sequence[Report]) -> list[Report]:
    """What was reported lately on the topics of the new articles."""
    on_topic = [each for each in new if each.topics]
    if not on_topic:
        return []
    times = [each.published for each in on_topic]
    topics = frozenset[str]().union(*(each.topics for each in on_topic))
    own = {each.article_id for each in new}
    found = stories.recent(tx, topics, min(times) - WINDOW, max(times) + WINDOW)
    return [each for each in found if each.article_id not in own]
