"""The demo's story from story.yml: acts of articles, dated from the day on which it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from importlib.resources import files

from monitor.config.documents import load_data
from monitor.config.schema.strict import Strict


class Format(StrEnum):
    """How an outlet publishes: `rss` and `atom` carry summaries, the text stands on pages."""

    RSS = "rss"
    ATOM = "atom"
    RSS_FULL_TEXT = "rss_full_text"


class Outlet(Strict):
    """An invented publisher."""

    id: str
    name: str
    format: Format


class Draft(Strict):
    """An article of story.yml; days stand in its texts as placeholders."""

    outlet: str
    time: time
    title: str
    text: str


class Scene(Strict):
    """An act of story.yml; `day` counts from the day on which the story is told."""

    day: int
    heading: str
    articles: tuple[Draft, ...]


class Script(Strict):
    """story.yml."""

    first_day: int
    new_day: int
    outlets: tuple[Outlet, ...]
    acts: tuple[Scene, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it is published; `path` is that of its page, from the root of the site."""

    outlet: Outlet
    path: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is published at once, and what a narrator calls it."""

    day: date
    heading: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Outlets and acts, in the order in which they are told."""

    outlets: tuple[Outlet, ...]
    acts: tuple[Act, ...]


def tell(now: datetime) -> Story:
    """The story from the time at which it is told: all of it was published before (UTC)."""
    script = Script.model_validate(load_data(files(__package__) / "story.yml"))
    return Story(
        outlets=script.outlets, acts=tuple(_act(script, scene, now) for scene in script.acts)
    )


def _act(script: Script, scene: Scene, now: datetime) -> Act:
    today = now.date()
    outlets = {outlet.id: outlet for outlet in script.outlets}
    day = today + timedelta(days=scene.day)
    days = {
        "day": day,
        "first": today + timedelta(days=script.first_day),
        "new": today + timedelta(days=script.new_day),
    }
    articles = (_article(outlets[draft.outlet], draft, days) for draft in scene.articles)
    return Act(day=day, heading=scene.heading, articles=tuple(articles))


def _article(outlet: Outlet, draft: Draft, days: dict[str, date]) -> Article:
    published = datetime.combine(days["day"], draft.time, UTC)
    return Article(
        outlet=outlet,
        path=f"/{outlet.id}/{published:%Y-%m-%d-%H%M}.html",
        title=draft.title.format_map(days),
        paragraphs=tuple(
            " ".join(paragraph.split()) for paragraph in draft.text.format_map(days).split("\n\n")
        ),
        published=published,
    )
