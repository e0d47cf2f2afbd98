"""Names that must be unique and names that must exist, over all files.

Read from the plain documents and not from the typed configuration, so that a mistake somewhere
else in a file hides none of these, and each has its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.config.documents import Document
from monitor.config.gazetteer import entry_ids, load_gazetteer
from monitor.config.parties import unknown_party
from monitor.config.problems import KeyPath, Problem, Severity, shortened, suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name and where it stands."""

    name: str
    document: Document
    path: KeyPath

    @property
    def place(self) -> str:
        """File and line, for people."""
        return f"{self.document.path}:{self.document.line(self.path)}"


def duplicate_feeds(feeds: Document) -> Iterator[Problem]:
    """A problem for each feed whose URL is listed before."""
    return _duplicates(_named_items(feeds, "feeds", "url"), "feed", "remove one")


def duplicate_ids(topics: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each topic id and each event id that is used before, in any file."""
    documents = tuple(topics)
    yield from _duplicates(
        (named for topic in documents for named in _topic_id(topic)), "topic", "rename one"
    )
    yield from _duplicates(
        (named for topic in documents for named in event_ids(topic)), "event", "rename one"
    )


def unknown_parties(topic: Document) -> Iterator[Problem]:
    """A problem for each party that is no id of the gazetteer."""
    for place, event in enumerate(_list(topic.value, "events")):
        for side, party in enumerate(_list(event, "parties")):
            if isinstance(party, str) and party not in entry_ids():
                yield topic.problem(
                    ("events", place, "parties", side), unknown_party(party, load_gazetteer())
                )


def unknown_channels(alerts: Document) -> Iterator[Problem]:
    """A problem for each channel of a route that there is not."""
    return _unknown(_route_names(alerts, "to"), channel_ids(alerts), "channel")


def unknown_subjects(alerts: Document, topics: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each topic and event of a route that there is not in all topics."""
    documents = tuple(topics)
    topic_ids = [named.name for topic in documents for named in _topic_id(topic)]
    events = [named.name for topic in documents for named in event_ids(topic)]
    yield from _unknown(_route_names(alerts, "topics"), topic_ids, "topic")
    yield from _unknown(_route_names(alerts, "events"), events, "event")


def idle_channels(alerts: Document) -> Iterator[Problem]:
    """A warning for each channel that no route names."""
    used = {named.name for named in _route_names(alerts, "to")}
    for channel in channel_ids(alerts):
        if channel not in used:
            text = f"no route leads here: add {{to: [{channel}]}} to routes"
            yield alerts.problem(("channels", channel), text, Severity.WARNING)


def channel_ids(alerts: Document) -> tuple[str, ...]:
    """The ids of all channels, in the order of the file."""
    channels = alerts.value.get("channels") if isinstance(alerts.value, dict) else None
    return tuple(channels) if isinstance(channels, dict) else ()


def event_ids(topic: Document) -> Iterator[Named]:
    """The ids of a topic's events."""
    return _named_items(topic, "events", "id")


def _topic_id(topic: Document) -> Iterator[Named]:
    if isinstance(topic.value, dict) and isinstance(name := topic.value.get("topic"), str):
        yield Named(name=name, document=topic, path=("topic",))


def _route_names(alerts: Document, key: str) -> Iterator[Named]:
    for place, route in enumerate(_list(alerts.value, "routes")):
        for item, name in enumerate(_list(route, key)):
            if isinstance(name, str):
                yield Named(name=name, document=alerts, path=("routes", place, key, item))


def _named_items(document: Document, items: str, key: str) -> Iterator[Named]:
    for place, item in enumerate(_list(document.value, items)):
        if isinstance(item, dict) and isinstance(name := item.get(key), str):
            yield Named(name=name, document=document, path=(items, place, key))


def _list(value: object, key: str) -> list[object]:
    items = value.get(key) if isinstance(value, dict) else None
    return items if isinstance(items, list) else []


def _unknown(names: Iterable[Named], known: Iterable[str], what: str) -> Iterator[Problem]:
    there = frozenset(known)
    for named in names:
        if named.name not in there:
            text = f"there is no {what} '{shortened(named.name)}'; {suggest(named.name, there)}"
            yield named.document.problem(named.path, text)


def _duplicates(names: Iterable[Named], what: str, remedy: str) -> Iterator[Problem]:
    first: dict[str, Named] = {}
    for named in names:
        before = first.setdefault(named.name, named)
        if before is not named:
            text = f"the same {what} stands at {before.place}: {remedy}"
            yield named.document.problem(named.path, text)
