"""Thirty copies of one report are one source; what another newsroom reports is a second one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.config.schema.feeds import Feed
from monitor.config.schema.topics import Topic
from monitor.errors import FetchError
from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.jobs.sweep import sweep
from monitor.jobs.timeline import timeline
from monitor.model.pages import NotModified, Page
from monitor.model.views import EventTimeline
from monitor.stages.wording import spell_sources, spell_unconfirmed
from monitor.store import feeds, stories
from monitor.store.engine import Store
from tests.builders import NOON, make_page
from tests.fakes import FakeFetcher
from tests.flows.real_site import Item, rss
from tests.newsroom import Newsroom

PAPERS = {f"paper-{number}": f"https://paper-{number}.example/feed.xml" for number in range(10)}
NAME = "Ellemark–Tarvos water treaty"
EVENT: dict[str, Any] = {
    "id": "water-treaty",
    "name": NAME,
    "lifecycle": "agreement",
    "parties": [
        ["Ellemark", "Ellemarkian", "Ilona Brandt", "Brandt"],
        ["Tarvos", "Tarvosian", "Pavel Orlik", "Orlik"],
    ],
    "terms": ["water treaty", "treaty"],
}

WIRE = """\
Ellemark and Tarvos signed a water treaty on Tuesday after six weeks of talks, the governments of \
both countries announced in a joint statement.

"Nobody got everything, and everybody got enough," Prime Minister Ilona Brandt said at the ceremony \
on a bridge over the Ister. Her colleague Pavel Orlik spoke of a new chapter.

The treaty divides the water of the river by season instead of by year. Farmers on both banks have \
asked for that since the drought four summers ago, when the lower canal fell dry for eleven weeks.

Two commissions are to watch over the gauges, one on each bank, and to meet every spring. A panel \
of engineers from third countries decides where they disagree. Its first chairman is a retired \
lock keeper from the delta.

Ferries may use the upper lock again from the first of June. The fee for barges, long a matter of \
dispute, is halved for boats of less than twenty tons."""
OWN = """\
It took a thermos of coffee and a borrowed pen: at a quarter past nine Ilona Brandt and Pavel Orlik \
put their names under the water treaty between Ellemark and Tarvos, which both governments signed \
on the old toll bridge.

Our reporter stood between the brass band and a row of irrigation managers, some of whom had driven \
through the night. What they wanted to know was how much each canal gets in August. The answer is in \
an annex of forty pages that nobody had printed out.

A neighbour who has mended sluices here for thirty years said that he would believe it when the \
gates move. They are to move in autumn."""
HEADLINES = (
    "Ellemark and Tarvos sign water treaty",
    "Water treaty signed on the Ister",
    "Brandt and Orlik sign treaty on river water",
    "After six weeks, Ellemark and Tarvos sign treaty",
    "Neighbours sign water treaty in joint ceremony",
)
FRAMES = (
    "{text}",
    "EDELSTADT (AP) — {text}",
    "{text}\n\nRead more: the weather on the river, and where to eat after the ceremony.",
    "{text}\n\n© 2031 The Associated Press. All rights reserved.",
    "By our foreign desk\n\n{text}\n\nSign up for our morning letter.",
)


OWN_REPORT = Item(
    title="A pen, a bridge, a treaty",
    text=OWN,
    published=NOON - timedelta(hours=2),
    link="https://paper-9.example/own",
    guid="own",
)


def copies(paper: int) -> Iterator[Item]:
    """Three copies of the report in one paper: other headlines and frames, some cut short."""
    paragraphs = WIRE.split("\n\n")
    for number in range(3):
        place = 3 * paper + number
        kept = paragraphs if place % 4 else paragraphs[:4]
        text = FRAMES[place % len(FRAMES)].format(text="\n\n".join(kept))
        yield Item(
            title=f"{HEADLINES[place % len(HEADLINES)]} ({place})",
            text=text.replace("colleague", "counterpart") if place % 3 else text,
            published=NOON - timedelta(hours=9, minutes=-place),
            link=f"https://paper-{paper}.example/{place}",
            guid=f"copy-{place}",
        )


class Country:
    """Ten papers, and a programme that reads them with the real store, stages and jobs."""

    def __init__(self, store: Store, root: Path, min_sources: int) -> None:
        self.room = Newsroom(store, root, {"routes": [{"to": ["desk"]}]})
        topic = {"topic": "water", "name": "Water", "events": [EVENT], "min_sources": min_sources}
        config = self.room.services.config.model_copy(
            update={
                "feeds": tuple(Feed(url=url, name=n, language="en") for n, url in PAPERS.items()),
                "topics": (Topic.model_validate(topic),),
            }
        )
        self.services: Services = replace(self.room.services, config=config, fetcher=FakeFetcher())
        self.event = config.events["water-treaty"][1]
        with store.begin() as tx:
            feeds.sync(tx, list(PAPERS.values()), NOON)

    async def read(self, *news: Item) -> list[str]:
        """The titles that arrive after a pass over all papers; the last one has news besides."""
        documents = [rss(*copies(number)) for number in range(len(PAPERS) - 1)]
        documents.append(rss(*news, *copies(len(PAPERS) - 1)))
        pages: dict[str, Page | NotModified | FetchError] = {
            url: make_page(document.encode(), url=url, content_type="application/rss+xml")
            for url, document in zip(PAPERS.values(), documents, strict=True)
        }
        before = len(self.room.titles)
        services = replace(self.services, fetcher=FakeFetcher(pages))
        await sweep(services)
        await deliver_due(services)
        return self.room.titles[before:]

    @property
    def timeline(self) -> EventTimeline:
        with self.services.store.read() as tx:
            return timeline(tx, self.event, self.room.now)

    @property
    def sources(self) -> str:
        """Who says what the last change says."""
        change = self.timeline.changes[-1]
        copied = sum(each.copies for each in change.sources)
        return spell_sources(len(change.sources), change.outlets, copied)


async def test_thirty_copies_are_one_source(store: Store, tmp_path: Path) -> None:
    country = Country(store, tmp_path, min_sources=1)
    assert await country.read() == [f"AGREED: {NAME}"]
    assert "Reported by 1 independent source: paper-0." in country.room.inbox.told[0].body
    assert country.sources == "1 independent source: Associated Press (and 29 copies)"

    assert await country.read(OWN_REPORT) == []
    assert country.sources == "2 independent sources: Associated Press, paper-9 (and 29 copies)"
    (change,) = country.timeline.changes
    assert change.source is not None
    with store.read() as tx:
        story = stories.story_of(tx, change.source.article_id)
    assert story is not None
    assert story.size == 31


async def test_a_second_source_confirms_what_one_has_told(store: Store, tmp_path: Path) -> None:
    country = Country(store, tmp_path, min_sources=2)
    assert await country.read() == []
    waiting = [spell_unconfirmed(each, NOON.date()) for each in country.timeline.unconfirmed]
    assert waiting == ["unconfirmed: agreed (1 of 2 sources)"]

    assert await country.read(OWN_REPORT) == [f"AGREED: {NAME}"]
    said = "Reported by 2 independent sources: Associated Press, paper-9 (and 29 copies)."
    assert said in country.room.inbox.told[0].body
    assert country.timeline.unconfirmed == ()
