"""Invented summits, each with a feed in which every item is one alert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import product

PER_EVENT = 30
"""Alerts of one event, unless there would be more events than names."""

ROUND = (
    ("agree to hold summit", "The leaders of {} and {} will meet, both governments said."),
    ("postpone summit", "The summit between {} and {} has been postponed, both governments said."),
    ("cancel summit", "The summit between {} and {} has been cancelled, both governments said."),
)
"""Titles and sentences; after a round the next occurrence begins."""

NAMES = tuple(
    first + middle + last
    for middle, first, last in product(
        ("ra", "lo", "vi", "mu"),
        ("Bel", "Kar", "Dor", "Zan", "Tes", "Mog", "Fen", "Ul", "Sar", "Pol"),
        ("nia", "stan", "burg", "mark", "land"),
    )
)

STARTED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=40)

EMPTY = b'<rss version="2.0"><channel><title>Nothing yet</title></channel></rss>'
"""A feed whose event nobody has heard of yet."""


@dataclass(frozen=True, slots=True)
class Summit:
    """An event and what becomes of it, one item for each alert."""

    number: int
    alerts: int

    @property
    def event(self) -> str:
        """Its id."""
        return f"summit-{self.number}"

    @property
    def parties(self) -> tuple[str, str]:
        """Who meets."""
        return NAMES[2 * self.number], NAMES[2 * self.number + 1]

    def configured(self) -> dict[str, object]:
        """The event as a topic file has it."""
        return {
            "id": self.event,
            "name": " and ".join(self.parties),
            "lifecycle": "meeting",
            "parties": [[party] for party in self.parties],
            "terms": ["summit"],
        }

    def published(self, step: int) -> datetime:
        """When a step is news (UTC): hours apart, so that none is held back as a flap."""
        return STARTED + timedelta(hours=step)

    def feed(self) -> bytes:
        """All that becomes of it, as an RSS document."""
        items = "".join(self._item(step) for step in range(self.alerts))
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
            ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>{self.event}</title><language>en</language>{items}</channel></rss>"
        ).encode()

    def _item(self, step: int) -> str:
        title, sentence = ROUND[step % len(ROUND)]
        one, other = self.parties
        text = f"{sentence.format(one, other)} This is report {step}."
        return (
            f"<item><title>{one} and {other} {title}</title>"
            f'<guid isPermaLink="false">{self.event}-{step}</guid>'
            f"<pubDate>{format_datetime(self.published(step))}</pubDate>"
            f"<content:encoded>{text}</content:encoded></item>"
        )


def summits(alerts: int) -> list[Summit]:
    """Events that together make so many alerts, each about as many."""
    events = max(1, min(len(NAMES) // 2, alerts // PER_EVENT))
    share, rest = divmod(alerts, events)
    return [Summit(number, share + (number < rest)) for number in range(events)]
