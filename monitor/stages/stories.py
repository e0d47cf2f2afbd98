"""Stories: which articles report the same thing.

A copy belongs to the story of its original. Reports of their own join a story only on a watched
topic: by the same status of the same event, or by the words of title and lead. Different reports of
one story share few words (under 1 % of their 4-shingles, measured), so most stories without a
status stay apart: precision goes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from monitor.model.claims import Position, Stance, Status
from monitor.model.stories import Placement, Report, StoryRule

WINDOW = timedelta(hours=72)
"""How far apart reports of one thing are published. Source: as long as reports confirm each other."""
LEAD_CHARS = 300
"""How much of a text tells what is new in it. Source: of 200, 300 and 400 characters, 300 parted the
labelled timelines best."""
SAME_WORDS = 0.4
"""What part of its words the shorter title and lead shares with the other. Source: on the labelled
timelines 3 pairs of reports of their own were joined, all rightly; at .35 one of four was wrong."""
LEAST_WORDS = 8
"""Fewer words than this are shared by accident. Source: judgement; a headline has as many."""
REPORTS = 1_000
"""Reports whose words are kept: those of a busy topic are compared with each batch again."""
WORD = re.compile(r"[^\W_]+")
STEM_CHARS = 6
"""Words are alike by their beginnings, whatever their endings. Source: the usual length of a stem in
the five shipped languages."""
LEAST_CHARS = 4
"""Shorter words are mostly grammar; numbers are not."""


def place(new: Sequence[Report], known: Iterable[Report]) -> list[Placement]:
    """The story of each new article, in the order given.

    Args:
        new: In the order in which they are to be placed; what one copies may stand after it.
        known: What they may join: originals, and lately reported articles of their topics.
    """
    waiting = {each.article_id: each for each in new}
    shelf = _Shelf(known)
    placed: dict[int, Placement] = {}

    def settle(report: Report) -> None:
        del waiting[report.article_id]  # who names itself, or one that names it, ends here
        original = waiting.get(report.original or 0)
        if original is not None:
            settle(original)
        placed[report.article_id] = shelf.add(report)

    for each in new:
        if each.article_id in waiting:
            settle(each)
    return [placed[each.article_id] for each in new]


@dataclass(frozen=True, slots=True)
class _Content:
    """What an article on a watched topic reports, and in which words."""

    report: Report
    statuses: frozenset[tuple[str, Status]]
    words: frozenset[str]

    @classmethod
    def of(cls, report: Report) -> _Content:
        if not report.topics:  # as with most: joined by text alone
            return cls(report, frozenset(), frozenset())
        return cls(report, _statuses(report), _words(report.title, report.lead[:LEAD_CHARS]))


class _Shelf:
    """The articles that have a story, by their ids, and what those on topics report."""

    def __init__(self, known: Iterable[Report]) -> None:
        self._stories: dict[int, int] = {}
        self._contents: list[_Content] = []
        for report in known:
            self._keep(_Content.of(report), report.story or report.article_id)

    def _keep(self, content: _Content, story: int) -> None:
        self._stories[content.report.article_id] = story
        if content.report.topics:
            self._contents.append(content)

    def add(self, report: Report) -> Placement:
        content = _Content.of(report)
        found = self._by_text(report) or self._by_content(content)
        placement = found or Placement(
            article_id=report.article_id, story=report.article_id, rule=StoryRule.FIRST
        )
        self._keep(content, placement.story)
        return placement

    def _by_text(self, report: Report) -> Placement | None:
        if report.original is None or report.original not in self._stories:
            return None
        return self._join(report, report.original, StoryRule.TEXT)

    def _by_content(self, content: _Content) -> Placement | None:
        """The newest with the same status; else the one that shares most words."""
        if not content.report.topics:  # as with most: near to nobody
            return None
        near = [each for each in self._contents if _is_near(content.report, each.report)]
        same = [each.report for each in near if content.statuses & each.statuses]
        if same:
            newest = max(same, key=lambda each: (each.published, each.article_id))
            return self._join(content.report, newest.article_id, StoryRule.STATUS)
        likenesses = (
            (_likeness(content.words, each.words), -each.report.article_id) for each in near
        )
        score, number = max(likenesses, default=(0.0, 0))
        if score < SAME_WORDS:
            return None
        return self._join(content.report, -number, StoryRule.WORDS, score)

    def _join(self, report: Report, of: int, rule: StoryRule, score: float = 1.0) -> Placement:
        return Placement(
            article_id=report.article_id, story=self._stories[of], rule=rule, of=of, score=score
        )


def _is_near(one: Report, other: Report) -> bool:
    is_in_time = abs(one.published - other.published) <= WINDOW
    return is_in_time and bool(one.topics & other.topics)


def _statuses(report: Report) -> frozenset[tuple[str, Status]]:
    """What title and lead assert with standing, as pairs of event and status."""
    return frozenset(
        (claim.event, claim.status)
        for claim in report.claims
        if claim.stance is Stance.ASSERTED
        and claim.standing.counts
        and not (claim.weak or claim.said_before or claim.position is Position.BODY)
    )


@lru_cache(maxsize=REPORTS)
def _words(title: str, lead: str) -> frozenset[str]:
    found = WORD.findall(f"{title} {lead}".casefold())
    return frozenset(
        word[:STEM_CHARS] for word in found if len(word) >= LEAST_CHARS or word.isdigit()
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How many of the words of the shorter one the other has too, 0-1."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= LEAST_WORDS else 0.0
