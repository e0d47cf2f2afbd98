"""The versions of an article: texts that one item had, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.claims import Claim
from monitor.model.events import IgnoredReason


class EditKind(StrEnum):
    """What an edit did to an article.

    `cut` leaves out much of the text and adds nothing: a teaser or a paywall in its place.
    """

    NOTHING = "nothing"
    TYPO = "typo"
    TITLE = "title"
    TEXT = "text"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """How one version of an article differs from the one before: whole sentences, in order."""

    kind: EditKind
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionClaim:
    """A stored claim of a version; `mark` is how it stands beside those of other versions.

    None: it stands by itself. `id` is its row's.
    """

    id: int
    claim: Claim
    mark: IgnoredReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text that an article had.

    `at` is its place among the versions (UTC). `published` is the feed's date, or the page's.
    `text` is None where it was not kept. `partial`: what it leaves out is not taken back.
    """

    article_id: int
    at: datetime
    published: datetime
    title: str
    text: str | None
    partial: bool = False
    claims: tuple[VersionClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedVersion:
    """A text as it was seen: `at` is its place, `noticed_at` when a poll was read that had it (UTC).

    `changed`: the article says something else of an event since. `held`: the article changed too
    often that day, so that this did not count.
    """

    article_id: int
    at: datetime
    noticed_at: datetime
    title: str
    text: str
    changed: bool
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version as it is shown, with what its edit did to the one before; None: it is the first."""

    version: LoggedVersion
    edit: Edit | None
