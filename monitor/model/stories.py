"""Stories: the articles that report the same thing, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.claims import Claim
from monitor.model.views import SourceView


class StoryRule(StrEnum):
    """Why an article belongs to its story.

    `text`: it copies, updates or revises an article of it. `status`: it reports the same status of
    the same event. `words`: its title and lead have the same words. `first`: it began the story.
    """

    TEXT = "text"
    STATUS = "status"
    WORDS = "words"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article as stories compare it.

    `story` is the one that it belongs to, None: that is to be found. `original` is the article that
    it copies, updates or revises. `topics` are those that it is mainly about, `claims` what it
    asserts. `lead` is the beginning of its text.
    """

    article_id: int
    published: datetime
    title: str
    lead: str
    story: int | None = None
    original: int | None = None
    topics: frozenset[str] = frozenset()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """An article's place: its story, by which rule, and after which article; None: it is the first.

    `score` is how many of the words it shares, 0-1; 1 where another rule decided.
    """

    article_id: int
    story: int
    rule: StoryRule
    of: int | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """An article's story: why it belongs to it, and its articles, oldest first.

    `size` counts them all; no more than the first ones are here.
    """

    id: int
    rule: StoryRule
    size: int
    articles: tuple[SourceView, ...]
