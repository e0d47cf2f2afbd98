"""What people ask the corpus for, and what it shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.articles import Novelty
from monitor.model.claims import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that stand side by side in a title or text, in any case.

    `prefix`: the last of them may go on. `excluded`: they must not stand there.
    """

    text: str
    prefix: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What articles have to fulfil, all of it; None: anything will do.

    `terms` are all found in the article, no term: any words. `topic`: it is mainly about it.
    `event`, `status`: it makes a claim of that event, of that status. `outlet` is a part of the
    outlet's name, `story` the id of a story that it belongs to. `since` and `until` bound `published` (UTC, `until` exclusive).
    """

    terms: tuple[Term, ...] = ()
    topic: str | None = None
    event: str | None = None
    status: Status | None = None
    outlet: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    story: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A title or a piece of a text; `hits` are (start, end) of what was found, `end` exclusive."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that was found.

    `copies` counts its copies in the corpus, `story` is the id of its story, None: it has none. `snippet` is None where nothing of its text was found,
    `topics` is what it is mainly about, `claims` pairs of event and status. `text_removed_at` is
    when retention took its text (UTC), None: it is there.
    """

    article_id: int
    title: Excerpt
    snippet: Excerpt | None
    published: datetime
    outlet: str
    language: str
    url: str | None
    novelty: Novelty
    copies: int
    story: int | None
    topics: tuple[str, ...]
    claims: tuple[tuple[str, Status], ...]
    text_removed_at: datetime | None
