"""What a replay tells: the alerts that a configuration makes of the corpus, beside other ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.articles import Article, Role, TopicMatch
from monitor.model.claims import Reading
from monitor.model.events import ArticleClaims, Change, Occurrence
from monitor.model.views import SourceView


class Effect(StrEnum):
    """What becomes of an alert: nothing, or it is a new one, none any more, another one."""

    SAME = "same"
    COMES = "comes"
    GOES = "goes"
    CHANGES = "changes"


class Cause(StrEnum):
    """Why what really happened is not what a replay comes to, other than by the configuration."""

    UNWATCHED = "not_watched_any_more"
    TAKEN_BACK = "taken_back_since"
    EDITED = "an_article_was_edited"
    LATE = "articles_came_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article as people are shown it, and when it came into the corpus (UTC)."""

    source: SourceView
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAgain:
    """An article of the corpus with its text; `said` as in a `Reread`."""

    source: SourceView
    said: ArticleClaims
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A change and the article, by its id, that makes it; None: none of the corpus does."""

    change: Change
    article_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """An article of the corpus without its text, and what a configuration reads in it.

    `said` is its place in a history, without claims.
    """

    source: SourceView
    said: ArticleClaims
    matches: tuple[TopicMatch, ...]
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedAlert:
    """A change, as it was stored or as a replay has it.

    `source` is None where no article of the corpus made it. `held_back` says why nobody was, or
    would have been, told; empty: it was news to be told.
    """

    change: Change
    source: SourceView | None
    held_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An alert before and after; one of them is None where it comes or goes.

    `differs` names what is another: `status`, `disputed`, `detail`, `day`, `article`. `cause` is
    set where the configuration is not what explains it.
    """

    effect: Effect
    before: ReplayedAlert | None
    after: ReplayedAlert | None
    differs: tuple[str, ...] = ()
    cause: Cause | None = None

    @property
    def alert(self) -> ReplayedAlert:
        """The alert after, or the one before where there is none after."""
        alert = self.after or self.before
        assert alert is not None  # noqa: S101 - a comparison is of at least one alert
        return alert

    @property
    def event(self) -> str:
        """The id of the event that it is about."""
        return self.alert.change.event


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """What one configuration makes of the corpus.

    `alerts` are in order of publication. `standings` is how each watched event ends up, None:
    nothing is known of it. `histories` is what articles say of each, `rereads` are those in which
    something was found.
    """

    alerts: tuple[ReplayedAlert, ...]
    standings: Mapping[str, Occurrence | None]
    histories: Mapping[str, Sequence[ArticleClaims]]
    rereads: tuple[Reread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which articles of the corpus are replayed: those published since a time (UTC), None: all.

    `read` counts those that are read again, `kept` those whose text is gone, so
    that what was read in them once has to do.
    """

    since: datetime | None
    read: int
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """An article that a topic has matched."""

    topic: str
    role: Role
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a topic has matched in a time: articles by role, claims and changes of its events.

    `outlets` are those with most articles on the topic, with their number, `latest` the newest of
    these articles; passing ones are left out of both.
    """

    topic: str
    primary: int
    passing: int
    claims: int
    changes: int
    outlets: tuple[tuple[str, int], ...]
    latest: tuple[SourceView, ...]
