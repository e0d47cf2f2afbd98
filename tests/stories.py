"""A little language for tests of tracking: one line an article, claims and the alert it is due.

    0: R proposed @9                      -> proposed
    1: G confirmed, R maybe postponed     -> confirmed
    2: G not confirmed, outlet postponed body

A line is the day after noon, the claims, and after the arrow the alert; without an arrow there is
none. A claim is a speaker, `not` or `maybe`, a status and any of `@9` (its day, counted like the
line's), `in:Strelsau`, `title`, `body`, `weak`, `push`. R and G are the parties. `copy` before the
claims marks an article that re-publishes an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.model.articles import Part
from monitor.model.claims import Claim, Lifecycle, Position, Stance, Standing, Status
from monitor.model.events import ArticleClaims, Change, ChangeKind, Occurrence, Outcome
from monitor.stages.track import follow
from tests.builders import NOON, make_claim

SPEAKERS: dict[str, dict[str, Any]] = {
    "R": {"standing": Standing.PARTY, "side": "Ruritania", "by": "Ruritania's government"},
    "G": {"standing": Standing.PARTY, "side": "Graustark", "by": "the Grand Duke"},
    "host": {"standing": Standing.HOST, "side": None, "by": "the host"},
    "outlet": {"standing": Standing.OUTLET, "side": None, "by": None},
    "operator": {"standing": Standing.OPERATOR, "side": None, "by": "the analyst"},
    "other": {"standing": Standing.OTHER, "side": None, "by": "a neighbour's minister"},
    "farm": {"standing": Standing.LOW_TRUST, "side": None, "by": None},
}
STANCES = {"not": Stance.DENIED, "maybe": Stance.HYPOTHETICAL}
MARKS: dict[str, dict[str, Any]] = {
    "title": {"part": Part.TITLE, "position": Position.TITLE},
    "body": {"position": Position.BODY},
    "weak": {"weak": True, "confidence": 0.3},
    "push": {"concrete": True},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a story and the alert that it is due, empty for none."""

    article: ArticleClaims
    alert: str


def moment(days: str) -> datetime:
    return NOON + timedelta(days=float(days))


def said(words: str) -> Claim:
    """A claim from its words."""
    speaker, *rest = words.split()
    values = dict(SPEAKERS[speaker])
    if rest[0] in STANCES:
        values["stance"] = STANCES[rest.pop(0)]
    values["status"] = Status(rest.pop(0))
    for mark in rest:
        if mark.startswith("@"):
            values["day"] = moment(mark[1:]).date()
        elif mark.startswith("in:"):
            values["venue"] = mark[3:]
        else:
            values |= MARKS[mark]
    return make_claim(**values, evidence=words)


def story(text: str) -> list[Line]:
    """The articles of a story."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [_line(number, line) for number, line in enumerate(lines, 1)]


def _line(number: int, text: str) -> Line:
    when, _, rest = text.partition(":")
    words, _, alert = rest.partition("->")
    words = words.strip()
    copy = words.startswith("copy ")
    claims = tuple(said(each.strip()) for each in words.removeprefix("copy ").split(","))
    article = ArticleClaims(
        article_id=number,
        published=moment(when),
        copy=copy,
        outlet=f"outlet {number}",
        claims=claims,
    )
    return Line(article, alert.strip())


def spell(change: Change | None) -> str:
    """A change as stories spell it."""
    if change is None:
        return ""
    dated = " date" if change.kind is ChangeKind.FIRST_DATE else ""
    return f"{change.status.value}{dated}{' disputed' if change.disputed else ''}"


def play(lines: Sequence[Line], lifecycle: Lifecycle) -> tuple[Occurrence | None, list[Outcome]]:
    """The occurrence at the end of a story, and the outcome of each article."""
    current: Occurrence | None = None
    outcomes = []
    for line in lines:
        article = line.article
        outcome = follow(
            current, article.claims, article.published, lifecycle=lifecycle, copy=article.copy
        )
        outcomes.append(outcome)
        current = outcome.occurrence
    return current, outcomes
