"""Articles that come one after the other, each followed by a pass of the real command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Item, Site, rss

NOW = datetime.now(UTC).replace(microsecond=0)

OFFER = """\
Ellemark has proposed a water treaty to Tarvos. Prime Minister Ilona Brandt sent a draft to her
colleague Pavel Orlik on Monday, her office said.

The draft divides the water of the Ister by season instead of by year. Farmers on both banks have
asked for that since the drought."""
SIGNED = """\
Ellemark and Tarvos have signed a water treaty after six weeks of talks, the governments of both
countries announced in a joint statement.

"Nobody got everything, and everybody got enough," Prime Minister Ilona Brandt said at the ceremony
on a bridge over the Ister. Her colleague Pavel Orlik spoke of a new chapter.

The treaty divides the water of the river by season instead of by year. Two commissions are to watch
over it, one on each bank, and to meet every spring."""
IN_FORCE = """\
The water treaty between Ellemark and Tarvos entered into force on Thursday, a month after both
parliaments had voted for it.

Engineers opened the first of three gates at noon. It will take until the weekend before anybody
downstream notices, a spokeswoman of the river authority said."""
SUSPENDED = """\
Tarvos has suspended the water treaty with Ellemark, Prime Minister Pavel Orlik said on Friday.

"We will not fulfil what the other side breaks every night," Orlik told parliament. He accused the
neighbour of opening the upper gates after dark; Ellemark's river authority has called such reports
a misreading of its gauges."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """An article that a paper prints, and the titles of the messages that follow."""

    what: str
    paper: str
    title: str
    text: str
    hours_ago: int
    told: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        published = NOW - timedelta(hours=self.hours_ago)
        return Item(title=self.title, text=self.text, published=published, guid=self.what)


STORY = [
    Step(
        what="an offer is the first that is heard of it",
        paper="gazette",
        title="Ellemark proposes water treaty to Tarvos",
        text=OFFER,
        hours_ago=30,
        told=("PROPOSED: Ellemark–Tarvos water treaty",),
    ),
    Step(
        what="it is signed",
        paper="gazette",
        title="Ellemark and Tarvos sign water treaty",
        text=SIGNED,
        hours_ago=20,
        told=("AGREED: Ellemark–Tarvos water treaty",),
    ),
    Step(
        what="another paper prints the same text: nobody is told again",
        paper="herald",
        title="Tarvos and Ellemark sign treaty on the Ister",
        text=SIGNED,
        hours_ago=19,
    ),
    Step(
        what="it takes effect",
        paper="herald",
        title="Water treaty of Ellemark and Tarvos enters into force",
        text=IN_FORCE,
        hours_ago=10,
        told=("IN FORCE: Ellemark–Tarvos water treaty",),
    ),
    Step(
        what="one side suspends it",
        paper="gazette",
        title="Tarvos suspends water treaty with Ellemark",
        text=SUSPENDED,
        hours_ago=1,
        told=("SUSPENDED: Ellemark–Tarvos water treaty",),
    ),
]


@pytest.mark.slow
def test_each_article_is_told_as_what_it_changed(site: Site, installation: Installation) -> None:
    printed: dict[str, list[Item]] = {"gazette": [], "herald": []}
    feeds = {paper: site.put(f"/{paper}.xml", rss(title=paper)) for paper in printed}
    site.put("/inbox", b"")
    installation.configure(feeds, {"desk": site.url.replace("http", "json") + "/inbox"})
    installation.read("once")
    told = {}
    for step in STORY:
        printed[step.paper].insert(0, step.item)
        site.put(f"/{step.paper}.xml", rss(*printed[step.paper], title=step.paper))
        installation.read("once")
        told[step.what] = tuple(post["title"] for post in site.posts)
        site.posts.clear()
    assert told == {step.what: step.told for step in STORY}
