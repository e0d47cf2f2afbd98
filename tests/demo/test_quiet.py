"""The demo says why an article was kept quiet as the store has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from monitor.demo.quiet import quiet_reason
from monitor.model.articles import (
    Article,
    DedupeReason,
    Novelty,
    Part,
    Role,
    StoredArticle,
    TopicMatch,
    Verdict,
)
from monitor.model.claims import Claim, Position, Stance, Standing, Status
from monitor.model.events import Change, ChangeKind, IgnoredReason
from monitor.model.views import ChangeView, ClaimView, EventTimeline, SourceView

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ID = 7

NEW = Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW)
CLAIM = Claim(
    event="fair",
    status=Status.HELD,
    stance=Stance.ASSERTED,
    standing=Standing.OUTLET,
    evidence="The fair ended.",
    part=Part.TEXT,
    start=0,
    end=15,
    position=Position.LEAD,
    confidence=1.0,
)


def article(verdict: Verdict = NEW, role: Role | None = None) -> StoredArticle:
    match = TopicMatch(topic="fair", role=role, score=0.5, reason="name") if role else None
    return StoredArticle(
        id=ID,
        article=Article(
            title="The fair",
            text="The fair ended.",
            language="en",
            published=NOON,
            outlet="Gazette",
        ),
        verdict=verdict,
        found_at=NOON,
        no_text="",
        matches=(match,) if match else (),
    )


def source(article_id: int) -> SourceView:
    return SourceView(
        article_id=article_id,
        outlet="Gazette",
        title="The fair",
        url=None,
        published=NOON,
        copy=False,
    )


def claim(ignored: IgnoredReason | None, article_id: int = ID) -> ClaimView:
    return ClaimView(claim=CLAIM, source=source(article_id), ignored=ignored)


def change(article_id: int) -> ChangeView:
    return ChangeView(
        id=1,
        change=Change(
            event="fair",
            ordinal=1,
            kind=ChangeKind.STATUS,
            status=Status.HELD,
            previous=None,
            disputed=False,
            published=NOON,
            claim=CLAIM,
        ),
        noticed_at=NOON,
        source=source(article_id),
        outlets=("Gazette",),
        deliveries=(),
    )


def timeline(claims: Sequence[ClaimView] = (), changes: Sequence[ChangeView] = ()) -> EventTimeline:
    return EventTimeline(
        event="fair", occurrences=(), changes=tuple(changes), claims=tuple(claims), signals=()
    )


def copy(reason: DedupeReason) -> Verdict:
    return Verdict(novelty=Novelty.COPY, reason=reason, of=1)


@pytest.mark.parametrize(
    ("found", "known", "reason"),
    [
        pytest.param(article(), timeline(changes=[change(ID)]), None, id="it was told"),
        pytest.param(
            article(copy(DedupeReason.SAME_TEXT)),
            timeline([claim(IgnoredReason.COPY)]),
            "a copy, word for word",
            id="a copy is a copy, whatever it claims",
        ),
        pytest.param(
            article(copy(DedupeReason.SAME_URL)),
            timeline(),
            "a copy, same url",
            id="a rule without words of its own is told by its name",
        ),
        pytest.param(
            article(),
            timeline([claim(IgnoredReason.SAME_STATUS), claim(IgnoredReason.HYPOTHETICAL)]),
            "says what is known already",
            id="the first claim's reason counts",
        ),
        pytest.param(
            article(),
            timeline([claim(IgnoredReason.BEFORE_DATE)]),
            "before the stated date",
            id="a reason without words of its own is told by its name",
        ),
        pytest.param(article(), timeline([claim(None)]), "supports", id="a claim that supports"),
        pytest.param(
            article(role=Role.PRIMARY),
            timeline([claim(IgnoredReason.SAME_STATUS, article_id=8)], [change(9)]),
            "about it, but no news",
            id="other articles' claims and changes are not its own",
        ),
        pytest.param(
            article(role=Role.PASSING), timeline(), "not about it", id="mentioned in passing"
        ),
        pytest.param(article(), timeline(), "not about it", id="about something else"),
    ],
)
def test_reason(found: StoredArticle, known: EventTimeline, reason: str | None) -> None:
    told = quiet_reason(found, known)
    if reason is None:
        assert told is None
    else:
        assert told is not None
        assert reason in told
