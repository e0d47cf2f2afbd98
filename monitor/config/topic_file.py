"""A name, parties and a lifecycle → the text of a topic file."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from monitor.config.gazetteer import GazetteerEntry
from monitor.config.parties import find_entry
from monitor.config.scalars import scalar
from monitor.config.schema.topics import Topic
from monitor.config.values import MAX_ID_CHARS
from monitor.model.claims import STATUSES, Lifecycle

TEXT = """\
# yaml-language-server: $schema=../schema/topic.json
# A * at the end of a word stands for any ending.

topic: {id}
name: {name}
# languages: [en]  # articles in other languages are kept, not read; default: all
# phrases: [{name}]  # what makes an article on topic; default: the events' names
# min_sources: 2  # independent sources that a change takes; default: 1, the first report

events:
  - id: {id}
    name: {name}
    lifecycle: {lifecycle:<12}  # {statuses}
    # An entry of the gazetteer, or a list of names; a claim must concern all parties.
    parties: [{parties}]
    # terms: [summit, talks]  # what the event is called; default: its lifecycle's usual words
    # exclude: [phone call]  # near misses that are not this event
"""


def identifier(name: str) -> str:
    """An id from a name: lower-case Latin letters, digits, hyphens; empty where it has none."""
    unmarked = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    )
    return re.sub(r"[^a-z0-9]+", "-", unmarked.lower()).strip("-")[:MAX_ID_CHARS].strip("-")


def topic_text(
    name: str,
    *,
    event: str,
    lifecycle: Lifecycle,
    parties: Iterable[str],
    gazetteer: Mapping[str, GazetteerEntry],
) -> str:
    """The text of a topic file with one event.

    Args:
        name: What people call the topic and the event.
        event: Id of the event, and of the topic.
        lifecycle: The kind of event.
        parties: Gazetteer ids, names that the gazetteer has, or names of one party with commas.
        gazetteer: The entries by id.
    """
    return TEXT.format(
        id=scalar(event),
        name=scalar(name),
        lifecycle=lifecycle,
        statuses=", ".join(STATUSES[lifecycle]),
        parties=", ".join(_party(party, gazetteer) for party in parties),
    )


def topic_as_json(topic: Topic) -> str:
    """The text of a topic file from a topic that was loaded; JSON is YAML."""
    values = topic.model_dump(mode="json", exclude_defaults=True)
    for event, written in zip(topic.events, values["events"], strict=True):
        written["parties"] = [party.entry or list(party.aliases) for party in event.parties]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _party(party: str, gazetteer: Mapping[str, GazetteerEntry]) -> str:
    names = [name.strip() for name in party.split(",") if name.strip()]
    found = find_entry(names[0], gazetteer) if len(names) == 1 else None
    return found or f"[{', '.join(map(scalar, names))}]"
