"""What the corpus holds: articles, their keys, what they are to each other, their topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TextSource(StrEnum):
    """Where an article's text came from."""

    FEED = "feed"
    PAGE = "page"
    SUMMARY = "summary"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An item with its text, as the stages after extraction see it.

    `text` is plain text, paragraphs separated by line breaks. `language` is ISO 639-1. `outlet` is
    the publisher's name or domain. `published` is aware, UTC, never None: where the feed tells no
    date it is when the item was found. `low_trust`: the outlet's own voice changes nothing.
    """

    title: str
    text: str
    language: str
    published: datetime
    outlet: str
    url: str | None = None
    guid: str | None = None
    feed_id: int | None = None
    low_trust: bool = False
    source: TextSource = TextSource.PAGE


class DedupeReason(StrEnum):
    """Which rule told what an article is to the corpus."""

    NEW = "new"
    SAME_GUID = "same_guid"
    SAME_URL = "same_url"
    SAME_TEXT = "same_text"
    NEAR_TEXT = "near_text"
    RETOLD = "retold"
    UPDATE = "update"


class Novelty(StrEnum):
    """What an article is to the corpus."""

    NEW = "new"
    COPY = "copy"
    REVISION = "revision"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleKeys:
    """What exact duplicates share.

    `canonical_url` is None without a link; `text_hash` is the hash of the normal text (title and
    body, folded), `short` where that text has too few words to prove a copy. `signature` is what
    near-duplicates are found by, empty where none is looked for.
    """

    guid: str | None
    canonical_url: str | None
    text_hash: str
    short: bool = False
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article of the corpus that shares a key with a new one.

    `copy_of` is the first of its copies, None where it is no copy.
    """

    article_id: int
    feed_id: int | None
    published: datetime
    keys: ArticleKeys
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an article is to the corpus, which rule says so, of which article, how alike (0–1).

    `of` is the article that is copied, revised or, where the reason is UPDATE, carried on.
    """

    novelty: Novelty
    reason: DedupeReason
    of: int | None = None
    score: float = 0.0

    @property
    def repeats(self) -> bool:
        """Whether its claims are no news, because it is a copy of what was read to say the same.

        A copy that is RETOLD says what could not be read in its original: it is heard.
        """
        return self.novelty is Novelty.COPY and self.reason is not DedupeReason.RETOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """An article on its way into the corpus.

    `keys.guid` is scoped to its feed ("feed_id:guid"). `no_text` says why the page gave no text,
    empty where it did. `credit` is the agency whose report it is, None for the outlet's own.
    """

    article: Article
    keys: ArticleKeys
    verdict: Verdict
    found_at: datetime
    no_text: str = ""
    credit: str | None = None


class Part(StrEnum):
    """The two parts of an article that are read."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article's title or text: 0-based `start`, `end` exclusive, into that part."""

    part: Part
    start: int
    end: int


class Role(StrEnum):
    """Whether an article is mainly about a topic."""

    PRIMARY = "primary"
    PASSING = "passing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """How far an article is about a topic: `score` 0–1, `spans` of the phrases that say so."""

    topic: str
    role: Role
    score: float
    reason: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article of the corpus with everything that was decided about it, topics by score.

    `credit` is the agency whose report it is, None for the outlet's own. `text_removed_at` is when
    retention took its text, None: it is there.
    """

    id: int
    article: Article
    verdict: Verdict
    found_at: datetime
    no_text: str = ""
    matches: tuple[TopicMatch, ...] = ()
    credit: str | None = None
    text_removed_at: datetime | None = None
