"""Labels and predictions for tests, in few words."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.config.labels import AlertLabel, ClaimLabel, LabelledArticle, Prediction
from monitor.model.claims import Stance, Status
from tests.builders import NOON

STANCES = {"": Stance.ASSERTED, "not": Stance.DENIED, "maybe": Stance.HYPOTHETICAL}


def make_claims(words: Sequence[str]) -> tuple[ClaimLabel, ...]:
    """Claims from `held`, `not held`, `maybe held`."""
    return tuple(
        ClaimLabel(
            event="summit",
            status=Status(each.split()[-1]),
            stance=STANCES[" ".join(each.split()[:-1])],
        )
        for each in words
    )


def make_alerts(words: Sequence[str]) -> tuple[AlertLabel, ...]:
    """Alerts from `held`, disputed with an exclamation mark."""
    return tuple(
        AlertLabel(event="summit", status=Status(each.rstrip("!")), disputed=each.endswith("!"))
        for each in words
    )


def make_labelled(
    article_id: str,
    *,
    claims: Sequence[str] = (),
    alerts: Sequence[str] = (),
    topics: Sequence[str] = (),
    duplicate_of: str | None = None,
    lang: str = "en",
) -> LabelledArticle:
    return LabelledArticle(
        id=article_id,
        published=NOON,
        source="courier.example",
        lang=lang,
        title=f"The title of {article_id}",
        text="",
        topics=tuple(topics),
        duplicate_of=duplicate_of,
        claims=make_claims(claims),
        alerts=make_alerts(alerts),
    )


def make_prediction(
    article_id: str,
    *,
    claims: Sequence[str] = (),
    alerts: Sequence[str] = (),
    topics: Sequence[str] = (),
    duplicate_of: str | None = None,
    unread: bool = False,
) -> Prediction:
    return Prediction(
        id=article_id,
        topics=tuple(topics),
        duplicate_of=duplicate_of,
        claims=make_claims(claims),
        alerts=make_alerts(alerts),
        unread=("summit",) if unread else (),
    )
