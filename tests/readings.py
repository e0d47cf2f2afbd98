"""Readings for tests of the engine, in few words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from monitor.config.schema.topics import Topic
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article
from monitor.model.claims import Reading
from monitor.stages.claims import read_claims

PUBLISHED = datetime(2031, 3, 4, 12, tzinfo=UTC)  # a Tuesday
SUMMIT: dict[str, Any] = {
    "id": "summit",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron", "French president"], ["Merz", "German chancellor"]],
    "terms": ["summit", "meeting", "talks"],
}
PACT: dict[str, Any] = {
    "id": "pact",
    "name": "Amber Pact",
    "lifecycle": "agreement",
    "parties": [["Amber Pact"]],
    "terms": ["pact", "treaty"],
}


def watch_for(*events: dict[str, Any], name: str = "Topic") -> Watch:
    return compile_watch([Topic.model_validate({"topic": "t", "name": name, "events": events})])


WATCH = watch_for(SUMMIT, PACT)


def read(text: str, *, title: str = "", watch: Watch = WATCH, language: str = "en") -> Reading:
    article = Article(title=title, text=text, language=language, published=PUBLISHED, outlet="Wire")
    return read_claims(article, watch)


def told(text: str, *, title: str = "", watch: Watch = WATCH, language: str = "en") -> list[str]:
    """What counts of an article's claims: `cancelled asserted`, in the order of the text."""
    claims = read(text, title=title, watch=watch, language=language).claims
    return [f"{claim.status} {claim.stance}" for claim in claims if not claim.weak]
